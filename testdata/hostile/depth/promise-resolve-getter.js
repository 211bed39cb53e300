// then getters that resolve the promise itself.
const o = { get then() { return Promise.resolve(o) && undefined } }
for (;;) { try { Promise.resolve(o) } catch (e) {} }
