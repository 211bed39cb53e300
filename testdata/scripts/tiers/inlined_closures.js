// Functions that make closures, methods and environments, where hot code has them in the place of a call.
function adder(n) { return (x) => x + n; }
function pair(a) { return { get() { return a; }, set(v) { a = v; return a; } }; }
function other() { return () => "outer"; }
function run(n) {
    let s = 0, t = "";
    for (let i = 0; i < n; i++) {
        const f = adder(i), p = pair(i), o = other();
        s += f(1) + p.get() + p.set(2);
        t = o() + f.length + p.set.name + p.get.name;
    }
    return s + t;
}
for (let i = 0; i < 300; i++) run(20);
print(run(100)); // expect: 10200outer1setget
