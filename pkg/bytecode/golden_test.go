package bytecode_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/syntax"
)

var update = flag.Bool("update", false, "write the golden files")

// compileAll compiles and verifies all functions of a source and returns their
// disassembly.
func compileAll(t testing.TB, name, source string) string {
	prog, err := syntax.Parse(syntax.NewSource(name, source), syntax.Options{})
	require.NoError(t, err)
	var b strings.Builder
	for _, f := range prog.Funcs {
		p, err := bytecode.Compile(f)
		require.NoError(t, err)
		require.NoError(t, bytecode.Verify(p))
		b.WriteString(bytecode.Disassemble(p))
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.js")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			source, err := os.ReadFile(file)
			require.NoError(t, err)
			have := compileAll(t, filepath.Base(file), string(source))
			golden := strings.TrimSuffix(file, ".js") + ".txt"
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(have), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), have)
		})
	}
}

// TestGenerated fails when the files that opgen writes are stale: the tables of the
// instructions, and the loop that follows from the rules.
func TestGenerated(t *testing.T) {
	out, err := exec.Command("go", "run", "./internal/opgen", "-check").CombinedOutput()
	assert.NoError(t, err, string(out))
}

// TestRules looks at the rules of the loop as the Go that they are.
func TestRules(t *testing.T) {
	out, err := exec.Command("go", "vet", "-tags", "kilnrules", ".").CombinedOutput()
	assert.NoError(t, err, string(out))
}
