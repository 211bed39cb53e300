const log = [];
const p = v => { log.push(v); };
async function f(x) { p("f" + x); const a = await x; p("a" + a); try { await Promise.reject("rej"); } catch (e) { p(e); } return a * 2; }
f(1).then(v => p("then" + v));
p("sync");
async function* ag() {
  try { const r = yield 1; p("sent " + r); yield Promise.resolve(2); return "done"; } finally { p("cleanup"); }
}
(async () => {
  for await (const v of ag()) p("fa" + v);
  for await (const v of [Promise.resolve("s1"), "s2"]) { p(v); if (v === "s1") continue; break; }
  const g = ag();
  p(JSON.stringify(await g.next())); p(JSON.stringify(await g.next("X"))); p(JSON.stringify(await g.return("R"))); p(JSON.stringify(await g.next()));
  const it = { [Symbol.asyncIterator]() { return { i: 0, next() { return Promise.resolve({ value: this.i++, done: false }); }, return() { p("closed"); return Promise.resolve({}); } }; } };
  outer: for (;;) { for await (const v of it) { if (v === 2) break outer; } }
  try { for await (const v of it) throw "E" + v; } catch (e) { p(e); }
  const fn = async () => { for await (const v of it) return "from " + v; };
  p(await fn());
  async function* del() { return "d" + (yield* ag()); }
  const d = del();
  p((await d.next()).value + (await d.next()).value + (await d.next()).value);
  try { await (async ({ x }) => x)(); } catch (e) { p(e.name); }
  const arrow = async x => (await x) + (await x);
  p(await arrow(Promise.resolve(21)));
})().then(() => print(log.join()), e => print("FAILED", e));
// expect: f1,sync,a1,rej,fa1,sent undefined,then2,fa2,cleanup,s1,s2,{"value":1,"done":false},sent X,{"value":2,"done":false},cleanup,{"value":"R","done":true},{"done":true},closed,closed,E0,closed,from 0,sent undefined,cleanup,3ddone,TypeError,42
