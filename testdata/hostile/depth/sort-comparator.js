// A comparator that sorts.
const c = (a, b) => { [2, 1].sort(c); return 0 }
for (;;) { try { c() } catch (e) {} }
