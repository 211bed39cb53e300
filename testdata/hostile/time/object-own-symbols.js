// Symbols and descriptors of an object with very many.
const o = {}
for (let i = 0; i < 1e5; i++) o[Symbol(i)] = i
for (;;) { Object.getOwnPropertySymbols(o); Object.getOwnPropertyDescriptors(o); Object.assign({}, o) }
