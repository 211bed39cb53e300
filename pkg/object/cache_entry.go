package object

import "github.com/kilnjs/kiln/pkg/heap"

// What caches may assume, and what ends it. All of it is decided in this file:
// whoever keeps what a look at objects has told makes an ICEntry here or asks
// Watched for an epoch, and compares what the table says.
//
//	assumed                                  compared
//	---------------------------------------  -----------------------------------------
//	the own properties of the receiver,      its shape id: it changes with the set of
//	their places and attributes; that the    properties, their attributes, [[Prototype]]
//	receiver is not extensible; its class    and extensibility
//	and its prototype
//	that it lacks a property                 its shape id, which must not be that of a
//	                                         dictionary: see knowsAbsence
//	what objects behind it have and lack,    Heap.ProtoEpoch: each of them is watched
//	the prototypes of primitives included    (Heap.Watch)
//	the prototype of a primitive             its type, and the realm of the code
//	that a shape becomes another one         Heap.ProtoEpoch: the other one is pinned
//	                                         (Heap.PinTransition)
//	where a global name is                   shape id of the global object, a dictionary,
//	                                         and Realm.LexicalEpoch; or shape id of the
//	                                         lexical record, which only grows
//	the value in a slot, elements            nothing: they are read each time
//
// Ids of shapes are not given out again before forgetShapes has emptied every
// cache, and epochs never: see Heap.Epoch. Exotic objects are passed only where
// their table says that the key is as on an ordinary object.

// ICKind says what an ICEntry holds. The guard of every entry is that the
// receiver is an object with shape id Shape; those of kinds from ICProto on also
// need Epoch == heap.ProtoEpoch.
type ICKind uint8

// The kinds of inline cache entries. Offset is a Prop.Offset.
const (
	ICNone          ICKind = iota
	ICOwn                  // own data property at word Offset (>= 0)
	ICOwnOverflow          // own data property in overflow slot ^Offset
	ICOwnGetter            // own accessor property at Offset (any sign)
	ICArrayLength          // length of an array: internal slot 0
	ICProto                // data property of Holder at word Offset
	ICProtoOverflow        // data property of Holder in overflow slot ^Offset
	ICProtoGetter          // accessor property of Holder at Offset (any sign)
	ICAbsent               // no such property: undefined
	ICAdd                  // store adds at word Offset and changes the shape to NewShape
	ICAddOverflow          // store adds in an overflow slot and changes the shape to NewShape
	ICSetter               // accessor property of Holder, store calls its setter
)

// Shape ids that stand for primitive receivers in an ICEntry: the guard is then
// the type of the value. No object has such a shape.
const (
	ShapeOfString uint32 = 0xFFFFFFF0 + iota
	ShapeOfNumber
	ShapeOfBoolean
	ShapeOfSymbol
	ShapeOfBigInt
)

// ICEntry is one way that a member access site was seen to go. Only newEntry
// makes one.
type ICEntry struct {
	Shape    uint32
	Kind     ICKind
	Epoch    uint32
	Offset   int32
	NewShape uint32
	Code     uint32     // of ICOwnGetter, a guess: id of the code of the getter, at a store of the setter, plus one; 0: not known
	Holder   heap.Value // an object for kinds ICProto, ICProtoOverflow, ICProtoGetter, ICSetter
}

// newEntry makes the entry of kind for receivers with shape id shape and a
// property at offset of holder, which is nil when that is the receiver, or when
// there is none. What has been looked at on the way was watched: see walk.
func (rt *Runtime) newEntry(kind ICKind, shape uint32, holder *heap.Object, offset int32) ICEntry {
	e := ICEntry{Shape: shape, Kind: kind, Offset: offset}
	if kind >= ICProto {
		e.Epoch = rt.Heap.Epoch()
	}
	if holder != nil {
		e.Holder = holder.Value()
	}
	return e
}

// Watched returns the epoch with which to keep what was found by looking at the
// objects: it holds while Heap.ProtoEpoch is the same.
func (rt *Runtime) Watched(objects ...*heap.Object) uint32 {
	for _, o := range objects {
		rt.Heap.Watch(o)
	}
	return rt.Heap.Epoch()
}

// WatchedChain is Watched for the prototypes of v, an object whose own shape is
// compared; false when one of them, or v itself, answers with code.
func (rt *Runtime) WatchedChain(v heap.Value) (epoch uint32, ok bool) {
	hops := 0
	for p := v; p.IsObject(); p = p.Object().Proto(rt.Heap) {
		hops++
		rt.chargeChain(hops)
		if p.Object().Class().RunsCode() {
			return 0, false
		}
		if p != v {
			rt.Heap.Watch(p.Object())
		}
	}
	return rt.Heap.Epoch(), true
}

