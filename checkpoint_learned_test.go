package kiln_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/host262"
	"github.com/kilnjs/kiln/internal/modes"
	"github.com/kilnjs/kiln/internal/progen"
	"github.com/kilnjs/kiln/pkg/native"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/watch"
)

// Code of a checkpoint keeps what it learns after it: these tests let it learn of things that
// are gone after Restore, and then meet others in their place.

// learnedLibraries is the number of random libraries that every run of the tests tries.
const learnedLibraries = 3

// TestLearnedCodeAgrees loads two random programs as a library, and goes back to there
// between random scripts that call them in a world that they change: each prints what it prints in a
// fresh runtime.
func TestLearnedCodeAgrees(t *testing.T) {
	eachSeed(t, learnedLibraries, learnedAgrees)
}

// fuelOfProgram is what bounds a random program.
var fuelOfProgram = regexp.MustCompile(`let fuel = \d+,`)

// FuzzLearnedCodeAgrees looks for a library and scripts that do not.
func FuzzLearnedCodeAgrees(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(learnedAgrees)
}

// learnedRounds is how many scripts there are for a library; each is run twice.
const learnedRounds = 5

func learnedAgrees(t *testing.T, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 7))
	library := "var lib = [];\n"
	for range 2 {
		program := fuelOfProgram.ReplaceAllString(progen.Program(random.Uint64N(1<<32)), "let fuel = 600,")
		library += "lib.push(function () {\n" + program + "\n});\n"
	}
	if random.IntN(2) == 0 {
		library += "try { lib[0]() } catch {}\n" // it knows something already
	}
	library += learnedHelpers
	var scripts []string
	for range learnedRounds {
		scripts = append(scripts, learnedScript(random))
	}
	o := kiln.Options{MaxHeap: 64 << 20}
	var want []string
	for _, s := range scripts {
		out, limited := runAfter(t, nil, library, s, o)
		if limited {
			t.Skip("ran into a limit")
		}
		want = append(want, out)
	}
	for _, mode := range modes.All[1:] {
		o.Tier, o.Thresholds = mode.Tier, mode.Thresholds
		w := new(learnedWorld)
		for i := range 2 * learnedRounds {
			got, limited := runAfter(t, w, library, scripts[i%learnedRounds], o)
			if limited {
				t.Skip("ran into a limit in " + mode.Name)
			}
			if got != want[i%learnedRounds] {
				require.Fail(t, "learned code differs", "%s, round %d: %s", mode.Name, i, firstDifference(want[i%learnedRounds], got))
			}
		}
	}
}

// learnedHelpers are functions of the library whose sites meet what scripts make.
const learnedHelpers = `
function getX(o) { return o.x } function getY(o) { return o.y } function setX(o, v) { o.x = v } function addZ(o, v) { o.z = v; return o.z }
function callM(o) { return o.m() } function isA(o, C) { return o instanceof C } function elem(a, i) { return a[i] } function put(a, i, v) { a[i] = v; return a.length }
function len(a) { return a.length } function make(C, a) { return new C(a) } function each(f) { let r; for (let i = 0; i < 30; i++) r = f(i); return r }
function known() { return typeof free === "undefined" ? "none" : free } function has(o) { return "x" in o } function Point(x) { this.x = x; this.y = x + 1 }
class Box { #v; static n = 0; constructor(v) { this.#v = v; this.w = v } get v() { return this.#v } set v(x) { this.#v = x } static is(o) { return #v in o } m() { return this.w } }
class Big extends Box { m() { return super.m() + 1 } constructor(v) { super(v); this.z = 1 } }
function literal(a) { return {a, b: 1, c: a} } function text(s) { return s.length + s.charAt(0) + s.m } function spread(...r) { return Math.max(...r) }
function loop(n, o) { let s = 0; for (let i = 0; i < n; i++) s += o.x ?? 1; return s } function tag(s) { return s } function site(v) { return tag` + "`a${v}b`" + ` } function re(s) { return /(a)|b/.exec(s)?.[0] }
`

