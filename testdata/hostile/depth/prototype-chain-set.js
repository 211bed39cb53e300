// Writes and for-in through the chain.
let o = {}
for (let i = 0; i < 100000; i++) o = Object.create(o)
for (let i = 0; ; i++) { o['k' + i % 10] = i; delete o['k' + i % 10]; for (const k in o) k }
