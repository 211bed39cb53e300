package web

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Microtasks is the library with queueMicrotask
// (https://html.spec.whatwg.org/#microtask-queuing).
func Microtasks() *object.Library { return microtaskLibrary }

var microtaskLibrary = &object.Library{Name: "web.Microtasks", ShadowRealms: true, Globals: []object.Row{
	{Name: "queueMicrotask", Length: 1, Fn: queueMicrotask},
}}

// queueMicrotask is queueMicrotask.
func queueMicrotask(c *object.Call) (heap.Value, error) {
	f, err := callbackArg(c)
	if err == nil {
		c.RT.EnqueueCallback(f)
	}
	return heap.Undefined, err
}
