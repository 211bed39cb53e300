// Map and Set with integer, string and object keys.
// n = 120000
function run(n) {
  const ints = new Map(), words = new Map(), seen = new Set(), objects = new Map();
  const keys = [];
  let sum = 0;
  for (let i = 0; i < n; i++) {
    ints.set(i * 7 % n, i);
    const w = "w" + i % 5000;
    words.set(w, (words.get(w) || 0) + 1);
    seen.add(i % 1000);
    if (i % 10 === 0) { const k = { i }; keys.push(k); objects.set(k, i); }
  }
  for (let i = 0; i < n; i++) if (ints.has(i)) sum += ints.get(i) & 255;
  for (const [k, v] of words) sum += k.length * v;
  for (const k of keys) sum += objects.get(k) & 15;
  return sum + seen.size;
}
