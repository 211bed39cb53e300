// One module per file however it is named; kinds of modules; cycles; deferred evaluation; messages.
import named, { count, inc, "a string" as text } from "./_parts.mjs";
import * as ns from "./_parts.mjs";
import data from "./_data.json" with { type: "json" };
import source from "./_data.json" with { type: "text" };
import bytes from "./_data.json" with { type: "bytes" };
import defer * as lazy from "./_lazy.mjs";
import { seen } from "./_cycle.mjs";
import * as self from "./kinds.mjs";
export let own = "later";
inc();
print([named.name, count, ns.count, text].join()); // expect: Parts,2,2,string
print(Object.keys(ns).join() + Object.prototype.toString.call(ns)); // expect: a string,count,default,inc[object Module]
print([Reflect.set(ns, "count", 1), delete ns.nothing, Reflect.isExtensible(ns), Reflect.getPrototypeOf(ns)].map(String).join()); // expect: false,true,false,null
print(data.list.length + source.trim() + bytes.length); // expect: 2{ "list": [1, 2] }19
print(seen + self.own); // expect: uninitializedlater
print("before"); // expect: before
print(lazy.value); // expect: lazy runs
// expect: 42
const url = new Function("u", "return u.slice(0, u.lastIndexOf('/') + 1)")(import.meta.url);
print([url + "_parts.mjs", "./../modules/_parts.mjs"].length + " " + ((await import(url + "_parts.mjs")) === ns) + ((await import("./../modules/_parts.mjs")) === ns)); // expect: 2 truetrue
const attempt = async (f) => { try { await f(); print("fine"); } catch (e) { print(e.name + ": " + e.message.replaceAll("\\", "/")); } };
await attempt(() => import("./_nothing.mjs"));
// expect: TypeError: Cannot load module './_nothing.mjs' imported from testdata/scripts/modules/kinds.mjs: there is no file testdata/scripts/modules/_nothing.mjs
await attempt(() => import("./_data.json", { with: { type: "poem" } }));
// expect: SyntaxError: Cannot load module './_data.json' imported from testdata/scripts/modules/kinds.mjs: modules of type "poem" are not supported
await attempt(() => import("./_data.json", { with: { kind: "json" } })); // expect: TypeError: Import attribute 'kind' is not supported
await attempt(() => import("file://elsewhere/x.mjs"));
// expect: TypeError: Cannot load module 'file://elsewhere/x.mjs' imported from testdata/scripts/modules/kinds.mjs: file://elsewhere/x.mjs names another machine
await attempt(() => import.source("./_parts.mjs")); // expect: SyntaxError: The module './_parts.mjs' has no source phase representation
await attempt(() => import({ toString() { throw new RangeError("specifier"); } })); // expect: RangeError: specifier
print((await import.defer("./_lazy.mjs")).value); // expect: 42
