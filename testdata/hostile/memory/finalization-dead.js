// Targets die; what was held waits for a job that never comes.
const r = new FinalizationRegistry(() => {})
for (let i = 0; ; i++) r.register({}, [i])
