const a = (1n << BigInt(2 ** 23)) - 1n
for (;;) a < 1.5
