// Normalisation makes texts longer: U+FDFA becomes eighteen characters.
const all = []
let s = '\uFDFA'.repeat(100000)
for (;;) all.push(s.normalize('NFKD'))
