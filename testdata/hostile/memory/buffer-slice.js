// Slices, and species that answer with large buffers.
const all = []
class B extends ArrayBuffer { static get [Symbol.species]() { return function (n) { const b = new ArrayBuffer(n + 1000000); all.push(b); return b } } }
const b = new B(1000)
for (;;) b.slice(0)
