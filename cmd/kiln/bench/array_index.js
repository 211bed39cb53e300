// Pushing to arrays and going through them by index: the sieve.
// n = 400000
function run(n) {
  const composite = [];
  for (let i = 0; i <= n; i++) composite.push(false);
  const primes = [];
  for (let i = 2; i <= n; i++) {
    if (composite[i]) continue;
    primes.push(i);
    for (let j = i * i; j <= n; j += i) composite[j] = true;
  }
  return primes.length + primes[primes.length - 1];
}
