// Instances with prototypes of their own by new.target.
const all = []
for (;;) { function N() {} all.push(Reflect.construct(Array, [1, 2, 3], N), Reflect.construct(Date, [], N)) }
