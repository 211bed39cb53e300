// Resources of async stacks that wait.
const all = []
for (;;) { if (typeof AsyncDisposableStack !== 'function') { all.push([]); continue } const s = new AsyncDisposableStack(); s.defer(() => {}); s.use(null); all.push(s, s.disposeAsync()) }
