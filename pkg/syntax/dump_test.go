package syntax_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/syntax"
)

var update = flag.Bool("update", false, "write the golden files")

// TestGolden compares the dump of testdata/*.js with the .golden file beside it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.js")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		o := syntax.Options{}
		if strings.HasSuffix(file, ".mod.js") {
			o.Goal = syntax.GoalModule
		}
		prog, err := syntax.Parse(syntax.NewSource(filepath.Base(file), string(data)), o)
		require.NoError(t, err)
		checkProgram(t, prog)
		var b bytes.Buffer
		require.NoError(t, syntax.Dump(&b, prog))
		golden := strings.TrimSuffix(file, ".js") + ".golden"
		if *update {
			require.NoError(t, os.WriteFile(golden, b.Bytes(), 0o644))
			continue
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		assert.Equal(t, string(want), b.String(), file)
	}
}
