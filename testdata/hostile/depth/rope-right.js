// A rope that leans right.
let s = ''
for (let i = 0; i < 1000000; i++) s = 'abcdefghijklmnop' + s
for (let i = 0; ; i++) { s.indexOf('q'); s = 'c' + s }
