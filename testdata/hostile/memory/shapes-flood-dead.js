// Ever new shapes of objects that die.
let n = 0
for (;;) { const o = {}; for (let i = 0; i < 20; i++) o['p' + n++] = i }
