// Weak references to one target.
const all = []
const target = {}
for (;;) all.push(new WeakRef(target))
