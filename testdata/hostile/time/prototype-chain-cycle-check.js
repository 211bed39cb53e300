const r = {}
let o = r
for (let i = 0; i < 2e5; i++) o = Object.create(o)
for (;;) try { Object.setPrototypeOf(r, o) } catch { }
