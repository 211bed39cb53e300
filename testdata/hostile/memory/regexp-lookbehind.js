// Look-behinds at every position.
const s = 'ab'.repeat(500000)
for (;;) s.replace(/(?<=(a|b)+)(?=(b|a)+)x/g, '')
