// Private fields, methods and accessors.
// n = 400000
class Counter {
  #n = 0; #step;
  constructor(step) { this.#step = step; }
  #bump() { this.#n += this.#step; }
  get #value() { return this.#n; }
  tick() { this.#bump(); return this.#value; }
  has(o) { return #n in o; }
}
function run(n) {
  let sum = 0;
  const kept = new Counter(2);
  for (let i = 0; i < n; i++) {
    sum = (sum + kept.tick() + (kept.has(kept) ? 1 : 0)) | 0;
    if ((i & 3) === 0) sum = (sum + new Counter(i).tick()) | 0;
  }
  return sum;
}
