// Argument lists of claimed lengths.
for (const n of [2 ** 53 - 1, 2 ** 32, 2 ** 31, 2 ** 28, 2 ** 24, 2 ** 20]) for (const f of [(l) => Math.max.apply(null, l), (l) => Reflect.construct(Date, l), (l) => Function.apply(null, l), (l) => String.fromCharCode.apply(null, l), (l) => new Proxy(() => 1, {}).apply(null, l), (l) => Reflect.apply(() => 1, null, l)]) { try { f({ length: n }) } catch (e) {} }
for (;;) { try { Reflect.apply(() => 1, null, { length: 1e6 }) } catch (e) {} }
