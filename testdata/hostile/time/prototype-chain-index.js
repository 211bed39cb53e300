let o = {}
for (let i = 0; i < 2e5; i++) o = Object.create(o)
for (;;) o[7]
