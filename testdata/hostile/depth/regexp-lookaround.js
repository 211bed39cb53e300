// Look-arounds in look-arounds.
for (let n = 100; ; n *= 2) { if (n > 1e6) n = 100; for (const open of ['(?=', '(?!', '(?<=', '(?<!']) { try { new RegExp(open.repeat(n) + 'a' + ')'.repeat(n)).exec('aaa') } catch (e) {} } }
