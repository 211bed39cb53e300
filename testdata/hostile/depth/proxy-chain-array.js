// IsArray and what asks for it, through a chain of proxies of an array.
let p = [1, 2, 3]
for (let i = 0; i < 100000; i++) p = new Proxy(p, {})
const operations = [() => Array.isArray(p), () => JSON.stringify(p), () => [].concat(p), () => p.map((x) => x), () => [...p], () => Object.prototype.toString.call(p), () => p.flat(), () => Array.from(p), () => JSON.parse('[1]', () => p)]
for (let i = 0; ; i++) { try { operations[i % operations.length]() } catch (e) {} }
