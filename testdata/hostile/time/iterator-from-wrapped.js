const it = Iterator.from({ next: Object })
Object.prototype.done = false
it.toArray()
