// Finalization callbacks without end.
const r = new FinalizationRegistry(() => { for (let i = 0; i < 10; i++) r.register({}, i) })
for (let i = 0; i < 1e5; i++) r.register({}, i)
;(function f() { new Array(1000).fill(0); setTimeout(f, 0) })()
