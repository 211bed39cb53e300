// A base with a million combining marks to be ordered.
let s = 'a'
for (let i = 0; i < 300000; i++) s += String.fromCharCode(0x300 + (i * 7) % 0x45)
for (;;) s.normalize('NFC').normalize('NFD')
