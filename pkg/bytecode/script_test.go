package bytecode_test

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
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// hooks run everything in tier 1.
func hooks() *object.TierHooks {
	return &object.TierHooks{
		Prepare: func(rt *object.Runtime, code *object.Code) {
			code.Entry, code.Tier = bytecode.Enter, object.TierBytecode
		},
		Position: func(code *object.Code, _ object.Tier, pos int32) syntax.Pos {
			return bytecode.Position(code, pos)
		},
		ForgetShapes: bytecode.ForgetShapes,
	}
}

func newRuntime(out *strings.Builder, o heap.Options) *object.Runtime {
	rt := object.New(object.Options{Heap: o, Builtins: builtin.Library(), Tiers: hooks(), Stdout: out, Stderr: out})
	realm := rt.NewRealm()
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

// run runs a script and its jobs and returns what it printed.
func run(t testing.TB, name, source string, o heap.Options) string {
	var out strings.Builder
	rt := newRuntime(&out, o)
	prog, err := syntax.Parse(syntax.NewSource(name, source), syntax.Options{})
	require.NoError(t, err)
	_, err = rt.RunScript(prog, rt.Cur)
	if err == nil {
		err = rt.RunJobs()
	}
	var thrown *object.Throw
	if errors.As(err, &thrown) {
		out.WriteString("throws: " + rt.DescribeThrown(thrown.Value) + "\n")
	} else {
		require.NoError(t, err)
	}
	return out.String()
}

// expected collects the `// expect: ` and `// throws: ` comments of a script.
func expected(source string) string {
	var b strings.Builder
	for _, line := range strings.Split(source, "\n") {
		if _, s, ok := strings.Cut(line, "// expect: "); ok {
			b.WriteString(s + "\n")
		} else if _, s, ok := strings.Cut(line, "// throws: "); ok {
			b.WriteString("throws: " + s + "\n")
		}
	}
	return b.String()
}

func TestScripts(t *testing.T) {
	files, err := filepath.Glob("../interp/testdata/*.js")
	require.NoError(t, err)
	own, err := filepath.Glob("testdata/*.js")
	require.NoError(t, err)
	files = append(files, own...)
	require.NotEmpty(t, files)
	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		name := strings.TrimSuffix(filepath.Base(file), ".js")
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, expected(string(source)), run(t, file, string(source), heap.Options{}))
		})
		if strings.HasSuffix(name, "_deep") {
			continue
		}
		t.Run(name+"/stress", func(t *testing.T) {
			assert.Equal(t, expected(string(source)), run(t, file, string(source), heap.Options{Stress: true}))
		})
	}
}
