package build

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/scripttest"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// units calls f with the unit of each function that a script has run in tier 1.
func units(t *testing.T, name, source string, f func(code *object.Code, u *ir.Unit)) {
	t.Helper()
	unitsOf(t, name, source, syntax.Options{}, f)
}

func unitsOf(t *testing.T, name, source string, o syntax.Options, f func(code *object.Code, u *ir.Unit)) {
	t.Helper()
	var out strings.Builder
	rt := scripttest.NewRuntime(t, &out, scripttest.Bytecode(), heap.Options{})
	_, _ = scripttest.Run(rt, name, source, o)
	for _, code := range rt.Codes {
		if code == nil || code.Func == nil {
			continue
		}
		fn := bytecode.FunctionOf(code)
		if fn == nil || len(fn.Proto().Code) > MaxInstructions || fn.Proto().Words > MaxRegisters {
			continue
		}
		f(code, Unit(rt, fn, 0, map[int32]int{}, map[int32]heap.Value{}))
	}
}

// TestUnitsFitTheTable: whatever is in scripts becomes operations that are as their
// rows say, and the analyses come to an end with them.
func TestUnitsFitTheTable(t *testing.T) {
	var files []string
	for _, of := range []string{"async", "classes", "destructuring", "functions", "iterators", "numbers", "objects", "statements", "strings"} {
		found, err := filepath.Glob("../../../testdata/scripts/" + of + "/*.js")
		require.NoError(t, err)
		files = append(files, found...)
	}
	seen := map[ir.Op]bool{}
	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		o := syntax.Options{}
		if strings.Contains(file, "/statements/") {
			o.Counts = &syntax.Counts{}
		}
		unitsOf(t, file, string(source), o, func(code *object.Code, u *ir.Unit) {
			u.Link()
			require.NoError(t, u.Check(), "%s in %s", code.Func.Name, file)
			u.FindLoops()
			u.Liveness()
			u.MarkWraps()
			lower.ChoosePins(u, lower.Registers{General: 3, Vector: 10})
			for _, b := range u.Blocks {
				for i := range b.Insts {
					seen[b.Insts[i].Op] = true
				}
			}
		})
	}
	for op := ir.OpNop + 1; op < ir.NumOps; op++ {
		if slices.Contains([]ir.Op{ir.OpFindElem, ir.OpDefine, ir.OpBeginBody, ir.OpSpecies}, op) {
			continue // bodies of built-in functions alone have them
		}
		assert.True(t, seen[op], "no script of these has %s", op)
	}
}

func TestUnitOfALoop(t *testing.T) {
	const source = `function sum(n) { let s = 0; for (let i = 0; i < n; i++) s += i; return s } sum(9)`
	found := false
	units(t, "test.js", source, func(code *object.Code, u *ir.Unit) {
		if code.Func.Name != "sum" {
			return
		}
		found = true
		u.Link()
		u.FindLoops()
		u.Liveness()
		lower.ChoosePins(u, lower.Registers{General: 3, Vector: 10})
		require.Len(t, u.Loops, 1)
		require.Len(t, u.Loops[0].Pins, 3, u.Dump())
		for _, p := range u.Loops[0].Pins {
			require.Equal(t, ir.Int32, p.Form, u.Dump())
		}
	})
	require.True(t, found)
}
