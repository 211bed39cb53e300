// A class with thousands of fields.
let text = 'class C {'
for (let i = 0; i < 3000; i++) text += 'f' + i + ' = ' + i + ';'
const C = eval('(' + text + '})')
const all = []
for (;;) all.push(new C())
