package native

import (
	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/native/pattern"
)

// patternShare is the part of a heap that machine code of patterns may take.
const patternShare = 16

// Patterns returns what makes machine code of regular expressions for a runtime, a regexp.Machine; nil where there is
// no code generator. The code takes little of what a heap of heapBytes may hold.
func (e *Engine) Patterns(heapBytes int64) any {
	if !Available {
		return nil
	}
	// Where the system refuses, a fault ends the process.
	_ = mmap.OnFault(backend.FaultAddress())
	return pattern.New(enter, backend.LeaveAddress(), e.Eager || e.Early, heapBytes/patternShare)
}
