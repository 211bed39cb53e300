// Ropes that share: 2^30 characters each, flattened.
const all = []
for (;;) { let s = 'x' + all.length; for (let i = 0; i < 22; i++) s += s; s.charCodeAt(5); all.push(s) }
