package kiln

import (
	"errors"
	"fmt"
	"runtime/debug"
	"weak"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/host"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// SyntaxError is an early error of a source text.
type SyntaxError struct {
	// Err is the error of the parser, with its place.
	Err *syntax.Error
}

// Error is the message with its place: "file:line:col: SyntaxError: message".
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s:%d:%d: SyntaxError: %s", e.Err.File, e.Err.Line, e.Err.Col, e.Err.Msg)
}

// Detail shows place, message, the line and a caret, for a terminal.
func (e *SyntaxError) Detail() string { return e.Err.Detail() }

// Unwrap returns the error of the parser.
func (e *SyntaxError) Unwrap() error { return e.Err }

// LimitKind says which limit ended a script.
type LimitKind = object.LimitKind

// The limits.
const (
	LimitInterrupt = object.LimitInterrupt
	LimitTime      = object.LimitTime
	LimitMemory    = object.LimitMemory
	LimitFuel      = object.LimitFuel
	LimitExit      = object.LimitExit
	LimitDepth     = object.LimitDepth
	LimitJobs      = object.LimitJobs
	LimitTimers    = object.LimitTimers
	LimitOutput    = object.LimitOutput
)

// LimitError says that a limit or the host ended the script. The runtime is
// usable afterwards.
type LimitError struct {
	// Kind is the limit, Reason a text for people.
	Kind   LimitKind
	Reason string
	// Code is the status that the script asked for, for LimitExit.
	Code int
	// Err is the error of the context that ended, if one did.
	Err error

	from weak.Pointer[Runtime] // which it ended; of none if it was made otherwise
}

// Error returns the reason.
func (e *LimitError) Error() string { return e.Reason }

// Unwrap returns the error of the context.
func (e *LimitError) Unwrap() error { return e.Err }

// ModuleError is a module that could not be found, parsed or linked.
type ModuleError struct {
	// Specifier is the module as it was asked for, Referrer who asked ("" for the host).
	Specifier, Referrer string
	// Name is the name of the JavaScript error, such as "SyntaxError".
	Name string
	// Message says what went wrong.
	Message string
	// Err is the cause, if it is a Go error.
	Err error
}

// Error is the message with the name of the error.
func (e *ModuleError) Error() string {
	if e.Name == "" {
		return e.Message
	}
	return e.Name + ": " + e.Message
}

// Unwrap returns the cause.
func (e *ModuleError) Unwrap() error { return e.Err }

// InternalError is a panic: of the engine, which is a defect, or of a Go function of the
// embedder that a script or the event loop has called.
type InternalError struct {
	// Panic is the value of the panic, Stack the stack of the goroutine there.
	Panic any
	Stack []byte
	// Frames is the stack of the script there, innermost first.
	Frames []Frame
	// Callback is set for a panic of a function of the embedder: no script can catch it, and
	// the runtime is usable after it. Without it nothing is known about the heap, and every
	// later use of the runtime gives this error.
	Callback bool
}

// Error describes the panic in one line.
func (e *InternalError) Error() string {
	if e.Callback {
		return fmt.Sprintf("a Go function panicked: %v", e.Panic)
	}
	return fmt.Sprintf("internal error of kiln (please report it): %v", e.Panic)
}

// Unwrap returns the value of the panic, if it is an error.
func (e *InternalError) Unwrap() error {
	err, _ := e.Panic.(error)
	return err
}

// Detail is the error with both stacks.
func (e *InternalError) Detail() string {
	text := e.Error()
	for _, f := range e.Frames {
		text += "\n    at " + f.String()
	}
	return text + "\n\n" + string(e.Stack)
}

// recoverHost makes the panic of a function of the host an error.
func recoverHost(err *error) {
	if p := recover(); p != nil {
		*err = hostPanic(p, nil)
	}
}

// hostPanic is the error for the panic of a function of the host, or what a script threw in a
// function that ExportTo has made and that cannot return it. It panics again for what was not
// the fault of the host: the heap was left in the middle of an operation.
func hostPanic(p any, frames []Frame) error {
	if ofEngine(p) {
		panic(p)
	}
	if err := host.Rethrown(p); err != nil {
		return err
	}
	return &InternalError{Panic: p, Stack: debug.Stack(), Frames: frames, Callback: true}
}

// isFatal reports whether an error ends the script, which cannot catch it.
func isFatal(err error) bool {
	switch err.(type) {
	case *object.Termination, *heap.LimitError, *InternalError:
		return true
	}
	return false
}

// guard runs f, code of the host which no part of the engine is inside of: what panics there
// has left the engine alone.
func guard(f func() error) (err error) {
	defer recoverHost(&err)
	return f()
}

// convert turns an error of the engine into one of this package.
func (rt *Runtime) convert(err error) error {
	switch e := err.(type) {
	case nil:
		return nil
	case *object.Throw:
		return rt.exception(e)
	case *object.Termination:
		if rt.depth == 0 {
			rt.ended[e.Kind]++
		}
		return &LimitError{Kind: e.Kind, Reason: e.Reason, Code: e.Code, Err: e.Cause, from: weak.Make(rt)}
	case *heap.LimitError:
		if rt.depth == 0 {
			rt.ended[LimitMemory]++
		}
		return &LimitError{Kind: LimitMemory, Reason: e.Error(), from: weak.Make(rt)}
	}
	return err
}

// ending is what ends a script, if err is the end of a run within that script: a limit of the
// runtime, or a panic of the embedder. What a script has thrown ends nothing, whatever Go error it
// stands for.
func (rt *Runtime) ending(err error) error {
	for err != nil {
		switch e := err.(type) {
		case *Exception:
			return nil
		case *LimitError:
			if e.from != weak.Make(rt) && e.from != (weak.Pointer[Runtime]{}) {
				return nil
			}
			return &object.Termination{Kind: e.Kind, Reason: e.Reason, Code: e.Code, Cause: e.Err}
		case *InternalError:
			return e
		case interface{ Unwrap() []error }:
			for _, part := range e.Unwrap() {
				if end := rt.ending(part); end != nil {
					return end
				}
			}
			return nil
		}
		err = errors.Unwrap(err)
	}
	return nil
}

// hostError answers object.Hooks.HostError for errors of this package that a library returns.
func (rt *Runtime) hostError(_ *object.Runtime, err error) error {
	if thrown := throwOwn(rt.bridge(), err); thrown != nil {
		return thrown
	}
	if e, ok := err.(*Exception); ok {
		return rt.thrown(e) // of another runtime
	}
	return err
}
