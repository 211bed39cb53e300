// Realms in realms, functions wrapped over and over, and errors that cross all of it.
const r = new ShadowRealm()
const same = r.evaluate('(f) => f')
let f = () => { throw new Error('at the bottom') }
for (let i = 0; i < 1e5; i++) f = same(f)
try { f() } catch (e) { console.log(e.message.length) }
const down = r.evaluate('(f) => { f(f) }')
const up = (g) => { down(up) }
for (let i = 0; i < 100; i++) { try { up() } catch (e) { console.log(e.message.length) } }
function nest() { const s = new ShadowRealm(); s.evaluate('(f) => { f() }')(nest) }
for (;;) { try { nest() } catch (e) { console.log(String(e)) } }
