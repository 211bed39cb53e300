package syntax_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// TestSize compares Program.Size, and the most that Poll hears of, with what Go says.
func TestSize(t *testing.T) {
	for name, text := range map[string]string{
		"uses":       strings.Repeat("x;", 1e5),
		"blocks":     strings.Repeat("{let v}", 2e4),
		"properties": "({" + strings.Repeat("a:1,", 5e4) + "})",
		"elements":   "[" + strings.Repeat(",", 2e5) + "]",
		"arguments":  "f(" + strings.Repeat("1,", 1e5) + ")",
		"functions":  strings.Repeat("function f(a, b) { return a + b }\n", 5e3),
		"arrows":     strings.Repeat("a => a;", 1e4),
		"classes":    strings.Repeat("(class { #x = 1; get y() { return this.#x } });", 3e3),
		"names":      "var " + strings.Join(names(2e4), ",") + "\n;",
		"with":       strings.Repeat("with({}){", 100) + strings.Repeat("x;", 2e4) + strings.Repeat("}", 100),
		"strings":    strings.Repeat(`'\x61bcdefghijklmnopqrstuvwxyz';`, 1e4),
		"templates":  strings.Repeat("`a${1}b`;", 1e4),
		"patterns":   strings.Repeat("[a, {b, c: [d]}] = e;", 5e3),
		"generator":  "function* g() {" + strings.Repeat("yield f(1, 2);", 1e4) + "}",
		"loops":      strings.Repeat("for (let i = 0; i < 1; i++) for (const x of y) try { break } catch { continue }", 3e3),
		"switch":     "switch (x) {" + strings.Repeat("case 1: y;", 2e4) + "}",
		"comment":    strings.Repeat("// nothing\n", 1e5),
	} {
		t.Run(name, func(t *testing.T) {
			src := syntax.NewSource("a.js", text)
			most := int64(0)
			before := inUse()
			prog, err := syntax.Parse(src, syntax.Options{Poll: func(_ int, memory int64) error {
				most = max(most, memory)
				return nil
			}})
			require.NoError(t, err)
			used := inUse() - before + int64(len(text))
			runtime.KeepAlive(prog)
			assert.Greater(t, prog.Size, used*5/6)
			assert.Less(t, prog.Size, used*3/2) // literals that became patterns count
			assert.GreaterOrEqual(t, most, prog.Size*9/10)
		})
	}
}

// names returns n names of variables.
func names(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = "v" + string(rune('a'+i%26)) + strings.Repeat("x", i/26%26) + string(rune('a'+i/676%26)) + string(rune('a'+i/17576))
	}
	return list
}

// inUse returns the bytes of Go's heap that are reachable.
func inUse() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
