// flatMap flattens what never ends.
function* endless() { for (;;) yield [1] }
const all = []
for (const x of endless().flatMap((v) => [v, [v]])) all.push(x)
