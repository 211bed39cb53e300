// endsWith and startsWith over long ropes of equal characters.
let s = ''
for (let i = 0; i < 20; i++) s = 'a'.repeat(1e6) + s
let n = 0
for (;;) { s.endsWith(s + '') ; s.startsWith(s.slice(1), 1); n++ }
