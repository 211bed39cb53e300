// Indentation of deep values: the square of the depth.
let o = {}
for (let i = 0; i < 4000; i++) o = { o }
for (;;) JSON.stringify([o, o, o, o], null, 10)
