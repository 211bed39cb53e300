// A user's exec that tests.
const r = /a/
r.exec = () => r.test('a')
for (;;) { try { r.test('a') } catch (e) {} try { 'a'.replace(r, '') } catch (e) {} }
