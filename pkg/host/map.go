package host

import (
	"encoding"
	"reflect"
	"slices"
	"strconv"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// liveMap keeps the properties of the object that is a map: its entries.
type liveMap struct {
	b     *Bridge
	s     *typeState
	v     reflect.Value
	dict  map[string]any // the map, if that is its type
	grown int64          // bytes that the script has added
}

// entryBytes is about what an entry of a map takes beside key and element.
const entryBytes = 16

// HostTraits implements object.HostExotic.
func (*liveMap) HostTraits() object.HostTraits { return liveTraits }

// hasTextKeys reports whether the keys of a map type can be names of properties.
func (p *plan) hasTextKeys() bool {
	k := p.t.Key()
	switch k.Kind() {
	case reflect.String, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr, reflect.Bool:
		return true
	case reflect.Interface:
		return k.NumMethod() == 0
	}
	return k.Implements(textMarshaler) && reflect.PointerTo(k).Implements(textUnmarshaler)
}

// mapKey makes a key of type t from the name of a property; false if no key has that name.
func mapKey(t reflect.Type, name string) (reflect.Value, bool) {
	k := reflect.New(t).Elem()
	if t.Kind() != reflect.Interface && t.Implements(textMarshaler) && k.Addr().Type().Implements(textUnmarshaler) {
		return k, k.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(name)) == nil
	}
	switch t.Kind() {
	case reflect.String:
		k.SetString(name)
	case reflect.Bool:
		k.SetBool(name == "true")
		return k, name == "true" || name == "false"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := strconv.ParseInt(name, 10, t.Bits())
		k.SetInt(n)
		return k, err == nil && strconv.FormatInt(n, 10) == name
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		n, err := strconv.ParseUint(name, 10, t.Bits())
		k.SetUint(n)
		return k, err == nil && strconv.FormatUint(n, 10) == name
	case reflect.Interface:
		k.Set(reflect.ValueOf(name))
	default:
		return k, false
	}
	return k, true
}

// keyName is the name of the property for a key of a map; false for one that has none.
func keyName(k reflect.Value) (string, bool) {
	if k.Kind() == reflect.Interface {
		if k.IsNil() {
			return "", false
		}
		k = k.Elem()
	}
	if m, ok := k.Interface().(encoding.TextMarshaler); ok && k.Kind() != reflect.String {
		text, err := m.MarshalText()
		return string(text), err == nil
	}
	switch k.Kind() {
	case reflect.String:
		return k.String(), true
	case reflect.Bool:
		return strconv.FormatBool(k.Bool()), true
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(k.Int(), 10), true
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.FormatUint(k.Uint(), 10), true
	}
	return "", false
}

// key finds the key of the map for a property; ok is false if it can have none. Keys of an
// interface type that are integers are found too.
func (x *liveMap) key(key heap.Value) (k reflect.Value, ok bool, err error) {
	t := x.s.plan.t.Key()
	name := x.b.keyText(key)
	if t.Kind() == reflect.String && t.PkgPath() == "" {
		return reflect.ValueOf(name), true, nil
	}
	defer x.b.protect(&err)
	if k, ok = mapKey(t, name); !ok || t.Kind() != reflect.Interface || x.v.MapIndex(k).IsValid() {
		return k, ok, nil
	}
	if n, err := strconv.ParseInt(name, 10, 64); err == nil && strconv.FormatInt(n, 10) == name {
		for _, same := range [...]any{int(n), n} {
			if i := reflect.ValueOf(same); x.v.MapIndex(i).IsValid() {
				return i, true, nil
			}
		}
	}
	return k, true, nil
}

// HostHas implements object.HostExotic.
func (x *liveMap) HostHas(_ *object.Runtime, _ *heap.Object, key heap.Value) (heap.Attrs, bool, error) {
	if x.dict != nil {
		_, ok := x.dict[x.b.keyText(key)]
		return heap.DefaultAttrs, ok, nil
	}
	k, ok, err := x.key(key)
	return heap.DefaultAttrs, ok && err == nil && x.v.MapIndex(k).IsValid(), err
}

// HostGet implements object.HostExotic.
func (x *liveMap) HostGet(_ *object.Runtime, _ *heap.Object, key heap.Value) (heap.Value, heap.Attrs, bool, error) {
	if x.dict != nil {
		e, ok := x.dict[x.b.keyText(key)]
		if !ok {
			return heap.Undefined, 0, false, nil
		}
		r, err := x.b.ToValue(e)
		if err != nil {
			err = x.failed(key, err)
		}
		return r, heap.DefaultAttrs, err == nil, err
	}
	k, ok, err := x.key(key)
	if !ok || err != nil {
		return heap.Undefined, 0, false, err
	}
	e := x.v.MapIndex(k)
	if !e.IsValid() {
		return heap.Undefined, 0, false, nil
	}
	r, err := x.s.plan.elem.ready().in(x.b, e)
	if err != nil {
		err = x.failed(key, err)
	}
	return r, heap.DefaultAttrs, err == nil, err
}

// failed is the TypeError for an element that cannot be converted.
func (x *liveMap) failed(key heap.Value, err error) error {
	return x.b.throwing(within(err, "["+strconv.Quote(x.b.keyText(key))+"]"))
}

