package kiln

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"sync"

	"github.com/kilnjs/kiln/pkg/heap"
)

// release lets go of what Go code no longer has, for a heap that is full. It reports whether
// there was any such.
func (rt *Runtime) release() bool {
	released := rt.obj.ForgetScripts()
	released = rt.obj.ForgetTexts() || released
	released = rt.pins.release() || released
	return rt.values != nil && rt.values.Release() || released
}

// processReserve is what a process may take beside the heaps of its scripts: call
// stacks, compiled programs, garbage that Go has not collected yet (bytes).
const processReserve = 6 << 20

// goMemory adds up the shares of the runtimes that asked for Options.GoMemoryLimit.
var goMemory struct {
	sync.Mutex
	runtimes int
	shares   int64
}

// claimGoMemory raises Go's memory limit by the share of a runtime, until the
// runtime is collected. A limit that the environment set stays as it is.
func claimGoMemory(rt *Runtime, maxHeap int64) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	if maxHeap <= 0 {
		maxHeap = heap.DefaultMaxBytes
	}
	// A heap may be somewhat over its limit until the next safepoint settles the account.
	share := maxHeap + maxHeap/8
	addGoMemory(1, share)
	runtime.AddCleanup(rt, func(share int64) { addGoMemory(-1, -share) }, share)
}

func addGoMemory(runtimes int, share int64) {
	g := &goMemory
	g.Lock()
	defer g.Unlock()
	g.runtimes += runtimes
	g.shares += share
	limit := int64(math.MaxInt64)
	if g.runtimes > 0 && g.shares < limit-processReserve {
		limit = g.shares + processReserve
	}
	debug.SetMemoryLimit(limit)
}
