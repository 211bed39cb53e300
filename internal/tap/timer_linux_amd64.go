//go:build !race

package tap

import (
	"errors"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

// number is the signal: the last but one of those that the kernel gives no meaning.
const number = 63

// codeTimer says of a signal that a timer has expired.
//
//lint:ignore U1000 the handler reads it
const codeTimer = -2

// sigaction is the structure of the kernel.
type sigaction struct {
	handler  uintptr
	flags    uint64
	restorer uintptr
	mask     uint64
}

// siginfo is what the kernel hands over with the signal of a timer.
//
//lint:ignore U1000 the handler reads it
type siginfo struct {
	signo, errno, code, _ int32
	timer, overrun        int32
	value                 uintptr
	_                     [96]byte
}

// sigevent asks the kernel to send a thread a signal with a value.
type sigevent struct {
	value         uintptr
	signo, notify int32
	thread        int32
	_             [44]byte
}

const (
	clockMonotonic = 1
	notifyThread   = 4
	timerAbsolute  = 1
)

var (
	//lint:ignore U1000 the handler reads it
	previous uintptr // Go's handler

	install      sync.Once
	installError error
)

// timer is one of the kernel.
type timer struct{ id int32 }

// Start has a note made once a period. The goroutine must be bound to its thread
// (runtime.LockOSThread) until Stop. It is an error if the system has no such timers.
func (s *Sight) Start(period time.Duration) error {
	install.Do(func() {
		var action sigaction
		if installError = exchange(nil, &action); installError != nil {
			return
		}
		if action.handler <= 1 {
			installError = errors.New("the signal has no handler")
			return
		}
		previous = action.handler
		action.handler = handlerAddress()
		installError = exchange(&action, nil)
	})
	if installError != nil {
		return installError
	}
	s.notes = make([]uint64, notesSize)
	event := sigevent{value: uintptr(unsafe.Pointer(s)), signo: number, notify: notifyThread, thread: int32(syscall.Gettid())}
	t := &timer{}
	if _, _, errno := syscall.RawSyscall(syscall.SYS_TIMER_CREATE, clockMonotonic, uintptr(unsafe.Pointer(&event)), uintptr(unsafe.Pointer(&t.id))); errno != 0 {
		return errno
	}
	// At whole periods of the clock every few expiries fall together with a tick of the
	// kernel and need no interrupt of their own.
	var now syscall.Timespec
	syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, clockMonotonic, uintptr(unsafe.Pointer(&now)), 0)
	begin := (now.Nano()/period.Nanoseconds() + 1) * period.Nanoseconds()
	every := [2]syscall.Timespec{syscall.NsecToTimespec(period.Nanoseconds()), syscall.NsecToTimespec(begin)}
	if _, _, errno := syscall.RawSyscall6(syscall.SYS_TIMER_SETTIME, uintptr(t.id), timerAbsolute, uintptr(unsafe.Pointer(&every)), 0, 0, 0); errno != 0 {
		t.remove()
		return errno
	}
	timers.Lock()
	timers.used = append(timers.used, s)
	timers.Unlock()
	s.keep = t
	return nil
}

// timers keeps alive what the kernel has the address of.
var timers struct {
	sync.Mutex
	used []*Sight
}

// remove deletes the timer. Signals that wait arrive at the end of the system call.
func (t *timer) remove() { syscall.RawSyscall(syscall.SYS_TIMER_DELETE, uintptr(t.id), 0, 0) }

// Stop ends what Start began.
func (s *Sight) Stop() {
	if s.keep == nil {
		return
	}
	s.keep.remove()
	s.keep = nil
	timers.Lock()
	defer timers.Unlock()
	for i, k := range timers.used {
		if k == s {
			timers.used = append(timers.used[:i], timers.used[i+1:]...)
			return
		}
	}
}

func exchange(to, from *sigaction) error {
	_, _, errno := syscall.RawSyscall6(syscall.SYS_RT_SIGACTION, number, uintptr(unsafe.Pointer(to)), uintptr(unsafe.Pointer(from)), 8, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// handlerAddress is the address of the signal handler.
func handlerAddress() uintptr

// Cycles reads the clock of the processor, which counts evenly.
func Cycles() uint64
