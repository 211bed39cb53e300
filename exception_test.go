package kiln_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/watch"
)

// shown is the frames, one a line, without what differs between tiers and machines.
func shown(frames []kiln.Frame) string {
	var b strings.Builder
	for _, f := range frames {
		text := f.String()
		if f.GoFunction != "" {
			text = fmt.Sprintf("%s = %s", f.Function, f.GoFunction[strings.LastIndexByte(f.GoFunction, '/')+1:])
		}
		b.WriteString(text + "\n")
	}
	return b.String()
}

// thrown runs a script and its loop, and returns what it threw.
func thrown(t *testing.T, rt *kiln.Runtime, name, source string) *kiln.Exception {
	t.Helper()
	_, err := rt.RunString(name, source)
	if err == nil {
		err = rt.RunLoop()
	}
	var e *kiln.Exception
	require.ErrorAs(t, err, &e, source)
	return e
}

func TestExceptionFrames(t *testing.T) {
	for source, want := range map[string]string{
		"null.x": "a.js:1:1\n",
		"function f(n) {\n if (n > 99) throw new Error(n)\n}\nclass C { constructor(i) { this.m(i) } m(i) { f(i) } get g() { return new C(100) } }\nfor (let i = 0; i < 99; i++) new C(i); new C(1).g": "f (a.js:2:20)\nm (a.js:4:48)\nnew C (a.js:4:29)\nget g (a.js:4:74)\na.js:5:48\n",
		"[1].map(x => { throw new TypeError(x) })":                    "a.js:1:22\nmap (native)\na.js:1:1\n",
		"let e = new Error(); e.stack; function f() { throw e }\nf()": "a.js:1:9\n",
		"throw 5":                           "a.js:1:1\n",
		"function f() {\n throw {}\n}\nf()": "f (a.js:2:2)\n",
		"function* g() { yield 1; null.x }\n[...g()]":  "g (a.js:1:26)\nnext (native)\na.js:2:5\n",
		"eval('\\n null.x')":                           "eval:2:2\neval (native)\na.js:1:1\n",
		"class Mine extends Error {} throw new Mine()": "new Mine (a.js:1:1)\na.js:1:35\n",
		`async function a() { await 1; await 2; throw new Error("x") }
async function b() { await a() }
const c = async () => { return b() }
async function* g() { yield await c() }
async function main() { for await (const x of g()) ; }
main()`: "a (a.js:1:46)\nasync b (a.js:2:22)\nasync g (a.js:4:29)\nasync main (a.js:5:25)\n",
		`async function a() { null.x } async function b() { await 1; await a() }; b()`:                     "a (a.js:1:22)\nb (a.js:1:67)\n",
		"async function a() { await 1; null.x } a().then(x => x)":                                          "a (a.js:1:31)\n",
		"async function a() { await 1; null.x } async function b(p) { await p } const p = a(); b(p); b(p)": "a (a.js:1:31)\n",
	} {
		var first string
		inModes(t, kiln.Options{}, func(t *testing.T, rt *kiln.Runtime) {
			e := thrown(t, rt, "a.js", source)
			got := shown(e.Frames)
			if first == "" {
				first = got
			}
			assert.Equal(t, first, got, source)
			if strings.Contains(want, "eval:") || strings.Contains(want, "next (native)") || strings.Contains(want, "new Mine") || strings.Contains(want, "get g") {
				return // what is important is that the tiers agree
			}
			assert.Equal(t, want, got, source)
			if e.Stack != "" {
				assert.Equal(t, strings.ReplaceAll(strings.TrimSuffix("\n"+want, "\n"), "\n", "\n    at "), e.Stack[strings.IndexByte(e.Stack, '\n'):])
			}
		})
		t.Log(source, "\n", first)
	}
}

func TestFramesSayTheTier(t *testing.T) {
	for tier, want := range map[kiln.Tier]watch.Tier{kiln.Interp: watch.Interp, kiln.Bytecode: watch.Bytecode} {
		rt := newRuntime(t, kiln.Options{Tier: tier})
		e := thrown(t, rt, "a.js", "[1].forEach(function f() { null.x })")
		assert.Equal(t, want, e.Frames[0].Tier)
		assert.Equal(t, watch.Host, e.Frames[1].Tier)
	}
}

var errLost = errors.New("the connection is lost")

func failing(kiln.Call) (kiln.Value, error) { return kiln.Value{}, fmt.Errorf("query: %w", errLost) }

