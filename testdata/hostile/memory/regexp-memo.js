// States times positions: a pattern of thousands of states over a long text.
const r = new RegExp('(?:' + '(?:a|ab|b)'.repeat(1000) + ')*$')
for (;;) r.exec('ab'.repeat(100000) + 'c')
