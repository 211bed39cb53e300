package lower

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

// StackSize is the machine stack for a call stack of the given number of words: a
// call between functions in machine code takes one word of it, and at least a
// frame header of the call stack, whose limit so comes first.
func StackSize(words int) int { return words/stack.Header*8 + stackMargin }

// Context is what machine code and Go share while one runtime executes machine code, which has its
// address in a register. The layout is read by the entry of each machine through go_asm.h and by the code generators through
// unsafe.Offsetof.
type Context struct {
	GoSP uintptr // Go's stack pointer at the last entry
	SP   uintptr // machine stack pointer to go on with; the continuation's address is on top
	FP   uintptr // address of word 0 of the current frame
	Acc  uint64  // a result: of what Go did on entry, of machine code when it leaves
	Exit uint64  // why machine code came back

	Result    uint64  // what a construct that Go did whole has made
	Leave     uintptr // address of the way out, for calls through memory
	Budget    *int64  // what each turn and call counts down
	StackBase uintptr // address of word 0 of the call stack
	Limit     uintptr // address of the call stack's soft limit
	Tail      uintptr // address from which on frames leave tail calls to tier 1
	Entries   uintptr // address of the table of machine entries by code id
	Resumes   uintptr // address of the table of Resume by code id
	Epoch     *uint32 // the heap's prototype epoch
	Scratch   uint64  // a word for what must go through memory
	// Why says how the frame that has just returned was left, an object.Suspension: Finished but
	// between there and who has resumed it, which makes it so again.
	Why uint64
	// Where the instruction is that faulted, and what it could not reach.
	FaultAt, FaultAddress uintptr
	// Digits are those of an int while machine code makes a text of it, in the first half: what reads
	// words from there on stays within the whole.
	Digits [4]uint64

	Stack mmap.Region
}

// NewContext maps a machine stack; it is given back when the context is dropped.
func NewContext(size int) (*Context, error) {
	r, err := mmap.NewStack(size)
	if err != nil {
		return nil, fmt.Errorf("machine stack: %w", err)
	}
	c := &Context{Stack: r}
	c.SP = r.Base() + uintptr(r.Size())
	runtime.AddCleanup(c, func(r mmap.Region) { r.Release() }, r)
	return c, nil
}

// Push puts a word on the machine stack, for enter to find.
func (c *Context) Push(w uintptr) {
	c.SP -= 8
	*(*uintptr)(unsafe.Add(nil, c.SP)) = w
}

// GoOn replaces the word on top of the machine stack: where the next enter begins.
func (c *Context) GoOn(at uintptr) { *(*uintptr)(unsafe.Add(nil, c.SP)) = at }

// Unspread stands in the frame of a callee for the number of its arguments where the last one is a list whose elements
// Go puts there.
const Unspread = -1

// FirstRun is the bit of a link, above its caller, that says that the body of an async function runs for
// the first time, on the frame of the call: what leaves the frame becomes a promise.
const FirstRun = uint8(stack.LinkUser1)

// Resume is where machine code goes on with suspended frames of a generator function, 0 where it does not, and
// how many bytes it wants from the base of the frame on.
type Resume struct {
	Entry uintptr
	Bytes uint64
}

// FaultExit is the number of the exit of machine code that has faulted.
const FaultExit = 1
