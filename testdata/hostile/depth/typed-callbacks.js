// Methods of typed arrays with callbacks that call them.
const t = new Uint8Array(2)
const methods = ['map', 'forEach', 'filter', 'some', 'every', 'find', 'reduce', 'reduceRight', 'findLastIndex']
for (let i = 0; ; i++) { const m = methods[i % methods.length]; const g = () => t[m](g, 0); try { g() } catch (e) {} }
