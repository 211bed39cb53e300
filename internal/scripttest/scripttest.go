package scripttest

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/builtin"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/interp"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/web"
)

// Interp returns hooks that run everything in tier 0.
func Interp() *object.TierHooks {
	return &object.TierHooks{
		Prepare: func(_ *object.Runtime, code *object.Code) {
			code.Entry, code.Tier = interp.Enter, object.TierInterp
		},
		Position:      func(_ *object.Code, _ object.Tier, pos int32) syntax.Pos { return syntax.Pos(pos) },
		ForgetShapes:  interp.ForgetShapes,
		CallThreshold: ^uint32(0),
		TurnThreshold: ^uint32(0),
	}
}

// Bytecode returns hooks that run everything in tier 1.
func Bytecode() *object.TierHooks {
	return &object.TierHooks{
		Prepare: func(_ *object.Runtime, code *object.Code) {
			code.Entry, code.Tier = bytecode.Enter, object.TierBytecode
		},
		Position: func(code *object.Code, _ object.Tier, pos int32) syntax.Pos {
			return bytecode.Position(code, pos)
		},
		ForgetShapes: bytecode.ForgetShapes,
	}
}

// NewRuntime makes a runtime with one realm whose console and whose global function
// print write to out. Where every safepoint collects, slices are short too.
func NewRuntime(t testing.TB, out *strings.Builder, tiers *object.TierHooks, o heap.Options) *object.Runtime {
	t.Helper()
	libraries := append(web.All(), builtin.Library())
	rt, err := object.New(object.Options{Heap: o, Libraries: libraries, Tiers: tiers, Stdout: out, Stderr: out})
	require.NoError(t, err)
	realm := rt.NewRealm()
	if o.Stress {
		rt.SetSlice(1)
	}
	realm.InstallGlobals([]object.Row{{Name: "print", Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
		for i, a := range c.Args {
			if i > 0 {
				out.WriteByte(' ')
			}
			s, err := c.RT.ToGoString(a)
			if err != nil {
				return heap.Undefined, err
			}
			out.WriteString(s)
		}
		out.WriteByte('\n')
		return heap.Undefined, nil
	}}})
	return rt
}

// Run runs a script and its jobs and returns its completion value.
func Run(rt *object.Runtime, name, source string, o syntax.Options) (heap.Value, error) {
	prog, err := syntax.Parse(syntax.NewSource(name, source), o)
	if err != nil {
		return heap.Undefined, err
	}
	v, err := rt.RunScript(prog, rt.Cur)
	if err == nil {
		err = rt.RunJobs()
	}
	return v, err
}

// Output runs a script in a runtime of its own and returns what it printed, with a line
// for the error that ended it.
func Output(t testing.TB, tiers *object.TierHooks, name, source string, o heap.Options) string {
	t.Helper()
	var out strings.Builder
	rt := NewRuntime(t, &out, tiers, o)
	_, err := Run(rt, name, source, syntax.Options{})
	var thrown *object.Throw
	if errors.As(err, &thrown) {
		out.WriteString("throws: " + rt.DescribeThrown(thrown.Value) + "\n")
	} else {
		require.NoError(t, err)
	}
	return out.String()
}

// Expected returns what Output shall return according to the comments of a script.
func Expected(source string) string {
	var b strings.Builder
	for line := range strings.Lines(source) {
		line = strings.TrimRight(line, "\r\n")
		if _, s, ok := strings.Cut(line, "// expect: "); ok {
			b.WriteString(s + "\n")
		} else if _, s, ok := strings.Cut(line, "// throws: "); ok {
			b.WriteString("throws: " + s + "\n")
		}
	}
	return b.String()
}

// Files runs the scripts that match the patterns, at ease and, but for those that go
// as deep as they can (NAME_deep.js), with a collection at every safepoint.
func Files(t *testing.T, tiers func() *object.TierHooks, patterns ...string) {
	t.Helper()
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			source, err := os.ReadFile(file)
			require.NoError(t, err)
			name := strings.TrimSuffix(filepath.Base(file), ".js")
			t.Run(name, func(t *testing.T) {
				assert.Equal(t, Expected(string(source)), Output(t, tiers(), file, string(source), heap.Options{}))
			})
			if strings.HasSuffix(name, "_deep") {
				continue
			}
			t.Run(name+"/stress", func(t *testing.T) {
				assert.Equal(t, Expected(string(source)), Output(t, tiers(), file, string(source), heap.Options{Stress: true}))
			})
		}
	}
}
