const it = { __proto__: Iterator.prototype, next: Object }
Object.prototype.done = false
it.every(()=>true)
