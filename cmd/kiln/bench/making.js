// Things that live for a moment: literals with methods, arrays, rest parameters, bound functions,
// constructed arrays and objects, closures over the variables of loops.
// n = 60000
function total(first, ...rest) { return rest.length === 0 ? first : first + rest[0] + rest.length; }
function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const counter = { value: i, up() { return ++this.value; }, read() { return this.value; } };
    const pairs = [[i, 1], [2, [i]], []];
    const plain = new Object(), list = new Array(3);
    plain.a = plain.b = plain.c = plain.d = plain.e = plain.f = plain.g = i;
    list[2] = total.bind(null, 1);
    for (let j = 0; j < 3; j++) pairs[2].push(() => j);
    sum = (sum + counter.up() + counter.read() + pairs[1][1][0] + pairs[2][1]() + plain.g + list[2](2, 3) + total(i) + total(i, 1, 2)) | 0;
  }
  return sum;
}
