package kiln_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
)

// TestInteractive types one piece after another in every mode.
func TestInteractive(t *testing.T) {
	type step struct{ source, want string }
	tests := map[string][]step{
		"let again":              {{"let x = 1; x", "1"}, {"let x = x => x + 1; x(1)", "2"}, {"x(5)", "6"}},
		"const becomes let":      {{"const x = 1; x", "1"}, {"let x = 2; x = 3; x", "3"}, {"const x = 4", "undefined"}, {"x = 5", "TypeError: Assignment to constant variable."}, {"x", "4"}},
		"class again":            {{"class C { f() { return 1 } }; new C().f()", "1"}, {"class C { f() { return 2 } }; new C().f()", "2"}},
		"let that threw":         {{"let y = missing", "ReferenceError: missing is not defined"}, {"let y = 7; y", "7"}},
		"functions see the new":  {{"let n = 1; const f = () => n; f()", "1"}, {"for (let i = 0; i < 3000; i++) f(); f()", "1"}, {"let n = 'new'; f()", "new"}, {"for (let i = 0; i < 3000; i++) f(); f()", "new"}},
		"hot writes":             {{"let n = 0; function add() { n++ }; for (let i = 0; i < 3000; i++) add(); n", "3000"}, {"const n = 5; add()", "TypeError: Assignment to constant variable."}, {"let n = 10; add(); n", "11"}},
		"var stays":              {{"let v = 1", "undefined"}, {"var v = 2", "SyntaxError: Identifier 'v' has already been declared"}, {"v", "1"}},
		"lexical over a var":     {{"var w = 1", "undefined"}, {"let w = 2", "SyntaxError: Identifier 'w' has already been declared"}},
		"await":                  {{"await 5", "5"}, {"let a = await Promise.resolve(6); a", "6"}, {"const f = async () => a; await f() + 1", "7"}},
		"await declares":         {{"await 0; var p = 1; let q = 2; class R {}; function s() { return p + q }", "0"}, {"[p, q, typeof R, s()].join()", "1,2,function,3"}},
		"await throws":           {{"await Promise.reject(new Error('no'))", "Error: no"}, {"let z = await missing", "ReferenceError: missing is not defined"}, {"let z = 1; z", "1"}},
		"await in a loop":        {{"let sum = 0; for await (const x of [1, Promise.resolve(2)]) sum += x; sum", "3"}},
		"completion":             {{"if (await 1) { 'yes' } else { 'no' }", "yes"}},
		"completion of a try":    {{"try { await 0; 'body' } finally { 'end' }", "body"}},
		"a block before a value": {{"{ await 0 } 4", "4"}},
	}
	for name, steps := range tests {
		for _, mode := range modes.All {
			t.Run(name+"/"+mode.Name, func(t *testing.T) {
				rt, err := kiln.New(kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds})
				require.NoError(t, err)
				for _, s := range steps {
					assert.Equal(t, s.want, typed(t, rt, s.source), s.source)
				}
			})
		}
	}
}

// typed runs one piece and describes its value, or the error.
func typed(t *testing.T, rt *kiln.Runtime, source string) string {
	t.Helper()
	p, err := kiln.Compile("prompt", source, kiln.Interactive)
	require.NoError(t, err)
	v, err := rt.Run(p)
	if err == nil && p.Awaits() {
		_, done, _ := v.Settled()
		require.NoError(t, rt.RunLoopUntil(func() bool { _, done, _ = v.Settled(); return done }))
		require.True(t, done)
		v, _, err = v.Settled()
	}
	if err != nil {
		return err.Error()
	}
	return v.String()
}
