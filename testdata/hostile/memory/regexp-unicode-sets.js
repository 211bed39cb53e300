// Classes of strings and of properties, with v.
const all = []
for (let i = 0; ; i++) { const r = new RegExp('[\\p{RGI_Emoji}--\\q{a|bc|def' + i + '}]|[\\p{L}&&\\p{ASCII}]' + i, 'v'); r.test('x' + i); all.push(r) }
