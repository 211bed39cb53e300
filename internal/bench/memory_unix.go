//go:build unix

package bench

import (
	"os"
	"runtime"
	"syscall"
)

// endedMemory returns the most memory that a process had.
func endedMemory(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return int64(usage.Maxrss) // bytes; other systems count kilobytes
	}
	return int64(usage.Maxrss) << 10
}
