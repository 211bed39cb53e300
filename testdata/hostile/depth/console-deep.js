// Values that nest deeply are printed.
let o = {}
for (let i = 0; i < 300000; i++) o = i % 3 ? [o] : i % 2 ? { o } : new Map([[o, o]])
for (;;) { console.log(o); console.log('%o', o) }
