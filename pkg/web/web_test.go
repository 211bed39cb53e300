package web_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/scripttest"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/web"
)

// TestConsoleLog compares what console.log writes.
func TestConsoleLog(t *testing.T) {
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
		{`(() => { let n = 0; const traps = new Proxy({}, { get: () => () => n++ }); const o = Object.create(new Proxy({}, traps)); return [o, n] })()`, "[ Object <Complex prototype> {}, 0 ]"},
		{`"%s is %d and %i, %f %o %%%c!", "x", "4.5", 4.5, "1.5", [1], "css", "rest"`, "x is 4.5 and 4, 1.5 [ 1 ] %! rest"},
		{`"%j %j", {a: [1, "x"]}, undefined`, `{"a":[1,"x"]} undefined`},
		{`new Uint8Array([1, 2]), new Date(-1), /a\/b/g`, "Uint8Array(2) [ 1, 2 ] 1969-12-31T23:59:59.999Z /a\\/b/g"},
		{`new Date(-62198755200000), new Date(8.64e15), new Date(NaN)`, "-000001-01-01T00:00:00.000Z +275760-09-13T00:00:00.000Z Invalid Date"},
		{`"100%", 1`, "100% 1"},
		{`Array.from({length: 102}, () => 0).fill(1).length, Array.from({length: 3}, (_, i) => "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" + i)`,
			"102 [\n  'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx0',\n  'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1',\n  'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx2'\n]"},
		{`[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]`, "[\n  1, 2, 3, 4,  5,\n  6, 7, 8, 9, 10\n]"},
		{`(function () { return arguments })(1, 2)`, "[Arguments] { '0': 1, '1': 2 }"},
		{`new Array(4294967295)`, "[ <4294967295 empty items> ]"},
	} {
		var out strings.Builder
		rt := scripttest.NewRuntime(t, &out, scripttest.Interp(), heap.Options{})
		_, err := scripttest.Run(rt, "console.js", "console.log("+c[0]+")", syntax.Options{})
		require.NoError(t, err, c[0])
		assert.Equal(t, c[1]+"\n", out.String(), c[0])
	}
}

// TestConsoleLikeNode compares what console.log writes for a table of values with what
// Node 20 writes for them.
func TestConsoleLikeNode(t *testing.T) {
	source, err := os.ReadFile("testdata/console.js")
	require.NoError(t, err)
	want, err := os.ReadFile("testdata/console.txt")
	require.NoError(t, err)
	var out strings.Builder
	rt := scripttest.NewRuntime(t, &out, scripttest.Interp(), heap.Options{})
	_, err = scripttest.Run(rt, "console.js", string(source), syntax.Options{})
	require.NoError(t, err)
	const mark = "--- "
	wants, got := strings.Split(string(want), mark), strings.Split(out.String(), mark)
	require.Len(t, got, len(wants))
	for i, w := range wants {
		assert.Equal(t, w, got[i])
	}
}

// TestEachLibraryAlone takes the libraries one by one, without ECMA-262 even.
func TestEachLibraryAlone(t *testing.T) {
	has := map[*object.Library]string{
		web.Console():     "console",
		web.Events():      "Event,EventTarget,DOMException,AbortController,AbortSignal",
		web.Microtasks():  "queueMicrotask",
		web.Performance(): "performance",
		web.Streams():     "ReadableStream,WritableStream,TransformStream,CountQueuingStrategy",
		web.Timers():      "setTimeout,setInterval,clearTimeout,clearInterval",
	}
	all := web.All()
	assert.Len(t, all, len(has))
	for _, l := range all {
		rt, err := object.New(object.Options{Libraries: []*object.Library{l}, Tiers: scripttest.Interp()})
		require.NoError(t, err)
		rt.NewRealm()
		v, err := scripttest.Run(rt, "names.js", `
			const all = ["Event", "EventTarget", "DOMException", "AbortController", "AbortSignal", "console", "performance", "setTimeout", "setInterval", "clearTimeout", "clearInterval", "queueMicrotask", "ReadableStream", "WritableStream", "TransformStream", "CountQueuingStrategy"];
			let s = "";
			for (let i = 0; i < all.length; i++) if (all[i] in this) s += (s && ",") + all[i];
			s`, syntax.Options{Completion: true})
		require.NoError(t, err, l.Name)
		assert.Equal(t, has[l], v.Str().Go(rt.Heap), l.Name)
	}
}

// TestConsolesAreApart has two runtimes count under the same label.
func TestConsolesAreApart(t *testing.T) {
	var a, b strings.Builder
	one := scripttest.NewRuntime(t, &a, scripttest.Interp(), heap.Options{})
	two := scripttest.NewRuntime(t, &b, scripttest.Interp(), heap.Options{})
	for _, rt := range []*object.Runtime{one, two, one} {
		_, err := scripttest.Run(rt, "count.js", "console.count(); console.group(); console.log(1); console.groupEnd()", syntax.Options{})
		require.NoError(t, err)
	}
	assert.Equal(t, "default: 1\n  1\ndefault: 2\n  1\n", a.String())
	assert.Equal(t, "default: 1\n  1\n", b.String())
}

// TestQueuesEnd checks that limits end scripts that fill the queues.
func TestQueuesEnd(t *testing.T) {
	for _, source := range []string{
		"for (;;) queueMicrotask(() => {})",
		"for (;;) setTimeout(() => {})",
		"(function f() { queueMicrotask(f) })()",
		"new ReadableStream({ start(c) { for (;;) c.enqueue(0) } })",
		"new ReadableStream({ type: 'bytes', start(c) { for (;;) c.enqueue(new Uint8Array(1)) } })",
		"const r = new ReadableStream().getReader(); for (;;) r.read()",
		"const r = new ReadableStream({ type: 'bytes' }).getReader({ mode: 'byob' }); for (;;) r.read(new Uint8Array(1))",
		"const w = new WritableStream().getWriter(); for (;;) w.write(0)",
		"new ReadableStream({ pull(c) { c.enqueue(0) } }).pipeTo(new WritableStream())",
		"let s = new ReadableStream(); for (;;) [s] = s.tee()",
	} {
		var out strings.Builder
		rt := scripttest.NewRuntime(t, &out, scripttest.Interp(), heap.Options{MaxBytes: 16 << 20})
		rt.SetFuel(500_000)
		_, err := scripttest.Run(rt, "endless.js", source, syntax.Options{})
		var end *object.Termination
		assert.True(t, errors.As(err, &end), "%s: %v", source, err)
	}
}