// knowsAbsence reports whether all objects of the shape of o lack key, as o does:
// a dictionary gets properties and keeps its shape, and functions without any
// property share theirs with those whose first properties are still to be made.
func (rt *Runtime) knowsAbsence(o *heap.Object, key heap.Value) bool {
	s := o.Shape(rt.Heap)
	return !s.IsDictionary() && !(o.Class() == heap.ClassFunction && s.Count() == 0 && rt.isMaterialized(key))
}

// walk is a search for a property along a chain of prototypes.
type walk struct {
	holder *heap.Object // what has it; nil: nothing has
	prop   heap.Prop
	length bool // it is the length of an array, which no shape has
}

// walkFrom searches for key from o on and watches what it passes, but not a
// receiver, whose shape will be compared. It is false when what it finds may not
// be kept. Built-ins and first properties of functions on the way are made.
func (rt *Runtime) walkFrom(o *heap.Object, key heap.Value, receiver bool) (walk, bool) {
	h := rt.Heap
	for depth := 1; ; depth++ {
		rt.chargeChain(depth)
		compared := receiver && depth == 1
		if !compared {
			h.Watch(o)
		}
		if o.Has(heap.FlagExotic) && !exoticOf(o).caches(rt, key) {
			return walk{}, false
		}
		rt.materializeFor(o, key)
		if p, ok := h.Lookup(o, key); ok {
			if v := o.SlotAt(p.Offset); isLazy(v) {
				rt.resolveSlot(o, key, v)
			}
			return walk{holder: o, prop: p}, true
		}
		if o.Class() == heap.ClassArray && key == h.Names.Length {
			return walk{holder: o, length: true}, true
		}
		if compared && !rt.knowsAbsence(o, key) {
			return walk{}, false
		}
		proto := o.Proto(h)
		if !proto.IsObject() {
			return walk{}, true
		}
		o = proto.Object()
	}
}

// lookupEntry finds how a read of key on base goes and describes it as an entry;
// false when it cannot be cached. The shape of base may change on the way (a lazy
// function), so the entry carries the one it is valid for.
func (rt *Runtime) lookupEntry(base heap.Value, shape uint32, key heap.Value) (ICEntry, bool) {
	own := base.IsObject()
	var start *heap.Object
	if own {
		start = base.Object()
	} else if base.IsString() && key == rt.Heap.Names.Length {
		return ICEntry{}, false
	} else {
		start = rt.primitiveProto(base)
	}
	w, ok := rt.walkFrom(start, key, own)
	if !ok {
		return ICEntry{}, false
	}
	own = own && w.holder == start
	if base.IsObject() {
		shape = start.ShapeID()
	}
	switch {
	case w.length && own:
		return rt.newEntry(ICArrayLength, shape, nil, 0), true
	case w.length:
		return ICEntry{}, false
	case own:
		e := rt.ownEntry(start, w.prop)
		rt.guessGetter(&e, start, false)
		return e, true
	}
	return rt.inheritedEntry(shape, w), true
}

// inheritedEntry describes the property that w has found for receivers with the shape
// id shape.
func (rt *Runtime) inheritedEntry(shape uint32, w walk) ICEntry {
	kind := ICProto
	switch {
	case w.holder == nil:
		kind = ICAbsent
	case w.prop.Attrs&heap.AccessorProp != 0:
		kind = ICProtoGetter
	case w.prop.Offset < 0:
		kind = ICProtoOverflow
	}
	return rt.newEntry(kind, shape, w.holder, w.prop.Offset)
}

// ownEntry describes the own property p of o: ICOwnGetter is for accessors,
// whichever half they have.
func (rt *Runtime) ownEntry(o *heap.Object, p heap.Prop) ICEntry {
	return rt.ownEntryOf(o.ShapeID(), p)
}

// guessGetter completes e, which ownEntry made for o, by the code of the getter, of the setter where the
// site stores: other objects of the shape may have others.
func (rt *Runtime) guessGetter(e *ICEntry, o *heap.Object, stores bool) {
	if e.Kind != ICOwnGetter {
		return
	}
	a := o.SlotAt(e.Offset).Accessor()
	f := a.Get
	if stores {
		f = a.Set
	}
	if f.IsObject() && f.Object().Class() == heap.ClassFunction {
		e.Code = f.Object().CodeID() + 1
	}
}

func (rt *Runtime) ownEntryOf(shape uint32, p heap.Prop) ICEntry {
	kind := ICOwn
	switch {
	case p.Attrs&heap.AccessorProp != 0:
		kind = ICOwnGetter
	case p.Offset < 0:
		kind = ICOwnOverflow
	}
	return rt.newEntry(kind, shape, nil, p.Offset)
}

