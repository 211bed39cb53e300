// All kinds of recursion at once, by turns.
let n = 0
const o = { get x() { return step() }, toString() { return String(step()) }, valueOf() { return +step() }, [Symbol.iterator]() { return [step()].values() } }
const p = new Proxy({}, { get: () => step(), has: () => step() })
const kinds = [() => o.x, () => `${o}`, () => +o, () => [...o], () => p.a, () => 'a' in p, () => [1].map(step), () => 'a'.replace('a', step), () => JSON.parse('1', step), () => new (class { x = step() })(), () => step.bind()(), () => [2, 1].sort(step), () => Reflect.apply(step, null, []), () => eval('step()'), () => [...(function* () { yield step() })()], () => new Map([[1, 1]]).forEach(step)]
function step() { return kinds[n++ % kinds.length]() }
for (;;) { try { step() } catch (e) {} }
