const a = '\ud83d\ude00'.repeat(8e6)
for (;;) a.isWellFormed()
