const r = /a/
r.exec = () => ({ length: 2 ** 53 - 1 })
for (;;) try { 'a'.replace(r, '$1') } catch { }
