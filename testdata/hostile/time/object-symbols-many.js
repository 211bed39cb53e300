const o = {}
for (let i = 0; i < 1e5; i++) o[Symbol()] = i
for (;;) Object.assign({}, o)
