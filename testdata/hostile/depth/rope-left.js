// A rope that leans left, two million deep, read from both ends.
let s = ''
for (let i = 0; i < 2000000; i++) s = s + 'ab'
for (let i = 0; ; i++) { s.charCodeAt(i); s += 'c' }
