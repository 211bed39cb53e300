// JSON there and back.
const o = Array.from({ length: 50000 }, (v, i) => ({ i, s: 'text' + i }))
for (;;) JSON.parse(JSON.stringify(o))
