// Many groups are saved at each turn of a loop.
const r = new RegExp('(?:' + '(a)?'.repeat(500) + 'b?)*c')
for (;;) r.exec('a'.repeat(200000))
