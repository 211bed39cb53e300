// Errors whose message and name are errors.
const e = new Error()
Object.defineProperty(e, 'message', { get() { return String(e) } })
for (;;) { try { String(e) } catch (x) {} try { console.log(e) } catch (x) {} }
