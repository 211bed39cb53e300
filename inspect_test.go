package kiln_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// TestInspectColors compares values in colour, and proxies as such, with what util.inspect
// of Node 20 makes of them.
func TestInspectColors(t *testing.T) {
	source, err := os.ReadFile("pkg/web/testdata/console.js")
	require.NoError(t, err)
	want, err := os.ReadFile("testdata/inspect_colors.txt")
	require.NoError(t, err)
	_, rest, _ := strings.Cut(string(source), "\n") // the first line defines show
	rt, err := kiln.New(kiln.Options{Libraries: web.All()})
	require.NoError(t, err)
	_, err = rt.RunString("console.js", "const shown = []; const show = (name, value) => shown.push({ name, value });\n"+rest)
	require.NoError(t, err)
	wants := strings.Split(strings.TrimSuffix(string(want), "\n"), "--- ")[1:]
	for i, w := range wants {
		name, text, _ := strings.Cut(strings.TrimSuffix(w, "\n"), "\n")
		if name == "two cycles" {
			continue // Node counts the codes of the colour of <ref *1> as columns
		}
		v, err := rt.RunString("value", fmt.Sprintf("shown[%d].value", i))
		require.NoError(t, err)
		got, err := v.Inspect(kiln.InspectOptions{Colors: true, Proxies: true})
		require.NoError(t, err)
		assert.Equal(t, text, got, name)
	}
}

// TestInspectDataView shows what a DataView has left of a buffer that has shrunk.
func TestInspectDataView(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	for source, length := range map[string]string{
		"new DataView(b(16), 4, 8)": "byteLength: 8", "new DataView(b(16), 4)": "byteLength: 12",
		"shrunk(new DataView(b(16), 4, 8), 8)": "byteLength: 0", "shrunk(new DataView(b(16), 4), 8)": "byteLength: 4",
		"shrunk(new DataView(b(16), 4), 2)": "byteLength: 0", "(v => (v.buffer.transfer(), v))(new DataView(b(16), 4))": "byteLength: 0",
	} {
		v, err := rt.RunString("view.js", "var b = n => new ArrayBuffer(n, { maxByteLength: 32 }), shrunk = (v, n) => (v.buffer.resize(n), v); "+source)
		require.NoError(t, err)
		text, err := v.Inspect(kiln.InspectOptions{})
		require.NoError(t, err)
		assert.Contains(t, text, "DataView {\n  "+length+",\n  byteOffset: 4", source)
	}
}
