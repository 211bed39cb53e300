// JSON objects with ever new keys.
const all = []
let n = 0
for (;;) all.push(JSON.parse('{' + Array.from({ length: 1000 }, () => '"k' + n++ + '":1').join() + '}'))
