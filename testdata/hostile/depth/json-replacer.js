// A replacer that wraps what it gets.
for (;;) { try { JSON.stringify(1, (k, v) => [v]) } catch (e) {} }
