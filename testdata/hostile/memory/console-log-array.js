// A large array, a large string in an array.
const a = new Array(1000000).fill('text')
for (;;) console.log(a, [['x'.repeat(10000000)]])
