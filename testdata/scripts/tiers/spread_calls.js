// Calls and constructs with spreads in hot code: what is before the list, lists that machine code does not spread, callees
// of all kinds, and arrays whose iteration the script has changed.
function count() { return arguments.length + ":" + Array.prototype.join.call(arguments, "|"); }
const all = (...xs) => xs.join();
class Point { constructor(x, y) { this.x = x; this.y = y; } sum() { return this.x + this.y; } }
class Point3 extends Point { constructor(z, ...xy) { super(...xy); this.z = z; } }
class Target { constructor(...xs) { this.n = xs.length; this.t = new.target.name; } }
class Derived extends Target { constructor(a, list) { super(a, ...list); } }
const bound = count.bind(null, "b");
function each(list, o) {
  return [count(...list), count(1, ...list), count(1, 2, ...list), count(...list, 3), all(...list), all(0, ...list), o.m(...list), bound(...list),
    new Point(...list).sum(), new Point(7, ...list).sum(), new Point3(9, ...list).z, new Derived(1, list).n, new Derived(1, list).t,
    Math.max(...list), Math.max(1, ...list), String.fromCharCode(65, ...list).length, new Array(...list, 1).length].join(" ");
}
const o = { k: "k", m(...xs) { return this.k + xs.length; } };
const seen = new Set();
const lists = [[], [1], [1, 2], [1, 2, 3, 4, 5], Array.from({ length: 40 }, (_, i) => i), Array.from({ length: 300 }, (_, i) => i)];
for (let i = 0; i < 60; i++) seen.add(each(lists[i % lists.length], o));
for (const s of seen) print(s.length > 200 ? s.length : s);
print(each([, 2], o));
print(each(new Set([3, 4]), o));
print(each("ab", o));
function wrong(f, list) { try { return f(0, ...list); } catch (e) { return e.name + (list.length ? "" : "!"); } }
let errors = "";
for (let i = 0; i < 40; i++) errors = [wrong(5, [1]), wrong(undefined, []), wrong(() => { throw new RangeError("r"); }, [1, 2]), wrong(count, 7), wrong(count, {})].join();
print(errors);
function order(log, a, b) { return all(log.push("x"), ...(log.push("y"), [a, b])); }
const log = [];
for (let i = 0; i < 20; i++) { log.length = 0; order(log, 1, 2); }
print(log.join());
function evaluated(list) { const local = "seen"; return eval(...list) + eval("local", ...list); }
for (let i = 0; i < 20; i++) if (evaluated(["local"]) !== "seenseen") print("eval");
class Odd extends Array { *[Symbol.iterator]() { yield "odd"; } }
print(each(Odd.of(1, 2), o));
const own = [1, 2];
own[Symbol.iterator] = function* () { yield 8; };
print(each(own, o));
const step = Object.getPrototypeOf([][Symbol.iterator]()), next = step.next;
step.next = function () { const r = next.call(this); if (!r.done) r.value = -r.value; return r; };
print(each([1, 2], o));
step.next = next;
print(each([1, 2], o));
Object.defineProperty(Array.prototype, 0, { get() { return "hole"; }, configurable: true });
print(each([, 5], o));
delete Array.prototype[0];
Array.prototype[Symbol.iterator] = function* () { yield "changed"; };
print(count(...[1, 2]) + " " + new Target(0, ...[1, 2, 3]).n);
// expect: 0: 1:1 2:1|2 1:3  0 k0 1:b NaN NaN 9 1 Derived -Infinity 1 1 1
// expect: 1:1 2:1|1 3:1|2|1 2:1|3 1 0,1 k1 2:b|1 NaN 8 9 2 Derived 1 1 2 2
// expect: 2:1|2 3:1|1|2 4:1|2|1|2 3:1|2|3 1,2 0,1,2 k2 3:b|1|2 3 8 9 3 Derived 2 2 3 3
// expect: 5:1|2|3|4|5 6:1|1|2|3|4|5 7:1|2|1|2|3|4|5 6:1|2|3|4|5|3 1,2,3,4,5 0,1,2,3,4,5 k5 6:b|1|2|3|4|5 3 8 9 6 Derived 5 5 6 6
// expect: 829
// expect: 7700
// expect: 2:|2 3:1||2 4:1|2||2 3:|2|3 ,2 0,,2 k2 3:b||2 NaN NaN 9 3 Derived NaN NaN 3 3
// expect: 2:3|4 3:1|3|4 4:1|2|3|4 3:3|4|3 3,4 0,3,4 k2 3:b|3|4 7 10 9 3 Derived 4 4 3 3
// expect: 2:a|b 3:1|a|b 4:1|2|a|b 3:a|b|3 a,b 0,a,b k2 3:b|a|b ab 7a 9 3 Derived NaN NaN 3 3
// expect: TypeError,TypeError!,RangeError,TypeError!,TypeError!
// expect: x,y
// expect: 1:odd 2:1|odd 3:1|2|odd 2:odd|3 odd 0,odd k1 2:b|odd oddundefined 7odd 9 2 Derived NaN NaN 2 2
// expect: 1:8 2:1|8 3:1|2|8 2:8|3 8 0,8 k1 2:b|8 NaN 15 9 2 Derived 8 8 2 2
// expect: 2:-1|-2 3:1|-1|-2 4:1|2|-1|-2 3:-1|-2|3 -1,-2 0,-1,-2 k2 3:b|-1|-2 -3 6 9 3 Derived -1 1 3 3
// expect: 2:1|2 3:1|1|2 4:1|2|1|2 3:1|2|3 1,2 0,1,2 k2 3:b|1|2 3 8 9 3 Derived 2 2 3 3
// expect: 2:hole|5 3:1|hole|5 4:1|2|hole|5 3:hole|5|3 hole,5 0,hole,5 k2 3:b|hole|5 hole5 7hole 9 3 Derived NaN NaN 3 3
// expect: 1:changed 2
