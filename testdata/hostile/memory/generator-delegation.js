// Each generator delegates to the last.
function* g(inner) { yield* inner }
let it = [1][Symbol.iterator]()
for (;;) it = g(it)
