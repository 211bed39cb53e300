// A handler that is a proxy with a handler that is a proxy.
let h = {}
for (let i = 0; i < 50000; i++) h = new Proxy({}, h)
for (;;) { try { h.x } catch (e) {} try { Object.keys(h) } catch (e) {} }
