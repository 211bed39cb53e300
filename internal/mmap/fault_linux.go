//go:build amd64 || arm64

package mmap

import (
	"sync"
	"syscall"
	"unsafe"
)

// ContainsFaults tells whether OnFault can keep a fault in code pages from ending
// the process.
const ContainsFaults = true

// sigaction is the structure of the kernel.
type sigaction struct {
	handler  uintptr
	flags    uint64
	restorer uintptr
	mask     uint64
}

// The signals that an instruction itself can cause.
var faults = [...]syscall.Signal{syscall.SIGSEGV, syscall.SIGBUS, syscall.SIGILL, syscall.SIGFPE, syscall.SIGTRAP}

var (
	//lint:ignore U1000 the handler reads it
	landing  uintptr     // where code goes on after a fault
	previous [32]uintptr // Go's handlers, by signal

	watchFaults sync.Once
	watchError  error
)

// OnFault makes code in pages of NewCode that causes a fault go on at address, in
// the state that it was in but for CX (R16 on arm64), which is the address of the instruction, and
// DX (R17), the one that it could not reach. Faults anywhere else stay with Go. The first
// call decides for the process; there is one address.
func OnFault(address uintptr) error {
	watchFaults.Do(func() {
		landing = address
		for _, s := range faults {
			var action sigaction
			if watchError = exchange(s, nil, &action); watchError != nil {
				return
			}
			if action.handler <= 1 { // by default, or ignored
				continue
			}
			previous[s] = action.handler
			action.handler = handlerAddress()
			if watchError = exchange(s, &action, nil); watchError != nil {
				return
			}
		}
	})
	return watchError
}

func exchange(s syscall.Signal, to, from *sigaction) error {
	_, _, errno := syscall.RawSyscall6(syscall.SYS_RT_SIGACTION, uintptr(s), uintptr(unsafe.Pointer(to)), uintptr(unsafe.Pointer(from)), 8, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// handlerAddress is the address of the signal handler.
func handlerAddress() uintptr
