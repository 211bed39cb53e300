// Math.max over a list that doubles.
let a = [1]
for (;;) { a.push(...a); Math.max(...a); Math.hypot(...a) }
