const a = 'e\u0301'.repeat(3e6)
for (;;) a.normalize('NFC')
