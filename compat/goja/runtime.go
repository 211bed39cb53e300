package goja

import (
	"fmt"
	"reflect"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Runtime is one instance of the engine with its global object. Its values are its own, and
// one goroutine at a time may use it; only Interrupt may come from another.
type Runtime struct {
	kiln  *kiln.Runtime
	obj   *object.Runtime
	realm *object.Realm

	depth   int // nested entries into the engine
	symbols symbols
	held    held // the Objects that Go holds
	texts   texts
	wrapped wrapIndex // the objects around Go values, of which it keeps none alive
	global  *Object
	shared  map[*sharedObject]heap.Value

	mapper        FieldNameMapper
	parserOptions []parser.Option
	files         map[string]*file.File // by name: those that have a source map
	plans         map[reflect.Type]*structPlan
	widen         func() // takes SetMaxCallStackSize back
	tracker       PromiseRejectionTracker
	goError       heap.Value // the constructor GoError, once somebody needed it
	thrown        *Exception // what Go code threw last, with the frames of its first throw

	stopped []StackFrame // where the script stood that Interrupt ends

	halted atomic.Bool // Interrupt is in force
	mu     sync.Mutex
	reason any // what Interrupt was given
}

// RandSource gives numbers from 0 up to but not including 1, for Math.random.
type RandSource func() float64

// Now tells the time, for Date.
type Now func() time.Time

// New makes a runtime.
func New() *Runtime {
	r := &Runtime{
		files:   map[string]*file.File{},
		plans:   map[reflect.Type]*structPlan{},
		goError: heap.Undefined,
	}
	rt, err := kiln.New(kiln.Options{TimeZone: time.Local, ClockResolution: time.Nanosecond})
	if err != nil {
		panic(err) // the options are always the same
	}
	r.kiln, r.obj, r.realm = rt, rt.Object(), rt.Realm()
	r.symbols.start(r)
	r.obj.OnPoll(func() {
		if r.halted.Load() && r.depth > 0 && r.stopped == nil {
			r.stopped = r.CaptureCallStack(0, nil)
		}
		runtime.Gosched()
	})
	r.obj.Heap.AddRoots("values of Go", r.trace)
	before := r.obj.Heap.OnLimit
	r.obj.Heap.OnLimit = func() bool { return r.held.release() || before() }
	death := r.obj.Heap.OnDeath
	r.obj.Heap.OnDeath = func(alive func(heap.Value) bool) {
		death(alive)
		r.wrapped.forgetDead(alive)
	}
	r.obj.Hooks.RejectionTracker = r.trackRejection
	r.obj.Hooks.TooDeep = func() error {
		return &StackOverflowError{Exception{stack: r.CaptureCallStack(0, nil)}}
	}
	r.realm.InstallGlobals([]object.Row{{Name: "GoError", Make: func(*object.Realm) heap.Value { return r.goErrorConstructor() }}})
	r.must(r.hideAccessorMethods)
	return r
}

// hideAccessorMethods takes __defineGetter__ and the like off Object.prototype: scripts of
// goja do not find them, and consoles list what every object has.
func (r *Runtime) hideAccessorMethods() error {
	proto := r.realm.Intrinsic(object.ObjectPrototype)
	for _, name := range [...]string{"__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__"} {
		if err := r.obj.DeletePropertyOrThrow(proto, r.obj.Heap.InternGo(name)); err != nil {
			return err
		}
	}
	return nil
}

// trace marks what Go holds, and forgets what it does not hold any more.
func (r *Runtime) trace(m *heap.Marker) {
	r.texts.forget()
	r.held.trace(m)
	r.symbols.trace(m)
	for _, v := range r.shared {
		m.Value(v)
	}
	m.Value(r.goError)
}

// enter runs f as one entry into the engine. What f gets from the engine stays alive until it
// returns. The error is an *Exception, an *InterruptedError or one of Kiln; a Go function's
// own panic goes on.
func (r *Runtime) enter(f func() error) error {
	var err error
	if r.depth > 0 {
		mark := r.obj.Heap.OpenScope()
		err = r.failure(f())
		r.obj.Heap.CloseScope(mark)
	} else {
		err = r.enterFirst(f)
	}
	if p, ok := err.(*hostPanic); ok {
		panic(p.value)
	}
	return err
}

func (r *Runtime) enterFirst(f func() error) (err error) {
	if dead := r.obj.Dead(); dead != nil {
		return dead
	}
	defer r.leave(r.arrive(), &err)
	return r.failure(f())
}

// visit is what the end of the outermost entry puts back.
type visit struct {
	mark   int  // of the scope
	faults bool // what debug.SetPanicOnFault was
}

// arrive begins the outermost entry.
func (r *Runtime) arrive() visit {
	r.obj.Heap.Safepoint()
	r.depth++
	return visit{r.obj.Heap.OpenScope(), debug.SetPanicOnFault(true)}
}

// leave ends the outermost entry. It is the deferred function itself, else there would be
// nothing to recover.
func (r *Runtime) leave(v visit, err *error) {
	p := recover()
	debug.SetPanicOnFault(v.faults)
	r.depth--
	if p != nil {
		known := r.panicked(p)
		if known == nil {
			*err = &kiln.InternalError{Panic: p, Stack: debug.Stack()}
			r.obj.MarkDead(*err)
			return
		}
		*err = r.failure(known)
	}
	r.thrown = nil
	h := r.obj.Heap
	h.CloseScope(v.mark)
	if h.Exhausted {
		r.obj.Queue.DropJobs()
		h.Recover()
	}
}

// enterJobs is enter for what runs scripts: the outermost one runs the jobs that are left.
func (r *Runtime) enterJobs(f func() error) error {
	if r.depth > 0 {
		return r.enter(f)
	}
	return r.enter(func() error {
		// It may have been interrupted before it begins.
		err := r.obj.Attend()
		if err == nil {
			err = f()
		}
		return r.finish(err)
	})
}

// finish runs the jobs that a script has left, which has ended with err, and returns the error
// of it all.
func (r *Runtime) finish(err error) error {
	if err == nil || isThrow(err) {
		if failed := r.obj.RunJobs(); failed != nil {
			err = failed
		}
		r.obj.Heap.ClearKept()
	}
	if _, ended := err.(*object.Termination); ended {
		r.obj.Queue.DropJobs()
		defer r.ClearInterrupt()
		return r.failure(err)
	}
	return err
}

func isThrow(err error) bool {
	_, ok := err.(*object.Throw)
	return ok
}

// halt is the error that ends what runs, if it is to end: of a script that called Go code
// which interrupts it, so that not even its next statement runs.
func (r *Runtime) halt() error {
	if !r.halted.Load() {
		return nil
	}
	stack := r.CaptureCallStack(0, nil)
	for len(stack) > 1 && stack[0].native {
		stack = stack[1:]
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ending(&InterruptedError{value: r.reason, stack: stack})
}

// breathe lets the collector work in a Go function that makes object after object. Only what
// Go code calls may do that, and before it looks at anything.
func (r *Runtime) breathe() {
	if r.depth > 0 {
		r.obj.Heap.Safepoint()
	}
}

// must is enter for what the interface reports by a panic.
func (r *Runtime) must(f func() error) {
	if err := r.enter(f); err != nil {
		panic(err)
	}
}

// Interrupt ends the script that runs, or the next that is to run if none does: the call
// that began it returns an *InterruptedError with v. It may be called from any goroutine.
func (r *Runtime) Interrupt(v interface{}) {
	r.mu.Lock()
	r.reason = v
	r.halted.Store(true)
	r.mu.Unlock()
	r.obj.Interrupt(fmt.Sprint(v))
}

// ClearInterrupt takes back an Interrupt that has not ended a script.
func (r *Runtime) ClearInterrupt() {
	r.mu.Lock()
	r.reason, r.stopped = nil, nil
	r.halted.Store(false)
	r.mu.Unlock()
	r.obj.ClearInterrupt()
}

// GlobalObject returns the global object.
func (r *Runtime) GlobalObject() *Object {
	if r.global == nil {
		r.global = r.objectOf(r.realm.Global.Value())
	}
	return r.global
}

// SetGlobalObject makes object the global object. What refers to the one before still does.
func (r *Runtime) SetGlobalObject(object *Object) {
	r.must(func() error {
		v := r.cell(object)
		o := v.Object()
		if o.Class() == heap.ClassObject {
			r.obj.Heap.ToDictionary(o) // caches tell global objects apart by their shapes
		}
		r.realm.Global, r.realm.GlobalThis = o, v
		r.realm.LexicalEpoch++
		r.global = object
		return nil
	})
}

// Set assigns to a name of the global scope, as `name = value` does in sloppy code.
func (r *Runtime) Set(name string, value interface{}) error {
	if r.obj.Calm() {
		if key, ok := r.obj.Heap.KnownKey(name); ok {
			if v, ok := r.plain(value); ok && r.obj.PokeGlobal(r.realm, key, v) {
				return nil
			}
		}
	}
	return r.enter(func() error {
		v := r.given(value)
		key := r.obj.Heap.InternGo(name)
		if record := r.realm.Scope.Record(); r.hasOwn(record, key) {
			return r.obj.Set(record, key, v, true)
		}
		return r.obj.Set(r.realm.Global, key, v, false)
	})
}

// Get reads a name of the global scope; nil when there is none of that name. It panics with
// an *Exception when that throws.
func (r *Runtime) Get(name string) (v Value) {
	if r.obj.Calm() {
		if key, ok := r.obj.Heap.KnownKey(name); ok {
			if v, ok := r.seen(r.obj.PeekGlobal(r.realm, key)); ok {
				return v
			}
		}
	}
	r.must(func() error {
		key := r.obj.Heap.InternGo(name)
		if record := r.realm.Scope.Record(); r.hasOwn(record, key) {
			found, err := r.obj.Get(record, key)
			v = r.value(found)
			return err
		}
		found, err := r.lookup(r.realm.Global, key)
		v = found
		return err
	})
	return v
}

func (r *Runtime) hasOwn(o *heap.Object, key heap.Value) bool {
	_, ok := r.obj.OrdinaryGetOwnProperty(o, key)
	return ok
}

// lookup reads a property; nil when there is none.
func (r *Runtime) lookup(o *heap.Object, key heap.Value) (Value, error) {
	v, err := r.obj.Get(o, key)
	if err != nil {
		return nil, err
	}
	if v.IsUndefined() && o.Class() != heap.ClassProxy {
		if has, err := r.obj.HasProperty(o, key); err != nil || !has {
			return nil, err
		}
	}
	return r.value(v), nil
}

// Try runs f and returns the exception that it panics with, if any.
func (r *Runtime) Try(f func()) (ex *Exception) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case *Exception:
			ex = p
		case Value, typeErrorText:
			ex, _ = r.exceptionOf(p).(*Exception)
		default:
			panic(p)
		}
	}()
	f()
	return nil
}

