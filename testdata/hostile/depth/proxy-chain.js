// A proxy of a proxy of a proxy; every operation goes through all.
let p = function () {}
for (let i = 0; i < 100000; i++) p = new Proxy(p, {})
const operations = [() => p.x, () => { p.x = 1 }, () => 'x' in p, () => delete p.x, () => p(), () => new p(), () => Object.keys(p), () => Object.getPrototypeOf(p), () => Object.freeze(p), () => Object.isExtensible(p), () => Object.getOwnPropertyDescriptor(p, 'x'), () => Object.defineProperty(p, 'x', { value: 1 }), () => Array.isArray(p), () => typeof p, () => p instanceof p, () => Object.prototype.toString.call(p), () => JSON.stringify(p), () => [].concat(p), () => Object.setPrototypeOf(p, null), () => String(p)]
for (let i = 0; ; i++) { try { operations[i % operations.length]() } catch (e) {} }
