// Named groups: an object for each match.
let p = ''
for (let i = 0; i < 3000; i++) p += '(?<name' + i + '>x)?'
const r = new RegExp(p, 'd')
const all = []
for (;;) all.push(r.exec('xx'))
