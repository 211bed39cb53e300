// await in every position; this, arguments and errors in async functions.
const p = (v) => Promise.resolve(v);
async function operands() {
  const o = { a: 1, f(x) { return this.a + x; } };
  const arr = [1, await p(2), ...(await p([3]))];
  const obj = { [await p("k")]: await p("v"), ...(await p({ s: 1 })) };
  const sum = (await p(1)) + (await p(2)) * (await p(3));
  o.a += await p(10);
  let x = 5; x -= await p(2);
  const t = `${await p("t")}-${await p("u")}`;
  const [d = await p("default")] = [];
  const c = (await p(false)) ? 1 : await p("else");
  const n = null ?? (await p("nullish"));
  return [arr, JSON.stringify(obj), sum, o.a, o.f(await p(1)), x, t, d, c, n].join(" ");
}
class K { v = 1; async m() { await null; return this.v; } async *g() { yield this.v; } static async s() { return this.name; } }
async function args(a, b = 2) { await null; return arguments.length + a + b; }
async function loops() {
  let s = "";
  for (let i = await p(0); i < (await p(3)); i += await p(1)) { if (i === 1) continue; s += i; }
  for (const k in await p({ x: 1 })) s += k;
  let n = 0; while ((await p(n)) < 2) n++;
  do { n++; } while (await p(n < 5));
  l: for (const v of [1, 2]) for (const w of [1, 2]) { await null; if (w === 2) continue l; s += v + "" + w; }
  switch (await p("c")) { case await p("b"): s += "b"; case await p("c"): s += "c"; }
  return s + n;
}
async function tries() {
  const out = [];
  try { out.push(await p("t")); throw await p("e"); } catch (e) { out.push(e, await p("c")); } finally { out.push(await p("f")); }
  const early = async () => { try { return await p("r"); } finally { await null; out.push("after return"); } };
  out.push(await early());
  return out.join();
}
(async () => {
  print(await operands()); // expect: 1,2,3 {"k":"v","s":1} 7 11 12 3 t-u default else nullish
  print(await new K().m() + " " + (await K.s()) + " " + (await new K().g().next()).value); // expect: 1 K 1
  print(await args(1)); // expect: 4
  print(await loops()); // expect: 02x1121c5
  print(await tries()); // expect: t,e,c,f,after return,r
  const arrow = async (x) => (await p(x)) * 2;
  print(await arrow(21)); // expect: 42
  async function bad(a = nope) {}
  await bad().catch((e) => print(e.message)); // expect: nope is not defined
  print(Object.prototype.toString.call(async () => {}) + typeof bad.prototype);
  // expect: [object AsyncFunction]undefined
  const fs = []; for (let i = 0; i < 3; i++) { await null; fs.push(() => i); }
  print(fs.map((f) => f()).join()); // expect: 0,1,2
  const parallel = await Promise.all([1, 2, 3].map(async (x) => { await null; return x * x; }));
  print(parallel.join()); // expect: 1,4,9
  const fact = async (n) => n < 2 ? 1 : n * (await fact(n - 1));
  print(await fact(10)); // expect: 3628800
})();
