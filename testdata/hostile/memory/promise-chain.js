// A chain of then.
let p = Promise.resolve()
for (;;) p = p.then(() => 1)
