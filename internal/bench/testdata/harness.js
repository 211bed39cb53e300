function BenchmarkSuite() {}
