// One variable is index and value of a store: the index as a machine integer, the value as it is.
function fill(n, a) {
  for (let i = 0; i < n && 1; i++) a[i] = i;
  return a;
}
function check(n, a) {
  for (let i = 0; i < n; i++) if (a[i] !== i) return i + " is " + a[i];
  return "right";
}
const seen = new Set();
for (let turn = 0; turn < 3000; turn++) {
  seen.add(check(24, fill(24, [])));
  seen.add(check(8, fill(8, new Float64Array(8))));
  seen.add(check(8, fill(8, { length: 8 })));
}
console.log([...seen].join()); // expect: right

// The same in one function, where the variable comes from elsewhere.
function mirror(n, from) {
  const a = [];
  for (let i = 0; i < n; i++) {
    const k = from[i];
    a[k] = k;
    a[k + 1] = k + 1;
  }
  return a;
}
const wrong = new Set();
for (let turn = 0; turn < 3000; turn++) {
  const a = mirror(20, turn % 3 ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19] : [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9]);
  for (let i = 0; i < a.length; i++) if (a[i] !== i) wrong.add(a[i]);
}
console.log(wrong.size); // expect: 0
