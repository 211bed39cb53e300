//go:build amd64 || arm64

package kiln_test

import (
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

// compiling makes hot functions and runs them until a limit ends it.
const compiling = `
for (let n = 0;; n++) {
	const f = new Function("a", "let s = 0; for (let i = 0; i < 2000; i++) s = (s + i * a + " + n + ") | 0; return s");
	for (let k = 0; k < 20; k++) f(k);
}`

// running is one loop of machine code.
const running = `let s = 0; for (let i = 0;; i = (i + 1) & 0xFFFF) s = (s + i) | 0`

// TestCodeMemoryIsNeverWritableAndExecutable looks at the process's mappings while
// runtimes compile and run machine code.
func TestCodeMemoryIsNeverWritableAndExecutable(t *testing.T) {
	const span = 700 * time.Millisecond
	var wg sync.WaitGroup
	for _, source := range []string{compiling, running, compiling, running} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			rt, err := kiln.New(kiln.Options{Tier: kiln.Native, MaxHeap: 64 << 20})
			if err == nil {
				rt.SetDeadline(time.Now().Add(span))
				_, err = rt.RunString("hot.js", source)
			}
			if err == nil {
				t.Error("the script ended by itself")
			}
		}()
	}
	looks, code := 0, 0
	for end := time.Now().Add(span); time.Now().Before(end); looks++ {
		maps, err := os.ReadFile("/proc/self/maps")
		require.NoError(t, err)
		for line := range strings.Lines(string(maps)) {
			fields := strings.Fields(line)
			writable, executable := fields[1][1] == 'w', fields[1][2] == 'x'
			require.False(t, writable && executable, "%s", line)
			if executable && len(fields) == 5 {
				code++ // anonymous: not of the binary
			}
		}
	}
	wg.Wait()
	require.NotZero(t, code, "no machine code was seen")
	t.Logf("%d looks, %d mappings of machine code seen", looks, code)
}
