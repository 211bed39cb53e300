// Closures in closures ten thousand deep.
let s = 'x'
for (let i = 0; i < 1000; i++) s = '(() => { let y' + i + ' = x; return ' + s + ' + y' + i + ' })()'
for (;;) { try { new Function('x', 'return ' + s)(1) } catch (e) {} }
