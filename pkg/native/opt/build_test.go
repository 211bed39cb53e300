package opt

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/scripttest"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/build"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// unitOf makes the unit of a function that tier 1 has run, ready for a graph.
func unitOf(rt *object.Runtime, fn *bytecode.Function) *ir.Unit {
	u := build.Unit(rt, fn, 0, map[int32]int{}, map[int32]heap.Value{})
	u.Link()
	u.FindLoops()
	u.Liveness()
	u.MarkWraps()
	return u
}

// functions calls f with each function that a script has run in tier 1.
func functions(t *testing.T, name, source string, f func(rt *object.Runtime, code *object.Code, fn *bytecode.Function)) {
	t.Helper()
	var out strings.Builder
	rt := scripttest.NewRuntime(t, &out, scripttest.Bytecode(), heap.Options{})
	_, _ = scripttest.Run(rt, name, source, syntax.Options{})
	for _, code := range rt.Codes {
		if code == nil || code.Func == nil || code.Func.IsAsync || code.Func.IsGenerator || code.Realm != rt.Realms[0] {
			continue
		}
		fn := bytecode.FunctionOf(code)
		if fn == nil || len(fn.Proto().Code) > build.MaxInstructions || fn.Proto().Words > build.MaxRegisters {
			continue
		}
		f(rt, code, fn)
	}
}

// inliner takes any function that has run in tier 1.
func inliner(rt *object.Runtime) Inliner {
	return func(id uint32) *Callee {
		code := rt.Codes[id]
		if code == nil || code.Func == nil || code.Func.IsAsync || code.Func.IsGenerator || code.Kind > object.KindMethod || code.Realm != rt.Realms[0] {
			return nil
		}
		fn := bytecode.FunctionOf(code)
		if fn == nil || len(fn.Proto().Code) > MaxInlined {
			return nil
		}
		return &Callee{code, fn, unitOf(rt, fn)}
	}
}

// TestGraphsOfScripts: whatever is in scripts becomes a graph that keeps its invariants, or
// is declined with a reason.
func TestGraphsOfScripts(t *testing.T) {
	var files []string
	for _, of := range []string{"classes", "destructuring", "functions", "iterators", "numbers", "objects", "statements", "strings", "tiers"} {
		found, err := filepath.Glob("../../../testdata/scripts/" + of + "/*.js")
		require.NoError(t, err)
		files = append(files, found...)
	}
	require.NotEmpty(t, files)
	made, inlined, declined := 0, 0, map[string]int{}
	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		functions(t, file, string(source), func(rt *object.Runtime, code *object.Code, fn *bytecode.Function) {
			u := unitOf(rt, fn)
			g, err := Build(u, fn, inliner(rt))
			if errors.Is(err, ErrShape) {
				declined[err.Error()]++
				return
			}
			if !assert.NoError(t, err, "%s: %s", file, code.Func.Name) {
				return
			}
			made++
			inlined += len(g.Inlined)
			if err := g.Verify(); err != nil {
				t.Errorf("%s: %s: %v\n%s\n%s", file, code.Func.Name, err, u.Dump(), g.Dump())
			}
		})
	}
	t.Logf("%d graphs with %d inlined functions; declined: %v", made, inlined, declined)
	assert.Greater(t, made, 1000)
	assert.Greater(t, inlined, 100)
}

// TestEveryOperationHasItsRow: the table is as long as the list of operations.
func TestEveryOperationHasItsRow(t *testing.T) {
	for op := OpNone + 1; op < NumOps; op++ {
		assert.NotEmpty(t, op.String(), "operation %d", op)
	}
}
