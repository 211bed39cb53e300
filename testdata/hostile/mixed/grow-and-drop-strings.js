// The same with texts of growing length.
for (let n = 1; ; n = n > 2e7 ? 1 : n * 2) { const s = 'x'.repeat(n); (s + s).indexOf('y') }
