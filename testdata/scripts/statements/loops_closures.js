// let in a loop head makes a new binding for each turn; var does not.
const fs = [];
for (let i = 0; i < 3; i++) fs.push(() => i);
print(fs.map((f) => f()).join()); // expect: 0,1,2
const gs = [];
for (var j = 0; j < 3; j++) gs.push(() => j);
print(gs.map((f) => f()).join()); // expect: 3,3,3
const hs = [];
for (let i = 0; i < 4; i++) { hs.push(() => i); i++; }
print(hs.map((f) => f()).join()); // expect: 1,3
let read;
for (let i = 0, inc = () => i++; i < 3; inc(), i++) { read = () => i; if (i > 0) break; }
print(read()); // expect: 1
const ws = []; let n = 0;
while (n < 3) { const m = n * 2; ws.push(() => m); n++; }
print(ws.map((f) => f()).join()); // expect: 0,2,4
const os = []; for (const x of [1, 2, 3]) os.push(() => x * x);
print(os.map((f) => f()).join()); // expect: 1,4,9
const ds = []; for (const [a, b] of [[1, 2], [3, 4]]) ds.push(() => a + b);
print(ds.map((f) => f()).join()); // expect: 3,7
function counter() { let c = 0; return { up: () => ++c, get: () => c }; }
const c1 = counter(), c2 = counter();
c1.up(); c1.up(); c2.up();
print(c1.get() + "," + c2.get()); // expect: 2,1
const nested = [];
for (let i = 0; i < 2; i++) for (let k = 0; k < 2; k++) nested.push(() => i + "" + k);
print(nested.map((f) => f()).join()); // expect: 00,01,10,11
