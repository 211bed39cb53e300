package host

import (
	"reflect"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// ConvertError says what cannot be converted. Paths are those of Go or of the script, from the
// value that was given.
type ConvertError struct {
	Path string       // "Conf.Peers[3]", "" for the value itself
	Type reflect.Type // the Go type
	Text string       // what is wrong, with the type
}

// Error is the text, with the path before it.
func (e *ConvertError) Error() string {
	if e.Path == "" {
		return e.Text
	}
	return strings.TrimPrefix(e.Path, ".") + ": " + e.Text
}

// within adds a step of the path to an error that comes from further in. Scripts choose how many
// steps there are and how long: of a long path the end is left out, that of a step too.
func within(err error, step string) error {
	if e, ok := err.(*ConvertError); ok {
		e.Path = cutPath(cutPath(step, maxStep)+e.Path, maxPath)
	}
	return err
}

const (
	maxStep = 200
	maxPath = 1000
)

func cutPath(path string, most int) string {
	if len(path) <= most {
		return path
	}
	return strings.ToValidUTF8(strings.TrimSuffix(path[:most], "…"), "") + "…"
}

// noValue is the error for a Go value of type t.
func noValue(t reflect.Type) error {
	return &ConvertError{Type: t, Text: "a " + t.String() + " cannot become a JavaScript value"}
}

// noGo is the error for a value of a script that is wanted as t.
func (b *Bridge) noGo(v heap.Value, t reflect.Type, why string) error {
	text := b.describe(v) + " cannot become a " + t.String()
	if len(why) > maxReason {
		why = strings.ToValidUTF8(why[:maxReason], "") + "…" // decoders quote what they got
	}
	if why != "" {
		text += ": " + why
	}
	return &ConvertError{Type: t, Text: text}
}

// describe names a value of a script for errors.
func (b *Bridge) describe(v heap.Value) string {
	switch {
	case v.IsUndefined():
		return "undefined"
	case v.IsNull():
		return "null"
	case v.IsObject():
		return "the object " + b.rt.Describe(v)
	}
	text := b.rt.Describe(v)
	if len(text) > maxDescribed {
		text = text[:maxDescribed] + "…"
	}
	return "the " + b.rt.Typeof(v).Str().Go(b.rt.Heap) + " " + text
}

const (
	maxDescribed = 60
	maxReason    = 400
)

// throwing turns the error of a conversion on behalf of a script into a TypeError, and what code
// of the embedder has returned into what scripts get for that.
func (b *Bridge) throwing(err error) error {
	if e, ok := err.(*ConvertError); ok {
		return b.rt.TypeError("%s", e.Error())
	}
	return b.Throw(err)
}

// Throw gives the error that a script gets for the error of a Go function.
func (b *Bridge) Throw(err error) error {
	switch err.(type) {
	case *object.Throw, *object.Termination, *heap.LimitError, *Panic:
		return err
	}
	if f := b.rules.Throw; f != nil {
		if thrown := f(b, err); thrown != nil {
			return thrown
		}
	}
	o := b.errorTree(err)
	thrown := b.rt.Throw(o.Value())
	if t, ok := thrown.(*object.Throw); ok {
		t.Cause = err
	}
	return thrown
}

// maxCauses is how many errors within one are told to scripts.
const maxCauses = 32

// errorTree makes the Error that stands for err: its message is the text, cause what it wraps,
// errors what it wraps several of.
func (b *Bridge) errorTree(err error) *heap.Object {
	left := maxCauses
	return b.errorObject(err, &left)
}

// errorObject is errorTree as long as there are some errors left to be told.
func (b *Bridge) errorObject(err error, left *int) *heap.Object {
	rt, h := b.rt, b.rt.Heap
	o := rt.NewError(object.ErrorPrototype, b.errorText(err))
	h.Keep(o.Value())
	b.Stand(o, err)
	if *left--; *left <= 0 {
		return o
	}
	if v, ok := b.thrownValue(err); ok {
		h.AddProperty(o, h.InternGo("cause"), v, heap.HiddenAttrs)
		return o
	}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		if cause := e.Unwrap(); cause != nil {
			h.AddProperty(o, h.InternGo("cause"), b.causeValue(cause, left), heap.HiddenAttrs)
		}
	case interface{ Unwrap() []error }:
		list := rt.NewArray()
		h.Keep(list.Value())
		for _, cause := range e.Unwrap() {
			if cause != nil && *left > 0 {
				_ = rt.AppendElement(list, b.causeValue(cause, left)) // a short list has room
			}
		}
		h.AddProperty(o, h.InternGo("errors"), list.Value(), heap.HiddenAttrs)
	}
	return o
}

