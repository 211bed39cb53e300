let o = {}
for (let i = 0; i < 2000; i++) { o = Object.create(o); for (let j = 0; j < 20; j++) o['k' + i + '_' + j] = 1 }
for (;;) for (const k in o) { }
