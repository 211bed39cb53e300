package kiln

import (
	"errors"

	"github.com/kilnjs/kiln/pkg/object"
)

// ErrModulePending says that a module still waits at top level.
var ErrModulePending = errors.New("the module waits for something that never happens")

// ModuleResult tells how the module that RunModule or Import evaluated last
// stands, which after RunLoop is how it ended: nil when it was evaluated to the
// end or there was none, an *Exception when it threw, ErrModulePending when a
// top-level await never finished.
func (rt *Runtime) ModuleResult() error {
	if !rt.lastRun.IsObject() {
		return nil
	}
	switch state, v := object.StateOf(rt.lastRun.raw().Object()); state {
	case object.PromisePending:
		return ErrModulePending
	case object.PromiseRejected:
		return rt.do(func() error { return rt.obj.Throw(v) })
	}
	return nil
}
