const a = '9'.repeat(5e6) + 'x'
for (;;) try { BigInt(a) } catch { }
