const e = new Error('x'.repeat(1e6))
for (;;) console.log(e)
