// Text is built piece by piece and thrown away.
for (;;) new Array(1000000).fill('ab').join('c').replace(/b/g, 'dd')