// storeEntry describes a store of key on o; false when it cannot be cached.
func (rt *Runtime) storeEntry(o *heap.Object, key heap.Value) (ICEntry, bool) {
	rt.materializeAll(o)
	w, ok := rt.walkFrom(o, key, true)
	switch {
	case !ok || w.length:
		return ICEntry{}, false
	case w.holder == o:
		if w.prop.Attrs&(heap.AccessorProp|heap.Writable) == 0 {
			return ICEntry{}, false
		}
		e := rt.ownEntry(o, w.prop)
		rt.guessGetter(&e, o, true)
		return e, true
	case o.Has(heap.FlagNotExtensible):
		return ICEntry{}, false
	}
	return rt.storeBehind(o.Shape(rt.Heap), key, w)
}

// storeBehind describes a store on extensible objects of shape s, which have no own
// property key: w is what it is behind them.
func (rt *Runtime) storeBehind(s *heap.Shape, key heap.Value, w walk) (ICEntry, bool) {
	switch {
	case w.holder != nil && w.prop.Attrs&heap.AccessorProp != 0:
		return rt.newEntry(ICSetter, s.ID(), w.holder, w.prop.Offset), true
	case w.holder != nil && w.prop.Attrs&heap.Writable == 0:
		return ICEntry{}, false
	}
	return rt.addEntryOf(s, key, heap.DefaultAttrs)
}

// addEntry describes the addition of key, which o does not have, with the given
// attributes; false when it cannot be cached: lazy functions, whose shape has no
// properties, get others first.
func (rt *Runtime) addEntry(o *heap.Object, key heap.Value, attrs heap.Attrs) (ICEntry, bool) {
	return rt.addEntryOf(o.Shape(rt.Heap), key, attrs)
}

func (rt *Runtime) addEntryOf(shape *heap.Shape, key heap.Value, attrs heap.Attrs) (ICEntry, bool) {
	h := rt.Heap
	if shape.IsDictionary() || shape.Count() >= maxCachedAdd || shape.Count() == 0 && shape.Class() == heap.ClassFunction {
		return ICEntry{}, false
	}
	next := h.Transition(shape, key, attrs)
	h.PinTransition(next)
	p, _ := next.Lookup(key)
	kind := ICAdd
	if p.Offset < 0 {
		kind = ICAddOverflow
	}
	e := rt.newEntry(kind, shape.ID(), nil, p.Offset)
	e.NewShape = next.ID()
	return e, true
}

// maxCachedAdd is the number of properties from which additions go through the
// heap, which knows when to turn to a dictionary: as many as a tree of shapes has. Sites
// whose key is computed keep no additions, so what grows that far has its keys in the source:
// an object with hundreds of fields, whose methods are found in its prototype, which
// no cache can say of a dictionary.
const maxCachedAdd = 512

// instanceofEntry says that functions of the shape of f inherit the @@hasInstance
// method of Function.prototype, which nobody can change, and where their prototype
// property is.
func (rt *Runtime) instanceofEntry(f *heap.Object) (ICEntry, bool) {
	h := rt.Heap
	rt.materializeAll(f)
	// A dictionary has an id of its own, but keeps it when it gets a property: it is watched like what
	// it inherits from. The constructors of the language are dictionaries.
	w, ok := rt.walkFrom(f, h.Symbols.HasInstance, !f.Shape(h).IsDictionary())
	if !ok || w.holder != rt.Cur.Intrinsic(FunctionPrototype) || w.prop.Attrs&heap.AccessorProp != 0 {
		return ICEntry{}, false
	}
	p, ok := h.Lookup(f, h.Names.Prototype)
	if !ok || p.Attrs&heap.AccessorProp != 0 || isLazy(f.SlotAt(p.Offset)) {
		return ICEntry{}, false
	}
	return rt.newEntry(ICProto, f.ShapeID(), nil, p.Offset), true
}

// PrototypeEntry says that objects of the shape of o, an ordinary object, have the
// prototype that o has; false when that may not be kept. Nothing but the shape
// needs to be compared: the kind of the entry is ICProto.
func (rt *Runtime) PrototypeEntry(o *heap.Object) (ICEntry, bool) {
	proto := o.Proto(rt.Heap)
	if !proto.IsObject() || o.Has(heap.FlagExotic) || o.Shape(rt.Heap).IsDictionary() {
		return ICEntry{}, false
	}
	return rt.newEntry(ICProto, o.ShapeID(), proto.Object(), 0), true
}

// lexicalEntry is the entry of a global site for the lexical binding p, and
// globalEntry that for property p of the global object: see GetGlobal.
func (rt *Runtime) lexicalEntry(r *Realm, p heap.Prop) ICEntry {
	kind := ICProto
	if p.Offset < 0 {
		kind = ICProtoOverflow
	}
	rec := r.Scope.record
	e := rt.newEntry(kind, rec.ShapeID(), rec, p.Offset)
	e.Epoch = 0
	return e
}

