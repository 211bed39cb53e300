// What a site has learned about primitives ends when their prototypes change.

const prims = [['number', 1, Number.prototype], ['double', 0.5, Number.prototype], ['string', 's', String.prototype],
  ['boolean', true, Boolean.prototype], ['symbol', Symbol(), Symbol.prototype], ['bigint', 1n, BigInt.prototype]]

const warm = (f, v, n = 300) => { let r; for (let i = 0; i < n; i++) r = f(v); return r }

// Each site is new code: it meets one kind of primitive only.
const reader = () => (0, eval)('(function (o) { return o.yy })')
const caller = () => (0, eval)('(function (o) { return o.mm ? o.mm() : "none" })')
const finder = () => (0, eval)('(function (o) { return o?.yy === undefined })')

function absentThenAdded(v, P) {
  const f = reader(), g = finder(), before = [warm(f, v), warm(g, v)]
  P.yy = 'added'
  const after = [f(v), g(v)]
  delete P.yy
  return [...before, ...after, f(v), g(v)].join()
}
function behind(v, P) {
  const f = reader(), before = warm(f, v)
  Object.prototype.yy = 'behind'
  const after = f(v)
  P.yy = 'nearer'
  const nearer = f(v)
  delete P.yy
  const again = f(v)
  delete Object.prototype.yy
  return [before, after, nearer, again, f(v)].join()
}
function accessors(v, P) {
  const f = reader()
  P.yy = 'data'
  const before = warm(f, v)
  Object.defineProperty(P, 'yy', { get() { 'use strict'; return 'got ' + (this === v) }, configurable: true })
  const got = warm(f, v)
  Object.defineProperty(P, 'yy', { value: 'data again' })
  const data = f(v)
  delete P.yy
  return [before, got, data, f(v)].join()
}
function dictionaries(v, P) {
  const f = reader()
  for (let i = 0; i < 60; i++) P['k' + i] = 1
  P.yy = 'Y'
  const before = warm(f, v)
  for (let i = 0; i < 60; i++) delete P['k' + i]
  const packed = f(v)
  delete P.yy
  const gone = f(v)
  for (let i = 0; i < 60; i++) P['q' + i] = 'other'
  const other = f(v)
  for (let i = 0; i < 60; i++) delete P['q' + i]
  return [before, packed, gone, other].join()
}
function methods(v, P) {
  const f = caller()
  P.mm = function () { 'use strict'; return 'first ' + typeof this }
  const before = warm(f, v)
  P.mm = () => 'second'
  const second = f(v)
  delete P.mm
  const none = f(v)
  return [before, second, none].join()
}
function prototypes(v, P) {
  const f = reader(), parent = Object.getPrototypeOf(P), before = warm(f, v)
  Object.setPrototypeOf(P, { yy: 'other parent' })
  const other = warm(f, v)
  Object.setPrototypeOf(P, new Proxy({}, { get: (t, k, r) => k === 'yy' ? 'proxy' : undefined }))
  const proxied = f(v)
  Object.setPrototypeOf(P, null)
  const none = f(v)
  Object.setPrototypeOf(P, parent)
  return [before, other, proxied, none, f(v)].join()
}

for (const test of [absentThenAdded, behind, accessors, dictionaries, methods, prototypes]) {
  console.log(test.name, prims.map(([name, v, P]) => test(v, P)).filter((r, i, all) => all.indexOf(r) === i).join(' | '))
}
// expect: absentThenAdded ,true,added,false,,true
// expect: behind ,behind,nearer,behind,
// expect: accessors data,got true,data again,
// expect: dictionaries Y,Y,,
// expect: methods first number,second,none | first string,second,none | first boolean,second,none | first symbol,second,none | first bigint,second,none
// expect: prototypes ,other parent,proxy,,

// A function without properties says nothing of one whose first are still to be made.
const bare = () => { const f = () => 1; delete f.name; delete f.length; return f }
const proto = f => f.prototype, setProto = f => { f.prototype = 1 }, add = f => { f.foo = 1 }
warm(proto, bare())
for (let i = 0; i < 300; i++) { setProto(bare()); add(bare()) }
console.log(typeof proto(function () {}))
// expect: object
function F() { 'use strict' }
function G() { 'use strict' }
setProto(F); add(G)
console.log(Object.getOwnPropertyNames(F).join(), F.prototype, Object.getOwnPropertyNames(G).join())
// expect: length,name,prototype 1 length,name,prototype,foo
