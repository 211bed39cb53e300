// Inspection of a wide structure.
const o = {}
for (let i = 0; i < 2e5; i++) o['k' + i] = { i }
for (;;) { console.dir(o); console.table?.(o); console.info(Object.values(o)) }
