// The text gets longer with each split and join.
let s = 'a,b'
for (;;) s = s.split(',').join(',-,')
