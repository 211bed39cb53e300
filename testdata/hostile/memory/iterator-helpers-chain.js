// Helpers on helpers.
let it = [1, 2, 3].values()
for (;;) it = it.map((x) => x).filter(() => true).take(10).drop(0)
