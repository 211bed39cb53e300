// Deep ropes are marked by the collector.
const all = []
for (;;) { let s = 'start ' + all.length; for (let i = 0; i < 10000; i++) s = 'abcdefghijklmnopq' + s; all.push(s) }
