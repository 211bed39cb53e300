package syntax_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// checkProgram holds what the resolver promises.
func checkProgram(t testing.TB, prog *syntax.Program) {
	require.NotEmpty(t, prog.Funcs)
	require.Same(t, prog.Body, prog.Funcs[0])
	simulate(t, prog, nil)
	for i, f := range prog.Funcs {
		if f.ID != uint32(i) || f.Program != prog {
			t.Fatalf("function %d has the ID %d", i, f.ID)
		}
		if f.TempBase < f.NumParams || f.NumLocals < f.TempBase {
			t.Fatalf("%s: registers %d ≤ %d ≤ %d", f.Name, f.NumParams, f.TempBase, f.NumLocals)
		}
		for _, s := range f.Scopes {
			checkScope(t, s)
		}
	}
}

func checkScope(t testing.TB, s *syntax.Scope) {
	if s.NeedsEnv && s.Host != s {
		t.Fatalf("scope has an environment but another host")
	}
	for _, b := range s.Bindings {
		switch b.Store {
		case syntax.StoreEnv:
			if s.Host == nil || !s.Host.NeedsEnv || b.Index >= s.Host.EnvSlots {
				t.Fatalf("%s has no slot", b.Name)
			}
		case syntax.StoreReg:
			if b.Index >= s.Func.TempBase {
				t.Fatalf("%s has register %d of %d", b.Name, b.Index, s.Func.TempBase)
			}
		}
	}
}
