// The same over typed arrays and copies.
const c = () => { new Uint8Array([2, 1]).sort(c); return 0 }
const d = () => { [3, 1].toSorted(d); return 0 }
for (;;) { try { c() } catch (e) {} try { d() } catch (e) {} }
