// Sums.
// n = 10
// checksum = 45
function run(n) { let sum = 0; for (let i = 0; i < n; i++) sum += i; return sum; }
