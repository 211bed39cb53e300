package kiln

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// idle makes n runtimes that have run a line each and returns what one of them
// takes of Go's memory and of the memory of the process, in bytes; the latter is
// 0 where the system does not tell.
func idle(tb testing.TB, n int) (goBytes, resident int64) {
	measure := func() (int64, int64) {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc), residentBytes()
	}
	runtimes := make([]*Runtime, n)
	go0, rss0 := measure()
	for i := range runtimes {
		rt, err := New(Options{})
		require.NoError(tb, err)
		_, err = rt.RunString("idle.js", "let x = [1, 2, 3].map(x => x + 1).join()")
		require.NoError(tb, err)
		runtimes[i] = rt
	}
	go1, rss1 := measure()
	runtime.KeepAlive(runtimes)
	return (go1 - go0) / int64(n), max(rss1-rss0, 0) / int64(n)
}

// residentBytes is the memory of this process that is in use, 0 when unknown.
func residentBytes() int64 {
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := bytes.Fields(data)
	pages, err := strconv.ParseInt(string(fields[1]), 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}

func TestIdleRuntimesAreSmall(t *testing.T) {
	const limit = 500 << 10
	goBytes, resident := idle(t, 100)
	assert.Less(t, goBytes, int64(limit), "Go memory of a runtime")
	assert.Less(t, resident, int64(limit), "memory of the process for a runtime")
}

// BenchmarkIdleRuntimes shows what an idle runtime costs, and how long it takes
// to make one and run a line in it.
func BenchmarkIdleRuntimes(b *testing.B) {
	const n = 1000
	for b.Loop() {
		goBytes, resident := idle(b, n)
		b.ReportMetric(float64(goBytes), "go-bytes/runtime")
		b.ReportMetric(float64(resident), "rss-bytes/runtime")
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/runtime")
}
