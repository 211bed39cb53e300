// Literals of many digits in ever new code.
const all = []
for (let i = 1; ; i++) all.push(eval('() => ' + '7'.repeat(1000) + i + 'n'))
