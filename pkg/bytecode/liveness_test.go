package bytecode

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// TestLiveness says which variables of a function are live while it calls here().
func TestLiveness(t *testing.T) {
	for _, c := range []struct{ body, live string }{
		{"let a = 1, b = 2; here(); return b;", "b"},
		{"let a = 1; a = here(); return a;", ""},
		{"let a = 1; try { a = here(); } catch { return a; }", "a"},
		{"let a = 1; try { a = here(); } catch { } return a;", "a"},
		{"let a = 1; here(); with ({}) { return a; }", "a"},
		{"let a = 1; here(); with ({}) { a = 2; }", "a"},
		{"let a = 1; here(); with ({}) { return typeof a; }", "a"},
		{"let a = 1; here(); with ({}) { return delete a; }", ""},
		{"let a = 1; for (a of p) { here(); a = 5; } return a;", ""},
		{"let a = 1; here(); for (a of p) { } return a;", "a,p"},
		{"let a = 1; here(); return { a };", "a"},
		{"let a = 1; here(); g(a, ...p);", "a,p"},
		{"let a = 1; for (let i = 0; i < 9; i++) { here(); }", "i"},
		{"here(); return arguments;", "arguments"},
		{"arguments; here();", "arguments"},
		{"'use strict'; arguments; here();", ""},
	} {
		prog, err := syntax.Parse(syntax.NewSource("test.js", fmt.Sprintf("function f(p) { %s }", c.body)), syntax.Options{})
		require.NoError(t, err, c.body)
		i := slices.IndexFunc(prog.Funcs, func(f *syntax.FuncInfo) bool { return f.Name == "f" })
		p, err := Compile(prog.Funcs[i])
		require.NoError(t, err)
		assert.Equal(t, c.live, strings.Join(liveAtCall(p), ","), c.body)
	}
}

// liveAtCall names the variables that are live at the first call of here.
func liveAtCall(p *Proto) []string {
	lives := p.Liveness()
	frame := -1
	var names []string
	for pc, in := range p.Code {
		switch {
		case in.Op == OpGetGlobal && p.CacheNames[in.Wide()] == "here":
			frame = int(in.A)
		case in.Op == OpCall && int(in.A) == frame:
			lives.During(int32(pc), func(r int) {
				for _, s := range p.Func.Scopes {
					for _, b := range s.Bindings {
						if b.Store == syntax.StoreReg && int(b.Index) == r-stack.Header {
							names = append(names, b.Name)
						}
					}
				}
			})
			slices.Sort(names)
			return names
		}
	}
	return []string{"no call"}
}
