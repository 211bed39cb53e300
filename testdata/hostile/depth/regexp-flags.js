// Getters of flags that ask for flags.
const r = Object.defineProperty(/a/g, 'global', { get() { return this.flags } })
for (;;) { try { r.flags } catch (e) {} try { 'a'.replaceAll(r, '') } catch (e) {} }
