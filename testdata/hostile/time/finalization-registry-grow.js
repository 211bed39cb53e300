const r = new FinalizationRegistry(() => { })
for (;;) r.register({}, 1)
