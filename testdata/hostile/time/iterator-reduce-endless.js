const it = { __proto__: Iterator.prototype, next: Object }
Object.prototype.done = false
it.reduce(()=>1,0)
