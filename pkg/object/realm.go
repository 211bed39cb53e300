package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
)

// Realm is a realm record (sec-code-realms): a global object and a set of
// intrinsics. Realms of one runtime share its heap, stack and queue.
type Realm struct {
	ID     uint16
	Global *heap.Object
	// GlobalThis is what `this` means in global code; the global object.
	GlobalThis heap.Value
	// Scope is the declarative part of the global environment record.
	Scope *GlobalScope
	// LexicalEpoch counts the lexical global declarations; caches of properties of
	// the global object depend on it, since a new declaration hides them.
	LexicalEpoch uint32
	// Host is free for the embedder.
	Host any

	// ObjectShape is the shape of `{}`, ArrayShape that of `[]`.
	ObjectShape, ArrayShape *heap.Shape
	// Arrays is what is known about the arrays of the realm.
	Arrays ArrayGuard
	// promises is what is known about its promises.
	promises promiseGuard

	// shadow stands, in the realm of a ShadowRealm, for the script or module that made it: what
	// the realm imports is found as from there. It is nil for realms that share objects.
	shadow *Instance
	memory heap.Account // what a ShadowRealm takes of Go's memory

	rt         *Runtime
	intrinsics []heap.Value // by IntrinsicID; 0 for what has not been made
	groups     []madeGroup  // by index in libraries.groups
	lazy       []lazyEntry
	shared     []sharedFunction
	hostCodes  map[*Row]*Code
	unwanted   []*Library   // whose globals the realm does not have
	image      *imagedRealm // what an image says of it, nil for one that began in this runtime
	iterResult *heap.Shape  // shape of iterator results, nil until needed
	promise    *heap.Shape  // shape of new promises, nil until needed
	arguments  *heap.Shape  // shape of new unmapped arguments objects of sloppy functions, nil until needed
	// strictArguments is that of others, nil until needed, and poison the accessor that all of
	// them have as callee.
	strictArguments *heap.Shape
	poison          heap.Value

	// roots has the shape of the last object of each class that NewObjectOf made,
	// until the next collection.
	roots [heap.NumClasses]*heap.Shape
}

const objectInlineCap = 4

// firstLazy is about how many untouched built-ins a realm starts with.
const firstLazy = 256

// NewRealm makes a realm with the runtime's library (sec-initializehostdefinedrealm)
// and, if it is the first, makes it the running one. Built-in objects are made
// when they are first touched.
func (rt *Runtime) NewRealm() *Realm {
	return rt.NewRealmWith(func(*Library) bool { return true })
}

// NewRealmWith is NewRealm whose global object has the properties of those libraries alone
// that wanted reports. What the others declare exists where something else leads to it.
func (rt *Runtime) NewRealmWith(wanted func(l *Library) bool) *Realm {
	h := rt.Heap
	mark := h.OpenScope()
	defer h.CloseScope(mark)
	r := &Realm{
		ID:         uint16(len(rt.Realms)),
		rt:         rt,
		intrinsics: make([]heap.Value, rt.libraries.limit),
		groups:     make([]madeGroup, len(rt.libraries.groups)),
		lazy:       make([]lazyEntry, 0, firstLazy),
	}
	rt.Realms = append(rt.Realms, r)
	r.Scope = newGlobalScope(rt)

	objProto := rt.NewObjectOf(heap.ClassObject, heap.Null)
	h.ToDictionary(objProto)
	objProto.SetFlags(heap.FlagExotic)
	r.intrinsics[ObjectPrototype] = objProto.Value()
	fnProto := r.newBuiltin("", 0, functionPrototypeCall, KindHost, objProto.Value())
	rt.materialize(fnProto)
	h.ToDictionary(fnProto)
	rt.CodeOf(fnProto).declared = true
	r.intrinsics[FunctionPrototype] = fnProto.Value()

	r.ObjectShape = h.RootShape(objProto.Value(), heap.ClassObject, objectInlineCap)
	r.Global = rt.NewObjectOf(heap.ClassGlobal, objProto.Value())
	h.ToDictionary(r.Global)
	r.GlobalThis = r.Global.Value()
	h.ExpectProperties(r.Global, rt.libraries.globals)
	group := 0
	for _, l := range rt.libraries.list {
		for _, g := range l.Groups {
			if g.Global && wanted(l) {
				h.AddProperty(r.Global, r.rowKey(g.Name), r.lazyMarker(lazyEntry{group: int32(group)}), heap.Writable|heap.Configurable)
			}
			group++
		}
	}
	for _, l := range rt.libraries.list {
		if wanted(l) {
			r.install(r.Global, l.Globals, true)
		} else {
			r.unwanted = append(r.unwanted, l)
		}
	}
	for _, id := range [...]IntrinsicID{ObjectConstructor, FunctionConstructor, ArrayPrototype} {
		r.Intrinsic(id)
	}
	r.ArrayShape = h.RootShape(r.intrinsics[ArrayPrototype], heap.ClassArray, 0)
	if rt.Cur == nil {
		rt.Cur = r
	}
	return r
}

