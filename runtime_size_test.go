package kiln

import (
	"bytes"
	"flag"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
)

var manyRuntimes = flag.Int("runtimes", 200, "how many runtimes TestManyRuntimes has at once")

// Scripts that a small runtime runs: a line, and functions that become machine code
// where there is some.
const (
	lineSource = "let x = [1, 2, 3].map(x => x + 1).join()"
	hotSource  = `
function sum(n) { let s = 0; for (let i = 0; i < n; i++) s += i; return s }
function mix(n) { let s = 1; for (let i = 0; i < n; i++) s ^= i; return s }
sum(50000) + mix(50000)`
)

// processState is what runtimes may take of a process; numbers that the system does not
// tell are 0.
type processState struct {
	goBytes, resident    int64
	mappings, goroutines int
}

func stateOfProcess() (s processState) {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	s.goBytes, s.goroutines = int64(m.HeapAlloc), runtime.NumGoroutine()
	if data, err := os.ReadFile("/proc/self/statm"); err == nil {
		pages, _ := strconv.ParseInt(string(bytes.Fields(data)[1]), 10, 64)
		s.resident = pages * int64(os.Getpagesize())
	}
	if data, err := os.ReadFile("/proc/self/maps"); err == nil {
		s.mappings = bytes.Count(data, []byte("\n"))
	}
	return s
}

// idle makes n runtimes that have run a script each.
func idle(tb testing.TB, n int, tier Tier, source string) []*Runtime {
	runtimes := make([]*Runtime, n)
	for i := range runtimes {
		rt, err := New(Options{Tier: tier})
		require.NoError(tb, err)
		_, err = rt.RunString("idle.js", source)
		require.NoError(tb, err)
		runtimes[i] = rt
	}
	return runtimes
}

func TestIdleRuntimesAreSmall(t *testing.T) {
	const n = 100
	limit := int64(150 << 10)
	if raceDetector || heap.Checked {
		limit *= 4
	}
	for range 3 { // other memory of the process comes and goes meanwhile
		before := stateOfProcess()
		runtimes := idle(t, n, Auto, lineSource)
		after := stateOfProcess()
		runtime.KeepAlive(runtimes)
		goBytes, resident := (after.goBytes-before.goBytes)/n, (after.resident-before.resident)/n
		t.Logf("a runtime takes %d bytes of Go's memory, %d of the process", goBytes, resident)
		if goBytes < limit && resident < limit {
			return
		}
	}
	t.Errorf("a runtime takes more than %d bytes", limit)
}

// TestManyRuntimes has many idle runtimes at once and then none. With -runtimes=10000
// it takes a minute and at most 2 GB.
func TestManyRuntimes(t *testing.T) {
	for _, c := range []struct {
		name     string
		tier     Tier
		source   string
		mappings int // for a runtime
	}{
		{"a line", Auto, lineSource, 1},
		{"hot functions", Native, hotSource, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := Fewer(*manyRuntimes, 1, 10)
			idle(t, 5, c.tier, c.source)
			before := stateOfProcess()
			runtimes := idle(t, n, c.tier, c.source)
			with := stateOfProcess()
			runtime.KeepAlive(runtimes)
			t.Logf("%d runtimes: %d MB resident, %d MB of Go's, %d mappings", n, (with.resident-before.resident)>>20, (with.goBytes-before.goBytes)>>20, with.mappings-before.mappings)
			if !raceDetector && !heap.Checked {
				assert.Less(t, with.resident-before.resident, max(int64(n)*(2<<30)/10_000, 8<<20), "resident bytes")
			}
			assert.Equal(t, before.goroutines, with.goroutines, "goroutines")
			assert.Less(t, with.mappings-before.mappings, c.mappings*n+100, "mappings")

			clear(runtimes)
			var gone processState
			back := func() bool {
				debug.FreeOSMemory()
				gone = stateOfProcess()
				return gone.goBytes-before.goBytes < 2<<20 && gone.resident-before.resident < 32<<20 && gone.mappings-before.mappings < 200 && gone.goroutines == before.goroutines
			}
			for end := time.Now().Add(20 * time.Second); !back() && time.Now().Before(end); {
				time.Sleep(10 * time.Millisecond)
			}
			t.Logf("dropped: %d KB resident, %d KB of Go's, %d mappings, %d goroutines are left",
				(gone.resident-before.resident)>>10, (gone.goBytes-before.goBytes)>>10, gone.mappings-before.mappings, gone.goroutines-before.goroutines)
			assert.True(t, back(), "%+v is not as before, %+v", gone, before)
		})
	}
}

// BenchmarkIdleRuntimes shows what an idle runtime costs.
func BenchmarkIdleRuntimes(b *testing.B) {
	const n = 1000
	for b.Loop() {
		before := stateOfProcess()
		runtimes := idle(b, n, Auto, lineSource)
		after := stateOfProcess()
		runtime.KeepAlive(runtimes)
		b.ReportMetric(float64(after.goBytes-before.goBytes)/n, "go-bytes/runtime")
		b.ReportMetric(float64(max(after.resident-before.resident, 0))/n, "rss-bytes/runtime")
	}
}

// BenchmarkNew shows how long it takes to make a runtime, and to make one and run
// something small in it.
func BenchmarkNew(b *testing.B) {
	for _, c := range []struct{ name, source string }{{"alone", ""}, {"sum", "1 + 1"}, {"map", lineSource}} {
		for _, tier := range []Tier{Auto, Interp, Bytecode, Native} {
			b.Run(c.name+"/"+tier.String(), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					rt, err := New(Options{Tier: tier})
					require.NoError(b, err)
					if c.source != "" {
						_, err = rt.RunString("new.js", c.source)
						require.NoError(b, err)
					}
				}
			})
		}
	}
}
