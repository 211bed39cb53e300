const a = '\u0430'.repeat(2e6)
for (;;) escape(a)
