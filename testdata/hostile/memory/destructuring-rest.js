// Rest elements of what never ends.
function* endless() { for (;;) yield {} }
const [a, ...rest] = endless()
