package builtin

import (
	"time"

	"github.com/kilnjs/kiln/pkg/object"
)

// runtimeState is what this package keeps with a runtime.
type runtimeState struct {
	joins  joinStack
	timers int // timers that wait
	start  time.Time
	groups int // console.group nesting
	counts map[string]int
	clocks map[string]time.Time
}

// state returns the state of rt, making it the first time.
func state(rt *object.Runtime) *runtimeState {
	if s, ok := rt.Ext(object.ExtBuiltin).(*runtimeState); ok {
		return s
	}
	s := &runtimeState{start: time.Now(), counts: make(map[string]int), clocks: make(map[string]time.Time)}
	rt.SetExt(object.ExtBuiltin, s)
	return s
}
