// A tree is built and walked by recursion, as deep as it goes.
const build = (n) => (n === 0 ? null : { l: build(n - 1), r: null })
const depth = (t) => (t ? 1 + Math.max(depth(t.l), depth(t.r)) : 0)
for (let n = 1000; ; n += 1000) { try { depth(build(n)) } catch (e) { n = 1000 } }
