const a = (1n << BigInt(2 ** 23)) - 1n, b = a + 2n
for (;;) a < b
