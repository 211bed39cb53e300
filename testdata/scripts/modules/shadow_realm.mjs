// A ShadowRealm has modules of its own, found as from the module that made it.
import { count, inc } from "./_parts.mjs";
const r = new ShadowRealm();
inc();
print(count); // expect: 2
print(await r.importValue("./_parts.mjs", "count")); // expect: 1
const inner = await r.importValue("./_parts.mjs", "inc");
inner();
inner();
print(await r.importValue("./_parts.mjs", "count") * 10 + count); // expect: 32
print(await r.importValue("./_parts.mjs", "a string")); // expect: string
const attempt = async (f) => { try { print(await f()); } catch (e) { print((e instanceof TypeError) + " " + e.message.slice(0, 100)); } };
await attempt(() => r.importValue("./_parts.mjs", "nothing")); // expect: true The module has no export named "nothing"
await attempt(() => r.importValue("./_nothing.mjs", "x")); // expect: true A module of a ShadowRealm cannot be imported: TypeError: Cannot load module './_nothing.mjs' importe
await attempt(() => r.importValue("./_parts.mjs", 1)); // expect: true ShadowRealm.prototype.importValue wants the name of an export, not 1
await attempt(() => r.importValue({ toString() { throw new TypeError("mine"); } }, "x")); // expect: true mine
const f = r.evaluate("done => { import('./_parts.mjs').then(ns => done(ns.count + ns.default.name), e => done(String(e))) }");
print(await new Promise((resolve) => { f((x) => { resolve(x); }); })); // expect: 3Parts
print(await r.importValue("./_parts.mjs", "inc") === inner); // expect: false
