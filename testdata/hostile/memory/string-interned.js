// Property names that are looked up once and never again.
const o = {}
for (let i = 0; ; i++) ('name' + i) in o
