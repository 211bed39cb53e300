package kiln

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/kilnjs/kiln/pkg/builtin"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/queue"
	"github.com/kilnjs/kiln/pkg/tier"
)

// Runtime is one JavaScript engine with one realm to start with: heap, call
// stack, job queue and event loop. It needs no Close.
type Runtime struct {
	obj     *object.Runtime
	realm   *object.Realm
	options Options
	loader  Loader
	modules map[moduleKey]*object.Module
	pins    *pins
	tiers   *tier.Manager

	rejected rejections
	lastRun  Value // promise of the module that RunModule or Import evaluated last
	depth    int   // nested entries through this package
}

// New makes a runtime.
func New(o Options) (*Runtime, error) {
	rt := &Runtime{options: o, loader: o.Loader, modules: make(map[moduleKey]*object.Module), pins: new(pins)}
	if rt.loader == nil {
		rt.loader = FileLoader{}
	}
	rt.tiers = tier.New(tier.Config{
		Mode:    tier.Mode(o.Tier),
		T1Calls: o.Thresholds.T1Calls,
		T1Turns: o.Thresholds.T1Turns,
		T2Calls: o.Thresholds.T2Calls,
		T2Turns: o.Thresholds.T2Turns,
		Trace:   o.TraceTiers,
	})
	rt.obj = object.New(object.Options{
		Heap:      heap.Options{MaxBytes: o.MaxHeap, Prompt: o.GoMemoryLimit, Stress: o.Stress, ShapeIDs: o.ShapeIDs},
		StackSize: o.StackSize,
		Builtins:  builtin.Library(),
		Tiers:     rt.tiers.Hooks(),
		Stdout:    o.Stdout,
		Stderr:    o.Stderr,
		Clock:     o.Clock,
	})
	rt.obj.CannotBlock = o.CannotBlock
	rt.rejected.memory = rt.obj.Heap.Account()
	rt.obj.Hooks.LoadModule = rt.loadModule
	rt.obj.Hooks.ImportMeta = importMeta
	rt.obj.Hooks.HostError = rt.hostError
	if !o.Host262 {
		rt.obj.Hooks.RejectionTracker = rt.trackRejection
	}
	rt.obj.Heap.AddRoots(rt.trace)
	rt.tiers.Start(rt.obj)
	rt.realm = rt.obj.NewRealm()
	if o.Host262 {
		rt.install262(rt.realm)
	}
	if o.GoMemoryLimit {
		claimGoMemory(rt, o.MaxHeap)
	}
	return rt, nil
}

func (rt *Runtime) trace(m *heap.Marker) {
	rt.pins.trace(m)
	m.Lots(rt.rejected.list)
}

// Object gives access to the engine below this interface, for the packages of
// this module.
func (rt *Runtime) Object() *object.Runtime { return rt.obj }

// do runs f as one entry into the engine: it turns panics and engine errors into
// errors of this package.
func (rt *Runtime) do(f func() error) (err error) {
	if rt.obj.Dead() != nil {
		return rt.obj.Dead()
	}
	h := rt.obj.Heap
	mark := h.OpenScope()
	rt.depth++
	// A fault in Go code that follows addresses of cells is a panic, not the end of
	// the process. (Machine code sees to its own: mmap.OnFault.)
	faults := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(faults)
		rt.depth--
		if p := recover(); p != nil {
			if limit, ok := p.(*heap.LimitError); ok {
				// Nothing can be said about the state of the heap: it was left
				// in the middle of an operation.
				err = rt.convert(limit)
			} else {
				err = &InternalError{Panic: p, Stack: debug.Stack()}
			}
			rt.obj.MarkDead(err)
			return
		}
		err = rt.convert(err)
		h.CloseScope(mark)
		if rt.depth == 0 {
			rt.recoverMemory()
		}
	}()
	if err := rt.obj.Poll(); err != nil {
		return err
	}
	return f()
}

// recoverMemory makes a runtime whose heap was exhausted usable again, when
// enough of it is garbage now. When the time of the script is over the next entry does it.
func (rt *Runtime) recoverMemory() {
	if h := rt.obj.Heap; h.Exhausted {
		rt.obj.Queue.DropJobs()
		h.Reclaim()
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
		return &LimitError{Kind: e.Kind, Reason: e.Reason, Code: e.Code, Err: e.Cause}
	case *heap.LimitError:
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
	e := &Exception{Value: rt.value(t.Value)}
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
	case hasMessage:
		e.text = e.ConstructorName + ": " + msg
	default:
		e.text = rt.describe(t.Value)
		e.Message = e.text
	}
	return e
}

