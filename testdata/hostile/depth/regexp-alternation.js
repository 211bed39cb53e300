// Alternatives in alternatives, with quantifiers.
for (let n = 100; ; n *= 2) { if (n > 1e6) n = 100; try { new RegExp('(a|'.repeat(n) + 'b' + '){0,2}'.repeat(n)).exec('aab') } catch (e) {} }
