// Arrays as queues, long enough for cells of their own.
function queue(n) {
  const q = [];
  let sum = 0;
  for (let i = 0; i < n; i++) {
    q.push({ i });
    if (i % 3 === 2) sum += q.shift().i;
  }
  const waiting = q.length;
  q[q.length] = { i: 1 };
  for (const x of q) sum += x.i;
  while (q.length) sum += q.shift().i;
  return [sum, waiting, q.length, q.shift()].join();
}
print(queue(10)); // expect: 89,7,0,
print(queue(450)); // expect: 190877,300,0,
function deque(n) {
  const d = [];
  for (let i = 0; i < n; i++) {
    d.unshift(i);
    d.unshift([i], "x");
    d.push(-i);
    if (i & 1) d.pop();
    if (i % 5 === 0) d.shift();
    if (i === n >> 1) d[1] = "middle";
  }
  return d.length + " " + d[0] + " " + d[1] + " " + d[d.length - 1] + " " + d.indexOf("middle") + " " + d.filter(x => x === "x").length;
}
print(deque(12)); // expect: 39 11 x -10 15 11
print(deque(160)); // expect: 528 159 x -158 223 160

// Holes, frozen arrays and arrays that are looked at while they shrink.
const holes = Array(400);
holes[1] = 1;
holes[399] = 399;
print(holes.shift() + " " + (0 in holes) + " " + (1 in holes) + " " + holes.length); // expect: undefined true false 399
print(holes.unshift("a") + " " + holes[1] + " " + (2 in holes) + " " + holes[399]); // expect: 400 1 false 399
const frozen = Object.freeze(Array.from({ length: 400 }, (_, i) => i));
for (const f of ["shift", "unshift"]) try { frozen[f](1); } catch (e) { print(e.name + " " + frozen.length + " " + frozen[0]); }
// expect: TypeError 400 0
// expect: TypeError 400 0
const sealed = Object.preventExtensions(Array.from({ length: 400 }, (_, i) => i));
print(sealed.shift() + " " + sealed.length + " " + sealed[0]); // expect: 0 399 1
try { sealed.unshift(1); } catch (e) { print(e.name + " " + sealed.length + " " + sealed[0]); } // expect: TypeError 399 1
const seen = [];
const shrinking = Array.from({ length: 500 }, (_, i) => i);
shrinking.forEach((x, i, a) => { seen.push(x); a.shift(); });
print(seen.length + " " + seen[1] + " " + seen[249] + " " + shrinking.length); // expect: 250 2 498 250
const [first, second = 0, ...others] = shrinking;
shrinking.unshift(...shrinking);
print(first + " " + others.length + " " + shrinking.length + " " + shrinking[250]); // expect: 250 248 500 250
const sorting = Array.from({ length: 300 }, (_, i) => 300 - i);
sorting.sort((a, b) => { if (sorting.length > 200) sorting.shift(); return a - b; });
print(sorting.length >= 300 && sorting[0] === 1); // expect: true
