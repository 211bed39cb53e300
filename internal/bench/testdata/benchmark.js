exports.Benchmark = class Benchmark {
  innerBenchmarkLoop(n) { for (let i = 0; i < n; i++) if (!this.verifyResult(this.benchmark())) return false; return true; }
};
