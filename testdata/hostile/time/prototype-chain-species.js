let C = function () { }
Object.setPrototypeOf(C, Array)
for (let i = 0; i < 1e5; i++) { const D = function () { return [] }; Object.setPrototypeOf(D, C); C = D }
const a = []
a.constructor = C
for (;;) a.slice()
