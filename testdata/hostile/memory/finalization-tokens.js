// Tokens that are never used.
const r = new FinalizationRegistry(() => {})
const all = []
for (;;) { const token = {}; r.register({}, 'held', token); all.push(token) }
