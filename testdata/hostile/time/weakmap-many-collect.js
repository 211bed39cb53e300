// A WeakMap with many live keys while garbage is made.
const m = new WeakMap
const keys = []
for (let i = 0; i < 2e5; i++) { const k = {}; keys.push(k); m.set(k, { k }) }
let g
for (;;) g = [g && 1, {}, []]
