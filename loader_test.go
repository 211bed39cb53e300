package kiln_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
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

// endlessFile is a file of a gigabyte that tells of each time it is read.
type endlessFile struct{ read func() }

func (f endlessFile) Open(name string) (fs.File, error) { return f, nil }
func (f endlessFile) Stat() (fs.FileInfo, error)        { return f, nil }
func (f endlessFile) Close() error                      { return nil }
func (f endlessFile) Name() string                      { return "large.js" }
func (f endlessFile) Size() int64                       { return 1 << 30 }
func (f endlessFile) Mode() fs.FileMode                 { return 0o444 }
func (f endlessFile) ModTime() time.Time                { return time.Time{} }
func (f endlessFile) IsDir() bool                       { return false }
func (f endlessFile) Sys() any                          { return nil }

func (f endlessFile) Read(p []byte) (int, error) {
	f.read()
	clear(p)
	return len(p), nil
}

// TestReadingAModuleCanBeStopped: between two pieces of a file a limit ends the script, and what
// was not read by then took no memory.
func TestReadingAModuleCanBeStopped(t *testing.T) {
	for kind, end := range map[kiln.LimitKind]func(*kiln.Runtime){
		kiln.LimitTime:      func(rt *kiln.Runtime) { rt.SetDeadline(time.Now().Add(-time.Second)) },
		kiln.LimitInterrupt: func(rt *kiln.Runtime) { rt.Interrupt("enough") },
	} {
		var rt *kiln.Runtime
		reads, after := 0, 0
		file := endlessFile{func() {
			if reads++; reads == 3 {
				end(rt)
			}
			if reads > 3 {
				after++
			}
		}}
		rt = newRuntime(t, kiln.Options{Loader: kiln.FSLoader{FS: file}})
		var before, then runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := rt.RunString("a.js", `import("/large.js")`)
		if err == nil {
			err = rt.RunLoop()
		}
		runtime.ReadMemStats(&then)
		var limit *kiln.LimitError
		require.ErrorAs(t, err, &limit)
		assert.Equal(t, kind, limit.Kind)
		assert.LessOrEqual(t, after, 8, "reads since the limit was reached")
		assert.Less(t, then.TotalAlloc-before.TotalAlloc, uint64(64<<20))
	}
}

// TestModulesOfManyPieces: a file that takes several pieces is read whole.
func TestModulesOfManyPieces(t *testing.T) {
	name := filepath.Join(t.TempDir(), "large.js")
	line := "// " + strings.Repeat("x", 997) + "\n"
	for _, n := range []int{0, 1047, 1048, 1049, 3500} {
		text := strings.Repeat(line, n) + "export default " + strconv.Itoa(n)
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		rt := newRuntime(t, kiln.Options{Loader: kiln.FileLoader{}})
		ns, err := rt.Import(filepath.ToSlash(name))
		require.NoError(t, err)
		v, err := ns.Get("default")
		require.NoError(t, err)
		assert.Equal(t, strconv.Itoa(n), v.String())
	}
}
