const a = (1n << BigInt(2 ** 23)) - 1n, b = a + 0n + 1n - 1n
for (;;) a === b
