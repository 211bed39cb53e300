// A source that is one string.
const s = '"' + 'x'.repeat(5000000) + '"'
const all = []
for (;;) all.push(eval('() => ' + s))
