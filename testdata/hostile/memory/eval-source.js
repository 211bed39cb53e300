// eval of sources that grow.
let s = '1'
for (;;) { s += '+' + s; eval(s) }
