// Calls with ever more arguments.
let a = [1]
for (;;) a = Array.of(...a, ...a, a)
