// Async generators, for-await, queued requests.
async function* count(n) { for (let i = 0; i < n; i++) { await null; yield i; } return "end"; }
async function main() {
  const got = [];
  for await (const v of count(3)) got.push(v);
  print(got.join());
  for await (const v of [Promise.resolve("p"), "plain"]) print(v);
  const g = count(2);
  const all = await Promise.all([g.next(), g.next(), g.next(), g.next()]);
  print(JSON.stringify(all));
  async function* cleaned() { try { yield 1; yield 2; } finally { await null; print("closed"); } }
  for await (const v of cleaned()) { print(v); break; }
  try { for await (const v of [Promise.reject("bad")]) print("never"); } catch (e) { print("caught " + e); }
  async function* delegate() { const r = yield* count(2); yield r; }
  const d = []; for await (const v of delegate()) d.push(v);
  print(d.join());
  const t = count(5); await t.next();
  print(JSON.stringify(await t.return("stop")));
  print(JSON.stringify(await t.next()));
  try { await count(1).throw(new Error("thrown in")); } catch (e) { print(e.message); }
  const sync = { *[Symbol.iterator]() { yield Promise.resolve(1); yield 2; } };
  const s = []; for await (const v of sync) s.push(v);
  print(s.join());
  async function* yieldsPromise() { yield Promise.resolve("unwrapped"); }
  print((await yieldsPromise().next()).value);
  async function* rejects() { try { yield Promise.reject("inside"); } catch (e) { yield "handled " + e; } }
  print((await rejects().next()).value);
  try { for await (const x of 5) ; } catch (e) { print(e.name); }
  const manual = { [Symbol.asyncIterator]() { let i = 0; return { async next() { return { value: i, done: i++ >= 2 }; } }; } };
  const m = []; for await (const v of manual) m.push(v);
  print(m.join());
}
main().then(() => print("done"), (e) => print("failed " + e));

// expect: 0,1,2
// expect: p
// expect: plain
// expect: [{"value":0,"done":false},{"value":1,"done":false},{"value":"end","done":true},{"done":true}]
// expect: 1
// expect: closed
// expect: caught bad
// expect: 0,1,end
// expect: {"value":"stop","done":true}
// expect: {"done":true}
// expect: thrown in
// expect: 1,2
// expect: unwrapped
// expect: handled inside
// expect: TypeError
// expect: 0,1
// expect: done
