// One function of a great many statements.
let text = ''
for (let i = 0; i < 100000; i++) text += 'x' + i % 10 + ' += ' + i + ';'
const all = []
for (;;) { try { all.push(new Function('let x0=0,x1=0,x2=0,x3=0,x4=0,x5=0,x6=0,x7=0,x8=0,x9=0;' + text)) } catch (e) {} }
