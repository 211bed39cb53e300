const o = {}
for (let i = 0; i < 2e5; i++) o['k' + i] = { a: i }
for (;;) console.dir(o, { maxArrayLength: null, depth: null })
