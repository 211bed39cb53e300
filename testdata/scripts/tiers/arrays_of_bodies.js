// What map and filter make, and how their bodies begin, in hot code: as long as nobody has changed what they look up.
function warm(f, ...args) { let r; for (let i = 0; i < 60; i++) r = f(...args); return r; }
const twice = (a) => a.map((x) => x * 2);
const odd = (a) => a.filter((x) => x & 1);
const show = (a) => [a.length, Array.isArray(a), a.constructor.name, a.join()].join(" ");
const ints = [1, 2, 3, 4, 5];
console.log([show(warm(twice, ints)), show(warm(odd, ints))].join("; "));
// expect: 5 true Array 2,4,6,8,10; 3 true Array 1,3,5

// Holes, holes at the end, nothing at all, many elements, and cells.
console.log([show(twice([1, , 3, ,])), show(twice([])), show(odd([2])), show(odd([, 1, , 3]))].join("; "));
// expect: 4 true Array 2,,6,; 0 true Array ; 0 true Array ; 2 true Array 1,3
const many = Array.from({ length: 300 }, (_, i) => i);
console.log([warm(twice, many).length, twice(many)[299], odd(many).length, odd(many)[149]].join());
// expect: 300,598,150,299
const named = (a) => a.map((x) => ({ x })).filter((o) => o.x > 2).map((o) => [o.x]);
console.log(JSON.stringify(warm(named, ints)));
// expect: [[3],[4],[5]]

// What the callback does to the array that is gone over, and what it throws.
const drain = (a) => a.map((x, i, all) => { if (i === 1) all.length = 3; return x; });
console.log([show(warm(() => drain([1, 2, 3, 4, 5]))), show(drain([5, 6, 7, 8]))].join("; "));
// expect: 5 true Array 1,2,3,,; 4 true Array 5,6,7,
const stops = (a, at) => { try { return a.map((x, i) => { if (i === at) throw x; return x; }).length; } catch (e) { return "at " + e; } };
console.log([warm(stops, ints, 9), stops(ints, 3)].join());
// expect: 5,at 4

// Not an array, nothing to call, a bound function, a proxy.
const mapOf = (a, f) => Array.prototype.map.call(a, f);
console.log([warm(() => mapOf(ints, (x) => x).length), mapOf("ab", (x) => x + x), mapOf({ length: 2, 1: 7 }, (x) => x)].join());
// expect: 5,aa,bb,,7
const tried = (a, f) => { try { return String(a.map(f)); } catch (e) { return e.name; } };
console.log([warm(tried, ints, (x) => -x), tried(ints), tried(ints, {}), tried(ints, ((k, x) => k * x).bind(null, 3)), tried([1], new Proxy((x) => x + 1, {}))].join("; "));
// expect: -1,-2,-3,-4,-5; TypeError; TypeError; 3,6,9,12,15; 2

// Storing behind the elements of an array with room.
function gaps(n) { const a = new Array(n); a[n - 1] = 1; a[1] = 2; return a.map((x) => x).length + ":" + a + ":" + (0 in a) + (1 in a); }
console.log([warm(gaps, 4), gaps(3), gaps(6)].join("; "));
// expect: 4:,2,,1:falsetrue; 3:,2,1:falsetrue; 6:,2,,,,1:falsetrue

// A constructor of its own, one for all arrays, a species.
const own = [1, 2];
own.constructor = { [Symbol.species]: class Own extends Array {} };
console.log([show(twice(own)), show(odd(own))].join("; "));
// expect: 2 true Own 2,4; 1 true Own 1
class Mine extends Array {}
console.log(show(twice(Mine.of(4))));
// expect: 1 true Mine 8
const plain = Array.prototype.constructor;
Array.prototype.constructor = Mine;
console.log([twice(ints) instanceof Mine, odd(ints) instanceof Mine].join());
// expect: true,true
Array.prototype.constructor = plain;
console.log([twice(ints) instanceof Mine, show(warm(odd, ints))].join());
// expect: false,3 true Array 1,3,5
Object.defineProperty(Array, Symbol.species, { get() { return Mine; }, configurable: true });
console.log([twice(ints) instanceof Mine, odd(ints) instanceof Mine].join());
// expect: true,true