// exceptionOf makes the error of what Go code panicked with.
func (r *Runtime) exceptionOf(p any) error {
	return r.enter(func() error { return r.panicked(p) })
}

// SetFieldNameMapper sets how the fields and methods of Go types are named from now on; nil
// means by their Go names.
func (r *Runtime) SetFieldNameMapper(mapper FieldNameMapper) {
	r.mapper = mapper
	clear(r.plans)
}

// SetParserOptions sets the options for RunString and RunScript.
func (r *Runtime) SetParserOptions(opts ...parser.Option) { r.parserOptions = opts }

// SetRandSource sets where Math.random gets its numbers.
func (r *Runtime) SetRandSource(source RandSource) { r.kiln.SetRandSource(source) }

// SetTimeSource sets what Date takes for the time.
func (r *Runtime) SetTimeSource(now Now) { r.kiln.SetTimeSource(now) }

// SetMaxCallStackSize sets how deep calls may be nested: a *StackOverflowError, which no
// script catches, ends a deeper one.
func (r *Runtime) SetMaxCallStackSize(size int) {
	if r.widen != nil {
		r.widen()
		r.widen = nil
	}
	if size < maxDepth {
		r.widen = r.obj.Stack.Narrow(max(size, 0))
	}
}

// maxDepth is more calls than the stack has room for.
const maxDepth = 1 << 20

