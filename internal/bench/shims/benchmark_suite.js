// What files of the V8 suite and of Octane expect of their harness (base.js).
function Benchmark(name, doWarmup, doDeterministic, deterministicIterations, run, setup, tearDown) {
  if (typeof doWarmup === "function") { tearDown = deterministicIterations; setup = doDeterministic; run = doWarmup; }
  this.name = name;
  this.run = run;
  this.Setup = setup || function () {};
  this.TearDown = tearDown || function () {};
}
function BenchmarkSuite(name, reference, benchmarks) { this.benchmarks = benchmarks; BenchmarkSuite.suites.push(this); }
BenchmarkSuite.suites = [];
BenchmarkSuite.ResetRNG = function () {
  kilnRandom.reset();
  Math.random = function () { return (kilnRandom.next() & 0xfffffff) / 0x10000000; };
};
BenchmarkSuite.run = function () {
  BenchmarkSuite.ResetRNG();
  BenchmarkSuite.suites.forEach(function (suite) {
    suite.benchmarks.forEach(function (b) {
      if (!b.ready) { b.Setup(); b.ready = true; }
      b.run();
    });
  });
};
