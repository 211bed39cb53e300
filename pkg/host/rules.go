package host

import (
	"context"
	"reflect"
	"sync"
	"sync/atomic"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// InFunc makes the value of scripts for v, whose type is the one that the function was given
// out for.
type InFunc func(b *Bridge, v reflect.Value) (heap.Value, error)

// OutFunc stores what v is in Go into dst, which is settable and of the type that the function
// was given out for.
type OutFunc func(b *Bridge, v heap.Value, dst reflect.Value) error

// Rules say how Go values look to scripts, and what stands for values of scripts in Go. All
// functions may be nil. Rules are for variables of packages: what is known of types is kept
// with them for ever, and they do not change once a Bridge uses them.
type Rules struct {
	// FieldName is the name of the property for a field of the struct type t, "" for a field
	// that scripts do not see. Nil: the name in the tag `js`, else that in Go.
	FieldName func(t reflect.Type, f reflect.StructField) string
	// MethodName is the same for an exported method of t.
	MethodName func(t reflect.Type, m reflect.Method) string
	// OwnMethods makes methods own properties of objects, bound to them; else they are
	// properties of the prototype and need their receiver.
	OwnMethods bool
	// Coerce lets ExportTo convert primitives, and missing arguments of Go functions, as the
	// operations ToNumber, ToString and ToBoolean would; else a loss is an error.
	Coerce bool
	// In and Out give the functions for types that are not to be treated as others of their
	// kind; nil for a type that is.
	In  func(t reflect.Type) InFunc
	Out func(t reflect.Type) OutFunc
	// Export says what Bridge.Export gives for a value that is not a primitive and stands for
	// no Go value; ok is false where it does what it does without the function.
	Export func(b *Bridge, v heap.Value) (x any, ok bool, err error)
	// Hold gives what Bridge.Export makes of a value with no other meaning in Go, such as a
	// symbol or a function: something that keeps v alive. It is necessary.
	Hold func(b *Bridge, v heap.Value) any
	// Enter runs f as an entry into the engine, since Go code calls a function of a script.
	// It is necessary where ExportTo makes functions.
	Enter func(b *Bridge, f func() error) error
	// Throw gives the error that a script gets for the error of a Go function: a *object.Throw
	// if it can catch it. Nil, or a nil result: an Error that stands for err.
	Throw func(b *Bridge, err error) error
	// Thrown gives the value that a script has thrown, for an error that stands for that: within
	// another error it is the cause. Nil: no error does.
	Thrown func(b *Bridge, err error) (v heap.Value, ok bool)
	// Class names the class of the runtime whose objects alone become a t, or a pointer to one,
	// unless the type reads other values itself; "": there is none. Nil: there are no classes.
	Class func(b *Bridge, t reflect.Type) string
	// Panicked gives the error for what a function of the embedder has panicked with; nil, or
	// a nil result: a *Panic.
	Panicked func(b *Bridge, value any) error
	// Context is given to Go functions whose first parameter is a context.Context. Nil: one
	// that never ends.
	Context func(b *Bridge) context.Context
	// Ended gives what ends the script when a function that was given the context has returned,
	// nil if it goes on.
	Ended func(b *Bridge) error

	plans sync.Map // of *plan by reflect.Type
}

// Bridge takes values between Go and the scripts of one runtime.
type Bridge struct {
	rt    *object.Runtime
	rules *Rules
	// Owner is whose bridge it is, for the functions of Rules.
	Owner any

	live      map[identity]uint32 // numbers in objects
	owners    []identity          // by number
	objects   *heap.WeakValues
	objectID  uint32
	failures  *heap.WeakTable // boxes with handles of Go errors by Error object
	failID    uint32
	types     map[islandType]*typeState
	former    []*typeState // of rules before: objects refer to them
	args      argumentPool
	walk      walk
	pointers  int   // that are being followed
	converted int64 // about how many bytes conversions have made lately
	tally     tally
	fresh     heap.Value // the object that was made last in this call of a Go function
	texts     texts
	iteration map[uint16]*iteration  // by object.Realm.Island
	receivers map[*receiver]struct{} // that have promises to settle
	waiting   heap.Account           // of their goroutines
}

// identity is what makes two Go values the same object.
type identity struct {
	address uintptr
	t       reflect.Type
	n       int // length of bytes
	island  uint16
}

// islandType is a type on one side of the boundaries of ShadowRealms: neither an object nor a
// prototype is seen on both sides of one, though what they stand for in Go is the same.
type islandType struct {
	t      reflect.Type
	island uint16
}

// extension is the place of the Bridge in a runtime.
var extension = object.NewExtension()

// New makes the bridge of a runtime, which has a realm.
func New(rt *object.Runtime, rules *Rules, owner any) *Bridge {
	b := &Bridge{rt: rt, rules: rules, Owner: owner}
	b.receivers = make(map[*receiver]struct{})
	b.waiting = rt.Heap.Account()
	b.tally = tally{account: rt.Heap.Account(), freed: new(atomic.Int64)}
	b.forget()
	b.failures, b.failID = rt.Heap.NewWeakTable()
	rt.SetExt(extension, b)
	return b
}

// Of returns the bridge of a runtime, nil if none was made.
func Of(rt *object.Runtime) *Bridge {
	b, _ := rt.Ext(extension).(*Bridge)
	return b
}

// Runtime returns the runtime of the bridge.
func (b *Bridge) Runtime() *object.Runtime { return b.rt }

// Rules returns the rules of the bridge.
func (b *Bridge) Rules() *Rules { return b.rules }

// SetRules changes the rules for values that come from now on: the same pointer may then be
// another object.
func (b *Bridge) SetRules(rules *Rules) {
	b.rules = rules
	b.forget()
}

// forget begins without objects.
func (b *Bridge) forget() {
	b.live = make(map[identity]uint32)
	b.owners = nil
	for _, s := range b.types {
		b.former = append(b.former, s)
	}
	b.types = make(map[islandType]*typeState)
	live := b.live
	b.objects, b.objectID = b.rt.Heap.NewWeakValues(func(n uint32) { delete(live, b.owners[n]) })
}

// TraceCells implements heap.Tracer.
func (b *Bridge) TraceCells(m *heap.Marker) {
	m.Value(heap.HandleValue(b.objectID))
	m.Value(heap.HandleValue(b.failID))
	for _, s := range b.types {
		s.trace(m)
	}
	for _, s := range b.former {
		s.trace(m)
	}
	for _, it := range b.iteration {
		it.trace(m)
	}
	b.texts.trace(m)
	for r := range b.receivers {
		m.Values(r.promises)
	}
}

// known returns the object that stands for id in the running realm.
func (b *Bridge) known(id identity) (*heap.Object, bool) {
	id.island = b.rt.Cur.Island()
	n, ok := b.live[id]
	if !ok {
		return nil, false
	}
	return b.objects.At(n).Object(), true
}

// remember makes o the object that stands for id in the running realm.
func (b *Bridge) remember(id identity, o *heap.Object) {
	id.island = b.rt.Cur.Island()
	n := b.objects.Add(o.Value())
	if int(n) == len(b.owners) {
		b.owners = append(b.owners, id)
	} else {
		b.owners[n] = id
	}
	b.live[id] = n
}
