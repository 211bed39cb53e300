// Instances of hot classes with private names and getters.
class V { #x; constructor(x) { this.#x = x; this.y = x + 1 } get x() { return this.#x } plus(o) { return new V(this.x + o.x) } }
const all = [new V(1)]
for (let i = 1; ; i++) all.push(all[i - 1].plus(all[i >> 1]))