// causeValue is what scripts get for an error within one: what was thrown, or an Error.
func (b *Bridge) causeValue(err error, left *int) heap.Value {
	if v, ok := b.thrownValue(err); ok {
		*left--
		return v
	}
	return b.errorObject(err, left).Value()
}

// thrownValue is what a script has thrown, if err stands for that.
func (b *Bridge) thrownValue(err error) (heap.Value, bool) {
	if b.rules.Thrown == nil {
		return heap.Undefined, false
	}
	return b.rules.Thrown(b, err)
}

// Stand makes the Error object o stand for err, which it is again where it comes back to Go.
func (b *Bridge) Stand(o *heap.Object, err error) {
	h := b.rt.Heap
	b.failures.Put(o.Value(), h.NewBox(heap.HandleValue(h.NewHandle(&failure{err}))).Value())
}

// errorText is err.Error(), for an error whose method may panic.
func (b *Bridge) errorText(err error) (text string) {
	defer func() {
		if p := recover(); p != nil {
			if limit, ok := p.(*heap.LimitError); ok {
				panic(limit)
			}
			text = "an error of type " + reflect.TypeOf(err).String()
		}
	}()
	return object.CutErrorText(err.Error())
}

// failure is the handle of a Go error.
type failure struct{ err error }

// GoError returns the Go error that an Error object stands for, nil for any other value.
func (b *Bridge) GoError(v heap.Value) error {
	if !v.IsObject() || v.Object().Class() != heap.ClassError {
		return nil
	}
	box, ok := b.failures.Get(v)
	if !ok {
		return nil
	}
	if f, ok := b.rt.Heap.HandleAt(box.Box().Get().Handle()).(*failure); ok {
		return f.err
	}
	return nil
}

// ScriptError is an Error object of a script as a Go error.
type ScriptError struct {
	Name, Message, Stack string
	// Held is what Rules.Hold made of the object.
	Held any
	// Err is the Go error that the object, or its causes, stand for.
	Err error
}

// Error is name and message.
func (e *ScriptError) Error() string {
	if e.Message == "" {
		return e.Name
	}
	return e.Name + ": " + e.Message
}

// Unwrap returns Err.
func (e *ScriptError) Unwrap() error { return e.Err }

// exportError is the Go error for an Error object.
func (b *Bridge) exportError(o *heap.Object) error {
	if err := b.GoError(o.Value()); err != nil {
		return err
	}
	text := func(key heap.Value) string {
		if v, ok := b.rt.LookupData(o, key); ok && v.IsString() {
			return b.rt.ErrorPart(v.Str())
		}
		return ""
	}
	names := &b.rt.Heap.Names
	e := &ScriptError{Name: text(names.Name), Message: text(names.Message), Stack: b.rt.ErrorStack(o).Go(b.rt.Heap)}
	e.Held = b.rules.Hold(b, o.Value())
	for n, cause := 0, o; n < maxCauses; n++ {
		v, ok := b.rt.LookupData(cause, b.rt.Heap.InternGo("cause"))
		if !ok || !v.IsObject() {
			break
		}
		if e.Err = b.GoError(v); e.Err != nil {
			break
		}
		cause = v.Object()
	}
	return e
}

// isError reports whether values of t are errors.
func isError(t reflect.Type) bool { return t.Implements(errorType) }

var errorType = reflect.TypeFor[error]()
