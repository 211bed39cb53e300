// return through a very deep stack of iterator helpers.
for (;;) { let it = { next() { return { done: false } }, return() { return {} }, __proto__: Iterator.prototype }; for (let i = 0; i < 1e5; i++) it = it.take(5); try { it.return() } catch {} }
