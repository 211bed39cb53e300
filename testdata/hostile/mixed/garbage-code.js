// Code that dies at once.
for (let i = 0; ; i++) new Function('a', 'let s = 0; for (let i = 0; i < a; i++) s += i * ' + i + '; return s')(100)
