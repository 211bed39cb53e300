package object

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
)

// A lazy marker stands in a slot for a built-in that nobody has touched. It is a
// special Value that no script ever sees: bit 41 set, realm id in bits 24..39,
// index into Realm.lazy in bits 0..23.
const (
	lazyBase = uint64(heap.TagSpecial)<<48 | 1<<41
	lazyMask = uint64(0xFFFF)<<48 | 3<<40
)

// lazyEntry is what a marker stands for: a row, or without it the global of a group.
type lazyEntry struct {
	row      *Row
	group    int32
	declared bool // the row is a library's: see Code.declared
}

func isLazy(v heap.Value) bool { return uint64(v)&lazyMask == lazyBase }

func (r *Realm) lazyMarker(e lazyEntry) heap.Value {
	full := len(r.lazy) == cap(r.lazy)
	if r.lazy = append(r.lazy, e); full {
		r.charge()
	}
	return heap.Value(lazyBase | uint64(r.ID)<<24 | uint64(len(r.lazy)-1))
}

// resolveLazy makes the built-in that the marker v in a slot stands for, without
// storing it.
func (rt *Runtime) resolveLazy(v heap.Value) heap.Value {
	r := rt.Realms[uint16(v>>24)]
	e := r.lazy[uint32(v)&0xFFFFFF]
	if e.row == nil {
		return r.groupGlobal(int(e.group))
	}
	return r.rowValue(e.row, e.declared)
}

// madeGroup is what a realm has made of a group; 0 stands for what it has not.
type madeGroup struct{ ctor, proto heap.Value }

// made returns the objects of group n, making them the first time.
func (r *Realm) made(n int) madeGroup {
	if r.groups[n] == (madeGroup{}) {
		r.instantiate(n)
	}
	return r.groups[n]
}

