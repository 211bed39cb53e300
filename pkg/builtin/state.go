package builtin

import (
	"github.com/kilnjs/kiln/internal/collate"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// ext is where this package keeps its runtimeState, extRegExp its regexpState.
var ext, extRegExp = object.NewExtension(), object.NewExtension()

// runtimeState is what this package keeps with a runtime.
type runtimeState struct {
	joins joinStack

	waits      map[*waiter]heap.Value // promises of Atomics.waitAsync
	waitMemory heap.Account

	collator *collate.Collator // of localeCompare, made the first time
}

// TraceCells implements heap.Tracer.
func (s *runtimeState) TraceCells(m *heap.Marker) {
	for _, p := range s.waits {
		m.Value(p)
	}
}

// state returns the state of rt, making it the first time.
func state(rt *object.Runtime) *runtimeState {
	if s, ok := rt.Ext(ext).(*runtimeState); ok {
		return s
	}
	s := &runtimeState{
		waits:      make(map[*waiter]heap.Value),
		waitMemory: rt.Heap.Account(),
	}
	rt.SetExt(ext, s)
	return s
}
