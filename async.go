package kiln

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// AsyncFunction is a Go function that works beside the script: see Async.
type AsyncFunction struct{ f reflect.Value }

// Async makes f a function that answers later, as a value for Runtime.Set, ToValue, a field or
// whatever else becomes a value:
//
//	rt.Set("fetch", kiln.Async(func(ctx context.Context, url string) ([]byte, error) { … }))
//
// f is a function of any signature that ToValue takes. A call converts the arguments, as by
// ExportTo, and returns a promise; then f runs on a goroutine of its own. What it returns is
// converted on the goroutine of the event loop and settles the promise there: an error rejects
// it, and so does an argument that cannot be converted. A panic of f rejects it with an Error for the
// *InternalError, which the script can catch, since nothing of it was under way.
//
// A first parameter of type context.Context ends with the context that the run was begun with
// (RunContext, RunLoopContext), if there is one, with the runtime, and when f has returned. It
// does not end with Run: f goes on while the event loop runs.
//
// What f gets must not be what scripts change meanwhile: a Value, or a map, slice or struct that
// a script sees, belongs to the goroutine of the runtime.
func Async(f any) AsyncFunction { return AsyncFunction{reflect.ValueOf(f)} }

// asyncBytes is about what a goroutine takes at least.
const asyncBytes = 4 << 10

var (
	asyncType   = reflect.TypeFor[AsyncFunction]()
	contextType = reflect.TypeFor[context.Context]()
	errorType   = reflect.TypeFor[error]()

	errAsync    = errors.New("kiln: Async wants a function")
	errVanished = errors.New("kiln: the goroutine of the function has ended without a result")
)

// function makes the function of scripts.
func (a AsyncFunction) function(rt *Runtime) (heap.Value, error) {
	if a.f.Kind() != reflect.Func || a.f.IsNil() {
		return heap.Undefined, errAsync
	}
	t := a.f.Type()
	from := 0
	if t.NumIn() > 0 && t.In(0) == contextType {
		from = 1
	}
	length := t.NumIn() - from
	if t.IsVariadic() {
		length--
	}
	return rt.realm.NewBuiltin("", length, func(c *object.Call) (heap.Value, error) {
		promise := rt.obj.Heap.Keep(rt.obj.NewPromise().Value())
		args, err := asyncArguments(rt, c, t, from)
		switch {
		case err == nil:
			a.run(rt, rt.value(promise), args)
		case isThrow(err):
			err = rt.obj.RejectWith(promise.Object(), err)
		default:
			err = rt.settle(promise, err, true)
		}
		return promise, err
	}, object.KindHost).Value(), nil
}

func isThrow(err error) bool {
	_, ok := err.(*object.Throw)
	return ok
}

// asyncArguments are the arguments of c for a function of type t, but for from of them.
func asyncArguments(rt *Runtime, c *object.Call, t reflect.Type, from int) ([]reflect.Value, error) {
	n := t.NumIn()
	if t.IsVariadic() {
		n = max(n-1, from+len(c.Args))
	}
	args := make([]reflect.Value, n)
	for i := from; i < n; i++ {
		in := t.In(min(i, t.NumIn()-1))
		if t.IsVariadic() && i >= t.NumIn()-1 {
			in = in.Elem()
		}
		args[i] = reflect.New(in).Elem()
		if err := rt.bridge().ExportTo(c.Arg(i-from), args[i]); err != nil {
			if isTermination(err) || isThrow(err) {
				return nil, err
			}
			return nil, fmt.Errorf("argument %d: %w", i-from+1, err)
		}
		if err := rt.obj.Step(); err != nil {
			return nil, err
		}
	}
	return args, nil
}

func isTermination(err error) bool {
	var end *object.Termination
	return errors.As(err, &end)
}

// run calls the function on a goroutine, which settles promise.
func (a AsyncFunction) run(rt *Runtime, promise Value, args []reflect.Value) {
	s := newSettler(rt, promise)
	s.taken = asyncBytes
	rt.background.Add(s.taken)
	ctx, cancel := rt.linger()
	if len(args) > 0 && !args[0].IsValid() {
		args[0] = reflect.ValueOf(ctx)
	}
	go func() {
		defer cancel()
		err := errVanished
		var result any
		defer func() { // also when the function ends the goroutine
			if err != nil {
				s.settle(err, true)
			} else {
				s.settle(result, false)
			}
		}()
		result, err = callAsync(a.f, args)
	}()
}

// callAsync calls f. Several results are an array.
func callAsync(f reflect.Value, args []reflect.Value) (result any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &InternalError{Panic: p, Stack: debug.Stack(), Callback: true}
		}
	}()
	out := f.Call(args)
	if n := len(out); n > 0 && f.Type().Out(n-1) == errorType {
		if last, ok := out[n-1].Interface().(error); ok {
			return nil, last
		}
		out = out[:n-1]
	}
	switch len(out) {
	case 0:
		return Undefined(), nil
	case 1:
		return out[0].Interface(), nil
	}
	list := make([]any, len(out))
	for i, v := range out {
		list[i] = v.Interface()
	}
	return list, nil
}

// Post runs f on the goroutine of the event loop, from any goroutine. What f returns ends the
// loop; a panic of f does so as an *InternalError, after which the runtime is usable.
func (rt *Runtime) Post(f func() error) {
	if rt.life.parked.Load() != nil {
		return
	}
	rt.obj.Queue.Post(func() error { return guard(f) })
}

// PostCall calls the function f with this and args on the goroutine of the event loop, from
// any goroutine. They are converted there, as by ToValue. What f throws, and what cannot be
// converted, ends the loop.
func (rt *Runtime) PostCall(f Value, this any, args ...any) {
	if rt.life.parked.Load() != nil {
		return
	}
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
