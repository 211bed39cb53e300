package object

import "github.com/kilnjs/kiln/pkg/heap"

// PropertyKind is the kind argument of EnumerableOwnProperties.
type PropertyKind uint8

// The kinds of lists.
const (
	ListKeys PropertyKind = iota
	ListValues
	ListEntries
)

// PlainShape returns the shape of an ordinary object whose own properties are
// exactly the entries of that shape (heap.Shape.EntryAt), all of them enumerable
// data properties with string keys: reading them is reading slots. For any other
// object it returns nil. The keys are kept.
func (rt *Runtime) PlainShape(o *heap.Object) *heap.Shape {
	if o.Class() != heap.ClassObject || o.Has(heap.FlagExotic) || o.HasElements() {
		return nil
	}
	s := o.Shape(rt.Heap)
	if s.IsDictionary() {
		return nil
	}
	rt.Heap.Work(4 * s.Count())
	for i := range s.Count() {
		key, p := s.EntryAt(i)
		if !key.IsString() || p.Attrs&(heap.AccessorProp|heap.Enumerable) != heap.Enumerable || isLazy(o.SlotAt(p.Offset)) {
			return nil
		}
		rt.Heap.Keep(key)
	}
	return s
}

// EnumerableOwnProperties is the operation of that name
// (sec-enumerableownproperties). The values are kept.
func (rt *Runtime) EnumerableOwnProperties(o *heap.Object, kind PropertyKind) ([]heap.Value, error) {
	if s := rt.PlainShape(o); s != nil {
		return rt.plainProperties(o, s, kind)
	}
	keys, err := rt.OwnPropertyKeys(o)
	if err != nil {
		return nil, err
	}
	list := make([]heap.Value, 0, len(keys))
	for _, key := range keys {
		if key.IsSymbol() {
			continue
		}
		if err := rt.Step(); err != nil {
			return nil, err
		}
		enumerable, err := rt.IsEnumerableOwn(o, key)
		if err != nil {
			return nil, err
		}
		if !enumerable {
			continue
		}
		name := rt.KeyToValue(key)
		if kind == ListKeys {
			list = append(list, name)
			continue
		}
		v, err := rt.Get(o, key)
		if err != nil {
			return nil, err
		}
		if kind == ListEntries {
			v = rt.NewArray(name, v).Value()
		}
		list = append(list, v)
	}
	return list, nil
}

// plainProperties is EnumerableOwnProperties of an object whose PlainShape is s.
func (rt *Runtime) plainProperties(o *heap.Object, s *heap.Shape, kind PropertyKind) ([]heap.Value, error) {
	list := make([]heap.Value, s.Count())
	for i := range list {
		key, p := s.EntryAt(i)
		switch kind {
		case ListKeys:
			list[i] = key
		case ListEntries:
			list[i] = rt.NewArray(key, o.SlotAt(p.Offset)).Value()
		default:
			list[i] = rt.Heap.Keep(o.SlotAt(p.Offset))
		}
	}
	return list, rt.Steps(len(list))
}

// IsEnumerableOwn reports whether o has an enumerable own property key, by one
// [[GetOwnProperty]].
func (rt *Runtime) IsEnumerableOwn(o *heap.Object, key heap.Value) (bool, error) {
	if !o.Has(heap.FlagExotic) {
		a, _, ok := rt.ownAttrs(o, key)
		return ok && a&heap.Enumerable != 0, nil
	}
	d, ok, err := rt.GetOwnProperty(o, key)
	return ok && d.Enumerable(), err
}

// CopyDataProperties is the operation of that name (sec-copydataproperties):
// excluded lists property keys.
func (rt *Runtime) CopyDataProperties(target *heap.Object, source heap.Value, excluded []heap.Value) error {
	if source.IsNullish() {
		return nil
	}
	from, err := rt.ToObject(source)
	if err != nil {
		return err
	}
	if len(excluded) == 0 && target.Class() == heap.ClassObject && !target.Has(heap.FlagExotic|heap.FlagNotExtensible) {
		if s := rt.PlainShape(from); s != nil {
			return rt.copyPlain(target, from, s)
		}
	}
	keys, err := rt.OwnPropertyKeys(from)
	if err != nil {
		return err
	}
next:
	for _, key := range keys {
		rt.Work(len(excluded))
		if err := rt.Step(); err != nil {
			return err
		}
		for _, x := range excluded {
			if x == key {
				continue next
			}
		}
		enumerable, err := rt.IsEnumerableOwn(from, key)
		if err != nil {
			return err
		}
		if !enumerable {
			continue
		}
		v, err := rt.Get(from, key)
		if err != nil {
			return err
		}
		if err := rt.CreateDataPropertyOrThrow(target, key, v); err != nil {
			return err
		}
	}
	return nil
}

// copyPlain is CopyDataProperties from an object whose PlainShape is s to an
// ordinary extensible one.
func (rt *Runtime) copyPlain(target, from *heap.Object, s *heap.Shape) error {
	h := rt.Heap
	for i := range s.Count() {
		key, p := s.EntryAt(i)
		v := from.SlotAt(p.Offset)
		if _, ok := h.Lookup(target, key); ok {
			if err := rt.CreateDataPropertyOrThrow(target, key, v); err != nil {
				return err
			}
			continue
		}
		h.AddProperty(target, key, v, heap.DefaultAttrs)
	}
	return rt.Steps(s.Count())
}

// SymbolFor returns the registered symbol with the given key (sec-symbol.for). The
// GlobalSymbolRegistry, shared by the realms of a runtime, is a table of the heap: it
// only grows, and counts toward the limit. The error is a *Termination.
func (rt *Runtime) SymbolFor(key *heap.String) (heap.Value, error) {
	h := rt.Heap
	if rt.symbols == nil {
		rt.symbols = h.NewOrderedTable(true)
	}
	if v, ok := rt.symbols.Get(h, key.Value()); ok {
		return v, nil
	}
	if err := rt.CheckAlloc(int(rt.symbols.TableBytes())); err != nil {
		return heap.Undefined, err
	}
	sym := h.NewSymbol(key.Value())
	sym.MarkRegistered()
	rt.symbols.Put(h, key.Value(), sym.Value())
	return sym.Value(), nil
}

// KeyForSymbol is the operation of that name (sec-keyforsymbol): the key of a
// registered symbol, or Undefined.
func (rt *Runtime) KeyForSymbol(s *heap.Symbol) heap.Value {
	if s.IsRegistered() {
		return s.Description()
	}
	return heap.Undefined
}
