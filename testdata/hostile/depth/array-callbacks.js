// Every method of arrays with a callback that calls it.
const methods = ['map', 'forEach', 'filter', 'some', 'every', 'find', 'findLast', 'findIndex', 'findLastIndex', 'flatMap', 'reduce', 'reduceRight']
const f = (m) => { const g = () => [1, 2][m](g, 0); g() }
for (let i = 0; ; i++) { try { f(methods[i % methods.length]) } catch (e) {} }
