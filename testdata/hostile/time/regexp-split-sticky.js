const a = 'a'.repeat(3e5)
for (;;) a.split(/b/)
