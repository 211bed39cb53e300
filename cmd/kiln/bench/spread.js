// Spread in calls, arrays and objects; rest parameters.
// n = 150000
function add(a, b, c, d) { return a + b + c + (d | 0); }
function pass(...args) { return args.length + add(...args); }
function run(n) {
  const list = [1, 2, 3];
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const all = [...list, i, ...list], o = { ...{ a: i, b: 2 }, c: 3 };
    sum = (sum + add(...list) + pass(i, 1, 2) + Math.max(...list, i & 15) + all.length + o.a + o.c) | 0;
  }
  return sum;
}
