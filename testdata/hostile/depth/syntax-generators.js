// yield and await in expressions that nest.
for (let n = 100; ; n *= 2) { if (n > 200000) n = 100; for (const [k, s] of [['function*', 'yield '], ['async function', 'await '], ['function*', 'yield*'], ['function*', '[yield,']]) { try { new Function('return ' + k + '(){' + s.repeat(n) + '1}')().next?.() } catch (e) {} } }
