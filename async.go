package kiln

import (
	"github.com/kilnjs/kiln/pkg/heap"
)

// Post runs f on the goroutine of the event loop, from any goroutine. What f returns ends the
// loop; a panic of f does so as an *InternalError, after which the runtime is usable.
func (rt *Runtime) Post(f func() error) {
	rt.obj.Queue.Post(func() error { return guard(f) })
}

// PostCall calls the function f with this and args on the goroutine of the event loop, from
// any goroutine. They are converted there, as by ToValue. What f throws, and what cannot be
// converted, ends the loop.
func (rt *Runtime) PostCall(f Value, this any, args ...any) {
	rt.obj.Queue.Post(func() error {
		_, err := rt.Call(f, this, args...)
		return err
	})
}

// Hold keeps the event loop waiting for a Post until release is called, from any goroutine.
func (rt *Runtime) Hold() (release func()) { return rt.obj.Queue.Hold() }

// ofEngine reports whether p is what the engine panics with when its memory is out, or when an
// address is wrong.
func ofEngine(p any) bool {
	switch p.(type) {
	case *heap.LimitError, interface{ Addr() uintptr }:
		return true
	}
	return false
}
