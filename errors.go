package kiln

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/kilnjs/kiln/internal/columns"
	"github.com/kilnjs/kiln/internal/inspect"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// SyntaxError is an early error of a source text.
type SyntaxError struct {
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

// Exception is a value that a script threw and did not catch.
type Exception struct {
	// Value is what was thrown.
	Value Value
	// Name is the `name` of an error object, else "".
	Name string
	// ConstructorName is the name of the constructor of a thrown object, else "".
	ConstructorName string
	// Message is the `message` of an error object, else a description of the value.
	Message string
	// Stack is the text of the stack of an error object, else "".
	Stack string
	// Rejection is true for a promise that was rejected and never handled.
	Rejection bool
	// Place is where the script stood when the error object was made, or where another
	// value was thrown, or the place in the text of eval or Function that could not be
	// parsed; nil if that is not known.
	Place *Place

	text   string
	syntax *syntax.Error // what was thrown is this error of a text that a script had parsed
}

// Place is a place in a source text.
type Place struct {
	File       string
	Line, Col  int    // from 1; Col in UTF-16 code units
	SourceLine string // text of the line
}

// Error is one line about the value.
func (e *Exception) Error() string {
	if e.Rejection {
		return "unhandled rejection: " + e.text
	}
	return e.text
}

// Detail is the stack of an error object, or the value as the console shows it.
func (e *Exception) Detail() string {
	text := e.text
	if e.Stack != "" {
		text = e.Stack
	}
	if e.Rejection {
		return "(in promise) " + text
	}
	return text
}

// Report describes the error for a person who looks for it: what was thrown as the console
// shows it, with its causes, and below its message the source line where it was made with a
// caret under the column.
func (e *Exception) Report(o InspectOptions) string {
	title := "Uncaught "
	if o.Colors {
		title = "\x1b[31mUncaught\x1b[39m "
	}
	if e.Rejection {
		title += "(in promise) "
	}
	text, err := e.text, error(nil)
	if e.Stack != "" {
		if text, err = e.Value.Inspect(o); err != nil {
			text = e.Stack
		}
	}
	if e.Place == nil {
		return title + text
	}
	if e.Stack == "" {
		return title + text + "\n" + e.excerpt(o) + fmt.Sprintf("\n    at %s:%d:%d", e.Place.File, e.Place.Line, e.Place.Col)
	}
	first, frames, some := strings.Cut(text, "\n    at ")
	if !some {
		return title + text
	}
	return title + first + "\n" + e.excerpt(o) + "\n    at " + frames
}

// excerpt is the source line of the place, with a caret.
func (e *Exception) excerpt(o InspectOptions) string {
	const indent = "    "
	line, padding := columns.Caret(e.Place.SourceLine, e.Place.Col)
	caret := "^"
	if o.Colors {
		caret = "\x1b[31m^\x1b[39m"
	}
	text := indent + line + "\n" + indent + padding + caret
	if e.syntax != nil {
		if e.syntax.Expected != "" {
			text += " expected " + e.syntax.Expected
		}
		text += fmt.Sprintf("\n%s(%s:%d:%d)", indent, e.Place.File, e.Place.Line, e.Place.Col)
	}
	return text
}

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
	Kind   LimitKind
	Reason string
	// Code is the status that the script asked for, for LimitExit.
	Code int
	// Err is the error of the context that ended, if one did.
	Err error
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

// InternalError is a defect of the engine. The runtime is unusable after it.
type InternalError struct {
	// Panic is what the engine panicked with, Stack the Go stack there.
	Panic any
	Stack []byte
}

// Error describes the defect in one line.
func (e *InternalError) Error() string {
	return fmt.Sprintf("internal error of kiln (please report it): %v", e.Panic)
}

// recoverHost makes the panic of a function of the host an error.
func recoverHost(err *error) {
	if p := recover(); p != nil {
		*err = &InternalError{Panic: p, Stack: debug.Stack()}
	}
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
		return &LimitError{Kind: e.Kind, Reason: e.Reason, Code: e.Code, Err: e.Cause}
	case *heap.LimitError:
		if rt.depth == 0 {
			rt.ended[LimitMemory]++
		}
		return &LimitError{Kind: LimitMemory, Reason: e.Error()}
	}
	return err
}

// hostError answers object.Hooks.HostError: an *Exception is thrown, what ended a
// nested run ends this one too.
func (rt *Runtime) hostError(_ *object.Runtime, err error) error {
	var exception *Exception
	var limit *LimitError
	switch {
	case errors.As(err, &limit):
		return &object.Termination{Kind: limit.Kind, Reason: limit.Reason, Code: limit.Code, Cause: limit.Err}
	case errors.As(err, &exception):
		v, err := rt.toHeap(exception.Value)
		if err != nil {
			return rt.obj.Error("%s", exception.Error())
		}
		return rt.obj.Throw(v)
	}
	return err
}

// exception describes an uncaught throw.
func (rt *Runtime) exception(t *object.Throw) *Exception {
	o := rt.obj
	e := &Exception{Value: rt.value(t.Value), Place: rt.place(t)}
	if !t.Value.IsObject() {
		e.text = rt.describe(t.Value)
		if t.Value.IsString() {
			e.text = t.Value.Str().Go(o.Heap)
		}
		e.Message = e.text
		return e
	}
	obj := t.Value.Object()
	e.ConstructorName = o.ClassName(obj)
	str := func(key heap.Value) (string, bool) {
		if v, ok := o.LookupData(obj, key); ok && v.IsString() {
			return v.Str().Go(o.Heap), true
		}
		return "", false
	}
	e.Name, _ = str(o.Heap.Names.Name)
	msg, hasMessage := str(o.Heap.Names.Message)
	e.Message = msg
	switch {
	case obj.Class() == heap.ClassError:
		e.text = o.ErrorText(obj)
		e.Stack = o.ErrorStack(obj).Go(o.Heap)
		if errors.As(t.Cause, &e.syntax) {
			e.Place = &Place{File: e.syntax.File, Line: e.syntax.Line, Col: e.syntax.Col, SourceLine: e.syntax.SourceLine}
		}
	case hasMessage:
		e.text = e.ConstructorName + ": " + msg
	default:
		e.text = rt.describe(t.Value)
		e.Message = e.text
	}
	return e
}

// place is where a thrown value comes from, nil if that is not known.
func (rt *Runtime) place(t *object.Throw) *Place {
	src, pos, ok := t.Site()
	if !ok {
		return nil
	}
	line, col := src.Position(pos)
	return &Place{File: src.Name, Line: line, Col: col, SourceLine: src.Line(line)}
}

// describe shows a value as the console does.
func (rt *Runtime) describe(v heap.Value) string {
	text, err := inspect.Value(rt.obj, v)
	if err != nil {
		return rt.obj.Describe(v)
	}
	return text
}
