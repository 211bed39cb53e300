// The text of a wide and deep value.
const wide = {}
for (let i = 0; i < 1000; i++) wide['k' + i] = [wide, { i }, new Map([[i, wide]])]
for (;;) console.log(wide, [wide, wide])
