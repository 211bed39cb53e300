package kiln_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

// TestFileLoaderReadsRegularFiles asks for what no module can be: a pipe that
// nobody writes to, a device without an end, a directory, a file that is larger
// than the heap.
func TestFileLoaderReadsRegularFiles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("pipes and devices have no names here")
	}
	dir := t.TempDir()
	large := filepath.Join(dir, "large.js")
	require.NoError(t, os.WriteFile(large, nil, 0o600))
	require.NoError(t, os.Truncate(large, 1<<30)) // takes no room on the disk
	loader := kiln.FileLoader{}
	for name, message := range map[string]string{
		"/dev/zero": "no regular file",
		dir:         "is a directory",
		large:       "has more than",
		dir + "/no": "there is no file",
	} {
		_, err := loader.ReadUpTo(name, 1<<20)
		assert.ErrorContains(t, err, message)
	}
	rt, err := kiln.New(kiln.Options{MaxHeap: 64 << 20, Loader: kiln.FileLoader{}})
	require.NoError(t, err)
	_, err = rt.RunString("a.js", `var said; import("/dev/zero").catch(e => { said = String(e) })`)
	require.NoError(t, err)
	require.NoError(t, rt.RunLoop())
	said, err := rt.RunString("b.js", "said")
	require.NoError(t, err)
	assert.Contains(t, said.String(), "no regular file")
}

func TestReadingAModuleCanBeStopped(t *testing.T) {
	large := filepath.Join(t.TempDir(), "large.js")
	require.NoError(t, os.WriteFile(large, nil, 0o600))
	require.NoError(t, os.Truncate(large, 1<<30))
	rt := newRuntime(t, kiln.Options{Loader: kiln.FileLoader{}})
	rt.SetDeadline(time.Now().Add(20 * time.Millisecond))
	_, err := rt.RunString("a.js", `import("`+filepath.ToSlash(large)+`")`)
	if err == nil {
		err = rt.RunLoop()
	}
	var limit *kiln.LimitError
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, kiln.LimitTime, limit.Kind)
	assert.WithinDuration(t, rt.Object().Deadline(), time.Now(), time.Second)
}