// InstanceOf is `left instanceof right`. It panics with an *Exception when that throws.
func (r *Runtime) InstanceOf(left Value, right *Object) (res bool) {
	r.must(func() (err error) {
		res, err = r.obj.InstanceofOperator(r.cell(left), r.cell(right))
		return err
	})
	return res
}

// New is the operator new.
func (r *Runtime) New(construct Value, args ...Value) (o *Object, err error) {
	c, ok := AssertConstructor(construct)
	if !ok {
		return nil, r.exceptionOf(typeErrorText(fmt.Sprintf("%v is not a constructor", construct)))
	}
	return c(nil, args...)
}

// NewObject makes an empty object.
func (r *Runtime) NewObject() (v *Object) {
	r.breathe()
	r.must(func() error {
		v = r.objectOf(r.obj.NewObject().Value())
		return nil
	})
	return v
}

// CreateObject makes an object with the given prototype, nil for none.
func (r *Runtime) CreateObject(proto *Object) (o *Object) {
	r.must(func() error {
		o = r.objectOf(r.obj.OrdinaryObjectCreate(r.protoCell(proto)).Value())
		return nil
	})
	return o
}

// protoCell is the prototype that an *Object stands for, Null for nil.
func (r *Runtime) protoCell(proto *Object) heap.Value {
	if proto == nil {
		return heap.Null
	}
	return r.cell(proto)
}

