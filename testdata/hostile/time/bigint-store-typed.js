const a = (1n << BigInt(2 ** 23)) - 1n, t = new BigInt64Array(1)
for (;;) t[0] = a
