// Hot code over maps of strings.
const m = new Map()
for (let i = 0; ; i++) { const k = 'k' + (i % 1000000); m.set(k, (m.get(k) ?? []).concat(i)) }
