//go:build amd64

package native

import (
	"fmt"
	"runtime"
	"unsafe"

	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// stackMargin is what the machine stack has beyond the return addresses of a full
// call stack, in bytes: entries from Go and exits.
const stackMargin = 256 << 10

// stackSize is the machine stack for a call stack of the given number of words: a
// call between functions in machine code takes one word of it, and at least a
// frame header of the call stack, whose limit so comes first.
func stackSize(words int) int { return words/stack.Header*8 + stackMargin }

// Context is what machine code and Go share while one runtime executes machine code: register R12 holds its address.
// The layout is read by entry_amd64.s through go_asm.h and by the code generator through unsafe.Offsetof.
type Context struct {
	//lint:ignore U1000 entry_amd64.s keeps it
	goSP uintptr // Go's stack pointer at the last enter
	sp   uintptr // machine stack pointer to go on with; the continuation's address is on top
	fp   uintptr // address of word 0 of the current frame, register BX
	acc  uint64  // register AX on entry: the result of what Go did
	exit uint64  // why machine code came back

	result    uint64  // what a construct that Go did whole has made
	leave     uintptr // address of the way out, for calls through memory
	budget    *int64  // register R15
	stackBase uintptr // address of word 0 of the call stack
	limit     uintptr // address of the call stack's soft limit
	tail      uintptr // address from which on frames leave tail calls to tier 1
	entries   uintptr // address of the table of machine entries by code id
	epoch     *uint32 // the heap's prototype epoch
	//lint:ignore U1000 machine code writes and reads it
	scratch uint64 // a word for what must go through memory
	// Where the instruction is that faulted, and what it could not reach.
	faultAt, faultAddress uintptr

	stack mmap.Region
}

// newContext maps a machine stack; it is given back when the context is dropped.
func newContext(size int) (*Context, error) {
	r, err := mmap.NewStack(size)
	if err != nil {
		return nil, fmt.Errorf("machine stack: %w", err)
	}
	c := &Context{stack: r}
	c.sp = r.Base() + uintptr(r.Size())
	runtime.AddCleanup(c, func(r mmap.Region) { r.Release() }, r)
	return c, nil
}

// push puts a word on the machine stack, for enter to find.
func (c *Context) push(w uintptr) {
	c.sp -= 8
	*(*uintptr)(unsafe.Add(nil, c.sp)) = w
}

// goOn replaces the word on top of the machine stack: where the next enter begins.
func (c *Context) goOn(at uintptr) { *(*uintptr)(unsafe.Add(nil, c.sp)) = at }

// enter runs machine code from the address on top of the machine stack until it leaves.
//
//go:noescape
func enter(ctx *Context)

// faultExit is the number of the exit of machine code that has faulted.
const faultExit = 1

// Fault is a fault in machine code: a defect of the code generator, or of what it
// relies on. It is what Go panics with.
type Fault struct {
	At      uintptr // the instruction
	Address uintptr // what it could not reach
	Where   string  // the function, and how far into its code
}

// Error says where it happened.
func (f *Fault) Error() string {
	return fmt.Sprintf("machine code of %s faulted at %#x on address %#x", f.Where, f.At, f.Address)
}

// faultAddress is where machine code goes on after a fault.
func faultAddress() uintptr

// leaveAddress is where machine code jumps to come back to Go.
func leaveAddress() uintptr
