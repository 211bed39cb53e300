// Claimed lengths through the generic methods of arrays.
const methods = ['at', 'concat', 'copyWithin', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flat', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'lastIndexOf', 'map', 'pop', 'push', 'reduce', 'reduceRight', 'reverse', 'shift', 'slice', 'some', 'sort', 'splice', 'toReversed', 'toSorted', 'toSpliced', 'unshift', 'with', 'toString', 'toLocaleString']
const like = { length: 2 ** 53 - 1 }
for (const m of ['pop', 'at', 'push', 'concat', 'with', 'toReversed', 'toSorted', 'toSpliced', 'map', 'flat']) { try { Array.prototype[m].call({ length: 2 ** 53 - 1 }, () => 1, 1) } catch (e) {} }
for (const m of methods) { try { Array.prototype[m].call({ length: 2 ** 53 - 1 }, () => 0, 0) } catch (e) {} }
