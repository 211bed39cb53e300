'use strict';
const { Benchmark } = require('./benchmark.js');
class Sum extends Benchmark {
  benchmark() { let sum = 0; for (let i = 0; i < 10; i++) sum += i; return sum; }
  verifyResult(result) { return result === 45; }
}
exports.newInstance = () => new Sum();
