// A stack of very many resources.
const all = []
if (typeof DisposableStack === 'function') { const s = new DisposableStack(); for (let i = 0; ; i++) s.defer(() => i) } else for (;;) all.push(() => all)
