// A string doubles until it may not, and then many of them stay.
const all = []
for (;;) { let s = 'ab'; try { for (;;) { s += s; all.push(s) } } catch (e) {} }
