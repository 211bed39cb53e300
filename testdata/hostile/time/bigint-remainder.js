const a = (1n << BigInt(2 ** 23)) - 1n, b = (1n << BigInt(2 ** 20)) - 1n
for (;;) a % b