// learnedScript is a random script that calls the library.
func learnedScript(random *rand.Rand) string {
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	var out strings.Builder
	out.WriteString("let out = []; const note = v => { try { out.push(String(typeof v === 'function' ? 'function' : typeof v === 'object' && v ? Object.keys(v).join() : v)) } catch (e) { out.push('!') } };\n")
	out.WriteString("const attempt = f => { try { note(each(f)) } catch (e) { note(e.name) } };\n")
	object := func() string {
		return pick("{x: i, y: 2}", "{y: 1, x: i}", "{x: 1.5}", "{x: 's'}", "{get x() { return i }}", "Object.create({x: i, m() { return 7 }})", "[1, 2, i]", "'text'", "5", "null",
			"new Point(i)", "new Box(i)", "new Big(i)", "Object.assign({}, wide)", "Object.freeze({x: 1})", "new Proxy({x: i}, {})", "Object.setPrototypeOf({q: 1}, Point.prototype)",
			"new Local(i)", "new Uint8Array([4, 5, i])", "Object.create(null)", "function () {}", "class { static x = i }", "new (class extends Big { x = i })(1)", "globalThis", "lib", "Math", "new Map([[1, i]])")
	}
	out.WriteString("const wide = {}; for (let i = 0; i < " + pick("3", "20", "600") + "; i++) wide['" + pick("x", "k", "y") + "' + i] = i;\n")
	out.WriteString("class Local { constructor(v) { this." + pick("x", "y", "q") + " = v; this." + pick("p", "z", "r") + " = 1 } m() { return " + pick("1", "this.x", "'m'") + " } }\n")
	world := []string{
		"Object.prototype.x = 'inherited';", "Object.defineProperty(Object.prototype, 'z', {set(v) { this._z = v }, get() { return 'z' }, configurable: true});",
		"Point.prototype.x2 = 1; Point.prototype.m = () => 'pm';", "Point.prototype = {m() { return 'other' }};", "Box.prototype.m = function () { return 'patched' };",
		"Array.prototype[Symbol.iterator] = function* () { yield 42 };", "globalThis.free = 1;", "var free = {x: 3};", "Object.setPrototypeOf(Big.prototype, {m() { return 50 }});",
		"Array.prototype.x = 'ax';", "String.prototype.m = 'sm';", "delete Box.prototype.v;", "Object.freeze(Point.prototype);", "Math.max = () => -1;", "RegExp.prototype.exec = () => ['patched'];",
		"Object.defineProperty(globalThis, 'free', {get() { return 'getter' }, configurable: true});", "each = f => f(1);", "Object.defineProperty(Array.prototype, '0', {get() { return 'zero' }, configurable: true});",
		"Object.setPrototypeOf(Big, {n: 9});", "Function.prototype.x = 'fx';", "Point = function (x) { this.y = x; this.x = x };", "delete Math.max;", "Number.prototype.x = 8;",
	}
	for range 4 + random.IntN(8) {
		switch random.IntN(8) {
		case 0:
			out.WriteString(world[random.IntN(len(world))] + "\n")
		case 1:
			fmt.Fprintf(&out, "try { lib[%d]() } catch (e) { note(e.name) }\n", random.IntN(2))
		case 2:
			out.WriteString("attempt(i => isA(" + object() + ", " + pick("Point", "Box", "Big", "Object", "Local", "Array") + "));\n")
		case 3:
			out.WriteString("attempt(i => make(" + pick("Point", "Box", "Big", "Local", "Object", "Array") + ", i)." + pick("x", "y", "w", "v", "m") + ");\n")
		case 4:
			out.WriteString("attempt(i => " + pick("literal(i)", "known()", "spread(1, i)", "spread(...[3, i])", "text('ab' + i)", "site(i)", "site(1) === site(2)", "re('xa')", "put([1], i, i)", "elem([1, 2.5, 'x'], i % 4)", "loop(30, "+object()+")") + ");\n")
		default:
			f := pick("getX", "getY", "setX", "addZ", "callM", "len", "has", "elem", "Box.is", "each.call.bind(getX, 0)")
			out.WriteString("attempt(i => " + f + "(" + object() + ", " + pick("i", "'x'", "1.5") + "));\n")
		}
	}
	return out.String() + "print(out.join('|'))\n"
}

// learnedWorld is a runtime with a checkpoint.
type learnedWorld struct {
	rt  *kiln.Runtime
	cp  *kiln.Checkpoint
	out bytes.Buffer
}

