// Set methods over large sets.
const a = new Set, b = new Set
for (let i = 0; i < 2e5; i++) { a.add(i); b.add(-i - 1) }
for (;;) { a.isDisjointFrom(b); a.isSubsetOf(a); a.isSupersetOf(b); a.intersection(b); a.difference(b); a.symmetricDifference(b) }
