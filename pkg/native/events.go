package native

import (
	"time"

	"github.com/kilnjs/kiln/pkg/object"
)

// Events hears what happens to machine code.
type Events interface {
	// Compiled is told that bytes of machine code were made, for a frame that stands in a
	// loop if loop says so, and of a graph if optimized says so.
	Compiled(code *object.Code, loop, optimized bool, bytes int, took time.Duration)
	// Optimized is told that machine code of a graph has taken the place of the baseline's: for
	// the calls of the function if loop is -1, else for the frame that stands in that loop.
	Optimized(code *object.Code, loop int)
	// NotOptimized is told why there is no graph of a function, or of a frame in a loop.
	NotOptimized(code *object.Code, loop int, reason string)
	// Slackened is told that machine code of a graph was thrown away, so that the baseline's
	// runs again.
	Slackened(code *object.Code, reason string)
	// Left is told that machine code gave a frame back to tier 1, at an
	// instruction of the given name.
	Left(code *object.Code, reason string)
	// Discarded is told that machine code was thrown away; with again it may be
	// compiled anew.
	Discarded(code *object.Code, reason string, again bool)
}