// runAfter runs a script after a library: in the runtime of w, which goes back afterwards, or
// in a fresh one when w is nil.
func runAfter(t *testing.T, w *learnedWorld, library, script string, o kiln.Options) (printed string, limited bool) {
	t.Helper()
	back := w != nil
	if !back {
		w = new(learnedWorld)
	}
	var limit *kiln.LimitError
	if w.rt == nil {
		o.Stdout = &w.out
		rt, err := host262.New(o)
		require.NoError(t, err)
		rt.SetDeadline(time.Now().Add(scriptDeadline))
		_, err = rt.RunString("library.js", library)
		if errors.As(err, &limit) {
			return "", true
		}
		require.NoError(t, err)
		require.NoError(t, rt.RunLoop())
		w.rt = rt
		if back {
			w.cp, err = rt.Checkpoint()
			require.NoError(t, err)
		}
	}
	w.out.Reset()
	w.rt.SetDeadline(time.Now().Add(scriptDeadline))
	w.rt.SetFuel(generatedFuel)
	_, err := w.rt.RunString("script.js", script)
	if err == nil {
		err = w.rt.RunLoop()
	}
	if errors.As(err, &limit) {
		return "", true
	}
	if err != nil {
		var internal *kiln.InternalError
		require.False(t, errors.As(err, &internal), "%v", err)
		fmt.Fprintln(&w.out, err)
	}
	printed = w.out.String()
	if back {
		restore(t, w.rt, w.cp)
	}
	return printed, false
}

// learnedCase is a kind of thing that code learns: the library has the code, a makes it learn, and
// b is what must not be taken for that, though it comes to stand in the same place.
type learnedCase struct{ name, library, a, b string }

const hot = "for (let i = 0; i < 300; i++) "

