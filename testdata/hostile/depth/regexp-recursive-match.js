// Nested quantifiers over a long text.
const r = /(?:(?:(?:(a*)*b?)*c?)*d?)*e/
for (let n = 1000; ; n *= 2) { if (n > 1e7) n = 1000; try { r.exec('abcd'.repeat(n)) } catch (e) {} }
