// zipKeyed of an object with many keys.
const o = {}
for (let i = 0; i < 5000; i++) o['k' + i] = [i]
const all = []
for (;;) all.push(Iterator.zipKeyed ? Iterator.zipKeyed(o).next() : { ...o })
