const a = '\ud83d\ude00'.repeat(2e6)
for (;;) /.b/u.test(a)
