// compile gives one object ever new programs.
const r = /x/
for (let i = 0; ; i++) { r.compile('(' + 'a|b'.repeat(i % 1000) + ')' + i); r.test('ab') }
