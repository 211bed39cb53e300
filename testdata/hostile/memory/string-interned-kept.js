// Property names that stay: each is a key of an object of its own.
const all = []
for (let i = 0; ; i++) all.push({ ['long property name number ' + i]: i })
