// Every object is the prototype of the next.
let o = {}
for (;;) o = Object.create(o)