func TestGoFrames(t *testing.T) {
	inModes(t, kiln.Options{}, func(t *testing.T, rt *kiln.Runtime) {
		var inside []kiln.Frame
		require.NoError(t, rt.Set("query", rt.NewFunction("query", 0, failing)))
		require.NoError(t, rt.Set("each", rt.NewFunction("each", 1, func(c kiln.Call) (kiln.Value, error) {
			inside = c.Runtime().Frames()
			return c.Arg(0).Call(nil, 1)
		})))
		_, err := rt.RunString("a.js", "function f(x) {\n  query(x)\n}\neach(f)")
		var e *kiln.Exception
		require.ErrorAs(t, err, &e)
		assert.Equal(t, "query = kiln_test.failing\nf (a.js:2:3)\neach = kiln_test.TestGoFrames.func1.1\na.js:4:1\n", shown(e.Frames))
		assert.True(t, strings.HasSuffix(e.Frames[0].File, "exception_test.go"))
		assert.NotZero(t, e.Frames[0].Line)
		assert.Equal(t, "each = kiln_test.TestGoFrames.func1.1\na.js:4:1\n", shown(inside))
		// Scripts do not learn where the program of the host lies.
		assert.NotContains(t, e.Stack, "exception_test")
		assert.Contains(t, e.Stack, "at query (native)\n    at f (a.js:2:3)\n    at each (native)")
		assert.Empty(t, rt.Frames())
		require.ErrorIs(t, err, errLost)
	})
}

// tally has a method that scripts call by reflection.
type tally struct{ N int }

// Add is a method.
func (c *tally) Add(n int) (int, error) { c.N += n; return c.N, errLost }

func goFunction(int) error { return errLost }

func TestFramesOfFunctionsByReflection(t *testing.T) {
	inModes(t, kiln.Options{}, func(t *testing.T, rt *kiln.Runtime) {
		require.NoError(t, rt.Set("c", &tally{}))
		require.NoError(t, rt.Set("f", goFunction))
		require.NoError(t, rt.Set("crash", func(n int) int { return []int{1}[n] }))
		for source, want := range map[string]string{
			"f(1)":     "kiln_test.goFunction",
			"c.Add(1)": "kiln_test.(*tally).Add",
		} {
			_, err := rt.RunString("a.js", "try { "+source+" } catch (e) { throw e }")
			require.ErrorIs(t, err, errLost)
			var e *kiln.Exception
			require.ErrorAs(t, err, &e)
			require.Len(t, e.Frames, 2, source)
			assert.Equal(t, want, e.Frames[0].GoFunction[strings.LastIndexByte(e.Frames[0].GoFunction, '/')+1:])
		}
		_, err := rt.RunString("a.js", "function late() { try { crash(1) } catch {} }\nlate()")
		var internal *kiln.InternalError
		require.ErrorAs(t, err, &internal)
		assert.True(t, internal.Callback)
		require.Len(t, internal.Frames, 3)
		assert.Equal(t, "late (a.js:1:25)", internal.Frames[1].String())
		_, err = rt.RunString("a.js", "1")
		require.NoError(t, err)
		wrapped := thrown(t, rt, "a.js", "try { f(1) } catch (e) { throw new RangeError('outer', {cause: e}) }")
		require.ErrorIs(t, wrapped, errLost)
		_, err = rt.RunString("a.js", "(async () => { await 1; f(1) })()")
		require.NoError(t, err)
		require.ErrorIs(t, rt.RunLoop(), errLost)
	})
}

