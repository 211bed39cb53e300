// Code that nobody keeps.
for (let i = 0; ; i++) new Function('return ' + i)()
