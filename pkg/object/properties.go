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

// EnumerableOwnProperties is the operation of that name
// (sec-enumerableownproperties). The values are kept.
func (rt *Runtime) EnumerableOwnProperties(o *heap.Object, kind PropertyKind) ([]heap.Value, error) {
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
	keys, err := rt.OwnPropertyKeys(from)
	if err != nil {
		return err
	}
next:
	for _, key := range keys {
		for _, x := range excluded {
			if x == key {
				continue next
			}
		}
		if err := rt.Step(); err != nil {
			return err
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

// symbolRegistry is the GlobalSymbolRegistry (sec-symbol.for), shared by the
// realms of a runtime.
type symbolRegistry struct {
	byKey map[string]heap.Value
}

func (s *symbolRegistry) trace(m *heap.Marker) {
	for _, v := range s.byKey {
		m.Value(v)
	}
}

// SymbolFor returns the registered symbol with the given key (sec-symbol.for).
func (rt *Runtime) SymbolFor(key *heap.String) heap.Value {
	text := key.Go(rt.Heap)
	if v, ok := rt.symbols.byKey[text]; ok {
		return v
	}
	sym := rt.Heap.NewSymbol(key.Value())
	sym.MarkRegistered()
	if rt.symbols.byKey == nil {
		rt.symbols.byKey = make(map[string]heap.Value)
	}
	rt.symbols.byKey[text] = sym.Value()
	return sym.Value()
}

// KeyForSymbol is the operation of that name (sec-keyforsymbol): the key of a
// registered symbol, or Undefined.
func (rt *Runtime) KeyForSymbol(s *heap.Symbol) heap.Value {
	if s.IsRegistered() {
		return s.Description()
	}
	return heap.Undefined
}
