const a = (1n << BigInt(2 ** 23)) - 1n
for (;;) BigInt.asIntN(2 ** 23 + 1, a)
