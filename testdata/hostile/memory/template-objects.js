// Template objects of code that eval makes, each registered for ever.
const all = []
function tag(t) { return t }
for (let i = 0; ; i++) all.push(eval('tag`a${1}b${' + i + '}c\\u0041`'))
