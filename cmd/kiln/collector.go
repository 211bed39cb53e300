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
