// Short appends: a rope or a buffer, read now and then.
let s = ''
for (let i = 0; ; i++) { s += 'item ' + i + ';'; if (i % 100000 === 0) s.charCodeAt(i) }