// MaxRealms is how many realms a runtime can have: they have numbers of 16 bits.
const MaxRealms = 1 << 16

// Libraries returns the libraries of the runtime, that of ECMA-262 first.
func (rt *Runtime) Libraries() []*Library { return rt.libraries.list }

// Language returns what the library of ECMA-262 does for the language and its hosts;
// it has no functions when the runtime does without that library.
func (rt *Runtime) Language() *Language { return rt.libraries.language }

// Runtime returns the runtime that the realm belongs to.
func (r *Realm) Runtime() *Runtime { return r.rt }

// functionPrototypeCall is %Function.prototype% itself, which accepts any
// arguments and returns undefined (sec-properties-of-the-function-prototype-object).
func functionPrototypeCall(*Call) (heap.Value, error) { return heap.Undefined, nil }

// NewObject makes an empty ordinary object of the running realm, as `{}` does.
func (rt *Runtime) NewObject() *heap.Object { return rt.Heap.NewObject(rt.Cur.ObjectShape) }

// NewObjectOf makes an object of class with prototype proto (an object or Null)
// and no properties; its internal slots are Undefined.
func (rt *Runtime) NewObjectOf(class heap.Class, proto heap.Value) *heap.Object {
	r := rt.Cur
	if r == nil {
		return rt.Heap.NewObject(rt.Heap.RootShape(proto, class, defaultInline(class)))
	}
	s := r.roots[class]
	if s == nil || s.Proto() != proto {
		s = rt.Heap.RootShape(proto, class, defaultInline(class))
		r.roots[class] = s
	}
	return rt.Heap.NewObject(s)
}

// defaultInline is how many properties an object of class holds inline when
// nothing better is known.
func defaultInline(class heap.Class) int {
	switch class {
	case heap.ClassObject:
		return objectInlineCap
	case heap.ClassRegExp:
		return 1 // lastIndex
	case heap.ClassBoundFunction:
		return 2 // length, name
	}
	return 0
}

// OrdinaryObjectCreate is the operation of that name (sec-ordinaryobjectcreate).
func (rt *Runtime) OrdinaryObjectCreate(proto heap.Value) *heap.Object {
	return rt.NewObjectOf(heap.ClassObject, proto)
}

// NewIntrinsicObject makes an object of class whose prototype is an intrinsic of
// the running realm.
func (rt *Runtime) NewIntrinsicObject(class heap.Class, proto IntrinsicID) *heap.Object {
	return rt.NewObjectOf(class, rt.Cur.Intrinsic(proto).Value())
}

// GetFunctionRealm is the operation of that name (sec-getfunctionrealm).
func (rt *Runtime) GetFunctionRealm(f *heap.Object) (*Realm, error) {
	for {
		if err := rt.Step(); err != nil {
			return nil, err
		}
		switch f.Class() {
		case heap.ClassFunction:
			return rt.CodeOf(f).Realm, nil
		case heap.ClassBoundFunction:
			f = f.Internal(boundTarget).Object()
		case heap.ClassProxy:
			if f.Internal(proxyHandler).IsNull() {
				return nil, rt.TypeError("Cannot perform 'GetFunctionRealm' on a proxy that has been revoked")
			}
			f = f.Internal(proxyTarget).Object()
		default:
			return rt.Cur, nil
		}
	}
}

// traceRoots marks everything that this package holds outside the heap.
func (rt *Runtime) traceRoots(m *heap.Marker) {
	for _, r := range rt.Realms {
		r.trace(m)
	}
	if rt.symbols != nil {
		m.Value(rt.symbols.Value())
	}
	rt.stamped.trace(m)
	m.Value(rt.thrown.callee)
	rt.enum.trace(m)
	rt.scripts.trace(m, rt.Heap.Fulls())
	for _, c := range rt.calls[:rt.callsUsed] {
		m.Value(c.This)
		m.Value(c.NewTarget)
	}
	for _, mod := range rt.modules {
		mod.TraceCells(m)
	}
	for _, x := range rt.ext {
		if t, ok := x.(heap.Tracer); ok {
			t.TraceCells(m)
		}
	}
}

func (r *Realm) trace(m *heap.Marker) {
	clear(r.roots[:])
	if r.Global != nil {
		m.Value(r.Global.Value())
	}
	m.Values(r.intrinsics)
	for _, g := range r.groups {
		m.Value(g.ctor)
		m.Value(g.proto)
	}
	for _, s := range r.shared {
		m.Value(s.made)
	}
	for _, c := range r.hostCodes {
		m.Value(heap.HandleValue(c.ID))
	}
	if r.image != nil {
		for _, id := range r.image.hostCodes {
			m.Value(heap.HandleValue(id))
		}
	}
	for _, s := range [...]*heap.Shape{r.ObjectShape, r.ArrayShape, r.iterResult, r.promise, r.arguments, r.strictArguments} {
		if s != nil {
			m.Shape(s)
		}
	}
	m.Value(r.poison)
	if r.Scope != nil {
		r.Scope.trace(m)
	}
}
