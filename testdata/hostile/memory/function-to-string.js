// Sources of functions as texts.
const f = new Function('/*' + 'x'.repeat(1e6) + '*/')
const all = []
for (;;) all.push(f.toString(), String(f))
