const a = '\ufdfa'.repeat(2e6)
for (;;) a.normalize('NFKD')
