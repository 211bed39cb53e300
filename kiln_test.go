package kiln_test

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/native"
	"github.com/kilnjs/kiln/pkg/web"
)

// newRuntime makes a runtime with everything that scripts of tests use.
func newRuntime(t testing.TB, o kiln.Options) *kiln.Runtime {
	t.Helper()
	o.Libraries = web.All()
	rt, err := kiln.New(o)
	require.NoError(t, err)
	return rt
}

func TestRunReturnsTheCompletionValue(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	for source, want := range map[string]any{
		"1 + 1":               int64(2),
		"'a' + 'b'":           "ab",
		"true":                true,
		"undefined":           nil,
		"null":                nil,
		"var x = 1":           nil,
		"if (true) { 5 }":     int64(5),
		"do { 7 } while (0);": int64(7),
	} {
		v, err := rt.RunString("t.js", source)
		require.NoError(t, err, source)
		assert.Equal(t, want, v.Export(), source)
	}
}

func TestExceptionsDescribeThemselves(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	var e *kiln.Exception

	_, err := rt.RunString("t.js", "function f() { null.x }\nf()")
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "TypeError", e.Name)
	assert.Equal(t, "TypeError", e.ConstructorName)
	assert.Equal(t, "Cannot read properties of null (reading 'x')", e.Message)
	assert.Contains(t, e.Stack, "\n    at f (t.js:1:")
	assert.Equal(t, "TypeError: Cannot read properties of null (reading 'x')", err.Error())

	_, err = rt.RunString("t.js", "throw 'text'")
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "text", e.Message)
	assert.Equal(t, "text", e.Value.Export())

	_, err = rt.RunString("t.js", "class Mine extends Error {} throw new Mine('m')")
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "Mine", e.ConstructorName)

	var s *kiln.SyntaxError
	_, err = rt.RunString("t.js", "let a;\nlet a")
	require.ErrorAs(t, err, &s)
	assert.Equal(t, 2, s.Err.Line)
}

func TestLimitsEndScriptsAndLeaveTheRuntimeUsable(t *testing.T) {
	const forever = "for (;;) ;"
	cases := []struct {
		name   string
		setup  func(rt *kiln.Runtime)
		lift   func(rt *kiln.Runtime)
		source string
		kind   kiln.LimitKind
	}{
		{
			"deadline", func(rt *kiln.Runtime) { rt.SetDeadline(time.Now().Add(20 * time.Millisecond)) },
			func(rt *kiln.Runtime) { rt.SetDeadline(time.Time{}) }, forever, kiln.LimitTime,
		},
		{
			"fuel", func(rt *kiln.Runtime) { rt.SetFuel(1000) },
			func(rt *kiln.Runtime) { rt.SetFuel(-1) }, forever, kiln.LimitFuel,
		},
		{
			"interrupt", func(rt *kiln.Runtime) {
				time.AfterFunc(10*time.Millisecond, func() { rt.Interrupt("stop") })
			},
			func(rt *kiln.Runtime) { rt.ClearInterrupt() }, forever, kiln.LimitInterrupt,
		},
		{
			"memory", func(*kiln.Runtime) {}, func(*kiln.Runtime) {},
			"{ let a = []; for (;;) a.push({x: [1, 2, 3]}) }", kiln.LimitMemory,
		},
		{
			"memory of functions made from strings", func(*kiln.Runtime) {}, func(*kiln.Runtime) {},
			"{ let l = []; for (let i = 0; ; i++) l.push(new Function('return ' + i)) }", kiln.LimitMemory,
		},
		{
			"memory of one long source text", func(*kiln.Runtime) {}, func(*kiln.Runtime) {},
			"eval('[' + '1,'.repeat(1e6) + ']')", kiln.LimitMemory,
		},
		{
			"memory of many sparse arrays", func(*kiln.Runtime) {}, func(*kiln.Runtime) {},
			"{ let l = []; for (;;) { const a = []; a[4e9] = 1; l.push(a) } }", kiln.LimitMemory,
		},
		{
			"deadline while objects are shown", func(rt *kiln.Runtime) { rt.SetDeadline(time.Now().Add(20 * time.Millisecond)) },
			func(rt *kiln.Runtime) { rt.SetDeadline(time.Time{}) },
			"{ const o = {}; for (let i = 0; i < 100; i++) o['k' + i] = [1, 2, 3]; for (;;) console.log(o) }", kiln.LimitTime,
		},
		{
			"finally does not run", func(rt *kiln.Runtime) { rt.SetFuel(1000) },
			func(rt *kiln.Runtime) { rt.SetFuel(-1) },
			"try { for (;;) ; } catch (e) { globalThis.caught = 1 } finally { globalThis.caught = 1 }", kiln.LimitFuel,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rt := newRuntime(t, kiln.Options{MaxHeap: 16 << 20})
			c.setup(rt)
			_, err := rt.RunString("t.js", c.source)
			var limit *kiln.LimitError
			require.ErrorAs(t, err, &limit)
			assert.Equal(t, c.kind, limit.Kind)
			c.lift(rt)
			v, err := rt.RunString("t.js", "typeof caught + 1")
			require.NoError(t, err)
			assert.Equal(t, "undefined1", v.Export())
		})
	}
}

