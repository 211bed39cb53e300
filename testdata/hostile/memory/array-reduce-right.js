// An accumulator that doubles.
const a = new Array(100).fill(0)
for (;;) a.reduceRight((acc) => [...acc, ...acc, acc], [1])
