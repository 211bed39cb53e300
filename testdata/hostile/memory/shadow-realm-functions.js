// Each crossing of the boundary makes a function, and all are kept.
const keep = new ShadowRealm().evaluate('const all = []; (f) => { all.push(f) }')
for (;;) keep(() => {})
