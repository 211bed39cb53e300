// A registry for each target.
const all = []
for (;;) { const r = new FinalizationRegistry(() => {}); const t = {}; r.register(t, [t.x], t); all.push(r, t) }
