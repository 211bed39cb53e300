// Memory, depth and texts by turns, each to its end.
const all = []
const kinds = [() => { const f = () => f(); f() }, () => { let s = 'a'; for (;;) s += s }, () => all.push(new Array(50000).fill(all)), () => new Array(-1), () => JSON.parse('['.repeat(1e5)), () => all.push('x'.repeat(1e5) + all.length)]
for (let i = 0; ; i++) { try { kinds[i % kinds.length]() } catch (e) { all.push(e) } }