func TestExceptionsUnwrap(t *testing.T) {
	inModes(t, kiln.Options{}, func(t *testing.T, rt *kiln.Runtime) {
		e := thrown(t, rt, "a.js", "throw new Error('outer', {cause: new TypeError('inner', {cause: 'text'})})")
		var inner *kiln.Exception
		require.ErrorAs(t, errors.Unwrap(e), &inner)
		assert.Equal(t, "TypeError: inner", inner.Error())
		assert.NoError(t, errors.Unwrap(inner))
		e = thrown(t, rt, "a.js", "const a = new Error('a'), b = new Error('b', {cause: a}); a.cause = b; throw a")
		require.ErrorAs(t, errors.Unwrap(e), &inner)
		assert.Equal(t, "b", inner.Message)
		assert.NoError(t, errors.Unwrap(inner))
		e = thrown(t, rt, "a.js", "Promise.any([Promise.reject(new RangeError('1')), Promise.reject(2), Promise.reject(new EvalError('3'))])")
		assert.True(t, e.Rejection)
		assert.Equal(t, "RangeError: 1\nEvalError: 3", errors.Unwrap(e).Error())
		e = thrown(t, rt, "a.js", "throw new SuppressedError(new Error('e'), new Error('s'), 'both')")
		assert.Equal(t, "Error: e\nError: s", errors.Unwrap(e).Error())
		e = thrown(t, rt, "a.js", "throw {cause: new Error('no error')}")
		assert.NoError(t, errors.Unwrap(e))
		e = thrown(t, rt, "a.js", "throw Object.defineProperty(new Error(), 'cause', {get() { throw 1 }})")
		assert.NoError(t, errors.Unwrap(e))
		e = thrown(t, rt, "a.js", "throw new AggregateError(Array.from({length: 150}, () => new Error('x')))")
		assert.Len(t, strings.Split(errors.Unwrap(e).Error(), "\n"), 100)
		_, err := rt.RunString("a.js", "import('./x.js').catch(e => { throw new Error('y', {cause: e}) })")
		require.NoError(t, err)
		assert.Error(t, rt.RunLoop())
	})
	rt := newRuntime(t, kiln.Options{Loader: kiln.FSLoader{FS: os.DirFS(t.TempDir())}})
	_, err := rt.Import("gone.js")
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

func TestPanicsInCallbacksLeaveTheRuntimeUsable(t *testing.T) {
	inModes(t, kiln.Options{}, func(t *testing.T, rt *kiln.Runtime) {
		require.NoError(t, rt.Set("crash", rt.NewFunction("crash", 0, func(c kiln.Call) (kiln.Value, error) {
			if c.Len() > 0 {
				if _, err := c.Arg(0).Call(nil); err != nil {
					return kiln.Value{}, err
				}
			}
			panic(errLost)
		})))
		for source, frames := range map[string]string{
			"try { (function f() {\n crash() })() } catch { caught = true } finally { caught = true }": "crash = kiln_test.TestPanicsInCallbacksLeaveTheRuntimeUsable.func1.1\nf (a.js:3:2)\na.js:2:7\n",
			"try { [1].map(function f() {\n crash(function g() { crash() }) }) } catch { caught = true }": "crash = kiln_test.TestPanicsInCallbacksLeaveTheRuntimeUsable.func1.1\ng (a.js:3:23)\n" +
				"crash = kiln_test.TestPanicsInCallbacksLeaveTheRuntimeUsable.func1.1\nf (a.js:3:2)\nmap (native)\na.js:2:7\n",
			"(async () => { await 1; crash() })().catch(() => { caught = true })": "crash = kiln_test.TestPanicsInCallbacksLeaveTheRuntimeUsable.func1.1\na.js:2:25\n",
			"setTimeout(function late() { crash() })":                             "crash = kiln_test.TestPanicsInCallbacksLeaveTheRuntimeUsable.func1.1\nlate (a.js:2:30)\n",
		} {
			_, err := rt.RunString("a.js", "var caught = false; "+strings.Repeat(" ", 80)+"\n"+source)
			if err == nil {
				err = rt.RunLoop()
			}
			var internal *kiln.InternalError
			require.ErrorAs(t, err, &internal, source)
			assert.True(t, internal.Callback)
			assert.ErrorIs(t, err, errLost)
			assert.Equal(t, frames, shown(internal.Frames), source)
			assert.Contains(t, string(internal.Stack), "exception_test.go")
			assert.Contains(t, internal.Detail(), "at crash (")
			assert.Equal(t, "a Go function panicked: the connection is lost", err.Error())
			v, err := rt.RunString("b.js", "caught")
			require.NoError(t, err, source)
			assert.False(t, v.Bool(), source)
			require.NoError(t, rt.RunLoop())
		}
		rt.Post(func() error { panic("posted") })
		var internal *kiln.InternalError
		require.ErrorAs(t, rt.RunLoop(), &internal)
		assert.True(t, internal.Callback)
		_, err := rt.RunString("b.js", "1")
		require.NoError(t, err)
	})
}

// mapped is a program that a tool made from two lines of a.ts, and its map.
const (
	mappedText = "function f(x) { null[x] }\nf(1);\n"
	mapOfText  = `{"version": 3, "sources": ["src/a.ts"], "sourcesContent": ["const f =\n  (x: string) => null![x];\nf(1 as string)"], "mappings": "AAAA,gBACiB;AACjB"}`
)

func TestSourceMaps(t *testing.T) {
	inline := "//# sourceMappingURL=data:application/json;base64," + base64.StdEncoding.EncodeToString([]byte(mapOfText))
	inModes(t, kiln.Options{SourceMap: func(file, url string) ([]byte, error) {
		switch url {
		case "a.js.map":
			return []byte(mapOfText), nil
		case "panic.map":
			panic("map")
		case "":
			if file == "dist/hook.js" {
				return []byte(mapOfText), nil
			}
			return nil, nil
		}
		return nil, errLost
	}}, func(t *testing.T, rt *kiln.Runtime) {
		for name, comment := range map[string]string{"dist/inline.js": inline, "dist/url.js": "//# sourceMappingURL=a.js.map", "dist/hook.js": ""} {
			e := thrown(t, rt, name, mappedText+comment)
			assert.Equal(t, "f (dist/src/a.ts:2:18)\ndist/src/a.ts:3:1\n", shown(e.Frames), name)
			assert.Equal(t, "TypeError: Cannot read properties of null (reading '1')\n    at f (dist/src/a.ts:2:18)\n    at dist/src/a.ts:3:1", e.Stack, name)
			assert.Equal(t, &kiln.Place{File: "dist/src/a.ts", Line: 2, Col: 18, SourceLine: "  (x: string) => null![x];"}, e.Place, name)
			assert.Equal(t, &kiln.Place{File: name, Line: 1, Col: 17, SourceLine: "function f(x) { null[x] }"}, e.Frames[0].Generated)
			assert.Contains(t, e.Report(kiln.InspectOptions{}), "null![x];\n                     ^\n    at f (dist/src/a.ts:2:18)")
		}
		for _, comment := range []string{
			"//# sourceMappingURL=panic.map", "//# sourceMappingURL=gone.map", "//# sourceMappingURL=data:,", "//# sourceMappingURL=data:application/json;base64,????",
			"//# sourceMappingURL=data:,%7B%22version%22:3%7D", `//# sourceMappingURL=data:,{"version":3,"sources":["x"],"mappings":"AAg!;;;DDDD"}`,
		} {
			e := thrown(t, rt, "dist/bad.js", mappedText+comment)
			assert.Equal(t, "f (dist/bad.js:1:17)\ndist/bad.js:2:1\n", shown(e.Frames), comment)
			assert.Nil(t, e.Frames[0].Generated)
		}
		v, err := rt.RunString("dist/eval.js", "try { (0, eval)("+fmt.Sprintf("%q", mappedText+inline)+") } catch (e) { e.stack }")
		require.NoError(t, err)
		assert.Contains(t, v.String(), "src/a.ts:2:18")
	})
	fsys := files(map[string]string{"dist/a.js": "import './b.js'", "dist/b.js": mappedText + "//# sourceMappingURL=maps/b.js.map", "dist/maps/b.js.map": mapOfText})
	rt := newRuntime(t, kiln.Options{Loader: kiln.FSLoader{FS: fsys}, SourceMap: kiln.FSLoader{FS: fsys}.SourceMap})
	_, err := rt.Import("dist/a.js")
	var e *kiln.Exception
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "dist/src/a.ts", e.Frames[0].File)
	rt = newRuntime(t, kiln.Options{})
	e = thrown(t, rt, "https://e.com/dist/a.js", mappedText+inline)
	assert.Equal(t, "https://e.com/dist/src/a.ts", e.Frames[0].File)
	large := strings.Repeat(" ", 40<<20)
	rt = newRuntime(t, kiln.Options{MaxHeap: 256 << 20, SourceMap: func(string, string) ([]byte, error) { return []byte(mapOfText + large), nil }})
	e = thrown(t, rt, "a.js", mappedText)
	assert.Equal(t, "a.js", e.Frames[0].File, "a map that is too large is none")
}

// TestErrorsTakeCellsAlone: an error and its stack are cells, and making them leaves Go's collector
// nothing to do.
func TestErrorsTakeCellsAlone(t *testing.T) {
	for _, tier := range []kiln.Tier{kiln.Interp, kiln.Bytecode, kiln.Native} {
		rt, err := kiln.New(kiln.Options{Tier: tier})
		require.NoError(t, err)
		n := kiln.Fewer(10000, 4, 20)
		f, err := rt.RunString("a.js", fmt.Sprintf(`const f = () => new RangeError("no"), g = () => f();
			(function () { for (let i = 0; i < %d; i++) g() })`, n))
		require.NoError(t, err)
		allocations := testing.AllocsPerRun(5, func() { _, err = f.Call(kiln.Undefined()) })
		require.NoError(t, err)
		assert.Less(t, allocations, float64(n)/5, tier)
	}
}
