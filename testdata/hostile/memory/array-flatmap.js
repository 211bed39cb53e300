// Each element becomes many.
let a = [1, 2]
for (;;) a = a.flatMap((x) => [x, x, { x }])
