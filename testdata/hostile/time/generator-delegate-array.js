const a = new Array(4e6)
function* g() { yield* a }
for (;;) for (const x of g()) { }
