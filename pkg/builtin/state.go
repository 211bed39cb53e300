package builtin

import (
	"time"

	"golang.org/x/text/collate"

	"github.com/kilnjs/kiln/pkg/heap"
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
	waits  map[*waiter]heap.Value // promises of Atomics.waitAsync

	collator *collate.Collator // of localeCompare, made the first time
	letters  *collate.Collator // of long texts, that ignores case, accents and width
}

// TraceCells implements heap.Tracer.
func (s *runtimeState) TraceCells(m *heap.Marker) {
	for _, p := range s.waits {
		m.Value(p)
	}
}

// state returns the state of rt, making it the first time.
func state(rt *object.Runtime) *runtimeState {
	if s, ok := rt.Ext(object.ExtBuiltin).(*runtimeState); ok {
		return s
	}
	s := &runtimeState{
		start:  time.Now(),
		counts: make(map[string]int),
		clocks: make(map[string]time.Time),
		waits:  make(map[*waiter]heap.Value),
	}
	rt.SetExt(object.ExtBuiltin, s)
	return s
}
