// An object literal of very many keys.
let s = '({'
for (let i = 0; i < 200000; i++) s += 'key' + i + ':' + i + ','
const all = []
for (;;) all.push(eval(s + '})'))
