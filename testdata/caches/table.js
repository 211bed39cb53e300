// The table of caches: kinds of receivers, changes and operations, and how one
// cell of it is run. TestCacheTable crosses them; see there. A program is this text
// with `table.run(...)` or `table.list()` behind it.
//
// Around a receiver there are prototypes p1 and p2 = the prototype of p1. It has x;
// p1 has p, a (an accessor), r (read only) and m (a method); p2 has q and n (a
// method); nobody has z. Nothing here may use iteration, or keys like these, on
// objects that see the prototypes of the realm: they are changed as well.
const table = (() => {
  const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf, freeze, seal, preventExtensions, create } = Object
  const { ownKeys, apply, deleteProperty, isExtensible } = Reflect
  const indirect = eval
  const KEYS = ['x', 'p', 'q', 'a', 'r', 'z', 'm', 'n', '0', '1', '3', 'length', Symbol.iterator, Symbol.hasInstance, 'constructor', 'k5']

  const isObject = v => typeof v === 'object' && v !== null || typeof v === 'function'
  function show(v) {
    if (typeof v === 'symbol') return 'symbol'
    if (typeof v === 'function') return 'function'
    if (isObject(v)) return 'object'
    return typeof v + ' ' + (Object.is(v, -0) ? '-0' : v)
  }
  const thrown = e => isObject(e) ? 'throws ' + e.message : 'throws ' + show(e)
  function keysOf(o) {
    const keys = ownKeys(o)
    let r = ''
    for (let i = 0; i < keys.length; i++) r += typeof keys[i] === 'symbol' ? '@,' : keys[i] + ','
    return r
  }
  function snapshot(o) {
    if (!isObject(o)) return show(o)
    let r = isExtensible(o) ? '{' : '!{'
    for (let i = 0; i < KEYS.length; i++) {
      const d = getOwnPropertyDescriptor(o, KEYS[i])
      if (!d) continue
      r += String(KEYS[i]) + (d.enumerable ? 'e' : '') + (d.configurable ? 'c' : '')
      r += ('value' in d ? (d.writable ? 'w ' : ' ') + show(d.value) : ' ' + show(d.get) + '/' + show(d.set)) + ';'
    }
    return r + '}'
  }

  let log = ''
  const data = (o, key, v, attrs = 7) => defineProperty(o, key, { __proto__: null, value: v, writable: !!(attrs & 4), enumerable: !!(attrs & 2), configurable: !!(attrs & 1) })
  const accessor = (o, key, name = key) => defineProperty(o, key, {
    __proto__: null, enumerable: true, configurable: true,
    get() { 'use strict'; return 'got ' + name + ' of ' + typeof this },
    set(v) { 'use strict'; log += 'set ' + name + ' of ' + typeof this + ' to ' + show(v) + ';' },
  })
  const method = (o, key, name = key) => data(o, key, function () { 'use strict'; return name + ' of ' + typeof this })
  const quietly = f => { try { f() } catch {} } // where a prototype is frozen
  const fill = {
    recv(o) { if (isObject(o) && isExtensible(o)) quietly(() => data(o, 'x', 1)); return o },
    p1(o) {
      quietly(() => data(o, 'p', 'p'))
      quietly(() => accessor(o, 'a'))
      quietly(() => data(o, 'r', 'r', 3))
      quietly(() => method(o, 'm'))
      return o
    },
    p2(o) {
      quietly(() => data(o, 'q', 'q'))
      quietly(() => method(o, 'n'))
      return o
    },
  }

  // A world is a receiver with its prototypes; fresh makes more such receivers. make
  // makes a receiver whose prototype is p1, which is made from bare, or plain.
  function world(make, bare = {}, base = Object.prototype) {
    const p2 = fill.p2(create(base)), p1 = fill.p1(setPrototypeOf(bare, p2))
    const fresh = () => fill.recv(setPrototypeOf(make(), p1))
    return { recv: fresh(), p1, p2, fresh }
  }
  // In a shared world the prototypes are those of the realm, which restore repairs.
  function shared(make, p1, p2 = getPrototypeOf(p1)) {
    const fresh = () => fill.recv(make())
    const saved = [snapshotOf(p1), p2 && snapshotOf(p2)]
    fill.p1(p1)
    if (p2) fill.p2(p2)
    return { recv: fresh(), p1, p2, fresh, saved }
  }
  function snapshotOf(o) {
    const keys = ownKeys(o), descriptors = []
    for (let i = 0; i < keys.length; i++) data(descriptors, i, getOwnPropertyDescriptor(o, keys[i]))
    return { o, keys, descriptors, proto: getPrototypeOf(o) }
  }
  function restore(w) {
    for (let i = 0; w.saved && i < w.saved.length; i++) {
      const s = w.saved[i]
      if (!s) continue
      const now = ownKeys(s.o)
      for (let k = 0; k < now.length; k++) {
        let kept = false
        for (let j = 0; j < s.keys.length; j++) kept ||= s.keys[j] === now[k]
        if (!kept) deleteProperty(s.o, now[k])
      }
      for (let k = 0; k < s.keys.length; k++) {
        const old = s.descriptors[k]
        setPrototypeOf(old, null)
        quietly(() => defineProperty(s.o, s.keys[k], old))
      }
      if (getPrototypeOf(s.o) !== s.proto) quietly(() => setPrototypeOf(s.o, s.proto))
    }
  }

  function toDictionary(o, n = 70) {
    for (let i = 0; i < n; i++) data(o, 'k' + i, i)
    for (let i = 0; i < n; i++) if (i !== 5) delete o['k' + i]
    return o
  }
  class Base {}
  // The prototypes of primitives are not asked for by way of a wrapper, which would
  // make the engine take them for prototypes of objects.
  const values = {
    number: [7, 8, Number.prototype], double: [0.5, 1.5, Number.prototype], string: ['text', 'other', String.prototype],
    boolean: [true, false, Boolean.prototype], symbol: [Symbol(), Symbol(), Symbol.prototype], bigint: [1n, 2n ** 70n, BigInt.prototype],
  }
  const kinds = {
    plain: () => world(() => ({})),
    'plain, many properties': () => world(() => ({ b: 1, c: 2, d: 3, e: 4, f: 5, g: 6, h: 7, i: 8 })),
    dictionary: () => world(() => toDictionary({})),
    'of a realm': () => shared(() => ({}), Object.prototype, null),
    array: () => shared(() => [1, 2, 3], Array.prototype),
    'array of a class': () => world(() => [1, 2, 3], {}, Array.prototype),
    'array with holes': () => world(() => [1, , 3], {}, Array.prototype),
    function: () => world(() => function f() {}, {}, Function.prototype),
    'bare function': () => world(() => { const f = () => 1; delete f.name; delete f.length; return f }, {}, Function.prototype),
    'function of a realm': () => shared(() => function f() {}, Function.prototype),
    'class instance': () => {
      class C2 {} class C1 extends C2 {} class C0 extends C1 { x = 1 }
      fill.p2(C2.prototype); fill.p1(C1.prototype)
      const fresh = () => new C1()
      return { recv: fill.recv(fresh()), p1: C1.prototype, p2: C2.prototype, fresh: () => fill.recv(fresh()) }
    },
    'class constructor': () => {
      class C2 {} class C1 extends C2 {}
      fill.p2(C2); fill.p1(C1)
      const fresh = () => { class C0 extends C1 { static x = 1 } return C0 }
      return { recv: fresh(), p1: C1, p2: C2, fresh }
    },
    'typed array': () => world(() => new Uint8Array([1, 2, 3]), {}, Uint8Array.prototype),
    arguments: () => world(function () { 'use strict'; return arguments }.bind(null, 1, 2, 3)),
    'mapped arguments': () => world(((f) => () => f(1, 2, 3))(function (b, c) { return arguments })),
    'String wrapper': () => world(() => new String('text'), {}, String.prototype),
    map: () => shared(() => new Map(), Map.prototype),
    proxy: () => world(() => new Proxy({}, {})),
    'proxy as prototype': () => world(() => ({}), new Proxy({}, {})),
    'array as prototype': () => world(() => ({}), [1, 2, 3]),
    'typed array as prototype': () => world(() => ({}), new Int8Array(2)),
    'function as prototype': () => world(() => ({}), function f() {}),
    'arguments as prototype': () => world(() => ({}), (function (b) { return arguments })(1, 2)),
    'wrapper as prototype': () => world(() => ({}), new String('text')),
    'dictionary as prototype': () => world(() => ({}), toDictionary({})),
    frozen: () => { const w = world(() => ({})); freeze(w.recv); return w },
    'not extensible': () => { const w = world(() => ({})); preventExtensions(w.recv); return w },
    'no prototype': () => { const o = fill.recv(create(null)); return { recv: o, p1: null, p2: null, fresh: () => fill.recv(create(null)) } },
    global: () => {
      const w = shared(() => globalThis, Object.prototype, null)
      data(w.saved, 2, { o: globalThis, keys: [], descriptors: [], proto: getPrototypeOf(globalThis) })
      const own = ownKeys(globalThis), saved = w.saved[2]
      for (let i = 0; i < own.length; i++) if (own[i] !== 'x' && own[i] !== 'z') { data(saved.keys, saved.keys.length, own[i]); data(saved.descriptors, saved.descriptors.length, getOwnPropertyDescriptor(globalThis, own[i])) }
      return w
    },
    namespace: () => ({ recv: globalThis.namespace, p1: null, p2: null, fresh: () => globalThis.namespace }),
  }
  const names = ownKeys(values)
  for (let i = 0; i < names.length; i++) {
    const [v, other, proto] = values[names[i]]
    kinds[names[i]] = () => {
      const w = shared(() => v, proto)
      w.fresh = () => other
      return w
    }
  }

  // A change returns false where there is nothing to change. Those called final
  // cannot be undone on the prototypes of the realm.
  const other = () => fill.p2({ p: 'other p', x: 'other x', z: 'other z', m() { return 'other m' }, __proto__: { q: 'other q', z: 'far z' } })
  const replaced = (o, keys) => { for (let i = 0; i < keys.length; i++) data(o, keys[i], 'new ' + keys[i]); method(o, 'n', 'new n') }
  const places = { receiver: w => w.recv, p1: w => w.p1, p2: w => w.p2 }
  const changes = {
    none: () => {},
    'prototype of the receiver': w => isObject(w.recv) && setPrototypeOf(w.recv, other()),
    'prototype of the receiver, none': w => isObject(w.recv) && setPrototypeOf(w.recv, null),
    'prototype of the receiver and back': w => { if (!isObject(w.recv)) return false; const p = getPrototypeOf(w.recv); setPrototypeOf(w.recv, other()); setPrototypeOf(w.recv, p) },
    'prototype of the receiver, by __proto__': w => { if (!isObject(w.recv)) return false; w.recv.__proto__ = other() },
    'prototype of p1': w => w.p1 && setPrototypeOf(w.p1, other()),
    'prototype of p1, none': w => w.p1 && setPrototypeOf(w.p1, null),
    'prototype of p1, a Proxy': w => w.p1 && setPrototypeOf(w.p1, new Proxy(w.p2 || {}, { get(t, key, r) { return key === 'z' ? 'trapped' : Reflect.get(t, key, r) }, has(t, key) { return key === 'z' || key in t } })),
    'prototype of p1, exotic': w => w.p1 && setPrototypeOf(w.p1, data(new Int8Array(9), 'z', 'z of typed')),
    'prototype of p1, an array': w => w.p1 && setPrototypeOf(w.p1, data([7, 8, 9, 10], 'z', 'z of array')),
    'prototype of the receiver, a Proxy': w => isObject(w.recv) && setPrototypeOf(w.recv, new Proxy(w.p1 || {}, {})),
    'prototype of the receiver, a literal': w => {
      if (!isObject(w.recv)) return false
      w.recv = { __proto__: other(), x: 1 }
      w.fresh = () => ({ __proto__: other(), x: 1 })
    },
    'another prototype of the function': w => { w.C1.prototype = other(); w.C2.prototype = w.p1 || {} },
    'another @@hasInstance': w => { data(w.C1, Symbol.hasInstance, () => true); data(w.C2, Symbol.hasInstance, () => false) },
    'an iterator of arrays': w => { data(Array.prototype, Symbol.iterator, function* () { yield 'iterated' }, 5); w.undo = restoreAll() },
    'next of iterators': w => { data(arrayIterators, 'next', () => ({ done: true }), 5); w.undo = restoreAll() },
    'return of iterators': w => { data(arrayIterators, 'return', () => { log += 'return;'; return {} }); w.undo = restoreAll() },
    'an iterator of the receiver': w => isObject(w.recv) && data(w.recv, Symbol.iterator, function* () { yield 'own' }),
    'length of the receiver': w => { if (!isObject(w.recv) || w.recv.length === undefined) return false; w.recv.length = 1 },
    'elements of Array.prototype': w => { data(Array.prototype, 1, 'inherited 1'); data(Array.prototype, 3, 'inherited 3', 3); w.undo = restoreAll() },
  }
  const arrayIterators = getPrototypeOf([][Symbol.iterator]())
  const arraySaved = [snapshotOf(Array.prototype), snapshotOf(arrayIterators)]
  const restoreAll = () => () => restore({ saved: arraySaved })
  const final = []
  // What can be done to each of the three.
  const at = {
    'add': o => { replaced(o, ['z', 'x', 'p', 'q', 'm', 'a', 'r']) },
    'add an accessor': o => { accessor(o, 'z', 'added z'); accessor(o, 'q', 'added q') },
    'add read only': o => { data(o, 'z', 'fixed z', 3); data(o, 'x', 'fixed x', 3) },
    'delete': o => { delete o.x; delete o.p; delete o.a; delete o.r; delete o.m; delete o.q; delete o.n },
    'delete and add': o => { for (let i = 0; i < 8; i++) if (getOwnPropertyDescriptor(o, KEYS[i])) { delete o[KEYS[i]]; data(o, KEYS[i], 'again ' + KEYS[i]) } },
    'values': o => { for (let i = 0; i < 8; i++) { const d = getOwnPropertyDescriptor(o, KEYS[i]); if (d && d.writable) o[KEYS[i]] = 'value ' + KEYS[i] } },
    'to accessors': o => { for (let i = 0; i < 8; i++) if (getOwnPropertyDescriptor(o, KEYS[i])) accessor(o, KEYS[i], 'new ' + KEYS[i]) },
    'to data': o => { for (let i = 0; i < 8; i++) if (getOwnPropertyDescriptor(o, KEYS[i])) data(o, KEYS[i], 'data ' + KEYS[i]) },
    'read only': o => { for (let i = 0; i < 8; i++) if (getOwnPropertyDescriptor(o, KEYS[i])) defineProperty(o, KEYS[i], { __proto__: null, writable: false }) },
    'not enumerable': o => { for (let i = 0; i < 8; i++) if (getOwnPropertyDescriptor(o, KEYS[i])) defineProperty(o, KEYS[i], { __proto__: null, enumerable: false }) },
    'to a dictionary': o => toDictionary(o),
    'to a dictionary, and delete': o => { toDictionary(o, 90); delete o.x; delete o.p; delete o.q; delete o.m; toDictionary(o, 20) },
    'many properties': o => { for (let i = 0; i < 600; i++) data(o, 'k' + i, i); data(o, 'z', 'late') },
    'add a method': o => { method(o, 'z', 'added'); method(o, 'm', 'nearer m') },
    'elements': o => { data(o, '1', 'element 1'); data(o, '3', 'element 3', 3); data(o, '7', 'element 7') },
  }
  const forever = { 'freeze': freeze, 'seal': seal, 'not extensible': preventExtensions, 'freeze a dictionary': o => freeze(toDictionary(o)) }
  const placeNames = ownKeys(places)
  for (const [group, last] of [[at, false], [forever, true]]) {
    for (const name of ownKeys(group)) {
      for (const place of placeNames) {
        const change = name + ': ' + place
        changes[change] = w => {
          const o = places[place](w)
          if (!isObject(o)) return false
          group[name](o)
        }
        if (last) final.push(change)
      }
    }
  }

  // Operations. Each is a loop over receivers with sites that are tried one by one,
  // whose values go to out. With fresh each turn gets a receiver of its own; with
  // many the sites meet many shapes first. Those that are first make no wrappers of
  // primitives, after which their prototypes are prototypes of objects; with alone
  // they are worth a runtime of their own where a change cannot be undone.
  const trying = (text, i) => `try { out[${i}] = ${text} } catch (e) { out[${i}] = thrown(e) }\n`
  const turns = (inner, mode = '') => `(w, out) { ${mode}\n const n = w.turns\n for (let i = 0; i < n; i++) { const o = w.next()\n ${inner} } }`
  const body = (...texts) => turns(texts.map(trying).join(''))
  const strict = (...texts) => turns(texts.map(trying).join(''), "'use strict'")
  const reads = body('o.x', 'o.p', 'o.q', 'o.a', 'o.r', 'o.z')
  const calls = body('o.m()', 'o.n()', 'o.z()', 'typeof o.toString')
  const sets = ['x', 'p', 'q', 'a', 'r', 'z'].map(k => `(o.${k} = 'v${k}', o.${k})`)
  const keyed = text => turns(`for (let j = 0; j < KEYS.length; j++) { const k = KEYS[j]\n ${trying(text, 'j')} }`)
  const loop = (head, inner) => turns(`let r = ''\n try { ${head} { ${inner} } } catch (e) { r += thrown(e) }\n out[0] = r\n`)
  const ops = {
    get: { text: reads, alone: true },
    'get, many shapes': { text: reads, many: true },
    'get, keyed': { text: keyed('o[k]'), alone: true },
    method: { text: calls, alone: true },
    'method, many shapes': { text: calls, many: true },
    optional: { text: body('o?.x', 'o?.q', 'o?.m?.()', 'o.z?.()', 'o?.z?.y') },
    set: { text: body(...sets), fresh: true, alone: true },
    'set, strict': { text: strict(...sets), fresh: true, alone: true },
    'set, same': { text: body(sets[0], sets[5], sets[1]), alone: true },
    'set, many shapes': { text: body(...sets), fresh: true, many: true },
    'set, keyed': { text: keyed("(o[k] = 'v', o[k])"), fresh: true, alone: true },
    compound: { text: body('(o.x = 1, o.x += 1)', 'o.p++', 'o.z ??= 5', 'o.a ||= 1', 'o.q &&= 2', 'o.r -= 1'), fresh: true },
    in: { text: body("'x' in o", "'p' in o", "'q' in o", "'z' in o", "'toString' in o") },
    'in, keyed': { text: keyed('k in o') },
    typeof: { text: body('typeof o.x', 'typeof o.z', 'typeof o.m', 'typeof o.a') },
    delete: { wraps: true, text: body('(delete o.x, o.x)', '(delete o.p, o.p)', '(delete o.z, o.z)', '(o.x = 1, o.x)'), fresh: true },
    elements: { text: body('o[0]', 'o[1]', 'o[3]', 'o[7]', "o['1']", 'o.length') },
    'set elements': { text: body("(o[1] = 'e', o[1])", "(o[3] = 'e', o[3])", "(o[4] = 'e', o.length)", '(o.length = 2, o.length)'), fresh: true, alone: true },
    destructuring: { wraps: true,
      sites: 6, text: turns(`try { const { x, p, q = 'no q', z = 'no z', m } = o; out[0] = x; out[1] = p; out[2] = q; out[3] = z; out[4] = typeof m } catch (e) { out[0] = thrown(e) }
        try { const { x, p, ...rest } = o; out[5] = keysOf(rest) } catch (e) { out[5] = thrown(e) }\n`),
    },
    'array destructuring': {
      sites: 2, text: turns(`try { const [b, c = 'none', ...rest] = o; out[0] = b; out[1] = c; out[2] = rest.length } catch (e) { out[0] = thrown(e) }
        try { const [b] = o; out[3] = b } catch (e) { out[3] = thrown(e) }\n`),
    },
    spread: { wraps: true, text: body('keysOf({ ...o })', '[...o].length', '[0, ...o, 1].length', 'count(...o)') },
    'for-of': { text: loop('for (const v of o)', "r += show(v) + ';'"), sites: 1 },
    'for-of, left': { text: loop('for (const v of o)', "r += show(v) + ';'; if (r) break"), sites: 1 },
    'for-in': { wraps: true, text: loop('for (const k in o)', "r += k + ';'"), sites: 1 },
    instanceof: { text: body('o instanceof w.C1', 'o instanceof w.C2', 'o instanceof w.C3') },
    'built-ins': { wraps: true, text: body('Array.from(o).length', 'Array.prototype.slice.call(o).length', 'Array.prototype.concat.call([0], o).length', 'Object.keys(o).length', 'new Set(o).size', 'Array.prototype.indexOf.call(o, 3)') },
    'object literal': { text: turns('const b = { __proto__: o, y: 1 }\n' + ['b.x', 'b.p', 'b.q', 'b.z', 'b.m()', "(b.x = 'v', b.x)", "(b.z = 'v', b.z)", 'b.a', 'b[1]'].map(trying).join('')) },
    'super, get': { home: body('super.x', 'super.p', 'super.q', 'super.a', 'super.z') },
    'super, call': { home: body('super.m()', 'super.n()', 'super.z()') },
    'super, set': { home: body("(super.x = 'v', this.x)", "(super.a = 'v', this.a)", "(super.z = 'v', this.z)", "(super.p = 'v', this.p)", "(super.r = 'v', this.r)"), clean: true },
    'private, get': { brand: body('o.#f', 'o.#m()', 'o.#g', '#f in o', '#m in o') },
    'private, set': { brand: body('(o.#f = 2, o.#f)', '(o.#g = 3, o.#f)', 'o.#f++', '#f in w') },
    'global, read': { global: true, text: body('x', 'p', 'z', 'typeof z', 'typeof x', 'a', 'm()'), alone: true },
    'global, write': { global: true, text: body("(x = 'gx', x)", "(z = 'gz', z)", "(p = 'gp', p)", "(a = 'ga', a)", "(r = 'gr', r)"), alone: true },
    'global, strict': { global: true, text: strict("(x = 'gx', x)", "(z = 'gz', z)", 'typeof z', "(p = 'gp', p)"), alone: true },
  }
  for (const name of ownKeys(ops)) {
    const op = ops[name], text = op.text ?? op.home ?? op.brand
    op.sites ??= text.includes('KEYS') ? KEYS.length : text.split('try {').length - 1
  }

  const count = (...list) => list.length
  class Returns { constructor(o) { return o } }
  const scope = ['show', 'thrown', 'keysOf', 'KEYS', 'count', 'Returns']
  const inScope = text => indirect(`(function (${scope.join()}) { return ${text} })`)(show, thrown, keysOf, KEYS, count, Returns)

  // compile makes new code for an operation, so that nothing is known of its sites.
  function compile(op, w) {
    if (op.brand) return w.branded.fresh('function ' + op.brand)
    if (op.home) {
      const h = inScope('({ run ' + op.home + ' })')
      w.home = h
      return (w, out) => h.run(w, out)
    }
    return inScope('function ' + op.text)
  }
  function brand(op, w) {
    if (!op.brand) return
    w.branded = inScope(`class extends Returns { #f = 1; #m() { return 'private method' } get #g() { return 'private getter' } set #g(v) { this.#f = 'set ' + v }
      static fresh(text) { return eval('(' + text + ')') } static run ${op.brand} }`)
    if (isObject(w.recv) && isExtensible(w.recv)) new w.branded(w.recv)
  }
  const shapes = []
  for (let i = 0; i < 40; i++) shapes.push({ ['s' + i]: 1, ['t' + i % 7]: 2 })

  // runOp runs a cell of the table: warm turns, the change, three turns. Without warm
  // turns the code of each turn is new, and there are two before the change.
  function runOp(kindName, changeName, opName, warm) {
    const op = ops[opName], cold = warm === 0
    if (op.global && kindName !== 'global') return null
    const w = kinds[kindName]()
    const functions = [function C1() {}, function C2() {}, function C3() {}]
    for (let i = 0; i < 3; i++) w['C' + (i + 1)] = functions[i]
    if (w.p1) w.C1.prototype = w.p1
    if (w.p2) w.C2.prototype = w.p2
    brand(op, w)
    const out = ['', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '']
    const before = cold ? 2 : warm, after = 3, many = op.many && !cold ? 120 : 0
    let turn = 0, text = '', applied
    const collect = () => {
      for (let i = 0; i < op.sites; i++) { text += show(out[i]) + ';'; out[i] = '' }
      text += ' | '
    }
    w.next = () => {
      turn++
      let o
      if (turn <= many) o = op.fresh ? { ...shapes[turn % 40] } : shapes[turn % 40]
      else if (turn <= many + before) o = op.fresh ? w.fresh() : w.recv
      else {
        if (turn === many + before + 1) {
          collect()
          log = ''
          try { applied = changes[changeName](w) } catch (e) { text += 'change ' + thrown(e) }
        } else collect()
        if (turn === many + before + 2 && !op.brand) try { o = w.fresh() } catch (e) { text += thrown(e) }
        else o = w.recv
      }
      if (op.clean) for (let i = 5; i >= 0; i--) deleteProperty(w.home, KEYS[i])
      if (w.home) {
        const base = isObject(o) ? o : isObject(w.recv) ? w.recv : null
        if (getPrototypeOf(w.home) !== base) setPrototypeOf(w.home, base)
      }
      return o
    }
    const attempt = f => { try { f(w, out) } catch (e) { text += thrown(e) } }
    if (cold) {
      w.turns = 1
      for (let i = 0; i < before + after; i++) attempt(compile(op, w))
    } else {
      w.turns = many + before + after
      attempt(op.brand ? w.branded.run : compile(op, w))
    }
    collect()
    text += log + snapshot(w.recv) + snapshot(w.p1) + snapshot(w.p2)
    restore(w)
    if (w.undo) w.undo()
    return applied === false ? null : text
  }

  return {
    list() {
      for (const kind of ownKeys(kinds)) console.log('kind\t' + kind + '\t' + kinds[kind].toString().includes('shared('))
      for (const change of ownKeys(changes)) console.log('change\t' + change + '\t' + final.includes(change))
      for (const op of ownKeys(ops)) console.log('op\t' + op + '\t' + (ops[op].wraps ? 'last' : ops[op].alone ? 'alone' : 'first') + '\t' + ops[op].sites)
    },
    run(kind, change, list, warm) {
      const lines = []
      for (let i = 0; i < list.length; i++) {
        const r = runOp(kind, change, list[i], warm)
        if (r !== null) lines.push(list[i] + '\t' + r)
      }
      if (lines.length) console.log(lines.join('\n'))
    },
  }
})()
