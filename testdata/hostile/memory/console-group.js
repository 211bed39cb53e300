// Groups in groups: each line begins with more blanks.
for (;;) { console.group('g'); console.log('x') }
