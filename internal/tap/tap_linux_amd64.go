package tap

import (
	"errors"
	"os"
	"sync"
	"syscall"
	"unsafe"
)

// number is the signal: the last but one of those that the kernel gives no meaning.
const number = 63

// sigaction is the structure of the kernel.
type sigaction struct {
	handler  uintptr
	flags    uint64
	restorer uintptr
	mask     uint64
}

// siginfo is what the kernel hands over with a signal that a program has sent.
type siginfo struct {
	signo, errno, code, _ int32
	pid                   int32
	uid                   uint32
	word                  uintptr
	_                     [96]byte
}

const codeQueue = -1 // sent with a value

var (
	//lint:ignore U1000 the handler reads it
	self int32 // this process
	//lint:ignore U1000 the handler reads it
	previous uintptr // Go's handler

	install      sync.Once
	installError error
)

// Thread is one whose words can be tapped.
type Thread struct{ id, process int }

// Here returns the calling thread, to which the goroutine is bound
// (runtime.LockOSThread). It is an error if the system does not let signals be handled.
func Here() (*Thread, error) {
	install.Do(func() {
		var action sigaction
		if installError = exchange(nil, &action); installError != nil {
			return
		}
		if action.handler <= 1 {
			installError = errors.New("the signal has no handler")
			return
		}
		self, previous = int32(os.Getpid()), action.handler
		action.handler = handlerAddress()
		installError = exchange(&action, nil)
	})
	if installError != nil {
		return nil, installError
	}
	return &Thread{syscall.Gettid(), os.Getpid()}, nil
}

// Tap makes the thread take Amount from the word, soon. The word must stay until the
// thread has called Settle.
func (t *Thread) Tap(word *int64) {
	info := siginfo{signo: number, code: codeQueue, pid: int32(t.process), uid: uint32(os.Getuid()), word: uintptr(unsafe.Pointer(word))}
	syscall.RawSyscall6(syscall.SYS_RT_TGSIGQUEUEINFO, uintptr(t.process), uintptr(t.id), number, uintptr(unsafe.Pointer(&info)), 0, 0)
}

// Settle is called by the thread when nobody taps it any more. Afterwards nothing that
// was asked for is outstanding: signals that wait arrive at the end of any system call.
func (t *Thread) Settle() { syscall.RawSyscall(syscall.SYS_GETTID, 0, 0, 0) }

func exchange(to, from *sigaction) error {
	_, _, errno := syscall.RawSyscall6(syscall.SYS_RT_SIGACTION, number, uintptr(unsafe.Pointer(to)), uintptr(unsafe.Pointer(from)), 8, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// handlerAddress is the address of the signal handler.
func handlerAddress() uintptr
