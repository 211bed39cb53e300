// split of a text outside Latin-1 into strings of one unit each.
const all = []
let s = ''
for (let i = 256; i < 60000; i++) s += String.fromCharCode(i)
for (;;) all.push(s.split(''))
