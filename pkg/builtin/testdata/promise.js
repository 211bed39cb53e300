// Every line that async code logs, in the order the job queue demands.
const log = [];
const expected = [
  "sync", "a1", "micro", "then 1", "caught x", "a2", "finally", "all 1,2", "thenable 5", "race r", "any AggregateError",
  "settled fulfilled,rejected", "gen 0", "gen 1", "gen done", "ag 1", "ag 2", "ag return 7", "sync-in-async 1,2", "for-await closed",
  "fromAsync 2,4", "try boom", "end",
];
// str is String() in terms of the operators alone.
function str(v) { return typeof v === "symbol" ? Symbol.prototype.toString.call(v) : "" + v; }
function note(s) { log.push(s); }
async function a() { note("a1"); await null; await null; note("a2"); return "a"; }

note("sync");
a();
queueMicrotask(() => note("micro"));
Promise.resolve(1).then(v => note("then " + v));
Promise.reject("x").catch(v => note("caught " + v)).finally(() => note("finally"));

async function main() {
  for (let i = 0; i < 10; i++) await null;
  note("all " + (await Promise.all([1, Promise.resolve(2)])).join());
  note("thenable " + await { then(f) { f(5); } });
  note("race " + await Promise.race([new Promise(() => {}), Promise.resolve("r")]));
  try { await Promise.any([Promise.reject(1)]); } catch (e) { note("any " + e.name); }
  note("settled " + (await Promise.allSettled([1, Promise.reject(2)])).map(r => r.status).join());

  async function* gen() { for (let i = 0; i < 2; i++) yield Promise.resolve(i); }
  for await (const x of gen()) note("gen " + x);
  note("gen done");

  async function* ag() { try { yield 1; yield 2; yield 3; } finally { await null; } }
  const it = ag();
  const [p1, p2, p3] = [it.next(), it.next(), it.return(Promise.resolve(7))];
  note("ag " + (await p1).value);
  note("ag " + (await p2).value);
  note("ag return " + (await p3).value);

  const list = [];
  for await (const x of [Promise.resolve(1), 2]) list.push(x);
  note("sync-in-async " + list.join());
  const closing = {
    [Symbol.asyncIterator]() { return this; },
    next() { return { value: 1, done: false }; },
    async return() { note("for-await closed"); return {}; },
  };
  for await (const x of closing) break;
  note("fromAsync " + (await Array.fromAsync([1, Promise.resolve(2)], async x => x * 2)).join());
  try { await Promise.try(() => { throw new Error("boom"); }); } catch (e) { note("try " + e.message); }
  note("end");
}
main().then(check, e => { note(str(e)); check(); });

function check() {
  if (log.join("|") !== expected.join("|")) {
    throw new Error("order:\n" + log.join("\n"));
  }
  globalThis.finished = true;
}
