// allKeyed and allSettledKeyed of an object with very many keys.
const o = {}
for (let i = 0; i < 2e5; i++) o['k' + i] = i
for (;;) { Promise.allKeyed?.(o); Promise.allSettledKeyed?.(o) }
