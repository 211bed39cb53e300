package object

import "github.com/kilnjs/kiln/pkg/heap"

// Learner carries what code has learned since a checkpoint over the way back to it. What
// is learned is noted before (Notes), in terms that stay: which shapes a site has met, not
// what its cache says of them. Afterwards it is looked up anew in the state that has come back, by the
// functions that fill caches otherwise (Fill). So a cache never holds what was true since the
// checkpoint only, and no id or cell from then.
type Learner struct {
	*heap.Origins
	rt   *Runtime
	lazy map[lazySlot][]*heap.Object // objects whose slots hold lazy markers; nil until asked for
}

type lazySlot struct {
	shape  *heap.Shape
	offset int32
}

// NewLearner begins, before the way back.
func (rt *Runtime) NewLearner(o *heap.Origins) *Learner { return &Learner{Origins: o, rt: rt} }

// CacheNotes is what an inline cache has met.
type CacheNotes struct {
	ways     []way
	mega     bool
	restarts uint8
}

// way is a kind of receiver.
type way struct {
	primitive uint32 // ShapeOfString …; 0: an object
	shape     *heap.ShapeOrigin
	attrs     heap.Attrs // of the property that a store adds
}

// Notes notes what ic has met; nil: nothing.
func (l *Learner) Notes(ic *IC) *CacheNotes {
	n := &CacheNotes{mega: ic.Mega, restarts: ic.restarts}
	note := func(e *ICEntry) {
		w := way{attrs: heap.DefaultAttrs}
		if e.Shape >= ShapeOfString {
			w.primitive = e.Shape
		} else if w.shape = l.Of(l.rt.Heap.Shape(e.Shape)); w.shape == nil {
			return
		}
		if e.Kind == ICAdd || e.Kind == ICAddOverflow {
			to := l.rt.Heap.Shape(e.NewShape)
			if to == nil {
				return
			}
			w.attrs, _ = to.AddedAttrs()
		}
		n.ways = append(n.ways, w)
	}
	ic.Entries(note)
	if ic.N == 0 && ic.Kind != ICNone {
		note(&ic.ICEntry)
	}
	if len(n.ways) == 0 && !n.mega {
		return nil
	}
	return n
}

// Access says what a site does with its key.
type Access uint8

// The accesses.
const (
	NoAccess Access = iota
	Reads
	Stores
	Defines      // a data property of a literal or a private field
	FindsPrivate // reads or stores a private element
	AsksPrivate  // name in object
	TakesProto   // the prototype, of a home object or a constructor
	AsksInstanceOf
)

// Fill makes an inline cache know what the notes say, as it is now.
func (l *Learner) Fill(ic *IC, n *CacheNotes, does Access, r *Realm, key heap.Value) {
	ic.Reset()
	if n == nil {
		return
	}
	outer := l.rt.Cur
	l.rt.Cur = r
	defer func() { l.rt.Cur = outer }()
	for i := range n.ways {
		if e, ok := l.entry(&n.ways[i], does, key); ok {
			switch does {
			case TakesProto:
				ic.ICEntry = e
			case FindsPrivate, AsksPrivate:
				ic.putOver(e)
			default:
				ic.put(e)
			}
		}
	}
	ic.Mega, ic.restarts = n.mega, n.restarts
}

func (l *Learner) entry(w *way, does Access, key heap.Value) (ICEntry, bool) {
	rt := l.rt
	if w.primitive != 0 {
		if v := l.sample(w.primitive); does == Reads && !v.IsUndefined() {
			return rt.lookupEntry(v, w.primitive, key)
		}
		return ICEntry{}, false
	}
	s := l.Shape(w.shape)
	if s == nil {
		return ICEntry{}, false
	}
	switch does {
	case Reads:
		l.resolve(s, key)
		return rt.shapeRead(s, key)
	case Stores:
		return rt.shapeStore(s, key)
	case Defines:
		return rt.shapeAdd(s, key, w.attrs)
	case FindsPrivate, AsksPrivate:
		return rt.shapePrivate(s, key, does == AsksPrivate)
	case TakesProto:
		return rt.shapePrototype(s)
	case AsksInstanceOf:
		l.resolve(s, rt.Heap.Names.Prototype)
		return rt.shapeInstanceof(s)
	}
	return ICEntry{}, false
}

