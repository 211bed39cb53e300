const o = {}, d = {}
for (let i = 0; i < 1e5; i++) { o['k' + i] = i; d['k' + i] = { value: 1 } }
for (;;) Object.seal(o)
