// Symbol.replace, split, match and search that call their methods.
const o = { [Symbol.replace]: (s) => s.replace(o, ''), [Symbol.split]: (s) => s.split(o), [Symbol.match]: (s) => s.match(o), [Symbol.search]: (s) => s.search(o), [Symbol.matchAll]: (s) => s.matchAll(o) }
const tries = [() => 'a'.replace(o, ''), () => 'a'.split(o), () => 'a'.match(o), () => 'a'.search(o), () => 'a'.matchAll(o)]
for (let i = 0; ; i++) { try { tries[i % 5]() } catch (e) {} }
