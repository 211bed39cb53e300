// A proxy that is its own handler.
const h = Object.create(null)
const p = new Proxy({}, h)
Object.setPrototypeOf(h, p)
for (;;) { try { p.x } catch (e) {} try { p.x = 1 } catch (e) {} try { Object.keys(p) } catch (e) {} }