func TestInterruptWakesTheLoop(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	_, err := rt.RunString("t.js", "setTimeout(() => 1, 1e8)")
	require.NoError(t, err)
	time.AfterFunc(10*time.Millisecond, func() { rt.Interrupt("stop") })
	var limit *kiln.LimitError
	require.ErrorAs(t, rt.RunLoop(), &limit)
	assert.Equal(t, "stop", limit.Reason)
}

func TestUnhandledRejections(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	_, err := rt.RunString("t.js", "Promise.reject(new Error('lost'))")
	require.NoError(t, err)
	var e *kiln.Exception
	require.ErrorAs(t, rt.RunLoop(), &e)
	assert.True(t, e.Rejection)
	assert.Equal(t, "lost", e.Message)

	_, err = rt.RunString("t.js", "var p = Promise.reject(1); p.catch(() => 0)")
	require.NoError(t, err)
	require.NoError(t, rt.RunLoop())
}

func TestProgramsAreShared(t *testing.T) {
	prog, err := kiln.Compile("t.js", "var n = 0; for (let i = 0; i < 1000; i++) n += (() => i)(); n", kiln.Script)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			rt, err := kiln.New(kiln.Options{})
			if assert.NoError(t, err) {
				v, err := rt.Run(prog)
				assert.NoError(t, err)
				assert.Equal(t, int64(499500), v.Export())
			}
		})
	}
	wg.Wait()
}

func TestCallAndGlobal(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	_, err := rt.RunString("t.js", "function add(a, b) { return a + b } var o = {}")
	require.NoError(t, err)
	f, err := rt.Get("add")
	require.NoError(t, err)
	require.True(t, f.IsFunction())
	v, err := rt.Call(f, nil, "a", 1)
	require.NoError(t, err)
	assert.Equal(t, "a1", v.Export())
}

// texts is a Loader of modules in memory.
type texts map[string]string

func (m texts) Resolve(specifier, referrer string) (string, error) {
	if strings.HasPrefix(specifier, ".") {
		specifier = path.Join(path.Dir(referrer), specifier)
	}
	return specifier, nil
}

func (m texts) Read(name string) ([]byte, error) {
	if text, ok := m[name]; ok {
		return []byte(text), nil
	}
	return nil, fmt.Errorf("there is no %s", name)
}

