// Modifiers and names in groups in groups.
for (let n = 100; ; n *= 2) { if (n > 1e5) n = 100; let p = ''; for (let i = 0; i < n; i++) p += '(?<n' + i + '>(?i:'; try { new RegExp(p + '\\k<n0>' + '))'.repeat(n)).exec('a') } catch (e) {} }
