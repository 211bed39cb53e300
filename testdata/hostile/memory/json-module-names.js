// Keys that look like numbers but are none.
const o = {}
for (let i = 0; ; i++) o['0' + i] = o['-' + i] = o[i + '.5'] = i
