// A literal of very many elements is parsed, compiled and kept.
const text = '[' + '[1,2.5,"s"],'.repeat(100000) + ']'
const all = []
for (;;) all.push(eval('(() => ' + text + ')'))
