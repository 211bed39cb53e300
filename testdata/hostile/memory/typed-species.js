// The species answers with larger arrays that stay.
const all = []
class T extends Uint8Array { static get [Symbol.species]() { return function (n) { const a = new Uint8Array(n + 100000); all.push(a); return a } } }
const t = new T(10)
for (;;) { t.map((x) => x); t.filter(() => true); t.slice(); t.subarray(1) }
