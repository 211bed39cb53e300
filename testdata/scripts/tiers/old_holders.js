// What hot code stores into old objects lives, however many there are between two collections.
"use strict";
const n = 200;
const one = [], several = [], wide = [], vars = [], lists = [], large = new Array(2000).fill(null);
for (let i = 0; i < n; i++) {
  one.push({ v: null });
  const s = {};
  s["k" + i % 10] = i; // ten shapes
  s.v = null;
  several.push(s);
  const w = {};
  for (let k = 0; k < 20; k++) w["p" + k] = k;
  w.v = null;
  wide.push(w);
  let held = null;
  vars.push({ set(x) { held = x; }, get: () => held });
  lists.push([null]);
}
let global = null;

// collect makes what is there old, or has what is dead taken by others.
function collect() {
  for (let i = 0; i < 16; i++) new Array(100000).fill(i);
  let last;
  for (let i = 0; i < 300; i++) last = { number: -i, list: [-i] };
  return last;
}
const setOne = (o, x) => { o.v = x; };
const setSeveral = (o, x) => { o.v = x; };
const setWide = (o, x) => { o.v = x; };
const setAt = (a, i, x) => { a[i] = x; };
const add = (o, x) => { o.added = x; };
const make = (i) => ({ number: i, list: [i] });

function sum(get) {
  let s = 0;
  for (let i = 0; i < n; i++) { const x = get(i); s += x.number + x.list[0]; }
  return s;
}
for (let round = 1; round <= 3; round++) {
  collect();
  for (let i = 0; i < n; i++) {
    setOne(one[i], make(i * round));
    setSeveral(several[i], make(i * round));
    setWide(wide[i], make(i * round));
    vars[i].set(make(i * round));
    setAt(lists[i], 0, make(i * round));
    setAt(large, i * 7, make(i * round));
    global = make(i * round);
  }
  if (round === 2) for (let i = 0; i < n; i++) { add(one[i], make(i)); add(several[i], make(i)); add(wide[i], make(i)); }
  collect();
  print([sum((i) => one[i].v), sum((i) => several[i].v), sum((i) => wide[i].v), sum((i) => vars[i].get()), sum((i) => lists[i][0]), sum((i) => large[i * 7]), global.number, global.list[0]].join(" "));
  if (round === 2) print([sum((i) => one[i].added), sum((i) => several[i].added), sum((i) => wide[i].added)].join(" "));
}
// expect: 39800 39800 39800 39800 39800 39800 199 199
// expect: 79600 79600 79600 79600 79600 79600 398 398
// expect: 39800 39800 39800
// expect: 119400 119400 119400 119400 119400 119400 597 597