// NewArray makes an array of items, converted as ToValue does.
func (r *Runtime) NewArray(items ...interface{}) (o *Object) {
	r.breathe()
	r.must(func() error {
		cells := make([]heap.Value, len(items))
		for i, x := range items {
			cells[i] = r.given(x)
		}
		o = r.objectOf(r.obj.NewArray(cells...).Value())
		return nil
	})
	return o
}

// ForOf is the for-of loop: it calls step for each value until that returns false. It
// panics with an *Exception when iterating throws.
func (r *Runtime) ForOf(iterable Value, step func(curValue Value) (continueIteration bool)) {
	r.must(func() error {
		err := r.obj.Iterate(r.cell(iterable), func(v heap.Value) (err error) {
			defer r.rescue(&err)
			if !step(r.value(v)) {
				return errStop
			}
			return nil
		})
		if err == errStop {
			return nil
		}
		return err
	})
}

// stop ends an iteration from within.
type stop struct{}

// Error makes it an error.
func (stop) Error() string { return "stop" }

var errStop error = stop{}

// toObject is ToObject of a primitive.
func (r *Runtime) toObject(v Value) (o *Object) {
	r.must(func() error {
		made, err := r.obj.ToObject(r.cell(v))
		if err == nil {
			o = r.objectOf(made.Value())
		}
		return err
	})
	return o
}

func (r *Runtime) nullish() *Object {
	panic(r.exceptionOf(typeErrorText("Cannot convert undefined or null to object")))
}

// cell is v in the heap, alive until the entry ends; nil stands for undefined.
func (r *Runtime) cell(v Value) heap.Value {
	if v == nil {
		return heap.Undefined
	}
	if o, ok := v.(*Object); ok && o == nil {
		return heap.Null
	}
	return r.obj.Heap.Keep(v.cell(r))
}

// cells is cell for many.
func (r *Runtime) cells(list []Value) []heap.Value {
	out := make([]heap.Value, len(list))
	for i, v := range list {
		out[i] = r.cell(v)
	}
	return out
}

// value is the Value of one in the heap.
func (r *Runtime) value(v heap.Value) Value {
	switch {
	case v.IsInt():
		return valueInt(v.AsInt())
	case v.IsObject():
		return r.objectOf(v)
	case v.IsString():
		return r.stringOf(v.Str())
	case v.IsUndefined():
		return _undefined
	case v.IsNull():
		return _null
	case v.IsBool():
		return valueBool(v == heap.True)
	case v.IsNumber():
		return numberValue(v.Float64())
	case v.IsBigInt():
		return &valueBigInt{v.BigInt().Big()}
	case v.IsSymbol():
		return r.symbolOf(v)
	}
	return _undefined
}

func (r *Runtime) values(list []heap.Value) []Value {
	out := make([]Value, len(list))
	for i, v := range list {
		out[i] = r.value(v)
	}
	return out
}

// objectOf is the Object for an object in the heap: the same one while Go holds it.
func (r *Runtime) objectOf(v heap.Value) *Object { return r.held.of(r, v) }
