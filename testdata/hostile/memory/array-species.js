// The species constructor hands out objects that keep all they get.
class Keep extends Array {
  static get [Symbol.species]() { return function (n) { const o = { length: 0 }; all.push(o); return o } }
}
const all = []
const a = new Keep(...new Array(5000).fill('x'))
for (;;) a.map((x) => x + all.length)
