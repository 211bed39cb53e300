package kiln_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var goBlock = regexp.MustCompile("(?s)```go\n(.*?)```")

// TestCodeInDocsRuns demands that each piece of Go code in docs stands in an example, which
// the tests run.
func TestCodeInDocsRuns(t *testing.T) {
	names, err := filepath.Glob("example_*_test.go")
	require.NoError(t, err)
	examples := ""
	for _, name := range append(names, "example_test.go") {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		examples += string(text)
	}
	pages, err := filepath.Glob("docs/*.md")
	require.NoError(t, err)
	blocks := 0
	for _, page := range pages {
		text, err := os.ReadFile(page)
		require.NoError(t, err)
		for _, block := range goBlock.FindAllStringSubmatch(string(text), -1) {
			blocks++
			assert.True(t, strings.Contains(examples, block[1]), "%s: no example has\n%s", page, block[1])
		}
	}
	assert.NotZero(t, blocks)
}
