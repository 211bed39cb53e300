// A stack for backtracking that grows with the text.
const s = 'a'.repeat(4000000)
for (;;) /(?:(a)|b|(c))*d/.exec(s)
