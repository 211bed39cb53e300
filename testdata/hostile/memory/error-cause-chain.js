// Errors with causes, shown.
let e = new Error('x'.repeat(1000))
for (;;) { e = new Error('x'.repeat(1000), { cause: e }); if (Math.random() < 1e-4) console.error(e) }