// groupGlobal is the value of the global property of group n.
func (r *Realm) groupGlobal(n int) heap.Value {
	if m := r.made(n); m.ctor != 0 {
		return m.ctor
	}
	return r.groups[n].proto
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

// rowValue makes the value (or Accessor cell) of a row, an alias aside. declared says that it is
// a row of a library.
func (r *Realm) rowValue(row *Row, declared bool) heap.Value {
	rt := r.rt
	switch {
	case row.Get != nil || row.Set != nil:
		get, set := heap.Undefined, heap.Undefined
		if row.Get != nil {
			get = r.newRowFunction(rowFunctionName("get ", row.Name), 0, row.Get, KindHost, declared).Value()
			code := rt.CodeOf(get.Object())
			code.Leaf, code.Shortcut, code.species = row.Leaf, row.Shortcut, row.Name == "@@species"
		}
		if row.Set != nil {
			set = r.newRowFunction(rowFunctionName("set ", row.Name), 1, row.Set, KindHost, declared).Value()
		}
		return rt.Heap.NewAccessor(get, set).Value()
	case row.Fn != nil:
		if row.Intrinsic != NoIntrinsic && r.intrinsics[row.Intrinsic] != 0 {
			return r.intrinsics[row.Intrinsic]
		}
		if s := r.sharedFunction(row); s != nil && s.made != 0 {
			return s.made
		}
		kind := KindHost
		if row.Flags&RowCtor != 0 {
			kind = KindHostCtor
		}
		f := r.newRowFunction(rowFunctionName("", row.Name), row.Length, row.Fn, kind, declared).Value()
		code := rt.CodeOf(f.Object())
		code.Leaf, code.Shortcut, code.Body = row.Leaf, row.Shortcut, row.Body
		code.Forwards = row.Intrinsic == FunctionProtoCall || row.Intrinsic == FunctionProtoApply
		if row.Step != nil {
			code.Data = row.Step
		}
		if row.Intrinsic != NoIntrinsic {
			r.intrinsics[row.Intrinsic] = f
		}
		if s := r.sharedFunction(row); s != nil {
			s.made = f
		}
		return f
	case row.Make != nil:
		return row.Make(r)
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

// sharedFunction is the function of a row that other rows have under a name of their
// own: it stays one, whatever the script does to the properties.
type sharedFunction struct {
	row  *Row
	made heap.Value // 0 until somebody touches it
}

// sharedFunction finds what the realm keeps of a row, nil if the row has its function
// for itself.
func (r *Realm) sharedFunction(row *Row) *sharedFunction {
	for i := range r.shared {
		if r.shared[i].row == row {
			return &r.shared[i]
		}
	}
	return nil
}

// aliased is the row among those before that an alias names.
func (r *Realm) aliased(before []Row, alias string) *Row {
	for i := range before {
		if row := &before[i]; row.Name == alias {
			if r.sharedFunction(row) == nil {
				r.shared = append(r.shared, sharedFunction{row: row})
			}
			return row
		}
	}
	panic("object: no row " + alias + " before its alias")
}

// Install adds rows as own properties of o, function objects on first touch. A
// property that is there already is left alone.
//
// No image can have functions of rows other than those of libraries.
func (r *Realm) Install(o *heap.Object, rows []Row) { r.install(o, rows, false) }

func (r *Realm) install(o *heap.Object, rows []Row, declared bool) {
	h := r.rt.Heap
	h.ExpectProperties(o, len(rows))
	for i := range rows {
		row := &rows[i]
		v := heap.Value(0)
		switch {
		case row.Alias != "":
			v = r.lazyMarker(lazyEntry{row: r.aliased(rows[:i], row.Alias), declared: declared})
		case row.Fn != nil || row.Get != nil || row.Set != nil || row.Make != nil || row.Intrinsic != NoIntrinsic:
			v = r.lazyMarker(lazyEntry{row: row, declared: declared})
		default:
			v = r.rowValue(row, declared)
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
// the first time. An intrinsic that no library declares is an empty ordinary object,
// so that a partial library is usable.
func (r *Realm) Intrinsic(id IntrinsicID) *heap.Object {
	if int(id) < len(r.intrinsics) && r.intrinsics[id] != 0 {
		return r.intrinsics[id].Object()
	}
	return r.makeIntrinsic(id)
}

// Made returns the intrinsic that id names as Intrinsic does, but makes none: it is 0 while
// nobody has asked for it.
func (r *Realm) Made(id IntrinsicID) heap.Value {
	if int(id) < len(r.intrinsics) {
		return r.intrinsics[id]
	}
	return 0
}

func (r *Realm) makeIntrinsic(id IntrinsicID) *heap.Object {
	if more := int(id) + 1 - len(r.intrinsics); more > 0 {
		r.intrinsics = append(r.intrinsics, make([]heap.Value, more)...)
	}
	if d := r.rt.libraries.declaration(id); d.row != nil {
		holder := r.Global
		if d.group >= 0 {
			m := r.made(d.group)
			if holder = m.proto.Object(); !d.proto {
				holder = m.ctor.Object()
			}
		}
		if r.intrinsics[id] == 0 {
			// Reading the property makes the function, unless the script replaced it before
			// anyone needed the function.
			if _, _, ok := r.rt.ownSlot(holder, r.rowKey(d.row.Name)); !ok || r.intrinsics[id] == 0 {
				r.rowValue(d.row, true)
			}
		}
	} else if d.group >= 0 {
		r.made(d.group)
	}
	if r.intrinsics[id] == 0 {
		r.intrinsics[id] = r.rt.Heap.NewObject(r.ObjectShape).Value()
	}
	return r.intrinsics[id].Object()
}

// instantiate makes the objects of group n. The prototype is registered before
// anything that could ask for it.
func (r *Realm) instantiate(n int) {
	rt := r.rt
	h := rt.Heap
	mark := h.OpenScope()
	defer h.CloseScope(mark)
	g, made := rt.libraries.groups[n], &r.groups[n]
	static, rows := g.properties()
	var ctor, proto *heap.Object
	if g.hasProto() {
		if g.Proto != NoIntrinsic && r.intrinsics[g.Proto] != 0 {
			proto = r.intrinsics[g.Proto].Object()
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
		}
		made.proto = proto.Value()
		if g.Proto != NoIntrinsic {
			r.intrinsics[g.Proto] = made.proto
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
		code := rt.CodeOf(ctor)
		code.declared, code.Leaf, code.LeafNew = true, g.Leaf, g.LeafNew
		made.ctor = ctor.Value()
		if g.Ctor != NoIntrinsic {
			r.intrinsics[g.Ctor] = made.ctor
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
		r.install(ctor, static, true)
	}
	if proto != nil {
		r.install(proto, rows, true)
		for _, a := range rt.libraries.additions {
			if a.group == n && !slices.Contains(r.unwanted, a.library) {
				r.install(proto, a.rows, true)
			}
		}
	}
	if g.Setup != nil {
		g.Setup(rt, r, ctor, proto)
	}
}

// NewBuiltin makes a function object for fn in the realm.
func (r *Realm) NewBuiltin(name string, length int, fn HostFunc, kind CodeKind) *heap.Object {
	return r.newBuiltin(name, length, fn, kind, r.Intrinsic(FunctionPrototype).Value())
}

// newRowFunction is NewBuiltin for a function of a row.
func (r *Realm) newRowFunction(name string, length int, fn HostFunc, kind CodeKind, declared bool) *heap.Object {
	f := r.NewBuiltin(name, length, fn, kind)
	r.rt.CodeOf(f).declared = declared
	return f
}

// NewBuiltinOf is NewBuiltin with a prototype (an object or Null) of its own, such as the
// constructor that a class extends.
func (r *Realm) NewBuiltinOf(name string, length int, fn HostFunc, kind CodeKind, proto heap.Value) *heap.Object {
	return r.newBuiltin(name, length, fn, kind, proto)
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
	if r.image != nil {
		if id := r.image.hostCodes[row]; id != 0 {
			return r.rt.makeCode(id)
		}
	}
	code := r.rt.newCode(r)
	code.Kind, code.Tier, code.Host, code.Entry = KindHost, TierHost, row.Fn, hostEntry
	code.declared = row.Flags&RowClosure == 0
	if row.Flags&RowCtor != 0 {
		code.Kind = KindHostCtor
	}
	code.Name, code.Length = r.rt.Heap.InternGo(row.Name), row.Length
	r.keepHostCode(row, code)
	return code
}

func (r *Realm) keepHostCode(row *Row, code *Code) {
	if r.hostCodes == nil {
		r.hostCodes = make(map[*Row]*Code)
	}
	r.hostCodes[row] = code
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
