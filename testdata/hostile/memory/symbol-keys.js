// One object with ever more symbol keys.
const o = {}
for (;;) o[Symbol()] = o
