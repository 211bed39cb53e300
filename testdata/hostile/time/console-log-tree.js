let o = { a: 1 }
for (let i = 0; i < 24; i++) o = [o, o]
for (;;) console.log(o)
