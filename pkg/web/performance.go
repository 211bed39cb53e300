package web

import (
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Performance is the library with the object performance (https://w3c.github.io/hr-time).
func Performance() *object.Library { return performanceLibrary }

var performanceLibrary = &object.Library{Name: "web.Performance", Groups: []*object.Group{{
	Name:   "performance",
	Global: true,
	Rows: []object.Row{
		{Name: "now", Fn: performanceNow},
		{Name: "@@toStringTag", Str: "Performance", Flags: object.RowString},
	},
}}}

// performanceNow is performance.now: milliseconds on the clock of the timers, in units of
// the resolution of the runtime.
func performanceNow(c *object.Call) (heap.Value, error) {
	return heap.Number(float64(c.RT.Elapsed()) / float64(time.Millisecond)), nil
}
