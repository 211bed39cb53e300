// Array-likes that claim a length of 2^32 elements and are spreadable.
const like = { length: 2 ** 32, [Symbol.isConcatSpreadable]: true, 0: 1 }
for (;;) [].concat(like, like, like)
