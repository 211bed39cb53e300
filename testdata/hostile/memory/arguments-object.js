// Mapped arguments objects that live on.
const all = []
function f(a, b, c) { all.push(arguments, () => a + b + c) }
for (;;) f(1, 2, 3, 4, 5)
