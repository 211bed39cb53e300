// Specifiers of a megabyte.
for (let i = 0; ; i++) { try { await import('x'.repeat(1 << 20) + i) } catch (e) {} }
