const it = { __proto__: Iterator.prototype, next: Object }
Object.prototype.done = false
for (;;) it.chunks ? it.chunks(2 ** 32 - 1).next() : 0
