package builtin_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/scripttest"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// run runs a script and its jobs; the error names what it threw.
func run(rt *object.Runtime, name, source string) (heap.Value, error) {
	v, err := scripttest.Run(rt, name, source, syntax.Options{})
	var thrown *object.Throw
	if errors.As(err, &thrown) && thrown.Value.IsObject() && thrown.Value.Object().Class() == heap.ClassError {
		err = errors.New(rt.ErrorStack(thrown.Value.Object()).Go(rt.Heap))
	}
	return v, err
}

// TestScripts runs the scripts of testdata, which throw when something is wrong,
// at ease and with a collection at every safepoint.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.js")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, stress := range []bool{false, true} {
			name := filepath.Base(file)
			if stress {
				name += "/stress"
			}
			t.Run(name, func(t *testing.T) {
				var out strings.Builder
				_, err := run(scripttest.NewRuntime(t, &out, scripttest.Interp(), heap.Options{Stress: stress}), file, string(source))
				require.NoError(t, err)
				assert.Empty(t, out.String())
			})
		}
	}
}

// TestConsole compares what console.log writes.
func TestConsole(t *testing.T) {
	for _, c := range [][2]string{
		{`"text", 1, -0, null, undefined, true, 10n, Symbol("s")`, "text 1 -0 null undefined true 10n Symbol(s)"},
		{`["a", 1]`, "[ 'a', 1 ]"},
		{`[]`, "[]"},
		{`{}`, "{}"},
		{`[1, , 3, , ,]`, "[ 1, <1 empty item>, 3, <2 empty items> ]"},
		{`{a: 1, "b-c": "it's", [Symbol("k")]: [2]}`, `{ a: 1, 'b-c': "it's", [Symbol(k)]: [ 2 ] }`},
		{`{a: {b: {c: {d: 1}}}}`, "{ a: { b: { c: [Object] } } }"},
		{`{get a() { throw 1 }, set b(v) {}, get c() {}, set c(v) {}}`, "{ a: [Getter], b: [Setter], c: [Getter/Setter] }"},
		{`(() => { const o = {n: 1}; o.self = o; return o })()`, "<ref *1> { n: 1, self: [Circular *1] }"},
		{`function f() {}, () => {}, class A {}, class B extends Array {}, async () => {}, function* g() {}`,
			"[Function: f] [Function (anonymous)] [class A] [class B extends Array] [AsyncFunction (anonymous)] [GeneratorFunction: g]"},
		{`new (class Foo { x = 1 }), Object.create(null)`, "Foo { x: 1 } [Object: null prototype] {}"},
		{`Promise.resolve(1), new Promise(() => {})`, "Promise { 1 } Promise { <pending> }"},
		{`Object(1), Object(true)`, "[Number: 1] [Boolean: true]"},
		{`new Proxy({a: 1}, { get() { throw 1 }, ownKeys() { throw 2 } })`, "{ a: 1 }"},
		{`"%s is %d and %i, %f %o %%%c!", "x", "4.5", 4.5, "1.5", [1], "css", "rest"`, "x is 4.5 and 4, 1.5 [ 1 ] %! rest"},
		{`"100%", 1`, "100% 1"},
		{`Array.from({length: 102}, () => 0).fill(1).length, Array.from({length: 3}, (_, i) => "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" + i)`,
			"102 [\n  'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx0',\n  'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1',\n  'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx2'\n]"},
		{`[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]`, "[\n  1, 2, 3, 4,  5,\n  6, 7, 8, 9, 10\n]"},
		{`(function () { return arguments })(1, 2)`, "[Arguments] [ 1, 2 ]"},
		{`new Array(4294967295)`, "[ <4294967295 empty items> ]"},
	} {
		var out strings.Builder
		_, err := run(scripttest.NewRuntime(t, &out, scripttest.Interp(), heap.Options{}), "console.js", "console.log("+c[0]+")")
		require.NoError(t, err, c[0])
		assert.Equal(t, c[1]+"\n", out.String(), c[0])
	}
}

// TestBuiltinLoopsEnd checks that limits reach into long built-in loops.
func TestBuiltinLoopsEnd(t *testing.T) {
	for _, source := range []string{
		"Array.prototype.forEach.call({length: 2 ** 53 - 1}, () => {})",
		"Array.prototype.indexOf.call({length: 2 ** 53 - 1}, 1)",
		"Array.prototype.join.call({length: 2 ** 53 - 1})",
		"Array.prototype.reverse.call({length: 2 ** 53 - 1})",
		"Array.from({[Symbol.iterator]() { return {next() { return {done: false}} }}})",
		"new Array(4294967295).fill(0)",
		"Promise.all({[Symbol.iterator]() { return {next() { return {done: false}} }}})",
		"Iterator.from({next() { return {done: false} }}).toArray()",
		"for (;;) queueMicrotask(() => {})",
		"for (;;) setTimeout(() => {})",
		"(function f() { queueMicrotask(f) })()",
		"let s = 'x'; for (;;) s = [s, s]",
	} {
		var out strings.Builder
		rt := scripttest.NewRuntime(t, &out, scripttest.Interp(), heap.Options{MaxBytes: 16 << 20})
		rt.SetFuel(500_000)
		_, err := run(rt, "endless.js", source)
		var end *object.Termination
		var thrown *object.Throw
		if !errors.As(err, &end) && !errors.As(err, &thrown) {
			assert.ErrorContains(t, err, "Error", source)
		}
	}
}

func BenchmarkScripts(b *testing.B) {
	for name, source := range map[string]string{
		"push":    "let a = []; for (let i = 0; i < 1e4; i++) a.push(i)",
		"map":     "let a = new Array(1e4).fill(1); a.map(x => x + 1).filter(x => x).reduce((s, x) => s + x, 0)",
		"sort":    "let a = []; for (let i = 0; i < 1e4; i++) a.push((i * 7919) % 10007); a.sort((x, y) => x - y)",
		"shift":   "let a = new Array(1e3).fill(1); while (a.length) a.shift()",
		"forOf":   "let s = 0; for (const x of new Array(1e4).fill(1)) s += x",
		"forIn":   "const o = {a: 1, b: 2, c: 3, d: 4}; let n = 0; for (let i = 0; i < 1e3; i++) for (const k in o) n++",
		"yield":   "function* g() { for (let i = 0; i < 1e4; i++) yield i } let s = 0; for (const x of g()) s += x",
		"await":   "(async () => { for (let i = 0; i < 1e4; i++) await null })()",
		"promise": "let p = Promise.resolve(0); for (let i = 0; i < 1e4; i++) p = p.then(x => x + 1)",
		"join":    "new Array(1e4).fill(12).join()",
	} {
		b.Run(name, func(b *testing.B) {
			var out strings.Builder
			rt := scripttest.NewRuntime(b, &out, scripttest.Interp(), heap.Options{})
			prog, err := syntax.Parse(syntax.NewSource("bench.js", "{"+source+"}"), syntax.Options{})
			require.NoError(b, err)
			b.ReportAllocs()
			for b.Loop() {
				_, err := rt.RunScript(prog, rt.Cur)
				if err == nil {
					err = rt.RunJobs()
				}
				require.NoError(b, err)
			}
		})
	}
}
