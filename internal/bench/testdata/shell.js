class Benchmark {
  async init() { await null; this.ready = true; }
  runIteration() { if (!this.ready) throw new Error("not ready"); let sum = 0; for (let i = 0; i < 10; i++) sum += i; }
}
