// A species for split whose exec moves one unit at a time.
class R extends RegExp { exec(s) { const m = super.exec(s); if (m) { m.length = 1000000 } return m } }
for (;;) 'abcabcabc'.repeat(100).split(new R('(b)'))
