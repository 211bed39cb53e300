// Subclassed promises with executors that remember.
const all = []
class P extends Promise { constructor(x) { super(x); all.push(this) } }
let p = P.resolve(1)
for (;;) p = p.then(() => {})
