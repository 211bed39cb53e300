// One string is all the text.
const text = '"' + 'x'.repeat(10000000) + '\\n"'
const all = []
for (;;) all.push(JSON.parse(text))
