// Object.assign, spread and entries over getters that do it again.
const o = { get a() { return { ...o } }, get b() { return Object.entries(o) }, get c() { return Object.assign({}, o) } }
for (;;) { try { o.a } catch (e) {} try { o.b } catch (e) {} try { o.c } catch (e) {} }
