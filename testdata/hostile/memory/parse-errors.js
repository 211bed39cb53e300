// Syntax errors in long sources, kept.
const all = []
const s = 'x = 1;\n'.repeat(50000) + '}'
for (;;) { try { eval(s) } catch (e) { all.push(e) } }
