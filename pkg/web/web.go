package web

import (
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/web/streams"
)

// All returns every library of this package, for programs that run scripts of their own.
func All() []*object.Library {
	return []*object.Library{Console(), Events(), Microtasks(), Performance(), Streams(), Timers()}
}

// Streams is the library with ReadableStream, WritableStream, TransformStream, what reads, writes
// and controls them, and the queuing strategies (https://streams.spec.whatwg.org). With Events
// besides, controllers have a signal, and pipes may be aborted.
func Streams() *object.Library { return streams.Library() }
