// Counters in counters: the program must not be written out.
const all = []
for (let i = 0; ; i++) { try { all.push(new RegExp('(?:(?:(?:a{1,1000}){1,1000}){1,1000}){1,' + (1000 + i) + '}')); all[i].exec('a'.repeat(1000)) } catch (e) { if (e instanceof SyntaxError) continue; throw e } }
