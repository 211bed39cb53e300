let s = 'abcdefghijklmnop'
for (let i = 0; i < 20; i++) s += s
for (;;) { (s + 'x').charCodeAt(3) }
