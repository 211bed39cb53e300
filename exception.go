package kiln

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/columns"
	"github.com/kilnjs/kiln/internal/inspect"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Exception is a value that a script threw and did not catch. Texts of more than a million UTF-16
// units are cut.
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
	// Frames are the functions that ran when an error object was made, innermost first, and
	// after them the async functions that waited for the outermost; at most ten. For another
	// value there is one at most, of the throw statement.
	Frames []Frame
	// Place is where the script stood when the error object was made, or where another
	// value was thrown, or the place in the text of eval or Function that could not be
	// parsed; nil if that is not known.
	Place *Place

	text   string
	syntax *syntax.Error // what was thrown is this error of a text that a script had parsed
	causes []error
}

// Place is a place in a source text.
type Place struct {
	File       string // name of the program
	Line, Col  int    // from 1; Col in UTF-16 code units
	SourceLine string // text of the line, "" if it is not known
}

// Error is one line about the value.
func (e *Exception) Error() string {
	if e.Rejection {
		return "unhandled rejection: " + e.text
	}
	return e.text
}

// Unwrap returns what is behind the value: the Go error that it stands for, if a Go function
// returned that; else the causes of an error object, each an *Exception: its `cause`, the `errors` of an
// AggregateError, `error` and `suppressed` of a SuppressedError. So errors.Is and errors.As
// find a Go error that has gone through scripts. Where there are several causes, they are an
// error that unwraps to them.
func (e *Exception) Unwrap() error {
	switch len(e.causes) {
	case 0:
		return nil
	case 1:
		return e.causes[0]
	}
	return errors.Join(e.causes...)
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
	if e.Place == nil || e.Place.SourceLine == "" && e.Stack != "" {
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

// exception describes an uncaught throw.
func (rt *Runtime) exception(t *object.Throw) *Exception {
	return rt.describeThrow(t, &causeSearch{left: maxCauses})
}

func (rt *Runtime) describeThrow(t *object.Throw, causes *causeSearch) *Exception {
	o := rt.obj
	e := &Exception{Value: rt.value(t.Value)}
	rt.locate(e, t)
	if !t.Value.IsObject() {
		e.text = rt.describe(t.Value)
		if t.Value.IsString() {
			e.text = o.ErrorPart(t.Value.Str())
		}
		e.Message = e.text
		return e
	}
	obj := t.Value.Object()
	e.ConstructorName = o.ClassName(obj)
	str := func(key heap.Value) (string, bool) {
		if v, ok := o.LookupData(obj, key); ok && v.IsString() {
			return o.ErrorPart(v.Str()), true
		}
		return "", false
	}
	e.Name, _ = str(o.Heap.Names.Name)
	msg, hasMessage := str(o.Heap.Names.Message)
	e.Message = msg
	switch {
	case obj.Class() == heap.ClassError:
		e.causes = rt.causes(t, causes)
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

// locate finds where a thrown value comes from, as far as that is known.
func (rt *Runtime) locate(e *Exception, t *object.Throw) {
	if v := t.Value; v.IsObject() && v.Object().Class() == heap.ClassError {
		e.Frames = rt.frameList(rt.obj.ErrorFrames(v.Object()))
	} else if f, ok := t.Frame(); ok {
		e.Frames = []Frame{rt.frame(&f)}
	}
	if src, pos, ok := t.Site(); ok {
		e.Place, _, _ = rt.author(src, pos)
	}
}

// maxCauses is how many errors behind one are told of.
const maxCauses = 100

// causeSearch bounds the search for causes, which may form a circle.
type causeSearch struct {
	seen []heap.Value
	left int
}

// causes lists what is behind an error object. No script code runs.
func (rt *Runtime) causes(t *object.Throw, search *causeSearch) []error {
	if err := rt.goError(t); err != nil {
		return []error{err}
	}
	search.seen = append(search.seen, t.Value)
	obj, h := t.Value.Object(), rt.obj.Heap
	var list []error
	add := func(v heap.Value) {
		if !v.IsObject() || v.Object().Class() != heap.ClassError || search.left == 0 || slices.Contains(search.seen, v) {
			return
		}
		search.left--
		if cause, ok := rt.obj.Throw(v).(*object.Throw); ok {
			list = append(list, rt.describeThrow(cause, search))
		}
	}
	for _, name := range [...]string{"cause", "error", "suppressed", "errors"} {
		v, ok := rt.obj.LookupData(obj, h.InternGo(name))
		if ok && name == "errors" && v.IsObject() && v.Object().Class() == heap.ClassArray {
			for _, element := range v.Object().Dense() {
				add(element)
			}
		} else if ok {
			add(v)
		}
	}
	return list
}

// goError is the Go error that an error object stands for, nil if it stands for none.
func (rt *Runtime) goError(t *object.Throw) error {
	if rt.values != nil {
		if err := rt.values.GoError(t.Value); err != nil {
			return err
		}
	}
	return t.Cause
}

// describe shows a value as the console does.
func (rt *Runtime) describe(v heap.Value) string {
	text, err := inspect.Value(rt.obj, v)
	if err != nil {
		return rt.obj.Describe(v)
	}
	return text
}
