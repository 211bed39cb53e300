package kiln

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"

	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/watch"
)

// Frame is one function on the stack of a script.
type Frame struct {
	// Function is the name of the function as scripts see it, "" if it has none.
	Function string
	// GoFunction is the Go function behind it, such as "main.query", for a function that the
	// embedder gave. File and Line are then where that is declared.
	GoFunction string
	// File, Line and Col are where the function stood: in the text that its author wrote if
	// there is a source map. Line and Col count from 1, Col in UTF-16 code units; without a
	// File the function is one of the library, or a Go function that tells nothing.
	File      string
	Line, Col int
	// Generated is the place in the text that ran, if a source map says that it was made
	// from another one; else nil.
	Generated *Place
	// Tier is who ran it.
	Tier watch.Tier
	// Construct is set for a call with new, Async for an async function that waited for the
	// frames before it.
	Construct, Async bool
}

// String is the frame as in a stack: "async f (file.js:1:2)".
func (f Frame) String() string {
	var b strings.Builder
	if f.Async {
		b.WriteString("async ")
	}
	if f.Construct {
		b.WriteString("new ")
	}
	name, where := f.Function, "native"
	switch {
	case f.GoFunction != "":
		where = fmt.Sprintf("%s %s:%d", f.GoFunction, f.File, f.Line)
	case f.File != "":
		where = fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Col)
	}
	switch {
	case name != "":
		b.WriteString(name + " (" + where + ")")
	case f.File != "" && f.GoFunction == "":
		b.WriteString(where)
	default:
		b.WriteString("<anonymous> (" + where + ")")
	}
	return b.String()
}

// Frames returns what runs now, innermost first, at most ten: for a Go function that a script
// has called. It is empty when no script runs.
func (rt *Runtime) Frames() []Frame { return rt.frameList(rt.obj.RunningFrames()) }

func (rt *Runtime) frameList(frames []object.Frame) []Frame {
	if len(frames) == 0 {
		return nil
	}
	list := make([]Frame, len(frames))
	for i := range frames {
		list[i] = rt.frame(&frames[i])
	}
	return list
}

func (rt *Runtime) frame(f *object.Frame) Frame {
	out := Frame{Function: f.Function, Tier: f.Tier, Construct: f.Construct, Async: f.Async}
	if f.Source != nil {
		p, generated, _ := rt.author(f.Source, f.Pos)
		out.File, out.Line, out.Col, out.Generated = p.File, p.Line, p.Col, generated
	} else if g, ok := f.Code.Data.(object.GoFunction); ok {
		if fn := runtime.FuncForPC(g.GoPC()); fn != nil {
			out.GoFunction = fn.Name()
			out.File, out.Line = fn.FileLine(g.GoPC())
		}
	}
	return out
}

// runningFrames is Frames after a panic, of which the stack may not be fit to be read.
func (rt *Runtime) runningFrames() (frames []Frame) {
	defer func() {
		if recover() != nil {
			frames = nil
		}
	}()
	return rt.Frames()
}

// goEntry tells frames about the function f.
func goEntry(f any) object.GoEntry { return object.GoEntry(reflect.ValueOf(f).Pointer()) }
