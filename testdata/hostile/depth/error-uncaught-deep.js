// The uncaught value nests deeply.
let o = {}
for (let i = 0; i < 200000; i++) o = i % 2 ? [o] : { o }
throw o
