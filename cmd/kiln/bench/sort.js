// Sorting numbers and objects with a comparator.
// n = 40000
function run(n) {
  let seed = 42;
  const next = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff);
  const numbers = Array.from({ length: n }, next);
  const people = numbers.map((k, i) => ({ age: k % 90, id: i }));
  numbers.sort((a, b) => a - b);
  people.sort((a, b) => a.age - b.age || b.id - a.id);
  let hash = 0;
  for (let i = 0; i < n; i++) hash = (hash * 31 + numbers[i] % 1000 + people[i].id) | 0;
  return hash;
}
