// matchAll results are large and kept.
const all = []
for (;;) for (const m of 'key=value;'.repeat(1000).matchAll(/(?<k>\w+)=(?<v>\w+)/gd)) all.push(m)
