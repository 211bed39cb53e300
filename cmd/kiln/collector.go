package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// startGCPercent is Go's collector setting until its first collection. The call
// stack alone is larger than the heap at which Go would collect otherwise, and
// that collection would cost a short script as much as everything else.
const startGCPercent = 400

// delayFirstCollection puts Go's first collection off, unless GOGC says
// otherwise; after it the usual setting holds.
func delayFirstCollection() {
	if os.Getenv("GOGC") != "" {
		return
	}
	usual := debug.SetGCPercent(startGCPercent)
	sentinel := new([64]byte)
	runtime.AddCleanup(sentinel, func(percent int) { debug.SetGCPercent(percent) }, usual)
}

// processReserve is what the process may take beside the heap of the script:
// call stack, compiled programs, garbage that Go has not collected yet (bytes).
const processReserve = 16 << 20

// boundMemory makes Go collect in time to keep the whole process near the limit
// of a script's heap, unless GOMEMLIMIT says otherwise. A heap may exceed its
// limit by a quarter until the next safepoint settles the account.
func boundMemory(maxHeap int64) {
	if maxHeap <= 0 || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	if most := maxHeap + maxHeap/4 + processReserve; most > maxHeap {
		debug.SetMemoryLimit(most)
	}
}
