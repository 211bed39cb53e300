// Values whose inspection asks for more.
const o = { get [Symbol.toStringTag]() { return 't'.repeat(1000000) }, toString() { return 's'.repeat(1000000) } }
for (;;) console.log(o, [o, o], `${o}`, new Error(o))
