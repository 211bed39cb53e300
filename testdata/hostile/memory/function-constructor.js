// Code that the Function constructor compiles and that stays.
const all = []
for (let i = 0; ; i++) all.push(new Function('a', 'b', 'return a + b + ' + i))
