package kiln

import (
	"errors"

	"github.com/kilnjs/kiln/internal/inspect"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Value is a JavaScript value held by Go code. It keeps what it refers to alive
// as long as Go can reach it. The zero Value is undefined.
type Value struct {
	rt  *Runtime
	v   heap.Value
	pin *pin
}

// Undefined returns the value undefined. It belongs to no runtime.
func Undefined() Value { return Value{} }

// Null returns the value null. It belongs to no runtime.
func Null() Value { return Value{v: heap.Null} }

// Wrap is the opposite of Value.Heap, for the packages of this module: the Value keeps v alive
// as long as Go can reach it.
func (rt *Runtime) Wrap(v heap.Value) Value { return rt.value(v) }

// value wraps v for Go code.
func (rt *Runtime) value(v heap.Value) Value {
	out := Value{rt: rt, v: v}
	if v.IsCellPointer() {
		out.pin = rt.pins.add(v)
	}
	return out
}

// raw is the value of the engine. The zero Value is undefined, though its word is that of a
// number: one without runtime holds no number.
func (v Value) raw() heap.Value {
	if v.rt == nil && v.v == 0 || v.over() {
		return heap.Undefined
	}
	return v.v
}

// over reports whether v came into being after the checkpoint to which its runtime went back.
func (v Value) over() bool { return v.pin != nil && v.rt.eras.gone != nil && v.rt.eras.over(v.pin.era) }

// Heap gives the value of the engine, for the packages of this module; it lives as long as v.
func (v Value) Heap() heap.Value { return v.raw() }

// IsUndefined reports whether v is undefined.
func (v Value) IsUndefined() bool { return v.raw().IsUndefined() }

// IsNull reports whether v is null.
func (v Value) IsNull() bool { return v.raw().IsNull() }

// IsObject reports whether v is an object.
func (v Value) IsObject() bool { return v.raw().IsObject() }

// IsFunction reports whether v can be called.
func (v Value) IsFunction() bool { return v.IsObject() && v.raw().Object().IsCallable() }

// Bool returns v as a boolean (sec-toboolean).
func (v Value) Bool() bool { return object.ToBoolean(v.raw()) }

// String describes v without running script code: a string as it is, anything
// else as the console shows it.
func (v Value) String() string {
	r := v.raw()
	switch {
	case r.IsUndefined():
		return "undefined"
	case r.IsNull():
		return "null"
	case r.IsString():
		return r.Str().Go(v.rt.obj.Heap)
	}
	return v.rt.describe(r)
}

// InspectOptions say how Inspect describes a value: with colours, how deep, how wide.
type InspectOptions = inspect.Options

// Inspect describes v as the console does, strings in quotes, without running script code.
// Objects of Temporal are their class and text (Temporal.PlainDate 2024-05-01); all else is as in Node.
// The error is a *LimitError.
func (v Value) Inspect(o InspectOptions) (text string, err error) {
	if v.rt == nil {
		return v.String(), nil
	}
	err = v.rt.do(func() error {
		text, err = inspect.With(v.rt.obj, v.raw(), o)
		return err
	})
	return text, err
}

// Settled tells how a promise stands: the value that it was fulfilled with, or as an
// *Exception what it was rejected with. From then on its rejection counts as handled. done
// is false while it is pending; what is no promise is its own result.
func (v Value) Settled() (result Value, done bool, err error) {
	r := v.raw()
	if !object.IsPromise(r) {
		return v, true, nil
	}
	p := r.Object()
	v.rt.handle(p)
	switch state, x := object.StateOf(p); state {
	case object.PromisePending:
		return Value{}, false, nil
	case object.PromiseRejected:
		return Value{}, true, v.rt.do(func() error { return v.rt.rejection(x) })
	default:
		return v.rt.value(x), true, nil
	}
}

// errForeign is the error for a Value that belongs to another runtime.
var errForeign = errors.New("a value of another runtime")

// own is the value of the engine for a Value that belongs to the runtime, or to none. It is kept
// in the rooting scope of the entry.
func (rt *Runtime) own(v Value) (heap.Value, error) {
	if v.over() {
		return heap.Undefined, errOver
	}
	r := v.raw()
	if r.IsCellPointer() && v.rt != rt {
		return heap.Undefined, errForeign
	}
	return rt.obj.Heap.Keep(r), nil
}
