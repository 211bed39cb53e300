package perf

import (
	"os"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// machine is the number of this kind of machine in files of the format ELF, 0 where there
// is no machine code.
func machine() uint32 {
	switch runtime.GOARCH {
	case "amd64":
		return 62
	case "arm64":
		return 183
	}
	return 0
}

// monotonic returns the clock of perf record -k mono.
func monotonic() (func() uint64, error) {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, &t); err != nil {
		return nil, err
	}
	return func() uint64 {
		var t unix.Timespec
		_ = unix.ClockGettime(unix.CLOCK_MONOTONIC, &t) // it has worked before
		return uint64(t.Nano())
	}, nil
}

func thread() uint32 { return uint32(unix.Gettid()) }

// mapMarker maps a page of the file for execution, which perf notes with its name.
func mapMarker(f *os.File) (unmap func(), err error) {
	page, err := syscall.Mmap(int(f.Fd()), 0, os.Getpagesize(), syscall.PROT_READ|syscall.PROT_EXEC, syscall.MAP_PRIVATE)
	if err != nil {
		return nil, err
	}
	return func() { _ = syscall.Munmap(page) }, nil // what was mapped can be unmapped
}
