const d = []
for (let i = 0; i < 3e4; i++) d.push('v' + i)
new Function('var ' + d.join() + '; for (;;) eval("1")')()
