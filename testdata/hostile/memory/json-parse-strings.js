// JSON of strings with escapes.
const text = '[' + new Array(50000).fill('"\\u00e9\\n\\ud83d\\ude00 text"').join() + ']'
const all = []
for (;;) all.push(JSON.parse(text))
