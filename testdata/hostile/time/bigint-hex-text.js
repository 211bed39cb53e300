// Long BigInts from and to text in radix 16, 8 and 2.
const hex = '0x' + 'f'.repeat(4e6), bits = '0b' + '1'.repeat(8e6), literal = '0x' + 'f'.repeat(1e6) + 'n'
for (;;) { BigInt(hex).toString(8).length; BigInt(bits).toString(32).length; (0, eval)(literal) }
