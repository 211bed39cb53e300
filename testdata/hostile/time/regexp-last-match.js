const a = 'a'.repeat(1e7)
for (;;) { /$/.test(a); RegExp['$`'].indexOf('b') }
