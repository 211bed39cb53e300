// Formats with many places.
const many = new Array(10000).fill('argument '.repeat(100))
for (;;) console.log('%s %o %O %j %d'.repeat(2000), ...many)
