// A table of many rows and columns.
const rows = Array.from({ length: 1000 }, (v, i) => Object.fromEntries(Array.from({ length: 200 }, (w, k) => ['column' + k, i * k])))
for (;;) console.table ? console.table(rows) : console.log(rows)
