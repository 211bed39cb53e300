// Proxies see every operation; Reflect does the default.
const log = [];
const handler = new Proxy({}, { get(_, trap) { return (...args) => { log.push(trap); return Reflect[trap](...args); }; } });
const p = new Proxy({ a: 1, get g() { return this === p; } }, handler);
const seen = (label) => { print(label + ": " + log.join()); log.length = 0; };
p.a; seen("get");
p.b = 2; seen("set");
"a" in p; seen("in");
delete p.b; seen("delete");
Object.keys(p); seen("keys");
({ ...p }); seen("spread");
Object.getPrototypeOf(p); p instanceof Object; seen("proto");
Object.freeze(p); seen("freeze");
JSON.stringify(p); seen("stringify");
print(p.g);
const fn = new Proxy(function (a, b) { return a + b; }, { apply(t, self, args) { return t(...args) * 10; }, construct(t, args) { return { made: args.length }; } });
print(fn(1, 2) + " " + new fn(1, 2, 3).made + " " + typeof fn);
const defaults = new Proxy({}, { get: (t, k) => k in t ? t[k] : `no ${String(k)}` });
print(defaults.anything);
const neg = new Proxy([1, 2, 3], { get: (t, k, r) => typeof k === "string" && /^-\d+$/.test(k) ? t[t.length + +k] : Reflect.get(t, k, r) });
print(neg[-1] + " " + neg.length + " " + Array.isArray(neg) + " " + neg.map((x) => x * 2).join());
const frozen = Object.freeze({ v: 1 });
const lie = new Proxy(frozen, { get: () => 2, has: () => false, ownKeys: () => [] });
for (const f of [() => lie.v, () => "v" in lie, () => Object.keys(lie)]) try { f(); print("no error"); } catch (e) { print(e.name); }
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
try { proxy.x; } catch (e) { print(e.message); }
const setter = new Proxy({}, { set: () => false });
setter.x = 1;
try { (function () { "use strict"; setter.x = 1; })(); } catch (e) { print(e.name); }
const child = Object.create(new Proxy({}, { get: (t, k, r) => k === "who" ? r === child : undefined }));
print(child.who);
with (new Proxy({}, { has: (t, k) => k === "magic", get: (t, k) => k === Symbol.unscopables ? undefined : "from proxy" })) print(magic);

// expect: get: get
// expect: set: set,getOwnPropertyDescriptor,defineProperty
// expect: in: has
// expect: delete: deleteProperty
// expect: keys: ownKeys,getOwnPropertyDescriptor,getOwnPropertyDescriptor
// expect: spread: ownKeys,getOwnPropertyDescriptor,get,getOwnPropertyDescriptor,get
// expect: proto: getPrototypeOf,getPrototypeOf
// expect: freeze: preventExtensions,ownKeys,getOwnPropertyDescriptor,defineProperty,getOwnPropertyDescriptor,defineProperty
// expect: stringify: get,ownKeys,getOwnPropertyDescriptor,getOwnPropertyDescriptor,get,get
// expect: true
// expect: 30 3 function
// expect: no anything
// expect: 3 3 true 2,4,6
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: Cannot perform 'get' on a proxy that has been revoked
// expect: TypeError
// expect: true
// expect: from proxy
