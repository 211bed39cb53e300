// constructor getters that construct.
const b = new ArrayBuffer(8)
Object.defineProperty(b, 'constructor', { get() { return b.slice(0) } })
const a = [1]
Object.defineProperty(a, 'constructor', { get() { return a.concat() } })
for (;;) { try { b.slice(0) } catch (e) {} try { a.concat() } catch (e) {} }
