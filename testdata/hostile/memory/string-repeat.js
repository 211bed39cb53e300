// repeat of what repeat made.
const all = []
for (let n = 1; ; n++) { try { all.push('abc'.repeat(n * 1000)) } catch (e) {} }
