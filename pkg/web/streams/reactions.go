package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// What follows a promise, for a struct: see object.RegisterReaction.
var (
	controllerStarted, controllerPulled      object.ReactionID
	teeSourceClosed                          object.ReactionID
	writableStarted, sinkWritten, sinkClosed object.ReactionID
	pipeSourceSettled, pipeDestSettled       object.ReactionID
	pipeReady, pipeWaited, pipeActed         object.ReactionID
	pipeWritten                              object.ReactionID
)

// The functions refer to the variables, so that these cannot be initialised with them.
func init() {
	controllerStarted = baseReaction((*controllerBase).onStarted)
	controllerPulled = baseReaction((*controllerBase).onPulled)
	teeSourceClosed = reaction((*tee).onSourceClosed)
	writableStarted = reaction((*writableController).onStarted)
	sinkWritten = reaction((*writableController).onSinkWritten)
	sinkClosed = reaction((*writableController).onSinkClosed)
	pipeSourceSettled = reaction((*pipe).onSourceSettled)
	pipeDestSettled = reaction((*pipe).onDestSettled)
	pipeReady = reaction((*pipe).onReady)
	pipeWaited = reaction((*pipe).onWaited)
	pipeActed = reaction((*pipe).onActed)
	pipeWritten = object.RegisterReaction(func(rt *object.Runtime, data, _ heap.Value, _ bool) error {
		resolveUndefined(rt, data)
		return nil
	})
}

// reaction registers a method of the struct whose object is the data.
func reaction[T any](f func(x *T, v heap.Value, rejected bool) error) object.ReactionID {
	return object.RegisterReaction(func(rt *object.Runtime, data, v heap.Value, rejected bool) error {
		return f(structOf[T](rt, data), v, rejected)
	})
}
