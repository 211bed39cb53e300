let o = {}
for (let i = 0; i < 1e5; i++) o = { o }
for (;;) console.log(o)
