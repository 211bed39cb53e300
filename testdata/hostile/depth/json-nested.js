// Values that nest a million deep.
let o = {}
for (let i = 0; i < 300000; i++) o = i % 2 ? [o] : { o }
for (;;) { try { JSON.stringify(o) } catch (e) {} }