var learnedCases = []learnedCase{
	{"own properties", `function f(o) { return o.v }`,
		`const mk = i => ({pad: 1, v: i}); ` + hot + `f(mk(i)); print(f(mk(1)))`,
		`const mk = i => ({v: "first", pad: i}); ` + hot + `f(mk(i)); print(f(mk(1)), f({pad: 1, v: 2}))`},
	{"properties of prototypes", `function f(o) { return o.m() } class P { m() { return 1 } }`,
		`class Q extends P { m() { return 2 } } ` + hot + `f(new Q); print(f(new Q), f(new P))`,
		`class R extends P { get m() { return () => 3 } } ` + hot + `f(new R); P.prototype.m = () => 4; print(f(new R), f(new P))`},
	{"a prototype that was changed", `var proto = {}, o = Object.create(proto); function f() { return o.x }`,
		`proto.x = 1; ` + hot + `f(); print(f())`,
		`print(f()); proto.y = "y"; ` + hot + `f(); print(f()); proto.x = 3; print(f()); Object.prototype.x = 1; delete proto.x; print(f())`},
	{"an object that became watched", `var deep = {}, o = Object.create(Object.create(deep)); function f() { return o.x }`,
		hot + `f(); deep.x = 1; ` + hot + `f(); print(f())`,
		hot + `f(); print(f()); deep.x = 2; print(f()); Object.setPrototypeOf(deep, {x: 5}); delete deep.x; print(f())`},
	{"accessors", `function get(o) { return o.x } function set(o, v) { o.x = v }`,
		`class A { get x() { return this.y } set x(v) { this.y = v } } const a = new A; ` + hot + `{ set(a, i); get(a) } print(get(a))`,
		`class B { constructor() { this.y = 0; this.x = 5 } } const b = new B; ` + hot + `{ set(b, i); get(b) } print(get(b), b.y)
		const s = {set x(v) { this.z = v }}; ` + hot + `set(s, i); print(get(s), s.z)`},
	{"elements of arrays", `function sum(a) { let s = 0; for (let i = 0; i < a.length; i++) s += a[i]; return s } function put(a, i, v) { a[i] = v }`,
		`const a = [1, 2, 3]; ` + hot + `{ sum(a); put(a, i % 3, i) } print(sum(a))`,
		`const t = new Float64Array([1.5, 2]), h = [1, , "x"]; Array.prototype[1] = "hole"; ` + hot + `{ sum(t); put(t, 0, i) } print(sum(t), sum(h), sum({length: 2, 0: 1, 1: 2}), sum("12"))`},
	{"many shapes", `function f(o) { return o.v }`,
		`const all = Array.from({length: 12}, (_, i) => ({["k" + i]: 1, v: i})); ` + hot + `f(all[i % 12]); print(all.map(f).join())`,
		`const all = Array.from({length: 12}, (_, i) => ({v: "w" + i, ["k" + i]: 1})); ` + hot + `f(all[i % 12]); print(all.map(f).join())`},
	{"global variables", `function f() { return typeof later === "undefined" ? "none" : later } function g() { try { return free } catch (e) { return e.name } }`,
		`var later = 1; globalThis.free = 2; ` + hot + `{ f(); g() } print(f(), g())`,
		`var other = "other", another = 5; ` + hot + `{ f(); g() } print(f(), g()); globalThis.free = 7; print(g())`},
	{"global lexical bindings", `function f() { try { return binding } catch (e) { return e.name } }`,
		`let binding = 1; ` + hot + `f(); print(f())`, `let wrong = 2, more = 3; ` + hot + `f(); print(f()); globalThis.binding = 4; print(f())`},
	{"callees", `function call(f, x) { return f(x) } function twice(f, x) { return call(f, x) + call(f, x) }`,
		`const inc = x => x + 1; ` + hot + `twice(inc, i); print(twice(inc, 1))`,
		`const other = x => x + "s"; function ctor(x) { return {x} } ` + hot + `twice(other, i); print(twice(other, 1), call(Math.abs, -3), typeof call(ctor, 1))`},
	{"built-in callees", `function f(a, x) { return a.max(x, 2) } function p(a, x) { a.push(x); return a.length }`,
		`const a = []; ` + hot + `{ f(Math, i); p(a, i) } print(f(Math, 7), p(a, 1))`,
		`Math.max = (a, b) => "mine" + a; const a = {push(x) { this.length = x }}; ` + hot + `{ f(Math, i); p(a, i) } print(f(Math, 7), p(a, 1), p([], 1))`},
	{"built-ins that were made", `function f(x) { return Math.hypot(x, 3) } function g(o) { return o.expm1 } function h(M) { return M.atan2(1, 1) }`,
		hot + `{ f(i); g(Math); h(Math) } print(f(4), typeof g(Math), h(Math))`, `print(f(4), typeof g(Math), h(Math), Object.getOwnPropertyNames(Math).length)`},
	{"constructors", `function C(a) { this.a = a } function make(a) { return new C(a) } class K { constructor(a) { this.k = a } } class L extends K { constructor(a) { super(a); this.l = a } }`,
		`C.prototype.late = 1; ` + hot + `{ make(i).b = 1; new L(i) } print(Object.keys(make(1)).join(), make(1).late, new L(2).l)`,
		`C.prototype = {other: 2}; Object.setPrototypeOf(L, class { constructor(a) { return {a, q: 1} } }); ` + hot + `{ make(i); new L(i) } print(Object.keys(make(1)).join(), make(1).late, make(1).other, Object.keys(new L(2)).join())`},
	{"object literals", `function lit(a) { return {a, b: 2, nested: {a}} } function read(o) { return o.b + o.nested.a }`,
		hot + `read(lit(i)); print(read(lit(1)), Object.keys(lit(1)).join())`,
		`Object.defineProperty(Object.prototype, "b", {set() { throw 1 }, configurable: true}); const o = {b: 1.5, nested: {z: 1, a: "t"}}; ` + hot + `read(o); print(read(o), read(lit(1)))`},
	{"loops that were taken over", `function loop(n, o) { let s = 0; for (let i = 0; i < n; i++) { s += o.step; if (i === 500) o = o.next ?? o } return s }`,
		`print(loop(3000, {step: 1, next: {next: null, step: 2}}))`,
		`print(loop(3000, {next: {step: "x"}, step: 1.5}).length, loop(600, {get step() { return 2 }}), loop(3, {step: 1n}.step === 1n ? {step: 4} : 0))`},
	{"regular expressions", `function re(s) { const r = /(a+)(b)?/g; let n = 0; for (let m; m = r.exec(s);) n += m[1].length; return n + s.replace(/x/g, "yy").length }`,
		hot + `re("aab" + i + "x"); print(re("aabxa"))`,
		`const exec = RegExp.prototype.exec; let calls = 0; RegExp.prototype.exec = function (s) { calls++; return exec.call(this, s) }; ` + hot + `re("ab" + i); print(re("aabxa"), calls > 300)`},
	{"template objects", `function tag(s) { return s } function site() { return tag` + "`a${1}b`" + ` } var kept = []`,
		hot + `site(); kept.push(site()); print(kept[0] === site(), site().raw.join())`,
		`print(kept.length, site() === site(), Object.isFrozen(site()), site().join()); ` + hot + `site(); print(site().length)`},
	{"private elements", `class P { #x = 1; #m() { return 2 } static get(o) { return o.#x } static has(o) { return #x in o } static set(o, v) { o.#x = v } call() { return this.#m() + this.#x } } class Into extends (function (o) { return o }) { #y = 5; static y(o) { return o.#y } }`,
		`class Q extends P { extra = 1 } ` + hot + `{ const q = new Q; P.set(q, i); P.get(q); P.has({q}); q.call(); Into.y(new Into({i})) } print(new Q().call())`,
		`const get = o => { try { return P.get(o) } catch (e) { return e.name } }; class R extends P { constructor() { super(); this.r = 1 } } ` + hot + `{ get(new R); get({r: 1}); P.has(new R); try { Into.y({i}) } catch {} } print(get(new R), get({extra: 1}), P.has({}), P.has(new R), new R().call())`},
	{"super", `class A { m() { return "A" } } class B extends A { m() { return super.m() + "B" } } class C extends B { constructor() { super(); this.c = super.m() } }`,
		hot + `{ new B().m(); new C } print(new C().c)`,
		`Object.setPrototypeOf(B.prototype, {m() { return "X" }}); Object.setPrototypeOf(C, function () { this.f = 1 }); ` + hot + `{ new B().m(); new C } print(new B().m(), new C().c, new C().f)`},
	{"instanceof", `class T {} function f(o, C) { return o instanceof C }`,
		`class S extends T {} ` + hot + `{ f(new S, T); f(new S, S); f(i, T) } print(f(new S, T), f({}, T))`,
		`class S { static [Symbol.hasInstance]() { return "yes" } } T.prototype.constructor = 1; const o = Object.create(T.prototype); Object.setPrototypeOf(T.prototype, null); ` + hot + `{ f(o, T); f(o, S); f(o, Map) } print(f(o, T), f(o, S), f(o, Object))`},
	{"added properties", `function add(o, v) { o.p = v; o.q = v; return o }`,
		`Object.prototype.r = 1; ` + hot + `add({a: i}, i); print(Object.keys(add({a: 1}, 2)).join())`,
		`Object.defineProperty(Object.prototype, "q", {set(v) { this.viaSetter = v }, configurable: true}); ` + hot + `add({a: i}, i); print(Object.keys(add({a: 1}, 2)).join(), Object.keys(add(Object.freeze({a: 1}), 2)).join())`},
	{"methods of primitives", `function f(v) { return v.describe() }`,
		`Number.prototype.describe = () => "n"; String.prototype.describe = () => "s"; ` + hot + `{ f(i); f("t") } print(f(1), f("t"))`,
		`Object.prototype.describe = function () { return typeof this }; ` + hot + `{ f(i); f("t") } print(f(1), f("t"), f(true))`},
	{"inner functions", `function outer(o) { const inner = () => o.v; class Local { get() { return inner() } } return new Local }`,
		hot + `outer({v: i}).get(); print(outer({v: 1}).get())`,
		`const odd = {pad: 0, get v() { return "got" }}; ` + hot + `outer(odd).get(); print(outer(odd).get(), outer({v: 2}).get(), outer([]).get())`},
	{"generators and async functions", `function* gen(o) { for (let i = 0; i < 5; i++) yield o.v + i } async function run(o) { let s = 0; for (const x of gen(o)) s += await x; return s }`,
		hot + `[...gen({v: i})]; run({v: 1}).then(x => print(x)); run({v: 2})`,
		`const o = {w: 0, v: "s"}; ` + hot + `[...gen(o)]; run(o).then(x => print(x)); print([...gen(o)].join())`},
	{"enumeration and rest", `function keys(o) { const r = []; for (const k in o) r.push(k); return r.join() } function rest({a, ...r}) { return Object.keys(r).join() } function spread(o) { return {...o, z: 1} }`,
		hot + `{ keys({a: i, b: 1}); rest({a: i, b: 1}); spread({c: i}) } print(keys({a: 1, b: 1}), rest({a: 1, c: 2}))`,
		`Object.prototype.inherited = 1; ` + hot + `{ keys({b: i, a: 1}); rest({b: i, a: 1}); spread({d: i}) } print(keys({b: 1, a: 1}), rest({d: 1, a: 2}), keys(spread({d: 1})))`},
	{"iteration", `function total(it) { let s = 0; for (const x of it) s += x; return s } function first([a, b]) { return a + b }`,
		hot + `{ total([i, 1]); first([i, 2]) } print(total([1, 2]), first([3, 4]))`,
		`Array.prototype[Symbol.iterator] = function* () { yield 10; yield 20 }; ` + hot + `{ total([i, 1]); first([i, 2]) } print(total([1, 2]), first([3, 4]), total(new Set([5])))`},
}

