const a = '9007199254740993' + '0'.repeat(1e7) + '1'
for (;;) +a
