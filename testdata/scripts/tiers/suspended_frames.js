// Bodies of generators and async functions that get hot while they are suspended again and again.
// stress: skip, millions of safepoints
const lines = [];
function* mixed(n) { let x = 1; for (let i = 0; i < n; i++) { let t = 0; for (let j = 0; j < 10; j++) t = (t * 31 + j + x) | 0; x = t & 7; yield i % 50 === 49 ? String(t) : i % 70 === 69 ? t + 0.5 : t; } return "end"; }
function sum(n) { let s = 0, texts = 0; for (const v of mixed(n)) if (typeof v === "string") texts += v.length; else s = (s + v) | 0; return s + " " + texts; }
{ let all = ""; for (let i = 0; i < 4; i++) all = sum(700); print(all); } // expect: -1807025493 140
function* guarded(n, log) { for (let i = 0; i < n; i++) { try { const got = yield i; if (got === "throw") throw new Error("own " + i); } catch (e) { log.push(e.message); } finally { log.push(i); } } }
function drive(n) { const log = [], g = guarded(n, log); for (let r = g.next(), i = 0; !r.done; i++) r = i % 5 === 1 ? g.throw(new Error("given " + i)) : i % 7 === 3 ? g.next("throw") : g.next(i); return log.length + " " + log.filter((x) => typeof x === "string").length; }
{ let all = ""; for (let i = 0; i < 6; i++) all = drive(400); print(all); } // expect: 526 126
function early(n) { let s = 0; for (let i = 0; i < n; i++) { const log = []; for (const v of guarded(10, log)) { s += v; if (v === i % 4) break; } s += log.length; } return s; }
print(early(2000)); // expect: 10000
function thrown(n) { let s = 0; const bad = function* (i) { yield 1; if (i & 1) throw new Error("e" + i); yield 2; }; for (let i = 0; i < n; i++) { try { for (const v of bad(i)) s += v; } catch (e) { s += e.message.length; } } return s; }
print(thrown(2000)); // expect: 8445
function* self() { yield 1; try { for (const v of it) yield v; } catch (e) { yield e instanceof TypeError ? 5 : 6; } } let it;
{ let s = 0; for (let i = 0; i < 1000; i++) { it = self(); for (const v of it) s += v; } print(s); } // expect: 6000
function* rec(n) { if (n > 0) { for (const v of rec(n - 1)) yield v + 1; } yield 0; }
{ let s = 0; for (let i = 0; i < 30; i++) for (const v of rec(20)) s += v; print(s); } // expect: 6300
function* endless() { for (const v of endless()) yield v; }
{ let over = 0; for (let i = 0; i < 3; i++) try { for (const v of endless()); } catch (e) { over += e instanceof RangeError ? 1 : 0; } print(over); } // expect: 3
function* many(...rest) { let s = 0; for (const r of rest) { s += r; yield arguments.length * s; } }
{ let s = 0; for (let i = 0; i < 600; i++) for (const v of many(i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40)) s += v; print(s); } // expect: 584483700
function* holders(n) { for (let i = 0; i < n; i++) { const o = { i, a: [i, { deep: i }] }; yield o; if (o.a[1].deep !== i) throw new Error("lost"); } }
{ let s = 0; const kept = []; for (const o of holders(20000)) { kept.push(o); if (kept.length > 300) kept.length = 10; s += o.a[0]; } print(s + " " + kept[5].a[1].deep); } // expect: 199990000 5
const changed = mixed(4000); { let n = 0; for (const v of changed) { if (++n === 2000) Object.getPrototypeOf(mixed.prototype).__proto__.next = Object.getPrototypeOf(mixed.prototype).__proto__.next; } print(n); } // expect: 4000
function* fresh() { yield 1; yield 2; } { const { next } = Object.getPrototypeOf(fresh.prototype); Object.getPrototypeOf(fresh.prototype).next = function () { const r = next.call(this); if (!r.done) r.value *= 10; return r; }; let s = 0; for (let i = 0; i < 500; i++) for (const v of fresh()) s += v; print(s); Object.getPrototypeOf(fresh.prototype).next = next; } // expect: 15000
async function busy(n) { let x = 1; for (let i = 0; i < n; i++) { for (let j = 0; j < 20; j++) x = (x * 1103515245 + j) & 0x3fffffff; if (i % 10 === 9) x = (x + await i) | 0; } return x; }
async function plain(i) { if (i % 100 === 99) throw new Error("plain " + i); return i; }
async function later(i) { await null; if (i % 100 === 98) throw new Error("later " + i); return i; }
async function defaults(a = (() => { throw new Error("default"); })()) { return a; }
async function nested(i) { try { return (await plain(i)) + (await later(i)); } catch (e) { return e.message.length; } finally { count++; } } let count = 0;
async function* numbers(n) { let s = 0; for (let i = 0; i < n; i++) { for (let j = 0; j < 5; j++) s = (s + j * i) | 0; try { yield s; } finally { count++; } } }
async function* rethrown(n) { for (let i = 0; i < n; i++) { try { yield await later(i); } catch (e) { yield e.message; } } }
class Counter { #n = 0; async add(k) { this.#n += await k; return this.#n; } async *each(n) { for (let i = 0; i < n; i++) yield this.add(i); } get n() { return this.#n; } }
(async () => {
	lines.push(await busy(3000)); lines.push(await busy(3000));
	let s = 0, e = 0; for (let i = 0; i < 1500; i++) s += await nested(i); lines.push(s + " " + count);
	for (let i = 0; i < 300; i++) await defaults().catch((x) => e += x.message === "default" ? 1 : 0); for (let i = 0; i < 300; i++) e += await defaults(1); lines.push(e);
	count = s = 0; for await (const v of numbers(1500)) s = (s + v) | 0; for (let i = 0; i < 200; i++) for await (const v of numbers(9)) { if (v > 20) break; s += v; } lines.push(s + " " + count);
	s = 0; for await (const v of rethrown(800)) s += typeof v === "string" ? v.length : v; lines.push(s);
	const c = new Counter; s = 0; for await (const v of c.each(900)) s += v; lines.push(s + " " + c.n);
	const order = []; const one = async (k) => { for (let i = 0; i < 3; i++) { order.push(k + i); await i; } return k; }; for (let r = 0; r < 300; r++) { order.length = 0; await Promise.all([one("a"), one("b"), one("c")]); } lines.push(order.join(""));
	const where = async () => { await null; return new Error("x").stack.split("\n")[1].trim().split(" ")[1]; }; let w; for (let i = 0; i < 600; i++) w = await where(); lines.push(w);
	const thenable = { then(f) { f(7); } }; s = 0; for (let i = 0; i < 600; i++) s += await (async () => thenable)(); lines.push(s);
})().then(() => print(lines.join(", ")), (e) => print(e.stack));
// expect: 1040431031, 1040431031, 2200868 1500, 600, 1330032204 2100, 316087, 121499850 404550, a0b0c0a1b1c1a2b2c2, where, 4200
