const a = '\uac01'.repeat(5e6)
for (;;) a.normalize('NFD')
