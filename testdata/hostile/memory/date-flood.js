// Dates.
const all = []
for (;;) all.push(new Date())
