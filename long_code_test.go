package kiln_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
)

// repeated is n bytes of text, made by f from numbers.
func repeated(n int, f func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(f(i))
	}
	return b.String()
}

// longCodes are functions that take long without a call or a back edge, or long to
// compile, and never end.
func longCodes() map[string]string {
	statements := repeated(1<<20, func(i int) string { return fmt.Sprintf("s = (s + i * %d) | 0;", i%97) })
	elements := repeated(1<<20, func(i int) string { return fmt.Sprintf("i + %d,", i) })
	properties := repeated(1<<20, func(i int) string { return fmt.Sprintf("p%d: i,", i%3000) })
	commas := repeated(1<<20, func(i int) string { return fmt.Sprintf("s = s ^ %d, ", i) })
	branches := repeated(60<<10, func(i int) string {
		return fmt.Sprintf("if (v%d < v%d) { try { v%d = v%d + 0.5 } catch (e) { v%d = e } } else v%d = v%d | 0;", i%90, i*7%90, i*3%90, i%90, i%90, i%90, i*5%90)
	})
	nest := "s = (s + 1) | 0;"
	for i := range 300 {
		nest = fmt.Sprintf("for (let j%d = 0; j%d < 1; j%d++) { %s s ^= j%d }", i, i, i, nest, i)
	}
	variables := repeated(900, func(i int) string { return fmt.Sprintf("v%d = %d,", i, i) }) + "z = 0"
	return map[string]string{
		"loop of statements":     "let s = 0; for (let i = 0; ; i++) { " + statements + " }",
		"function of statements": "function f(i) { let s = 0; " + statements + " return s } for (;;) f(1)",
		"array literal":          "for (let i = 0, a; ; i++) a = [" + elements + "]",
		"object literal":         "for (let i = 0, a; ; i++) a = {" + properties + "}",
		"commas":                 "let s = 0; for (;;) { " + commas + " s }",
		"branches and handlers":  "function f(n) { let " + variables + "; for (let i = 0; i < n; i++) { " + branches + " } } for (;;) f(9)",
		"nest of loops":          "for (let k = 0; ; k++) { const f = new Function('let s = ' + k + '; for (let i = 0; i < 300; i++) { " + nest + " } return s'); f(); f() }",
	}
}

// TestLongCodeStopsAtTheLimit demands that code which counts no turns and calls for
// long, or takes long to compile, ends not long after the time limit in every tier: it
// ran for a minute where nothing looked. (50 ms are kept on a machine that is not busy.)
func TestLongCodeStopsAtTheLimit(t *testing.T) {
	const limit, late, attempts = 100 * time.Millisecond, time.Second, 3
	for name, source := range longCodes() {
		program, err := kiln.Compile("long.js", source, kiln.Script)
		require.NoError(t, err)
		for _, mode := range modes.All[:4] {
			t.Run(name+"/"+mode.Name, func(t *testing.T) {
				over := time.Duration(1 << 62)
				// A busy machine may be late by itself.
				for i := 0; i < attempts && over > late; i++ {
					over = min(over, overtime(t, program, limit, kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, MaxHeap: 128 << 20}))
				}
				require.Less(t, over, late)
			})
		}
	}
}

// overtime is how long after the limit a program has ended.
func overtime(t *testing.T, program *kiln.Program, limit time.Duration, o kiln.Options) time.Duration {
	t.Helper()
	rt, err := kiln.New(o)
	require.NoError(t, err)
	end := time.Now().Add(limit)
	rt.SetDeadline(end)
	_, err = rt.Run(program)
	over := time.Since(end)
	var reached *kiln.LimitError
	require.True(t, errors.As(err, &reached), "%v", err)
	return over
}
