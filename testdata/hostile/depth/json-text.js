// JSON texts that nest a million deep.
const texts = ['['.repeat(1000000), '{"a":'.repeat(1000000), '[{"a":'.repeat(500000), '['.repeat(200000) + ']'.repeat(200000)]
for (;;) for (const t of texts) { try { JSON.parse(t) } catch (e) {} }
