// ramda: pipes, lenses, transducers, folds over data.
import * as R from "ramda";

const text = "It was the best of times it was the worst of times it was the age of wisdom it was the age of foolishness".toLowerCase();
const frequency = R.pipe(R.split(" "), R.groupBy(R.identity), R.map(R.length), R.toPairs, R.sortWith([R.descend(R.last), R.ascend(R.head)]), R.take(6));
console.log(JSON.stringify(frequency(text)));
const orders = R.range(0, 40).map((id) => ({ id, customer: `c${id % 5}`, lines: R.times((n) => ({ sku: `s${(id + n) % 7}`, qty: n + 1, price: ((id * 13 + n) % 29) / 4 }), (id % 3) + 1) }));
const total = R.pipe(R.prop("lines"), R.map(R.converge(R.multiply, [R.prop("qty"), R.prop("price")])), R.sum);
console.log(JSON.stringify(R.reduceBy((acc, o) => acc + total(o), 0, R.prop("customer"), orders)));
const xLens = R.lensPath(["a", 0, "x"]);
console.log(JSON.stringify(R.over(xLens, R.inc, { a: [{ x: 1, y: 2 }], b: 3 })), R.view(xLens, { a: [{ x: 7 }] }), JSON.stringify(R.set(R.compose(R.lensProp("p"), R.lensIndex(1)), "new", { p: [1, 2, 3] })));
const xform = R.compose(R.map(R.add(1)), R.filter((n) => n % 2 === 0), R.take(5));
console.log(R.transduce(xform, R.flip(R.append), [], R.range(0, 1000)), R.into("", R.compose(R.map(R.toUpper), R.dropRepeats), "aabbcc"), R.sequence(R.of(Array), [[1, 2], [3, 4]]).length);
console.log(R.equals({ a: [1, { b: new Map([[1, new Set([2])]]) }] }, { a: [1, { b: new Map([[1, new Set([2])]]) }] }), R.equals(0, -0), R.identical(NaN, NaN), R.toString({ a: [1, "x", new Date(0), /r/g], b: undefined }));
console.log(R.curry((a, b, c, d) => [a, b, c, d].join(""))(1, R.__, 3)(R.__, 4)(2), R.uncurryN(3, (a) => (b) => (c) => a + b * c)(1, 2, 3), R.memoizeWith(String, (n) => n * 2)(21), R.tryCatch(() => { throw new Error("x"); }, (e) => e.message)());
console.log(JSON.stringify(R.mergeDeepWithKey((k, l, r) => k === "values" ? R.concat(l, r) : r, { a: true, c: { thing: "foo", values: [10, 20] } }, { b: true, c: { thing: "bar", values: [15, 35] } })));
console.log(JSON.stringify(R.evolve({ name: R.trim, data: { elapsed: R.add(1), left: R.dec } }, { name: "  Tomato ", data: { elapsed: 100, left: 1400 }, id: 1 })), JSON.stringify(R.applySpec({ sum: R.add, nested: { mul: R.multiply } })(2, 4)));
console.log(JSON.stringify(R.aperture(3, [1, 2, 3, 4, 5])), R.splitEvery(3, "abcdefgh").join("|"), R.unfold((n) => n > 50 ? false : [-n, n + 10], 10), R.scan(R.multiply, 1, [1, 2, 3, 4]), R.xprod([1, 2], ["a", "b"]).join(";"), R.transpose([[1, 2, 3], [4, 5], [6]]).map(R.join("")).join());
console.log(R.cond([[R.lt(R.__, 0), R.always("negative")], [R.equals(0), R.always("zero")], [R.T, (n) => `positive ${n}`]])(5), R.until(R.gt(R.__, 100), R.multiply(2))(1), R.where({ a: R.equals("foo"), b: R.complement(R.equals("bar")) })({ a: "foo", b: "xxx" }), R.pathOr("N/A", ["a", "b"], { c: 1 }));
console.log(R.sortBy(R.compose(R.negate, R.prop("id")), orders).slice(0, 3).map(R.prop("id")), R.symmetricDifference([1, 2, 3, 4], [7, 6, 5, 4, 3]), R.countBy(Math.floor)([1.0, 1.1, 2.2, 3.9]), R.invert({ first: "alice", second: "jake", third: "alice" }));
R.pipeWith(R.andThen, [async (x) => x + 1, (x) => x * 2, R.toString])(20).then((s) => console.log("async", s));
