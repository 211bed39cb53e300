// A reviver gets the source text of primitives and keeps it.
const all = []
const text = '[' + '1.5000000000000000001,'.repeat(50000) + '1]'
for (;;) JSON.parse(text, (k, v, context) => { all.push(context ?? k); return v })
