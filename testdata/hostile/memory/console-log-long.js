// One long line after the other.
const s = 'line '.repeat(1000000)
for (;;) console.log(s, s)