// TestLearnedCodeForgets lets the code of a library learn, goes back, and demands that it does
// with other things what it does in a fresh runtime; and again, with what it learned of both.
func TestLearnedCodeForgets(t *testing.T) {
	for _, c := range learnedCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			scripts := []string{c.a, c.b, c.b, c.a, c.b, c.a, c.a, c.b}
			want := map[string]string{}
			for _, s := range []string{c.a, c.b} {
				want[s], _ = runAfter(t, nil, c.library, s, kiln.Options{Tier: kiln.Interp})
				require.NotContains(t, want[s], "Error: ", c.name)
			}
			for _, mode := range modes.All[1:] {
				w := new(learnedWorld)
				for i, s := range scripts {
					got, limited := runAfter(t, w, c.library, s, kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds})
					require.False(t, limited)
					require.Equal(t, want[s], got, "%s, round %d", mode.Name, i)
				}
			}
		})
	}
}

// TestLearnedCodeStays: after some rounds nothing of a library is compiled any more, and its
// functions are machine code from the start; what is learned once does not come back to cost something. Code of the
// optimizing compiler is made anew where it pays.
func TestLearnedCodeStays(t *testing.T) {
	if kiln.Stressed {
		t.Skip("shapes die at each collection")
	}
	stream := watch.New()
	rt, err := kiln.New(kiln.Options{Thresholds: kiln.Thresholds{T1Calls: 2, T1Turns: 5, T2Calls: 4, T2Turns: 10}, Watch: stream, BaselineOnly: true})
	require.NoError(t, err)
	library := compile(t, "library.js", `
		function Point(x) { this.x = x; this.y = 1 }
		Point.prototype.sum = function () { return this.x + this.y };
		function work(n) { let s = 0; const o = {a: 1, b: 2}; for (let i = 0; i < n; i++) { s += new Point(i).sum() + o.b; s = s % 1000 } return inner(s)(1) }
		function inner(s) { return x => { let r = s; for (let i = 0; i < 50; i++) r += x; return r } }`)
	_, err = rt.Run(library)
	require.NoError(t, err)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	request := compile(t, "request.js", `let r = 0; for (let i = 0; i < 40; i++) r += work(200); r`)
	var compiled []string
	defer stream.Listen(watch.Of(watch.Compile), func(e *watch.Event) {
		if file, _ := e.Function.Location(); file == "library.js" {
			compiled = append(compiled, e.Function.FunctionName())
		}
	})()
	var bytes int64
	for round := range 40 {
		v, err := rt.Run(request)
		require.NoError(t, err)
		assert.Equal(t, "22000", v.String())
		if round == 30 {
			compiled, bytes = nil, cp.Bytes()
		}
		restore(t, rt, cp)
		if round == 0 {
			assert.NotEmpty(t, compiled)
		}
	}
	assert.Empty(t, compiled)
	assert.Equal(t, bytes, cp.Bytes())
	if native.Available {
		assert.Positive(t, rt.Stats().Tiers.Codes[object.TierNative])
	}
}

func compile(t *testing.T, name, text string) *kiln.Program {
	t.Helper()
	p, err := kiln.Compile(name, text, kiln.Script)
	require.NoError(t, err)
	return p
}
