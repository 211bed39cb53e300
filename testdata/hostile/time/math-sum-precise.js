const a = new Array(2e6).fill(1e300)
for (;;) Math.sumPrecise ? Math.sumPrecise(a) : 0
