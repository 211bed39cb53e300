class Benchmark {
  turns = 0;
  async init() { await null; this.ready = true; }
  runIteration(turn) {
    if (!this.ready || turn !== this.turns++) throw new Error("not ready");
    this.first = Math.random();
    let sum = 0;
    for (let i = 0; i < 10; i++) sum += i;
  }
  async validate(turns) {
    await null;
    if (turns !== this.turns || this.first !== 0.686705115949735) throw new Error(`${turns} turns, at random ${this.first}`);
  }
}
