// Objects with ever new private names.
let n = 0
const all = []
for (;;) { const C = eval('(class { static f(o) { return #x' + n + ' in o } #x' + n + ' = 1 })'); n++; all.push(new C()) }
