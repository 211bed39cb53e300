// Function objects with their prototypes.
const all = []
for (;;) { const f = function () {}; f.prototype.x = f; all.push(f) }
