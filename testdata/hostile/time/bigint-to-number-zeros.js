const a = 1n << BigInt(2 ** 23)
for (;;) Number(a)