func TestModules(t *testing.T) {
	cases := []struct {
		name    string
		modules texts
		want    string // value of globalThis.out
		err     string
	}{
		{"live bindings", texts{
			"main.js": "import {n, inc} from './a.js'; inc(); inc(); out = n",
			"a.js":    "export let n = 0; export function inc() { n++ }",
		}, "2", ""},
		{"cycle", texts{
			"main.js": "import {a} from './a.js'; out = a()",
			"a.js":    "import {b} from './b.js'; export function a() { return b() + 'a' }",
			"b.js":    "import {a} from './a.js'; export function b() { return typeof a }",
		}, "functiona", ""},
		{"cycle in the dead zone", texts{
			"main.js": "import './a.js'",
			"a.js":    "import './b.js'; export let x = 1",
			"b.js":    "import {x} from './a.js'; x",
		}, "", "ReferenceError: Cannot access 'x' before initialization"},
		{"namespace", texts{
			"main.js": "import * as ns from './a.js'; out = Object.keys(ns).join() + ns.default + (ns[Symbol.toStringTag])",
			"a.js":    "export let b = 1; export default 5; export {b as a}",
		}, "a,b,default5Module", ""},
		{"star exports", texts{
			"main.js": "import {x, y} from './a.js'; out = x + y",
			"a.js":    "export * from './b.js'; export * from './c.js'",
			"b.js":    "export let x = 1",
			"c.js":    "export let y = 2",
		}, "3", ""},
		{"ambiguous", texts{
			"main.js": "import {x} from './a.js'",
			"a.js":    "export * from './b.js'; export * from './c.js'",
			"b.js":    "export let x = 1",
			"c.js":    "export let x = 2",
		}, "", "SyntaxError: The requested module './a.js' contains conflicting star exports for name 'x' (main.js:1:9)"},
		{"missing export", texts{
			"main.js": "import {nope} from './a.js'", "a.js": "",
		}, "", "SyntaxError: The requested module './a.js' does not provide an export named 'nope' (main.js:1:9)"},
		{"missing module", texts{
			"main.js": "import './gone.js'",
		}, "", "TypeError: Cannot load module './gone.js' imported from main.js: there is no gone.js"},
		{"syntax error", texts{
			"main.js": "import './bad.js'", "bad.js": "x y",
		}, "", "SyntaxError: Unexpected identifier 'y' (bad.js:1:3)"},
		{"import()", texts{
			"main.js": "import('./a.js').then(ns => { out = ns.x })", "a.js": "export let x = 'dyn'",
		}, "dyn", ""},
		{"import() of nothing", texts{
			"main.js": "import('./gone.js').catch(e => { out = e.name })",
		}, "TypeError", ""},
		{"top-level await", texts{
			"main.js": "import {x} from './a.js'; out = x",
			"a.js":    "export let x = await new Promise(r => setTimeout(() => r('late'), 1))",
		}, "late", ""},
		{"rejected top-level await", texts{
			"main.js": "import './a.js'", "a.js": "await Promise.reject(new Error('no'))",
		}, "", "Error: no"},
		{"text module", texts{
			"main.js": "import s from './a.txt' with {type: 'text'}; out = s", "a.txt": "plain",
		}, "plain", ""},
		{"import.meta", texts{"main.js": "out = typeof import.meta.url"}, "string", ""},
		{"deferred", texts{
			"main.js": "import defer * as ns from './a.js'; out = typeof early; ns.x; out += typeof early",
			"a.js":    "globalThis.early = 1; export let x = 1",
		}, "undefinednumber", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rt := newRuntime(t, kiln.Options{Loader: c.modules})
			_, err := rt.RunString("setup.js", "var out = ''")
			require.NoError(t, err)
			prog, err := kiln.Compile("main.js", c.modules["main.js"], kiln.Module)
			require.NoError(t, err)
			if err = rt.RunModule(prog); err == nil {
				err = rt.RunLoop()
			}
			if c.err != "" {
				require.Error(t, err)
				assert.Equal(t, c.err, err.Error())
				return
			}
			require.NoError(t, err)
			out, err := rt.Get("out")
			require.NoError(t, err)
			assert.Equal(t, c.want, out.String())
		})
	}
}

func TestModuleErrorsSayWhatWasLookedFor(t *testing.T) {
	rt := newRuntime(t, kiln.Options{Loader: texts{}})
	prog, err := kiln.Compile("main.js", "import './gone.js'", kiln.Module)
	require.NoError(t, err)
	var m *kiln.ModuleError
	require.ErrorAs(t, rt.RunModule(prog), &m)
	assert.Equal(t, "./gone.js", m.Specifier)
	assert.Equal(t, "main.js", m.Referrer)
}

func TestPanicsOfTheEngineMakeTheRuntimeUnusable(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	var internal *kiln.InternalError
	require.ErrorAs(t, rt.Do(func() error { panic("defect") }), &internal)
	assert.Equal(t, "defect", internal.Panic)
	assert.False(t, internal.Callback)
	_, err := rt.RunString("t.js", "1")
	require.ErrorAs(t, err, &internal)
}

