// Conversions inside of Atomics and DataView.
const t = new Int32Array(4), v = new DataView(new ArrayBuffer(8))
const o = { valueOf: () => Atomics.add(t, 0, o) + v.setInt8(0, o) }
for (;;) { try { Atomics.store(t, 0, o) } catch (e) {} try { v.setInt8(o, 1) } catch (e) {} }
