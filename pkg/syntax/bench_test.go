package syntax_test

import (
	"os"
	"testing"

	"github.com/dop251/goja/parser"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// bigText returns lib/typescript.js of the npm package typescript, whose path
// KILN_TYPESCRIPT_JS names.
func bigText(b *testing.B) string {
	path := os.Getenv("KILN_TYPESCRIPT_JS")
	if path == "" {
		b.Skip("KILN_TYPESCRIPT_JS does not name lib/typescript.js of typescript@5.9.3")
	}
	data, err := os.ReadFile(path)
	require.NoError(b, err)
	return string(data)
}

// BenchmarkParseTypeScript parses with early errors and scope analysis.
func BenchmarkParseTypeScript(b *testing.B) {
	text := bigText(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := syntax.Parse(syntax.NewSource("typescript.js", text), syntax.Options{})
		require.NoError(b, err)
	}
}

// BenchmarkParseTypeScriptGoja is the measure of comparison: another parser,
// without scope analysis.
func BenchmarkParseTypeScriptGoja(b *testing.B) {
	text := bigText(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := parser.ParseFile(nil, "typescript.js", text, 0, parser.WithDisableSourceMaps)
		require.NoError(b, err)
	}
}

// BenchmarkParseEmpty is the cost of the smallest script.
func BenchmarkParseEmpty(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_, err := syntax.Parse(syntax.NewSource("", ""), syntax.Options{})
		require.NoError(b, err)
	}
}
