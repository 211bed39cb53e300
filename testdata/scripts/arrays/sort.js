// sort is stable, compares as strings by default, puts undefined last.
// stress: skip, millions of safepoints
print([10, 9, 1, 100, 2].sort().join()); // expect: 1,10,100,2,9
print([10, 9, 1, 100, 2].sort((a, b) => a - b).join()); // expect: 1,2,9,10,100
print(["b", undefined, "a", , "c"].sort().map(String).join()); // expect: a,b,c,undefined,
const people = [];
for (let i = 0; i < 200; i++) people.push({ age: i % 7, id: i });
people.sort((p, q) => p.age - q.age);
let stable = true;
for (let i = 1; i < people.length; i++) if (people[i - 1].age === people[i].age && people[i - 1].id > people[i].id) stable = false;
print(stable); // expect: true
print([3, 2, 1].sort(() => 0).join()); // expect: 3,2,1
print([true, false, null, "n", NaN, -0, 0].sort().join()); // expect: 0,0,NaN,false,n,,true
print(["é", "z", "a", "Z", "𝒳", "\uffff"].sort().map((c) => c.codePointAt(0).toString(16)).join());
// expect: 5a,61,7a,e9,1d4b3,ffff
try { [1, 2].sort(5); } catch (e) { print(e.name); } // expect: TypeError
try { [1, 2, 3].sort(() => { throw new Error("comparator"); }); } catch (e) { print(e.message); } // expect: comparator
print([5, 2, 8].sort((a, b) => b > a).join().length); // expect: 5
const big = []; let seed = 12345;
for (let i = 0; i < 5000; i++) { seed = (seed * 1103515245 + 12345) & 0x7fffffff; big.push(seed % 1000); }
big.sort((a, b) => a - b);
let ok = true; for (let i = 1; i < big.length; i++) if (big[i - 1] > big[i]) ok = false;
print(ok + " " + big[0] + " " + big[4999]); // expect: true 0 992
const changed = [3, 1, 2]; changed.sort((a, b) => { changed.length = 3; return a - b; });
print(changed.join()); // expect: 1,2,3
print([2, 1].sort(undefined).join() + " " + [1, 2, 3].sort((a, b) => ({ valueOf: () => b - a })).join());
// expect: 1,2 3,2,1
print(Array.prototype.sort.call({ length: 3, 0: "c", 1: "a", 2: "b" })[0]); // expect: a
print(new Float64Array([3, NaN, -0, 0, -1, Infinity]).sort().join() + " " + Object.is(new Float64Array([0, -0]).sort()[0], -0));
// expect: -1,0,0,3,Infinity,NaN true
const inconsistent = Array.from({ length: 50 }, (_, i) => i);
inconsistent.sort(() => 1);
print(inconsistent.length + " " + new Set(inconsistent).size); // expect: 50 50