func (rt *Runtime) globalEntry(r *Realm, p heap.Prop) ICEntry {
	e := rt.ownEntry(r.Global, p)
	e.Epoch = r.LexicalEpoch
	return e
}

// walkShape is walkFrom for objects of shape s, of which none is seen; own tells that
// they have the property themselves. What depends on more than the shape is refused.
func (rt *Runtime) walkShape(s *heap.Shape, key heap.Value) (w walk, own, ok bool) {
	class := s.Class()
	if class.RunsCode() || exotics[class] != nil && !exotics[class].caches(rt, key) || class == heap.ClassFunction && s.Count() == 0 {
		return walk{}, false, false
	}
	if p, found := s.Lookup(key); found {
		return walk{prop: p}, true, true
	}
	if class == heap.ClassArray && key == rt.Heap.Names.Length {
		return walk{length: true}, true, true
	}
	if s.IsDictionary() {
		return walk{}, false, false
	}
	if proto := s.Proto(); proto.IsObject() {
		w, ok = rt.walkFrom(proto.Object(), key, false)
		return w, false, ok
	}
	return walk{}, false, true
}

// shapeRead is lookupEntry for objects of shape s, none of which has a lazy marker where
// they have key.
func (rt *Runtime) shapeRead(s *heap.Shape, key heap.Value) (ICEntry, bool) {
	w, own, ok := rt.walkShape(s, key)
	switch {
	case !ok || w.length && !own:
		return ICEntry{}, false
	case w.length:
		return rt.newEntry(ICArrayLength, s.ID(), nil, 0), true
	case own:
		return rt.ownEntryOf(s.ID(), w.prop), true
	}
	return rt.inheritedEntry(s.ID(), w), true
}

// shapeStore is storeEntry for objects of shape s.
func (rt *Runtime) shapeStore(s *heap.Shape, key heap.Value) (ICEntry, bool) {
	w, own, ok := rt.walkShape(s, key)
	switch {
	case !ok || w.length || own && w.prop.Attrs&(heap.AccessorProp|heap.Writable) == 0:
		return ICEntry{}, false
	case own:
		return rt.ownEntryOf(s.ID(), w.prop), true
	case s.NotExtensible():
		return ICEntry{}, false
	}
	return rt.storeBehind(s, key, w)
}

// shapeAdd describes the definition of a new property key of ordinary objects of shape s;
// see addAt.
func (rt *Runtime) shapeAdd(s *heap.Shape, key heap.Value, attrs heap.Attrs) (ICEntry, bool) {
	if _, has := s.Lookup(key); has || s.NotExtensible() || s.Class() != heap.ClassObject {
		return ICEntry{}, false
	}
	return rt.addEntryOf(s, key, attrs)
}

// shapePrivate describes the private element name of objects of shape s: see learnPrivate
// and, where asks tells that the site asks whether there is one, PrivateHas.
func (rt *Runtime) shapePrivate(s *heap.Shape, name heap.Value, asks bool) (ICEntry, bool) {
	if p, has := s.Lookup(name); has {
		return rt.ownEntryOf(s.ID(), p), true
	}
	if !asks || s.IsDictionary() || s.Class().RunsCode() {
		return ICEntry{}, false
	}
	return rt.newEntry(ICAbsent, s.ID(), nil, 0), true
}

// shapePrototype is PrototypeEntry for objects of shape s.
func (rt *Runtime) shapePrototype(s *heap.Shape) (ICEntry, bool) {
	if !s.Proto().IsObject() || exotics[s.Class()] != nil || s.Class().RunsCode() || s.IsDictionary() {
		return ICEntry{}, false
	}
	return rt.newEntry(ICProto, s.ID(), s.Proto().Object(), 0), true
}

// shapeInstanceof is instanceofEntry for functions of shape s, none of which has a lazy
// marker as its property prototype.
func (rt *Runtime) shapeInstanceof(s *heap.Shape) (ICEntry, bool) {
	if s.Class() != heap.ClassFunction {
		return ICEntry{}, false
	}
	w, own, ok := rt.walkShape(s, rt.Heap.Symbols.HasInstance)
	if !ok || own || w.holder != rt.Cur.Intrinsic(FunctionPrototype) || w.prop.Attrs&heap.AccessorProp != 0 {
		return ICEntry{}, false
	}
	p, has := s.Lookup(rt.Heap.Names.Prototype)
	if !has || p.Attrs&heap.AccessorProp != 0 {
		return ICEntry{}, false
	}
	return rt.newEntry(ICProto, s.ID(), nil, p.Offset), true
}
