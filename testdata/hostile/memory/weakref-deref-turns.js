// Two targets by turns: each is kept, but only once.
const a = new WeakRef({}), b = new WeakRef({})
for (;;) { a.deref(); b.deref() }
