// Proxies and getters are printed that print.
const o = { get a() { console.log(o); return o }, toString() { console.log(`${o}`); return '' } }
const p = new Proxy(o, { get(t, k) { console.log(p); return p } })
for (;;) { try { console.log(o, p) } catch (e) {} try { console.log(`${o}`) } catch (e) {} try { console.log('%s', o) } catch (e) {} }
