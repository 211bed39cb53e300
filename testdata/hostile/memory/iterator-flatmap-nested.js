// flatMap of flatMap of flatMap.
let it = [1].values()
for (;;) it = it.flatMap((x) => [x, x].values())