// describe shows a value as the console does.
func (rt *Runtime) describe(v heap.Value) string {
	text, err := builtin.Inspect(rt.obj, v)
	if err != nil {
		return rt.obj.Describe(v)
	}
	return text
}

// Run runs a script and returns its completion value. Promise jobs wait for
// RunLoop or DrainJobs. The error is an *Exception, a *LimitError or an
// *InternalError.
func (rt *Runtime) Run(p *Program) (Value, error) {
	if p.kind == Module {
		return Value{}, rt.RunModule(p)
	}
	var out Value
	err := rt.do(func() error {
		v, err := rt.obj.RunScript(p.prog, rt.realm)
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

// RunModule loads what the module needs, links and evaluates it, and runs promise
// jobs until none is left. A module that waits at top level for something else
// goes on in RunLoop. The error is a *ModuleError when a module cannot be found,
// parsed or linked.
func (rt *Runtime) RunModule(p *Program) error {
	return rt.do(func() error {
		m := rt.obj.NewModule(p.prog, rt.realm, p.Name())
		rt.modules[moduleKey{rt.realm, rt.mainName(p.Name()), ""}] = m
		return rt.evaluateModule(m)
	})
}

// Import loads and runs the module that specifier names, as RunModule does.
func (rt *Runtime) Import(specifier string) error {
	return rt.do(func() error {
		m, err := rt.loadModule(rt.obj, nil, object.ModuleRequest{Specifier: specifier})
		if err != nil {
			return rt.moduleError(err)
		}
		return rt.evaluateModule(m)
	})
}

func (rt *Runtime) evaluateModule(m *object.Module) error {
	if err := m.Load(); err != nil {
		return rt.moduleError(err)
	}
	if err := m.Link(); err != nil {
		return rt.moduleError(err)
	}
	p, err := m.Evaluate()
	if err != nil {
		return err
	}
	rt.lastRun = rt.value(p.Value())
	if err := rt.obj.RunJobs(); err != nil {
		return err
	}
	if state, v := object.StateOf(p); state == object.PromiseRejected {
		if !object.IsHandled(p) {
			rt.obj.MarkHandled(p)
			rt.trackRejection(rt.obj, p, true)
		}
		return rt.obj.Throw(v)
	}
	return nil
}

// moduleError turns a throw while loading or linking into a *ModuleError.
func (rt *Runtime) moduleError(err error) error {
	var m *ModuleError
	if errors.As(err, &m) {
		return m
	}
	if t, ok := err.(*object.Throw); ok {
		e := rt.exception(t)
		return &ModuleError{Name: e.Name, Message: e.Message, Err: e}
	}
	return err
}

// DrainJobs runs promise jobs until none is left.
func (rt *Runtime) DrainJobs() error {
	return rt.do(rt.drain)
}

// drain runs the job queue and what follows it, and reports unhandled rejections.
func (rt *Runtime) drain() error {
	if err := rt.obj.RunJobs(); err != nil {
		return err
	}
	rt.obj.Heap.ClearKept()
	rt.finalize()
	if p := rt.rejected.next(); p != nil {
		_, v := object.StateOf(p)
		e := rt.exception(rt.obj.Throw(v).(*object.Throw))
		e.Rejection = true
		return e
	}
	return nil
}

// finalize makes tasks of the finalization registries that have something to clean up.
func (rt *Runtime) finalize() {
	lib := rt.obj.Library()
	if lib.CleanupRegistry == nil {
		return
	}
	for _, owner := range rt.obj.Heap.TakeFinalized() {
		rt.obj.Queue.AddTask(func() error { return lib.CleanupRegistry(rt.obj, owner) }, owner)
	}
}

// trackRejection answers object.Hooks.RejectionTracker.
func (rt *Runtime) trackRejection(_ *object.Runtime, promise *heap.Object, handled bool) {
	if handled {
		rt.rejected.drop()
		return
	}
	rt.rejected.add(promise)
}

// RunLoop runs the event loop until nothing is pending: promise jobs, timers,
// posted callbacks. It ends early with the first uncaught error, or when a limit
// is reached.
func (rt *Runtime) RunLoop() error { return rt.RunLoopContext(context.Background()) }

// RunLoopContext is RunLoop until ctx ends, which also interrupts the callback that
// runs then: the *LimitError wraps the error of ctx.
func (rt *Runtime) RunLoopContext(ctx context.Context) error {
	if d := rt.obj.Deadline(); !d.IsZero() {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, d)
		defer cancel()
	}
	return rt.do(func() error {
		defer rt.obj.EndWith(ctx)()
		loop := queue.Loop{Queue: rt.obj.Queue, Drain: rt.drain}
		err := loop.Run(ctx)
		if ended := ctx.Err(); ended != nil && err == ended {
			return object.Ended(ended)
		}
		return err
	})
}

// SetDeadline ends scripts that still run at t with a *LimitError. The zero time
// lifts the limit.
func (rt *Runtime) SetDeadline(t time.Time) { rt.obj.SetDeadline(t) }

// SetFuel allows n more calls and loop turns, counted alike in all tiers; a
// negative n lifts the limit.
func (rt *Runtime) SetFuel(n int64) { rt.obj.SetFuel(n) }

// Interrupt ends the running script with a *LimitError. It may be called from any
// goroutine and stays in force until ClearInterrupt.
func (rt *Runtime) Interrupt(reason string) {
	rt.obj.Interrupt(reason)
	rt.obj.Queue.Post(rt.obj.Poll) // wakes a loop that waits
}

// ClearInterrupt lets scripts run again after Interrupt.
func (rt *Runtime) ClearInterrupt() { rt.obj.ClearInterrupt() }

// Post runs f on the goroutine of the event loop, from any goroutine.
func (rt *Runtime) Post(f func() error) { rt.obj.Queue.Post(f) }

// Hold keeps the event loop waiting for a Post until release is called.
func (rt *Runtime) Hold() (release func()) { return rt.obj.Queue.Hold() }

// Global returns the value of a property of the global object.
func (rt *Runtime) Global(name string) (Value, error) {
	var out Value
	err := rt.do(func() error {
		v, err := rt.obj.Get(rt.realm.Global, rt.obj.Heap.InternGo(name))
		if err == nil {
			out = rt.value(v)
		}
		return err
	})
	return out, err
}

// Call calls a function with Go values: nil (undefined), bool, int, float64,
// string, and Value of this runtime or a primitive one. Any other is an error.
func (rt *Runtime) Call(f Value, this any, args ...any) (Value, error) {
	var out Value
	err := rt.do(func() error {
		callee, err := rt.toHeap(f)
		if err != nil {
			return fmt.Errorf("kiln: function: %w", err)
		}
		receiver, err := rt.toHeap(this)
		if err != nil {
			return fmt.Errorf("kiln: this: %w", err)
		}
		list := make([]heap.Value, len(args))
		for i, a := range args {
			if list[i], err = rt.toHeap(a); err != nil {
				return fmt.Errorf("kiln: argument %d: %w", i, err)
			}
		}
		v, err := rt.obj.Call(callee, receiver, list...)
		if err == nil {
			out = rt.value(v)
		}
		return err
	})
	return out, err
}

// maxExact is the largest integer up to which every one is a Number.
const maxExact = 1 << 53

// toHeap converts a Go value.
func (rt *Runtime) toHeap(x any) (heap.Value, error) {
	switch x := x.(type) {
	case nil:
		return heap.Undefined, nil
	case bool:
		return heap.Bool(x), nil
	case int:
		if x > maxExact || x < -maxExact {
			return heap.Undefined, fmt.Errorf("the int %d has no Number of its own", x)
		}
		return heap.Number(float64(x)), nil
	case float64:
		return heap.Number(x), nil
	case string:
		return rt.obj.Heap.NewString(x).Value(), nil
	case Value:
		if x.pin != nil && x.rt != rt {
			return heap.Undefined, errors.New("a value of another runtime")
		}
		return x.raw(), nil
	}
	return heap.Undefined, fmt.Errorf("a Go value of type %T cannot become a JavaScript value", x)
}
