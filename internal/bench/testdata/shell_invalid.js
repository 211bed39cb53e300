class Benchmark {
  runIteration() {}
  validate() { throw new Error("what it did is wrong"); }
}
