package native

import (
	"time"

	"github.com/kilnjs/kiln/pkg/object"
)

// Events hears what happens to machine code.
type Events interface {
	// Compiled is told that bytes of machine code were made, for a frame that stands in a
	// loop if loop says so.
	Compiled(code *object.Code, loop bool, bytes int, took time.Duration)
	// Left is told that machine code gave a frame back to tier 1, at an
	// instruction of the given name.
	Left(code *object.Code, reason string)
	// Discarded is told that machine code was thrown away; with again it may be
	// compiled anew.
	Discarded(code *object.Code, reason string, again bool)
}
