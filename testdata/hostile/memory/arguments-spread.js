// Rest parameters take what spread gives, twice as much each time.
function f(...r) { return f2(...r, ...r) }
function f2(...r) { return r }
let a = [0]
for (;;) a = f(...a)
