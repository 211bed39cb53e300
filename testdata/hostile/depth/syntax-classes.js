// Classes in heritage, in fields, in computed names, in static blocks.
const open = [['class extends ', 'Object', '{}'], ['class{static x=', '1', '}'], ['class{[', '1', ']=1}'], ['class{static{(', '1', ')}}'], ['class{#a=', '1', '}'], ['{get a(){return ', '1', '}}']]
for (let n = 100; ; n *= 2) { if (n > 300000) n = 100; for (const [a, b, c] of open) { try { new Function('return (' + a.repeat(n) + b + c.repeat(n) + ')')() } catch (e) {} } }
