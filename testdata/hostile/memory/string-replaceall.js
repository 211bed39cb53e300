// Every unit becomes a thousand.
for (;;) 'x'.repeat(100000).replaceAll('x', 'y'.repeat(1000))
