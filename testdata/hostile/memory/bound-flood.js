// Bound functions with bound arguments.
const all = []
function f() {}
for (;;) all.push(f.bind(all, 1, 2, 3, 4, 5, 6, 7, 8))
