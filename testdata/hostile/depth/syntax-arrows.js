// Cover grammars that must be read again: arrows in parameters of arrows.
for (let n = 10; ; n *= 2) { if (n > 100000) n = 10; for (const [a, b, c] of [['(a=', '1', ')=>a'], ['async(a=', '1', ')=>a'], ['(a=(', '1', ')=>1)=>a'], ['({a=', '1', '})=>a'], ['([a=', '1', '])=>a']]) { try { new Function('return ' + a.repeat(n) + b + c.repeat(n)) } catch (e) {} } }
