// A chain of a million prototypes.
let o = { last: 1 }
for (let i = 0; i < 200000; i++) o = Object.create(o)
for (;;) { o.last; o.missing; 'x' in o; o instanceof Array; Object.prototype.isPrototypeOf.call(Array.prototype, o) }
