// Large texts that die at once.
for (let i = 0; ; i++) ('x'.repeat(10000000) + i).charCodeAt(i)
