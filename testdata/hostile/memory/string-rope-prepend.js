// Growth at the front: a rope that leans to the other side.
let s = ''
for (let i = 0; ; i++) { s = i + s; if (i % 200000 === 0) s.indexOf('zz') }
