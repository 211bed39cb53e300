const r = new FinalizationRegistry(() => { }), l = [], t = {}
for (let i = 0; i < 2e5; i++) { const o = {}; l.push(o); r.register(o, 1, o) }
for (;;) r.unregister(t)
