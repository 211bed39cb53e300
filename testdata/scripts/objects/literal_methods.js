// Methods of object literals: their names, their home objects, and what is made in loops.
const say = (...xs) => print(xs.map(String).join(" "));
const base = { hello() { return "base " + this.n; } };
function make(n) {
    return {
        __proto__: base, n,
        plain() { return n; },
        async later() { return n; },
        *steps() { yield n; },
        "quoted name"() { return 2; },
        12() { return 3; },
        get() { return 4; }, set() { return 5; }, static() { return 6; },
        hello() { return super.hello(); },
        arrow() { return (() => super.hello())(); },
        byEval() { return eval("super.hello()"); },
        get both() { return super.hello; },
    };
}
let o;
for (let i = 0; i < 400; i++) o = make(i);
say(o.plain(), o["quoted name"](), o[12](), o.get(), o.set(), o.static(), o.hello(), o.arrow(), o.byEval(), o.both === base.hello); // expect: 399 2 3 4 5 6 base 399 base 399 base 399 true
say(Object.keys(o)); // expect: 12,n,plain,later,steps,quoted name,get,set,static,hello,arrow,byEval,both
say(Object.keys(o).map((k) => o[k].name)); // expect: 12,,plain,later,steps,quoted name,get,set,static,hello,arrow,byEval,hello
say(JSON.stringify(Object.getOwnPropertyDescriptor(o, "plain")), o.plain.hasOwnProperty("prototype"), o.steps.hasOwnProperty("prototype"), o.plain.length); // expect: {"writable":true,"enumerable":true,"configurable":true} false true 0
try { new o.plain(); } catch (e) { say(e.name); } // expect: TypeError

const small = (i) => ({ value: i, read() { return this.value; }, write(v) { this.value = v; return this; } });
let sum = 0;
for (let i = 0; i < 400; i++) sum += small(i).write(i + 1).read();
say(sum, small(1).read.name, Object.keys(small(1)), small.toString().length, small(2).write.toString()); // expect: 80200 read value,read,write 95 write(v) { this.value = v; return this; }
const twice = (i) => ({ m() { return 1; }, m() { return 2; }, ["m" + i]() { return 3; }, a: 1, a() { return 4; } });
for (let i = 0; i < 100; i++) o = twice(i);
say(o.m(), o.m99(), o.m99.name, o.a(), Object.keys(o)); // expect: 2 3 m99 4 m,m99,a

// A copy of the environment for each turn, of few and of many variables.
const kept = [];
for (let a = 0, b = 1, c = 2, d = 3, e = 4, f = 5, g = 6, h = 7, k = 8, l = 9, m = 10, n = 11, p = 12, q = 13, r = 14, s = 15; a < 300; a++, s++)
    kept.push(() => a + b + c + d + e + f + g + h + k + l + m + n + p + q + r + s);
const few = [];
for (let i = 0; i < 300; i++) few.push({ up() { return ++i; } });
say(kept[0](), kept[299](), few[0].up(), few[0].up(), few[1].up(), few[299].up()); // expect: 120 718 1 2 2 300

// Array literals.
const list = (i) => [[], [i], [i, "x", , i * 1.5], [[i]], [,], [...[i], i]];
let last;
for (let i = 0; i < 400; i++) { last = list(i); last[0].push(i); last[1][1] = last; last[0].length; }
say(JSON.stringify(last.map((x) => x.length)), last[2].join("-"), 2 in last[2], last[3][0][0], last[0][0], last[1][1] === last, last[5]); // expect: [1,2,4,1,1,2] 399-x--598.5 false 399 399 true 399,399

// More properties than fit into the object.
function many(i) { const m = {}; m.a = i; m.b = i; m.c = i; m.d = i; m.e = i; m.f = i; m.g = { i }; m.h = i; m.i = i; m.j = "j"; m.k = i; return m; }
for (let i = 0; i < 400; i++) o = many(i);
say(JSON.stringify(o)); // expect: {"a":399,"b":399,"c":399,"d":399,"e":399,"f":399,"g":{"i":399},"h":399,"i":399,"j":"j","k":399}
class Field { #a = 1; #b = 2; #c = 3; #d = 4; #e = 5; #f = 6; #g = 7; sum() { return this.#a + this.#b + this.#c + this.#d + this.#e + this.#f + this.#g; } }
sum = 0;
for (let i = 0; i < 400; i++) sum += new Field().sum();
say(sum); // expect: 11200
