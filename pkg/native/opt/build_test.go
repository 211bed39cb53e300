package opt

import (
	"errors"
	"fmt"
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
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// unitOf makes the unit of a function that tier 1 has run, ready for a graph.
func unitOf(t *testing.T, rt *object.Runtime, fn *bytecode.Function, entry int32) *ir.Unit {
	u := build.Unit(rt, fn, entry, map[int32]int{}, map[int32]heap.Value{})
	if entry != 0 {
		require.True(t, u.Peel(build.MaxInstructions))
	}
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
func inliner(t *testing.T, rt *object.Runtime) Inliner {
	return func(id uint32) *Callee {
		code := rt.Codes[id]
		if code == nil || code.Definition() == nil || code.Definition().IsAsync || code.Definition().IsGenerator || code.Realm != rt.Realms[0] {
			return nil
		}
		if code.Kind > object.KindDerived && code.Body == nil {
			return nil
		}
		fn := bytecode.FunctionOf(code)
		if code.Body == nil && code.Func.DefaultCtor {
			fn, _ = bytecode.Prepare(rt, code)
		}
		if fn == nil || len(fn.Proto().Code) > MaxInlined {
			return nil
		}
		return &Callee{code, fn, unitOf(t, rt, fn, 0)}
	}
}

// entries are where graphs of a function begin: at its first instruction, and at each back edge.
func entries(fn *bytecode.Function) []int32 {
	out := []int32{0}
	for pc, in := range fn.Proto().Code {
		if t, ok := in.Jump(int32(pc)); ok && t <= int32(pc) {
			out = append(out, int32(pc))
		}
	}
	return out
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
	made, loops, inlined, declined := 0, 0, 0, map[string]int{}
	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		functions(t, file, string(source), func(rt *object.Runtime, code *object.Code, fn *bytecode.Function) {
			for _, entry := range entries(fn) {
				u := unitOf(t, rt, fn, entry)
				require.NoError(t, u.Check(), "%s: %s", file, code.Func.Name)
				g, err := Build(u, fn, inliner(t, rt), nil)
				if errors.Is(err, ErrShape) {
					declined[err.Error()]++
					continue
				}
				if !assert.NoError(t, err, "%s: %s", file, code.Func.Name) {
					return
				}
				made++
				inlined += len(g.Inlined)
				if entry != 0 {
					loops++
				}
				if err := g.Verify(); err != nil {
					t.Errorf("%s: %s: %v\n%s\n%s", file, code.Func.Name, err, u.Dump(), g.Dump())
				}
				for _, regs := range []lower.Registers{fewRegisters, manyRegisters} {
					if err := Allocate(g, regs).checkPlaces(g); err != nil {
						t.Errorf("%s: %s: %v\n%s", file, code.Func.Name, err, g.Dump())
					}
				}
			}
		})
	}
	t.Logf("%d graphs, %d that begin in loops, with %d inlined functions; declined: %v", made, loops, inlined, declined)
	assert.Greater(t, made, 1000)
	assert.Greater(t, inlined, 100)
	assert.Greater(t, loops, 100)
	assert.Zero(t, declined["not for the optimizing compiler: a loop with two entries"])
}

// TestInliningLooksAtFewFunctions: what it costs to find out what can be inlined has a limit of its own, for functions
// that call many others, which call many others, none of which can be.
func TestInliningLooksAtFewFunctions(t *testing.T) {
	const depth, calls = 6, 8
	var source strings.Builder
	source.WriteString("function f0(a) { return `<${a}>`.length }\n") // code of units makes templates
	for i := 1; i < depth; i++ {
		fmt.Fprintf(&source, "function f%d(a) { let s = 0;", i)
		source.WriteString(strings.Repeat(fmt.Sprintf("  s += f%d(a);", i-1), calls))
		source.WriteString(" return s + `<${a}>`.length }\n")
	}
	fmt.Fprintf(&source, "f%d([0])", depth-1)
	asked := 0
	functions(t, "calls.js", source.String(), func(rt *object.Runtime, code *object.Code, fn *bytecode.Function) {
		if code.Func.Name != fmt.Sprint("f", depth-1) {
			return
		}
		inline := inliner(t, rt)
		_, err := Build(unitOf(t, rt, fn, 0), fn, func(id uint32) *Callee {
			asked++
			return inline(id)
		}, nil)
		require.NoError(t, err)
	})
	assert.Greater(t, asked, 2*calls)
	assert.Less(t, asked, 500)
}

// TestEveryOperationHasItsRow: the table is as long as the list of operations.
func TestEveryOperationHasItsRow(t *testing.T) {
	for op := OpNone + 1; op < NumOps; op++ {
		assert.NotEmpty(t, op.String(), "operation %d", op)
	}
}
