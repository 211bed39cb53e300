// What promises inherit is looked at each time, however often it was the original before.
const say = (...xs) => print(xs.join(" "));
const log = [];
const order = (name, n) => (async () => { for (let i = 0; i < n; i++) { await i; log.push(name + i); } })();

async function main() {
  const settled = Promise.resolve(1), failed = Promise.reject(new Error("no"));
  failed.catch(() => {});
  let sum = 0;
  for (let i = 0; i < 300; i++) {
    sum += await settled + await i;
    try { await failed; } catch (e) { sum++; }
  }
  print(sum);

  // The order of jobs of values, settled promises, pending ones and thenables.
  const steps = [];
  const step = async (name, v) => { await v; steps.push(name); };
  await Promise.all([step("value", 1), step("settled", settled), step("then", { then(f) { f(); } }),
    step("async", (async () => settled)()), step("pending", new Promise((f) => settled.then(f))),
    step("failed", failed).catch(() => steps.push("caught")), step("undefined")]);
  print(steps.join());
  await Promise.all([order("a", 3), order("b", 3)]);
  print(log.join());

  // An own property, and one of the prototype that changes.
  const seen = [];
  const own = Promise.resolve("own");
  Object.defineProperty(own, "constructor", { get() { seen.push("constructor"); return Promise; } });
  own.then = function (f, r) { seen.push("then"); return Promise.prototype.then.call(this, f, r); };
  say(await own, seen.join());
  seen.length = 0;
  say((await Promise.all([own, settled])).join(), seen.join());
  const { then } = Promise.prototype;
  let thens = 0;
  Promise.prototype.then = function (f, r) { thens++; return then.call(this, f, r); };
  await settled;
  await (async () => settled)();
  await Promise.allSettled([settled, 1]);
  const counted = thens;
  Promise.prototype.then = then;
  say(counted > 1, counted);

  // constructor and @@species.
  class Own extends Promise { }
  say(Own.resolve(1) instanceof Own, Own.resolve(1).then() instanceof Own, await Own.resolve(2), Own.all([settled]) instanceof Own);
  Object.defineProperty(Promise, Symbol.species, { get() { return Own; }, configurable: true });
  say(settled.then() instanceof Own, (await Promise.race([settled, 2])));
  let asked = 0;
  Object.defineProperty(Promise, Symbol.species, { get() { asked++; return Own; }, configurable: true });
  say(await new Promise((f) => f(settled)), asked, await new Promise((f) => f(Promise.reject(8))).catch((e) => e), asked);
  Object.defineProperty(Promise, Symbol.species, { get() { throw "no species"; }, configurable: true });
  try { await new Promise((f) => f(settled)); } catch (e) { print(e); }
  Object.defineProperty(Promise, Symbol.species, { get() { return this; }, configurable: true });
  print(settled.then() instanceof Own);
  Promise.prototype.constructor = Own;
  const wrapped = Promise.resolve(settled);
  Promise.prototype.constructor = Promise;
  say(wrapped === settled, await wrapped, Promise.resolve(settled) === settled);

  // Rejections: of one of many, of an async function, of a constructor that throws.
  const bad = (e) => (async () => { throw e; })();
  say(await Promise.all([settled, bad("one"), bad("two")]).catch((e) => "caught " + e));
  say((await Promise.allSettled([bad(1), 2])).map((r) => r.status).join(), await Promise.any([bad(1), 2]));
  say(await new Promise(() => { throw 3; }).catch((e) => e), await new Promise((f, r) => { f(4); r(5); }));
  try { await Promise.any([bad(6)]); } catch (e) { say(e.name, e.errors.join()); }
  async function* ag() { yield 1; yield settled; yield* [bad("in"), 2]; }
  const got = [];
  try { for await (const v of ag()) got.push(v); } catch (e) { got.push(e); }
  print(got.join());
  return "end";
}
main().then(print, (e) => say("error", e.stack));
// expect: 45450
// expect: value,settled,undefined,then,pending,caught,async
// expect: a0,b0,a1,b1,a2,b2
// expect: own constructor
// expect: own,1 constructor,then,constructor
// expect: true 3
// expect: true true 2 true
// expect: true 1
// expect: 1 1 8 4
// expect: no species
// expect: false
// expect: false 1 true
// expect: caught one
// expect: rejected,fulfilled 2
// expect: 3 4
// expect: AggregateError 6
// expect: 1,1,in
// expect: end
