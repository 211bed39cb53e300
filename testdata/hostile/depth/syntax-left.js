// Left-leaning trees: operators, members, calls, commas.
const parts = ['+1', '.a', '()', ',1', '[0]', '?.b', '`t`', '||1', '**1', '?1:1', '??1', '&&x', '=x', '=>x', ' in x', '<1', '|1']
for (let n = 1000; ; n *= 4) { if (n > 1e6) n = 1000; for (const p of parts) { try { new Function('return x' + p.repeat(n)) } catch (e) {} } }
