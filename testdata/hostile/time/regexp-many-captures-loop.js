const r = new RegExp('(?:' + '(a)?'.repeat(500) + 'b)*c')
for (;;) r.test('aab'.repeat(2000))
