// Long strings as keys.
const m = new Map()
for (let i = 0; ; i++) m.set('key'.repeat(500) + i, null)
