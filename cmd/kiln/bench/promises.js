// Async functions and promises: awaits of values, of settled promises and of calls, chains, many at once.
// n = 2000
async function add(x) { return x + 1; }
async function twice(x) { return (await add(x)) + (await add(x)); }
async function* steps(n) { for (let i = 0; i < n; i++) yield i; }
async function run(n) {
  const settled = Promise.resolve(1);
  let sum = 0, chain = settled;
  for (let i = 0; i < n; i++) {
    sum += await i + await settled + await twice(i);
    sum += await new Promise((resolve) => resolve(i));
    chain = chain.then((x) => x + 1);
  }
  const many = [];
  for (let i = 0; i < n; i++) many.push(add(i), i);
  for (const x of await Promise.all(many)) sum += x;
  for (const r of await Promise.allSettled(many)) sum += r.value;
  for await (const x of steps(n)) sum += x;
  for await (const x of many) sum += x;
  return sum + await chain;
}