// sample is a primitive of the type that an id of ICEntry.Shape stands for.
func (l *Learner) sample(shape uint32) heap.Value {
	switch shape {
	case ShapeOfString:
		return l.rt.Heap.Names.Length
	case ShapeOfNumber:
		return heap.Int(0)
	case ShapeOfBoolean:
		return heap.True
	case ShapeOfSymbol:
		return l.rt.Heap.Symbols.Iterator
	}
	return heap.Undefined
}

// resolve makes the built-ins that objects of shape s have as own property key: an entry
// for the shape reads the slots as they are.
func (l *Learner) resolve(s *heap.Shape, key heap.Value) {
	p, ok := s.Lookup(key)
	if !ok || p.Attrs&heap.AccessorProp != 0 {
		return
	}
	if l.lazy == nil {
		l.findLazy()
	}
	for _, o := range l.lazy[lazySlot{s, p.Offset}] {
		if v := o.SlotAt(p.Offset); o.Shape(l.rt.Heap) == s && isLazy(v) {
			l.rt.resolveSlot(o, key, v)
		}
	}
}

// findLazy finds all lazy markers of the checkpoint. Those that come later are of objects
// that code makes when it runs.
func (l *Learner) findLazy() {
	l.lazy = map[lazySlot][]*heap.Object{}
	l.Objects(func(o *heap.Object) {
		s := o.Shape(l.rt.Heap)
		s.ForEach(func(_ heap.Value, p heap.Prop) bool {
			if p.Attrs&heap.AccessorProp == 0 && isLazy(o.SlotAt(p.Offset)) {
				at := lazySlot{s, p.Offset}
				l.lazy[at] = append(l.lazy[at], o)
			}
			return true
		})
	})
}

// FillGlobal makes the inline cache of a global name, which is read or stored to, know
// where it is now; nothing of a script runs.
func (l *Learner) FillGlobal(ic *IC, r *Realm, key heap.Value, store bool) {
	ic.Reset()
	rt := l.rt
	can := func(p heap.Prop) bool {
		return p.Attrs&heap.AccessorProp == 0 && (!store || p.Attrs&heap.Writable != 0)
	}
	if p, ok := rt.lexical(r, key); ok {
		if can(p) && r.Scope.record.SlotAt(p.Offset) != heap.TDZ {
			ic.setGlobal(rt.lexicalEntry(r, p))
		}
		return
	}
	if p, ok := rt.Heap.Lookup(r.Global, key); ok && can(p) {
		if v := r.Global.SlotAt(p.Offset); isLazy(v) {
			rt.resolveSlot(r.Global, key, v)
		}
		ic.setGlobal(rt.globalEntry(r, p))
	}
}

// CodeNotes is what a code record has learned about the objects that it constructs.
type CodeNotes struct {
	proto     heap.KeyOrigin
	known     bool
	cap, seen uint8
	function  *heap.ShapeOrigin
}

// CodeNotes notes it.
func (l *Learner) CodeNotes(code *Code) CodeNotes {
	n := CodeNotes{cap: code.newCap, seen: code.newSeen}
	if code.newShape != nil {
		n.proto, n.known = l.Key(code.newProto)
		n.function = l.Of(l.rt.Heap.Shape(code.newFunc))
	}
	return n
}

// Teach makes a code record know that.
func (l *Learner) Teach(code *Code, n CodeNotes) {
	if n.seen < code.newSeen || n.seen == code.newSeen && code.newShape != nil {
		return
	}
	code.newCap, code.newSeen, code.newShape, code.newFunc = n.cap, n.seen, nil, 0
	if !n.known {
		return
	}
	code.newProto = l.KeyValue(n.proto)
	code.newShape = l.rt.Heap.RootShape(code.newProto, heap.ClassObject, code.instanceCap())
	code.Touch()
	if s := l.Shape(n.function); s != nil && !s.IsDictionary() && s.Class() == heap.ClassFunction {
		if p, ok := s.Lookup(l.rt.Heap.Names.Prototype); ok && p.Attrs&heap.AccessorProp == 0 {
			code.newFunc, code.newAt = s.ID(), p.Offset
		}
	}
}

// Codes returns the code records of the program that have been made, by FuncInfo.ID; the
// others are nil.
func (in *Instance) Codes() []*Code { return in.codes }
