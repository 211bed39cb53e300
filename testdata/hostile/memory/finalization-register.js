// One target registered again and again.
const r = new FinalizationRegistry(() => {})
const target = {}
for (let i = 0; ; i++) r.register(target, i)
