package script

import (
	"time"

	"golang.org/x/sys/unix"
)

// threadTime returns the clock of the calling thread, to which the caller is bound
// (runtime.LockOSThread).
func threadTime() (func() time.Duration, error) {
	return func() time.Duration {
		var t unix.Timespec
		if unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t) != nil {
			return 0
		}
		return time.Duration(t.Nano())
	}, nil
}
