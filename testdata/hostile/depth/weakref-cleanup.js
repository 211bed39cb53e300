// Callbacks of registries that register.
const r = new FinalizationRegistry(() => { r.register({}, 1); more() })
function more() { for (let i = 0; i < 100000; i++) r.register({}, i) }
setInterval(more, 0)
