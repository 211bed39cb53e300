package kiln

import (
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Run runs a script and returns its completion value, or a module and returns its namespace
// object. Promise jobs wait for
// RunLoop or DrainJobs. The error is an *Exception, a *LimitError or an
// *InternalError.
func (rt *Runtime) Run(p *Program) (Value, error) { return rt.runIn(p, rt.realm) }

// runIn is Run in a realm.
func (rt *Runtime) runIn(p *Program, realm *object.Realm) (Value, error) {
	if p.kind == Module {
		return rt.runModule(p, realm)
	}
	var out Value
	err := rt.do(func() error {
		v, err := rt.obj.RunScript(p.prog, realm)
		if err == nil {
			out = rt.value(v)
		}
		return err
	})
	return out, err
}

// RunString compiles and runs a script.
func (rt *Runtime) RunString(name, source string) (Value, error) {
	p, err := Compile(name, source, Script)
	if err != nil {
		return Value{}, err
	}
	return rt.Run(p)
}

// Call calls the function f with this and args, which are converted as by ToValue. It is
// f.Call(this, args...).
func (rt *Runtime) Call(f Value, this any, args ...any) (Value, error) {
	if f.rt != rt && f.raw().IsCellPointer() {
		return Value{}, fmt.Errorf("kiln: function: %w", errForeign)
	}
	f.v, f.rt = f.raw(), rt
	return f.Call(this, args...)
}

// do runs f as one entry into the engine: it turns panics and engine errors into
// errors of this package. What is called often spells it out.
func (rt *Runtime) do(f func() error) (err error) {
	defer rt.end(rt.begin(), &err)
	if err = rt.obj.Attend(); err != nil {
		return err
	}
	err = errUnfinished
	return f()
}

// errUnfinished is what the result of an entry is while it runs: who finds it in a deferred
// function knows that the goroutine ends there (runtime.Goexit).
var errUnfinished = errors.New("unfinished")

// entry is what the end of an entry into the engine puts back.
type entry struct {
	mark   int  // of the rooting scope
	faults bool // what debug.SetPanicOnFault was
}

// begin begins an entry into the engine.
func (rt *Runtime) begin() entry {
	rt.depth++
	if rt.depth == 1 && rt.time.limit > 0 {
		rt.time.start(rt.obj)
	}
	// A fault in Go code that follows addresses of cells is a panic, not the end of
	// the process. (Machine code sees to its own: mmap.OnFault.)
	return entry{rt.obj.Heap.OpenScope(), debug.SetPanicOnFault(true)}
}

// end ends the entry e, whose error becomes one of this package, and so does a panic. It is
// the deferred function itself, else there would be nothing to recover.
func (rt *Runtime) end(e entry, err *error) {
	p := recover()
	var frames []Frame
	if p != nil {
		frames = rt.runningFrames()
	}
	debug.SetPanicOnFault(e.faults)
	rt.depth--
	if p != nil {
		rt.panicked(p, frames, err)
		return
	}
	switch *err {
	case nil:
	case errUnfinished:
		rt.panicked("the goroutine ended in a function that a script had called", nil, err)
		return
	default:
		*err = rt.convert(*err)
	}
	h := rt.obj.Heap
	h.CloseScope(e.mark)
	if rt.depth == 0 {
		rt.endRun()
		if h.Exhausted {
			rt.recoverMemory()
		}
	}
}

// panicked makes the runtime unusable: it was left in the middle of an operation, so that
// nothing can be said about the state of its heap.
func (rt *Runtime) panicked(p any, frames []Frame, err *error) {
	if limit, ok := p.(*heap.LimitError); ok {
		*err = rt.convert(limit)
	} else {
		*err = &InternalError{Panic: p, Stack: debug.Stack(), Frames: frames}
	}
	rt.obj.MarkDead(*err)
}

// recoverMemory makes a runtime whose heap was exhausted usable again, when
// enough of it is garbage now. When the time of the script is over the next entry does it.
func (rt *Runtime) recoverMemory() {
	if h := rt.obj.Heap; h.Exhausted {
		rt.obj.Queue.DropJobs()
		h.Recover()
	}
}
