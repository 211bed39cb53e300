// Text methods with huge results.
const s = 'ab'.repeat(5000000)
for (;;) for (const f of [() => s + s + s + s + s + s + s + s, () => s.split('').join('--'), () => s.replaceAll('a', s), () => s.replace(/a/g, '$`'), () => encodeURIComponent(s + '\u2028'), () => JSON.stringify(s + '\u0000'), () => s.padEnd(60000000, s), () => [s, s, s].join(s), () => s.concat(s, s, s, s, s), () => String.raw({ raw: [s, s, s] }, s, s), () => s.at(-1) + s.toUpperCase() + s.normalize(), () => btoa?.(s)]) { try { f() } catch (e) {} }
