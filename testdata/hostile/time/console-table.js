const a = Array.from({ length: 1e5 }, (_, i) => ({ a: i }))
for (;;) console.table ? console.table(a) : console.log(a)
