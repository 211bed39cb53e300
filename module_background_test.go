package kiln_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
)

func TestBackgroundImports(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"graph":        {"import('./a.js').then(ns => said.push(ns.a))", "tick,abcd"},
		"twice":        {"Promise.all([import('./a.js'), import('./a.js')]).then(([x, y]) => said.push(x === y))", "tick,true"},
		"overlapping":  {"Promise.all([import('./b.js'), import('./a.js')]).then(([x, y]) => said.push(x.b + y.a))", "tick,bdabcd"},
		"loaded":       {"import('./a.js').then(() => import('./b.js')).then(ns => said.push(ns.b))", "tick,bd"},
		"gone":         {"import('./gone.js').catch(e => said.push(e.message))", "tick,Cannot load module './gone.js' imported from main.js: there is no file gone.js"},
		"inner gone":   {"import('./to-gone.js').catch(e => said.push(e.message))", "tick,Cannot load module './gone.js' imported from to-gone.js: there is no file gone.js"},
		"syntax":       {"import('./bad.js').catch(e => said.push(e.name + e.message))", "tick,SyntaxErrorUnexpected identifier 'y' (bad.js:1:3)"},
		"inner syntax": {"import('./to-bad.js').catch(e => said.push(e.name))", "tick,SyntaxError"},
		"throws":       {"import('./throws.js').catch(e => said.push(e))", "tick,thrown"},
		"data":         {"import('./d.json', {with: {type: 'json'}}).then(ns => said.push(ns.default.n))", "tick,1"},
		"bad data":     {"import('./bad.js', {with: {type: 'json'}}).catch(e => said.push(e.name))", "tick,SyntaxError"},
		"native":       {"import('native').then(ns => said.push(ns.x))", "1,tick"},
		"await":        {"import('./wait.js').then(ns => said.push(ns.x))", "tick,late"},
		"cycle":        {"import('./cycle1.js').then(ns => said.push(ns.x))", "tick,2"},
		"eval":         {"eval(`import('./b.js')`).then(ns => said.push(ns.b))", "tick,bd"},
	} {
		t.Run(name, func(t *testing.T) {
			texts := files(map[string]string{
				"a.js":       "import {b} from './b.js'; import {c} from './c.js'; export const a = 'a' + b[0] + c + b[1]",
				"b.js":       "import {d} from './d.js'; export const b = 'b' + d",
				"c.js":       "export const c = 'c'",
				"d.js":       "export const d = 'd'",
				"to-gone.js": "import './gone.js'", "bad.js": "x y", "to-bad.js": "import './bad.js'", "throws.js": "throw 'thrown'",
				"d.json": `{"n": 1}`, "wait.js": "export const x = await new Promise(r => setTimeout(r, 1, 'late'))",
				"cycle1.js": "import {y} from './cycle2.js'; export const x = y + 1", "cycle2.js": "import './cycle1.js'; export const y = 1",
			})
			for _, mode := range modes.All {
				loader := newSlowLoader(texts)
				loader.gate = make(chan struct{})
				rt := newRuntime(t, kiln.Options{BackgroundImports: true, Loader: loader, Tier: mode.Tier, Thresholds: mode.Thresholds, Stress: mode.Name == "interp"})
				_, err := rt.Module("native", map[string]any{"x": 1})
				require.NoError(t, err)
				require.NoError(t, rt.Set("open", rt.NewFunction("open", 0, func(kiln.Call) (kiln.Value, error) {
					close(loader.gate)
					return kiln.Value{}, nil
				})))
				_, err = rt.RunString("main.js", "var said = []; setTimeout(() => { said.push('tick'); open() });"+c.source)
				require.NoError(t, err)
				require.NoError(t, rt.RunLoop())
				said, err := rt.RunString("said.js", "said.join()")
				require.NoError(t, err)
				assert.Equal(t, c.want, said.String(), mode.Name)
			}
		})
	}
}

// TestBackgroundImportsAreBounded starts many at once.
func TestBackgroundImportsAreBounded(t *testing.T) {
	texts := map[string]string{}
	for i := range 40 {
		texts["m"+toText(i)+".js"] = "import './shared.js'; export default " + toText(i)
	}
	texts["shared.js"] = ""
	loader := newSlowLoader(files(texts))
	rt := newRuntime(t, kiln.Options{BackgroundImports: true, Loader: loader})
	v, err := rt.RunString("main.js", "let sum = 0; for (let i = 0; i < 40; i++) import(`./m${i}.js`).then(ns => { sum += ns.default }); () => sum")
	require.NoError(t, err)
	require.NoError(t, rt.RunLoop())
	v, err = v.Call(nil)
	require.NoError(t, err)
	assert.Equal(t, "780", v.String())
	assert.LessOrEqual(t, loader.most.Load(), int32(4))
	assert.Equal(t, int32(41), loader.reads.Load())
}

// TestBackgroundImportsEndWithTheLimits asks for more than the heap holds.
func TestBackgroundImportsEndWithTheLimits(t *testing.T) {
	loader := newSlowLoader(files(map[string]string{"a.js": "for (;;) ;"}))
	rt := newRuntime(t, kiln.Options{BackgroundImports: true, Loader: loader, MaxHeap: 32 << 20})
	_, err := rt.RunString("main.js", "for (let i = 0; ; i++) import('./' + i)")
	var limit *kiln.LimitError
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, kiln.LimitMemory, limit.Kind)
	rt = newRuntime(t, kiln.Options{BackgroundImports: true, Loader: loader})
	rt.SetDeadline(time.Now().Add(50 * time.Millisecond))
	_, err = rt.RunString("main.js", "import('./a.js')")
	require.NoError(t, err)
	require.ErrorAs(t, rt.RunLoop(), &limit)
	assert.Equal(t, kiln.LimitTime, limit.Kind)
	rt.SetDeadline(time.Time{})
	require.NoError(t, rt.RunLoop())
}

// TestPanicsOfLoaders has loaders of the host panic, in the background and not: the runtime
// stays usable.
func TestPanicsOfLoaders(t *testing.T) {
	for _, background := range []bool{false, true} {
		loader := newSlowLoader(files(map[string]string{"panic.js": "", "a.js": "export default 1"}))
		rt := newRuntime(t, kiln.Options{BackgroundImports: background, Loader: loader})
		_, err := rt.RunString("main.js", "var caught; function f() { import('./panic.js').catch(e => { caught = e }) }; f()")
		if err == nil {
			err = rt.RunLoop()
		}
		var internal *kiln.InternalError
		require.ErrorAs(t, err, &internal)
		assert.True(t, internal.Callback)
		assert.Equal(t, "reader", internal.Panic)
		assert.Contains(t, string(internal.Stack), "slowLoader")
		if !background {
			assert.Equal(t, "f", internal.Frames[0].Function)
		}
		require.NoError(t, rt.RunLoop())
		v, err := rt.RunString("main.js", "String(caught)")
		require.NoError(t, err)
		assert.Equal(t, "undefined", v.String())
		_, err = rt.Import("a.js")
		require.NoError(t, err)
	}
}