func TestErrorsUnwrap(t *testing.T) {
	_, err := kiln.Compile("t.js", "(", kiln.Script)
	var s *kiln.SyntaxError
	require.True(t, errors.As(err, &s))
	assert.Contains(t, s.Detail(), "^")
}

// TestRecursionWithoutEndIsARangeError recurses through calls and constructs in
// every tier: the script can catch what ends it.
func TestRecursionWithoutEndIsARangeError(t *testing.T) {
	cases := map[string]string{
		"call":      `function f() { return 1 + f(); }`,
		"method":    `const o = { m() { return 1 + this.m(); } }; function f() { o.m(); }`,
		"getter":    `const o = { get g() { return o.g; } }; function f() { o.g; }`,
		"callback":  `function f() { [1].forEach(f); }`,
		"construct": `function f() { return new f(); }`,
		"field":     `class C { x = new C(); } function f() { new C(); }`,
		"private":   `class C { #x = 1; #m() { return 1 + new C().go(); } go() { return 1 + this.#m(); } } function f() { new C().go(); }`,
		"derived":   `class A { constructor() { new B(); } } class B extends A {} function f() { new B(); }`,
		"spread":    `class A { constructor(...a) { new B(...a); } } class B extends A { constructor(...a) { super(...a); } } function f() { new B(1, 2); }`,
		"super":     `class A { get v() { return new B().v; } } class B extends A { get v() { return super.v; } } function f() { new B().v; }`,
	}
	for _, tier := range []kiln.Tier{kiln.Interp, kiln.Bytecode, kiln.Native, kiln.Auto} {
		for name, source := range cases {
			rt := newRuntime(t, kiln.Options{Tier: tier})
			v, err := rt.RunString(name, source+`
				let caught = 0;
				for (let i = 0; i < 20; i++) try { f(); } catch (e) { if (e instanceof RangeError) caught++; }
				caught`)
			require.NoError(t, err, "%v %s", tier, name)
			assert.Equal(t, int64(20), v.Export(), "%v %s", tier, name)
		}
	}
}

// TestFunctionsThatGoAwayLeaveNoMachineCode makes functions for ever, some of them
// hot: the record of a new one takes the place of one that is gone, whose machine
// code calls from machine code must not reach.
func TestFunctionsThatGoAwayLeaveNoMachineCode(t *testing.T) {
	for _, tier := range []kiln.Tier{kiln.Native, kiln.Auto} {
		rt := newRuntime(t, kiln.Options{Tier: tier, MaxHeap: 16 << 20, Thresholds: kiln.Thresholds{T1Calls: 2, T1Turns: 5, T2Calls: 4, T2Turns: 10}})
		v, err := rt.RunString("t.js", `
			function call(f, a, b) { return f(a, b); }
			let wrong = 0;
			for (let i = 0; i < 12000; i++) {
				const f = new Function("a", "b", "if (a < b) return " + i + "; return -1");
				for (let k = i % 20 ? 1 : 3000; k > 0; k--) if (call(f, 1, 2) !== i) wrong++;
			}
			wrong`)
		require.NoError(t, err)
		assert.Equal(t, int64(0), v.Export(), "%v", tier)
	}
}

// TestStatsNameEveryExit lets machine code leave for Go for every reason that a
// script can give it.
func TestStatsNameEveryExit(t *testing.T) {
	rt := newRuntime(t, kiln.Options{Tier: kiln.Native})
	_, err := rt.RunString("t.js", `
		class A { x = 1; #p = 2; get p() { return this.#p; } }
		class B extends A {}
		class C extends B { constructor() { super(); this.z = 3; } }
		function thrower(v) { throw v; }
		function go(i) {
			try { if (i % 3) thrower(i); throw "s" + i; } catch (e) { new C().p + new B().x; return [..."ab", e, i & 1 ? 1 : {}].indexOf(e); }
		}
		for (let i = 0; i < 5000; i++) go(i);`)
	require.NoError(t, err)
	s := rt.Stats()
	if !native.Available {
		t.Skip("no machine code on this platform")
	}
	require.NotEmpty(t, s.Exits)
	for _, x := range s.Exits {
		assert.NotEmpty(t, x.Why)
		assert.NotEmpty(t, x.Op)
	}
	assert.Contains(t, s.String(), "exits to Go")
}
