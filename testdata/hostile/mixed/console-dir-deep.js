// Inspection of a deep structure, over and over.
let o = {}
for (let i = 0; i < 2e5; i++) o = { o }
for (;;) console.dir(o)
