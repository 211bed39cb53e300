// Entries come and go, nothing stays.
const m = new Map()
for (let i = 0; ; i++) { m.set('k' + i, i); m.delete('k' + (i - 10)) }
