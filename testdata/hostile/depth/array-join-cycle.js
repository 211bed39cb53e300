// join of values that ask for join.
const a = [{ toString: () => [a, [a]].join() + [{ toString: () => a[0].toString() }].join() }]
for (;;) { try { a.join() } catch (e) {} }
