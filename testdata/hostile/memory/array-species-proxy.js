// concat of a species that answers with a proxy.
const store = {}
class P extends Array {
  static get [Symbol.species]() { return function () { return new Proxy(store, {}) } }
}
let a = new P(1, 2, 3, 4)
for (let n = 0; ; n++) { a.concat(new Array(100000).fill(n), { length: 2 ** 40, [Symbol.isConcatSpreadable]: true }) }
