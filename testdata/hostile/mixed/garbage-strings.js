// Short texts that nobody keeps.
for (let i = 0; ; i++) ('a' + i + 'b').toUpperCase()
