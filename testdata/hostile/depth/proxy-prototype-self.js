// A proxy whose target inherits from it.
const t = {}
const p = new Proxy(t, {})
Object.setPrototypeOf(t, p)
for (;;) { try { p.x } catch (e) {} try { t.x = 1 } catch (e) {} try { 'x' in t } catch (e) {} try { for (const k in t) k } catch (e) {} }
