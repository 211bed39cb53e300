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
