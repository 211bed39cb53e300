package object

import (
	"sync"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// RowFlags modify a Row.
type RowFlags uint8

// The flags of a Row.
const (
	// RowAttrs says that Attrs holds, even when zero, in place of the default.
	RowAttrs RowFlags = 1 << iota
	// RowNumber makes the value of the row Num.
	RowNumber
	// RowString makes the value of the row Str.
	RowString
	// RowSymbol makes the value of the row the well-known symbol Str ("iterator").
	RowSymbol
	// RowUndefined makes the value of the row undefined.
	RowUndefined
	// RowCtor makes Fn a constructor as well.
	RowCtor
	// RowGlobalThis makes the value of the row the global object's this value.
	RowGlobalThis
)

// Row declares one own property of a built-in object.
//
//   - With Fn it is a method: writable and configurable. With Intrinsic too, the
//     function is also that intrinsic.
//   - With Get or Set it is an accessor: configurable. Its functions are named
//     "get name" and "set name" and have lengths 0 and 1.
//   - With Alias it shares the value of an earlier row of the same object.
//   - With Intrinsic alone its value is that intrinsic: writable, configurable.
//   - With RowNumber or RowSymbol it is a constant: no attributes. With RowString
//     it is a tag: configurable.
//
// Name is the property key; "@@iterator" stands for %Symbol.iterator%.
type Row struct {
	Name      string
	Length    int
	Fn        HostFunc
	Get, Set  HostFunc
	Alias     string
	Str       string
	Num       float64
	Intrinsic IntrinsicID
	Attrs     heap.Attrs
	Flags     RowFlags
	// Step is what a next method offers beside Fn (see StepFunc).
	Step StepFunc
	// Leaf is the short way of Fn, or of Get (see LeafFunc).
	Leaf LeafFunc
	// Shortcut is what tiers may do instead of calling Fn, or Get.
	Shortcut Shortcut
}

// Method is a Row; the name that reads well where all rows are methods.
type Method = Row

// Group declares a constructor with its prototype object, a namespace object or
// a bare prototype. A realm makes a group when one of its intrinsics or its
// global is first touched.
type Group struct {
	// Name is the name of the constructor and of the global property.
	Name string
	// Length is the `length` of the constructor.
	Length int
	// Fn is the constructor: NewTarget is Undefined when it is called as a
	// function. Nil for namespace objects and bare prototypes.
	Fn HostFunc
	// Ctor is the intrinsic that Fn becomes.
	Ctor IntrinsicID
	// Proto is the intrinsic of the prototype object, or of the namespace object.
	Proto IntrinsicID
	// CtorParent is the [[Prototype]] of the constructor; 0 means FunctionPrototype.
	CtorParent IntrinsicID
	// ProtoParent is the [[Prototype]] of the prototype; 0 means ObjectPrototype.
	ProtoParent IntrinsicID
	// ProtoClass is the class of the prototype object; 0 means ClassObject.
	ProtoClass heap.Class
	// Static are own properties of the constructor.
	Static []Row
	// Rows are own properties of the prototype object or the namespace.
	Rows []Row
	// Global makes the constructor, or the namespace, a property of the global object.
	Global bool
	// NotConstructor makes Fn a plain function.
	NotConstructor bool
	// NoConstructorProperty leaves `constructor` of the prototype to Rows or Setup.
	NoConstructorProperty bool
	// Setup adds what rows cannot say; ctor or proto is nil when the group has none.
	Setup func(rt *Runtime, r *Realm, ctor, proto *heap.Object)
}

// Library is a set of declarations. It is immutable once a runtime uses it and
// may be shared by runtimes.
type Library struct {
	Groups []*Group
	// Globals are own properties of the global object besides those of groups.
	Globals []Row
	// NewRegExp makes the object of a regular expression literal; nil when the
	// library has no RegExp.
	NewRegExp func(rt *Runtime, r *Realm, n *syntax.RegExpLit) (heap.Value, error)
	// ParseJSON makes the value of a JSON module.
	ParseJSON func(rt *Runtime, text string) (heap.Value, error)
	// NewBytes makes the immutable Uint8Array of a bytes module.
	NewBytes func(rt *Runtime, data []byte) (heap.Value, error)
	// DetachArrayBuffer is DetachArrayBuffer (sec-detacharraybuffer) of a value.
	DetachArrayBuffer func(rt *Runtime, buffer heap.Value) error
	// ShareBuffer gives out the memory of a SharedArrayBuffer, AdoptBuffer makes a
	// SharedArrayBuffer of it in another runtime.
	ShareBuffer func(rt *Runtime, buffer heap.Value) (any, error)
	AdoptBuffer func(rt *Runtime, memory any) (heap.Value, error)
	// CleanupRegistry runs the cleanup callback of a FinalizationRegistry
	// (sec-cleanup-finalization-registry).
	CleanupRegistry func(rt *Runtime, registry heap.Value) error
	// ForgetShapes is told that shape ids start over: one that the library keeps is
	// good only if an object has it now.
	ForgetShapes func(rt *Runtime)

	once  sync.Once
	group [NumIntrinsics]*Group
	row   [NumIntrinsics]*rowRef
}

// rowRef is where a function intrinsic is declared.
type rowRef struct {
	row    *Row
	group  *Group // nil for Globals
	static bool
}

// index finds for each intrinsic the declaration that makes it.
func (l *Library) index() {
	l.once.Do(func() {
		rows := func(g *Group, rows []Row, static bool) {
			for i := range rows {
				if id := rows[i].Intrinsic; id != NoIntrinsic && rows[i].Fn != nil {
					l.row[id] = &rowRef{&rows[i], g, static}
				}
			}
		}
		for _, g := range l.Groups {
			if g.Ctor != NoIntrinsic {
				l.group[g.Ctor] = g
			}
			if g.Proto != NoIntrinsic {
				l.group[g.Proto] = g
			}
			rows(g, g.Static, true)
			rows(g, g.Rows, false)
		}
		rows(nil, l.Globals, false)
	})
}

// A lazy marker stands in a slot for a built-in that nobody has touched. It is a
// special Value that no script ever sees: bit 41 set, realm id in bits 24..39,
// index into Realm.lazy in bits 0..23.
const (
	lazyBase = uint64(heap.TagSpecial)<<48 | 1<<41
	lazyMask = uint64(0xFFFF)<<48 | 3<<40
)

// lazyEntry is what a marker stands for.
type lazyEntry struct {
	row   *Row
	group *Group
}

func isLazy(v heap.Value) bool { return uint64(v)&lazyMask == lazyBase }

func (r *Realm) lazyMarker(e lazyEntry) heap.Value {
	r.lazy = append(r.lazy, e)
	return heap.Value(lazyBase | uint64(r.ID)<<24 | uint64(len(r.lazy)-1))
}

// resolveLazy makes the built-in that the marker v in a slot of o stands for,
// without storing it.
func (rt *Runtime) resolveLazy(o *heap.Object, v heap.Value) heap.Value {
	r := rt.Realms[uint16(v>>24)]
	e := r.lazy[uint32(v)&0xFFFFFF]
	if e.group != nil {
		return r.groupGlobal(e.group)
	}
	return r.rowValue(o, e.row)
}

// groupGlobal is the value of the global property of g.
func (r *Realm) groupGlobal(g *Group) heap.Value {
	if g.Ctor != NoIntrinsic {
		return r.Intrinsic(g.Ctor).Value()
	}
	return r.Intrinsic(g.Proto).Value()
}

// rowKey is the property key of a row.
func (r *Realm) rowKey(name string) heap.Value {
	if len(name) > 2 && name[0] == '@' && name[1] == '@' {
		return r.rt.WellKnownSymbol(name[2:])
	}
	return r.rt.Heap.InternGo(name)
}

// rowFunctionName is the `name` of a row's function.
func rowFunctionName(prefix, name string) string {
	if len(name) > 2 && name[0] == '@' && name[1] == '@' {
		name = "[Symbol." + name[2:] + "]"
	}
	return prefix + name
}

// rowAttrs is what a row's property is created with.
func rowAttrs(row *Row) heap.Attrs {
	a := heap.Writable | heap.Configurable
	switch {
	case row.Get != nil || row.Set != nil:
		a = heap.Configurable
		if row.Flags&RowAttrs != 0 {
			a = row.Attrs
		}
		return a | heap.AccessorProp
	case row.Flags&RowAttrs != 0:
		a = row.Attrs
	case row.Flags&(RowNumber|RowSymbol|RowUndefined) != 0:
		a = 0
	case row.Flags&RowString != 0:
		a = heap.Configurable
	}
	return a
}

// rowValue makes the value (or Accessor cell) of a row of o.
func (r *Realm) rowValue(o *heap.Object, row *Row) heap.Value {
	rt := r.rt
	switch {
	case row.Get != nil || row.Set != nil:
		get, set := heap.Undefined, heap.Undefined
		if row.Get != nil {
			get = r.NewBuiltin(rowFunctionName("get ", row.Name), 0, row.Get, KindHost).Value()
			rt.CodeOf(get.Object()).Leaf, rt.CodeOf(get.Object()).Shortcut = row.Leaf, row.Shortcut
		}
		if row.Set != nil {
			set = r.NewBuiltin(rowFunctionName("set ", row.Name), 1, row.Set, KindHost).Value()
		}
		return rt.Heap.NewAccessor(get, set).Value()
	case row.Fn != nil:
		if row.Intrinsic != NoIntrinsic {
			if v := r.intrinsics[row.Intrinsic]; v != 0 {
				return v
			}
		}
		kind := KindHost
		if row.Flags&RowCtor != 0 {
			kind = KindHostCtor
		}
		f := r.NewBuiltin(rowFunctionName("", row.Name), row.Length, row.Fn, kind).Value()
		code := rt.CodeOf(f.Object())
		code.Leaf, code.Shortcut = row.Leaf, row.Shortcut
		code.Forwards = row.Intrinsic == FunctionProtoCall || row.Intrinsic == FunctionProtoApply
		if row.Step != nil {
			code.Data = row.Step
		}
		if row.Intrinsic != NoIntrinsic {
			r.intrinsics[row.Intrinsic] = f
		}
		return f
	case row.Alias != "":
		_, v, ok := rt.ownSlot(o, r.rowKey(row.Alias))
		if !ok {
			return heap.Undefined
		}
		return v
	case row.Intrinsic != NoIntrinsic:
		return r.Intrinsic(row.Intrinsic).Value()
	case row.Flags&RowNumber != 0:
		return heap.Number(row.Num)
	case row.Flags&RowString != 0:
		return rt.Heap.InternGo(row.Str)
	case row.Flags&RowSymbol != 0:
		return rt.WellKnownSymbol(row.Str)
	case row.Flags&RowGlobalThis != 0:
		return r.Global.Value()
	}
	return heap.Undefined
}

// Install adds rows as own properties of o, function objects on first touch. A
// property that is there already is left alone.
func (r *Realm) Install(o *heap.Object, rows []Row) {
	h := r.rt.Heap
	for i := range rows {
		row := &rows[i]
		v := heap.Value(0)
		if row.Fn == nil && row.Get == nil && row.Set == nil && row.Alias == "" && row.Intrinsic == NoIntrinsic {
			v = r.rowValue(o, row)
		} else {
			v = r.lazyMarker(lazyEntry{row: row})
		}
		key := r.rowKey(row.Name)
		if _, ok := o.Shape(h).Lookup(key); !ok {
			h.AddProperty(o, key, v, rowAttrs(row))
		}
	}
}

// InstallGlobals adds rows to the global object, for embedders.
func (r *Realm) InstallGlobals(rows []Row) { r.Install(r.Global, rows) }

// Intrinsic returns a well-known object of the realm, making its group if it is
// the first time. An intrinsic that the library does not declare is an empty
// ordinary object, so that a partial library is usable.
func (r *Realm) Intrinsic(id IntrinsicID) *heap.Object {
	if v := r.intrinsics[id]; v != 0 {
		return v.Object()
	}
	return r.makeIntrinsic(id)
}

func (r *Realm) makeIntrinsic(id IntrinsicID) *heap.Object {
	lib := r.rt.library
	if g := lib.group[id]; g != nil {
		r.instantiate(g)
	} else if ref := lib.row[id]; ref != nil {
		holder := r.Global
		if ref.group != nil && ref.static {
			holder = r.Intrinsic(ref.group.Ctor)
		} else if ref.group != nil {
			holder = r.Intrinsic(ref.group.Proto)
		}
		if r.intrinsics[id] == 0 {
			key := r.rowKey(ref.row.Name)
			if p, v, ok := r.rt.ownSlot(holder, key); !ok || p&heap.AccessorProp != 0 || r.intrinsics[id] == 0 {
				// The script replaced the property before anyone needed the function.
				_ = v
				r.rowValue(holder, ref.row)
			}
		}
	}
	if r.intrinsics[id] == 0 {
		r.intrinsics[id] = r.rt.Heap.NewObject(r.ObjectShape).Value()
	}
	return r.intrinsics[id].Object()
}

// instantiate makes the objects of a group. The prototype is registered before
// anything that could ask for it.
func (r *Realm) instantiate(g *Group) {
	rt := r.rt
	h := rt.Heap
	mark := h.OpenScope()
	defer h.CloseScope(mark)
	var ctor, proto *heap.Object
	if g.Proto != NoIntrinsic {
		if v := r.intrinsics[g.Proto]; v != 0 {
			proto = v.Object()
		} else {
			parent := ObjectPrototype
			if g.ProtoParent != NoIntrinsic {
				parent = g.ProtoParent
			}
			class := heap.ClassObject
			if g.ProtoClass != 0 {
				class = g.ProtoClass
			}
			proto = rt.NewObjectOf(class, r.Intrinsic(parent).Value())
			h.ToDictionary(proto)
			r.intrinsics[g.Proto] = proto.Value()
		}
	}
	if g.Fn != nil {
		parent := FunctionPrototype
		if g.CtorParent != NoIntrinsic {
			parent = g.CtorParent
		}
		kind := KindHostCtor
		if g.NotConstructor {
			kind = KindHost
		}
		ctor = r.newBuiltin(g.Name, g.Length, g.Fn, kind, r.Intrinsic(parent).Value())
		if g.Ctor != NoIntrinsic {
			r.intrinsics[g.Ctor] = ctor.Value()
		}
		rt.materialize(ctor)
		h.ToDictionary(ctor)
		if proto != nil {
			h.AddProperty(ctor, h.Names.Prototype, proto.Value(), 0)
			if !g.NoConstructorProperty {
				if _, ok := proto.Shape(h).Lookup(h.Names.Constructor); !ok {
					h.AddProperty(proto, h.Names.Constructor, ctor.Value(), heap.Writable|heap.Configurable)
				}
			}
		}
		r.Install(ctor, g.Static)
	}
	if proto != nil {
		r.Install(proto, g.Rows)
	}
	if g.Setup != nil {
		g.Setup(rt, r, ctor, proto)
	}
}

// NewBuiltin makes a function object for fn in the realm.
func (r *Realm) NewBuiltin(name string, length int, fn HostFunc, kind CodeKind) *heap.Object {
	return r.newBuiltin(name, length, fn, kind, r.Intrinsic(FunctionPrototype).Value())
}

func (r *Realm) newBuiltin(name string, length int, fn HostFunc, kind CodeKind, proto heap.Value) *heap.Object {
	code := r.rt.newCode(r)
	code.Kind, code.Tier, code.Host, code.Entry = kind, TierHost, fn, hostEntry
	code.Name, code.Length = r.rt.Heap.InternGo(name), length
	return r.rt.newFunctionObject(code, proto)
}

// HostCode returns the code record of a host function of which the realm makes
// many objects, such as the resolving functions of promises: one record per row
// and realm.
func (r *Realm) HostCode(row *Row) *Code {
	if code := r.hostCodes[row]; code != nil {
		return code
	}
	code := r.rt.newCode(r)
	code.Kind, code.Tier, code.Host, code.Entry = KindHost, TierHost, row.Fn, hostEntry
	if row.Flags&RowCtor != 0 {
		code.Kind = KindHostCtor
	}
	code.Name, code.Length = r.rt.Heap.InternGo(row.Name), row.Length
	if r.hostCodes == nil {
		r.hostCodes = make(map[*Row]*Code)
	}
	r.hostCodes[row] = code
	return code
}

// NewHostFunction makes a function object of code (see HostCode) that holds up
// to three values for Call.Data.
func (rt *Runtime) NewHostFunction(code *Code, data ...heap.Value) *heap.Object {
	f := rt.newFunctionObject(code, code.Realm.Intrinsic(FunctionPrototype).Value())
	for i, v := range data {
		rt.Heap.SetInternal(f, funcEnv+i, v)
	}
	return f
}

// WellKnownSymbol returns the well-known symbol with the given name, such as
// "iterator" (sec-well-known-symbols); Undefined when there is none.
func (rt *Runtime) WellKnownSymbol(name string) heap.Value {
	found := heap.Undefined
	rt.Heap.WellKnownSymbols(func(n string, symbol heap.Value) {
		if n == name {
			found = symbol
		}
	})
	return found
}
