// JSON of many small arrays.
const text = '[' + new Array(200000).fill('[1,{"a":[]}]').join() + ']'
const all = []
for (;;) all.push(JSON.parse(text))
