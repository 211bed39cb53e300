// match with g collects every match.
const all = []
for (;;) all.push('ab'.repeat(50000).match(/./g))
