// Lexical names of ever new scripts through eval in functions.
const all = []
for (let i = 0; ; i++) all.push(new Function('let a' + i + ' = []; return () => a' + i)())
