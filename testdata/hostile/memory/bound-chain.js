// Each bound function binds the last; names get longer.
let f = function () {}
for (;;) f = f.bind(null, 1)
