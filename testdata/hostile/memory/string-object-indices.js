// String objects list all their indices.
const s = new String('x'.repeat(500000))
const all = []
for (;;) all.push(Object.keys(s), Reflect.ownKeys(s))
