// Elements that are not there: holes, what is behind the end, bits in an array that grows, and
// arrays that are filled by index.
// n = 300
function run(n) {
  let sum = 0;
  for (let round = 0; round < n; round++) {
    const memo = new Array(200), bits = [], table = [];
    const fib = (k) => memo[k] !== undefined ? memo[k] : (memo[k] = k < 2 ? k : (fib(k - 1) + fib(k - 2)) % 1009);
    sum += fib(199);
    for (let i = 0; i < 4000; i += 7) bits[i >> 5] |= 1 << (i & 31);
    for (let i = 0; i < 30; i++) {
      table[i] = [];
      for (let j = 0; j < 10; j++) table[i][j] = i ^ j;
    }
    let i = 0;
    while (bits[i] !== undefined) sum = (sum + bits[i++] + table[i % 30][i % 12]) | 0;
  }
  return sum;
}
