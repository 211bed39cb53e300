//go:build !amd64

package native

import (
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Available tells whether this platform has a code generator.
const Available = false

// Engine is tier 2 of one runtime; on this platform there is none.
type Engine struct {
	Events Events
	Eager  bool
}

const noGenerator = "no code generator for this platform"

// Compile reports that there is no code generator.
func (*Engine) Compile(*object.Runtime, *object.Code) (object.EntryFunc, string) {
	return nil, noGenerator
}

// Replace reports that there is no code generator.
func (*Engine) Replace(*object.Runtime, *object.Code, uint32, int) (object.EntryFunc, string) {
	return nil, noGenerator
}

// Exits returns nothing.
func (*Engine) Exits() []Exit { return nil }

// ForgetShapes does nothing.
func (*Engine) ForgetShapes() bool { return true }

// Enter runs code in tier 1.
func Enter(rt *object.Runtime, code *object.Code, fp int) (heap.Value, error) {
	return bytecode.Enter(rt, code, fp)
}
