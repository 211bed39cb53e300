package native

import (
	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/native/pattern"
)

// Patterns returns what makes machine code of regular expressions for a runtime, a regexp.Machine; nil where there is
// no code generator.
func (e *Engine) Patterns() any {
	if !Available {
		return nil
	}
	// Where the system refuses, a fault ends the process.
	_ = mmap.OnFault(backend.FaultAddress())
	return pattern.New(enter, backend.LeaveAddress(), e.Eager || e.Early)
}
