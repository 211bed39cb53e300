// Dates, BigInts and what is held weakly.
function same(actual, expected, what) {
  if (!Object.is(String(actual), String(expected))) throw new Error((what || "") + ": got " + String(actual) + ", want " + String(expected));
}
function throws(ctor, f) {
  try { f(); } catch (e) {
    if (e instanceof ctor) return;
    throw e;
  }
  throw new Error("no " + ctor.name);
}

same(Date.UTC(2024, 1, 29), 1709164800000);
same(new Date(8.64e15).toISOString(), "+275760-09-13T00:00:00.000Z");
same(new Date(8.64e15 + 1).getTime(), NaN);
same(new Date(-1).toISOString(), "1969-12-31T23:59:59.999Z");
for (const text of ["2024-02-30", "2024-13-01", "-000000-01-01T00:00:00Z", "x", "2024-01-01T25:00Z", "1 2 3 4"]) same(Date.parse(text), NaN, text);
const noon = Date.UTC(2024, 6, 4, 12);
for (const text of [
  "2024-07-04T12:00Z", "2024-07-04T14:00:00.000+02:00", "Thu, 04 Jul 2024 12:00:00 GMT", "Jul 4, 2024 12:00 UTC", "4 July 2024 12:00 GMT",
  "7/4/2024 12:00 PM GMT", "2024/7/4 12:00 Z", "Thu Jul 04 2024 05:00:00 GMT-0700 (PDT)", "7/4/24 12:00 UTC",
]) same(Date.parse(text), noon, text);
const local = new Date(2024, 2, 31, 2, 30);
same(Date.parse(local.toString()), +local);
same(new Date(2024, 0, 31).getDate(), 31);
const d = new Date(Date.UTC(2024, 0, 31));
d.setUTCMonth(1);
same(d.toJSON(), "2024-03-02T00:00:00.000Z");
same(new Date(NaN) + "", "Invalid Date");
throws(RangeError, () => new Date(NaN).toISOString());

same([BigInt.asIntN(8, 255n), BigInt.asUintN(8, -1n), BigInt.asIntN(64, 2n ** 63n), BigInt.asUintN(0, 5n)], "-1,255,-9223372036854775808,0");
same((-255n).toString(16), "-ff");
same((-1234567n).toLocaleString(), "-1,234,567");
throws(RangeError, () => BigInt.asUintN(2 ** 53 - 1, -1n));
throws(RangeError, () => BigInt(1.5));

const weak = new WeakMap(), kept = [];
for (let i = 0; i < 500; i++) {
  const key = { i };
  weak.set(key, { value: i });
  if (i % 50 === 0) kept.push(key);
}
for (const key of kept) same(weak.get(key).value, key.i);
const chain = new WeakMap();
let link = {}, first = link;
for (let i = 0; i < 50; i++) { const next = { i }; chain.set(link, next); link = next; }
for (let i = 0; i < 50; i++) { first = chain.get(first); same(first.i, i); }
throws(TypeError, () => weak.set(Symbol.for("registered"), 1));
const unique = Symbol();
same(new WeakSet([unique]).has(unique), true);
same(new WeakRef(kept).deref() === kept, true);