// HostSet implements object.HostExotic.
func (x *liveMap) HostSet(rt *object.Runtime, o *heap.Object, key, v heap.Value) (bool, error) {
	k, ok, err := x.key(key)
	if err != nil {
		return false, err
	}
	if !ok {
		return false, x.failed(key, &ConvertError{Type: x.s.plan.t.Key(), Text: "no " + x.s.plan.t.Key().String() + " has that name"})
	}
	e := reflect.New(x.s.plan.t.Elem()).Elem()
	x.b.converted = 0
	if err := x.s.plan.elem.ready().out(x.b, v, e); err != nil {
		return false, x.failed(key, err)
	}
	if err := x.b.stored(e); err != nil {
		return false, err
	}
	if !x.v.MapIndex(k).IsValid() {
		x.grow(rt, o, int64(k.Type().Size()+e.Type().Size())+entryBytes+int64(textBytes(k)))
	}
	x.v.SetMapIndex(k, e)
	return true, nil
}

// textBytes is the length of a string.
func textBytes(v reflect.Value) int {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() == reflect.String {
		return v.Len()
	}
	return 0
}

// grow counts n bytes that the script has had added.
func (x *liveMap) grow(rt *object.Runtime, o *heap.Object, n int64) {
	x.grown = max(x.grown+n, 0)
	rt.Heap.SetHandleSize(object.HostHandle(o), x.grown)
}

// HostDelete implements object.HostExotic.
func (x *liveMap) HostDelete(rt *object.Runtime, o *heap.Object, key heap.Value) (bool, error) {
	k, ok, err := x.key(key)
	if !ok || err != nil {
		return ok, err
	}
	if e := x.v.MapIndex(k); e.IsValid() && x.grown > 0 {
		x.grow(rt, o, -int64(k.Type().Size()+e.Type().Size())-entryBytes-int64(textBytes(k)))
	}
	x.v.SetMapIndex(k, reflect.Value{})
	return true, nil
}

// keysPerPoll is how many keys are made between two looks at the limits.
const keysPerPoll = 4096

// keyBytes is about what a key takes while a map's are sorted.
const keyBytes = 64

// HostKeys implements object.HostExotic: indices, then names in the order of their bytes.
func (x *liveMap) HostKeys(rt *object.Runtime, _ *heap.Object) (keys []heap.Value, err error) {
	n := x.v.Len()
	if err := rt.Steps(n); err != nil {
		return nil, err
	}
	memory := rt.Heap.Scratch()
	if n > largeText/keyBytes {
		if err := rt.CheckAlloc(n * keyBytes); err != nil {
			return nil, err
		}
		memory.Set(int64(n) * keyBytes)
	}
	names := make([]string, 0, n)
	if names, err = x.names(rt, names); err != nil {
		return nil, err
	}
	if err := sortTexts(rt, names); err != nil {
		return nil, err
	}
	if x.s.plan.t.Key().Kind() == reflect.Interface {
		names = slices.Compact(names)
	}
	var indices []heap.Value
	for i, name := range names {
		if i%keysPerPoll == keysPerPoll-1 {
			if err := rt.Poll(); err != nil {
				return nil, err
			}
		}
		key := rt.Heap.KeyFromGo(name)
		if heap.KeyIsIndex(key) {
			indices = append(indices, key)
		} else {
			keys = append(keys, rt.Heap.Keep(key))
		}
	}
	if indices == nil {
		return keys, nil
	}
	slices.SortFunc(indices, func(a, b heap.Value) int { return int(int64(heap.KeyIndex(a)) - int64(heap.KeyIndex(b))) })
	return append(indices, keys...), nil
}

// sortTexts sorts texts, with looks at the limits: parts by themselves, then pairs of what is
// sorted, until it is one.
func sortTexts(rt *object.Runtime, texts []string) error {
	n := len(texts)
	for i := 0; i < n; i += keysPerPoll {
		slices.Sort(texts[i:min(i+keysPerPoll, n)])
		if n > keysPerPoll {
			if err := rt.Poll(); err != nil {
				return err
			}
		}
	}
	from, to := texts, []string(nil)
	for part := keysPerPoll; part < n; part *= 2 {
		if to == nil {
			to = make([]string, n) // counted in keyBytes
		}
		for i := 0; i < n; i += 2 * part {
			a, b := from[i:min(i+part, n)], from[min(i+part, n):min(i+2*part, n)]
			for at := i; len(a)+len(b) > 0; at++ {
				if at%keysPerPoll == 0 {
					if err := rt.Poll(); err != nil {
						return err
					}
				}
				if len(b) == 0 || len(a) > 0 && a[0] <= b[0] {
					to[at], a = a[0], a[1:]
				} else {
					to[at], b = b[0], b[1:]
				}
			}
		}
		from, to = to, from
	}
	if n > 0 && &from[0] != &texts[0] {
		copy(texts, from)
	}
	return nil
}

// names appends the names of the keys.
func (x *liveMap) names(rt *object.Runtime, names []string) (_ []string, err error) {
	defer x.b.protect(&err)
	for it := x.v.MapRange(); it.Next(); {
		if len(names)%keysPerPoll == keysPerPoll-1 {
			if err := rt.Poll(); err != nil {
				return nil, err
			}
		}
		if name, ok := keyName(it.Key()); ok {
			names = append(names, name)
		}
	}
	return names, nil
}

// GoValue implements Live.
func (x *liveMap) GoValue() reflect.Value { return x.v }

func (x *liveMap) variable() reflect.Value { return x.v }
