let o = {}, f = {}
for (let i = 0; i < 2e5; i++) o = Object.create(o)
for (;;) f.isPrototypeOf(o)
