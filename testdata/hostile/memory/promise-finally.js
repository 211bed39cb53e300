// finally makes closures and promises at each step.
let p = Promise.reject(1)
for (;;) p = p.finally(() => {})
