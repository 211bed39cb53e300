// A callback that inserts into the map which asks it.
const m = new Map
let n = 0
for (;;) m.getOrInsertComputed ? m.getOrInsertComputed(n++, k => { m.set('x' + k, 'y'.repeat(1000)); return k }) : m.set(n++, 1)
