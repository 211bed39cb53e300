var ready = 0, sum;
var Sum = new BenchmarkSuite('Sum', [1], [new Benchmark("Sum", true, false, 10, runSum, setupSum, null), new Benchmark("Old", runSum)]);
function setupSum() { ready++; }
function runSum() { sum = 0; for (var i = 0; i < 10; i++) sum += i; if (sum !== 45 || ready !== 1 || Math.random() !== (this.name === "Sum" ? 0.9872818551957607 : 0.34880331158638)) throw new Error("wrong"); }
