package host

import (
	"encoding/binary"
	"math"
	"reflect"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Export gives what v is in Go:
//
//	undefined, null                nil
//	Boolean                        bool
//	Number                         int64 if it is integral, not -0 and at most 2^53; else float64
//	String                         string
//	BigInt                         *big.Int
//	what stands for a Go value     that value: a pointer to a struct, a map, a slice, a function …
//	Array, arguments               []any; holes are nil
//	Map                            [][2]any, in order
//	Set                            []any
//	Date                           time.Time in UTC
//	ArrayBuffer, Uint8Array,       []byte over the same bytes
//	Uint8ClampedArray, DataView
//	other typed arrays             a slice of the type of their elements
//	Error                          error: the Go error that it stands for, or a *ScriptError
//	Boolean, Number … objects      what is in them
//	other objects                  map[string]any of their enumerable own properties
//	anything else                  what Rules.Hold makes of it: symbols, functions, promises,
//	                               proxies, regular expressions, iterators, weak collections
//
// An object that is met again, below itself too, is the same map or slice again. Getters run.
func (b *Bridge) Export(v heap.Value) (any, error) {
	switch {
	case v.IsNullish():
		return nil, nil
	case v.IsBool():
		return v == heap.True, nil
	case v.IsNumber():
		return exportNumber(v), nil
	case v.IsString():
		return b.exportText(v.Str())
	case v.IsBigInt():
		return v.BigInt().Big(), nil
	case v.IsObject():
		return b.exportObject(v)
	}
	return b.rules.Hold(b, v), nil
}

func exportNumber(v heap.Value) any {
	if v.IsInt() {
		return int64(v.AsInt())
	}
	f := v.Float64()
	if f == math.Trunc(f) && math.Abs(f) <= maxExact && !(f == 0 && math.Signbit(f)) {
		return int64(f)
	}
	return f
}

// exportText is the text of a string within a walk, which counts it.
func (b *Bridge) exportText(s *heap.String) (any, error) {
	if b.walk.depth == 0 {
		return b.goText(s)
	}
	if err := b.needs(int64(s.Len())); err != nil {
		return nil, err
	}
	return s.Go(b.rt.Heap), nil
}

var (
	listType = reflect.TypeFor[[]any]()
	dictType = reflect.TypeFor[map[string]any]()
	pairType = reflect.TypeFor[[][2]any]()
)

func (b *Bridge) exportObject(v heap.Value) (any, error) {
	if x := b.liveOf(v); x != nil {
		return x.GoValue().Interface(), nil
	}
	if f, ok := b.goFunctionOf(v); ok {
		return f.Interface(), nil
	}
	if x, ok := b.rt.HostExoticOf(v).(*channel); ok {
		return x.v.Interface(), nil
	}
	if x := b.holderOf(v); x != nil {
		return x.Held(), nil
	}
	if b.rules.Export != nil {
		if x, ok, err := b.rules.Export(b, v); ok || err != nil {
			return x, err
		}
	}
	o := v.Object()
	switch o.Class() {
	case heap.ClassBoolean, heap.ClassNumber, heap.ClassString, heap.ClassBigInt, heap.ClassSymbol:
		return b.Export(o.Internal(0))
	case heap.ClassError:
		return b.exportError(o), nil
	case heap.ClassDate:
		t, ok := dateTime(o)
		if !ok {
			return nil, b.noGo(v, timeType, "it is no valid date")
		}
		return t, nil
	case heap.ClassArrayBuffer, heap.ClassDataView:
		data, _ := b.bytesOf(v)
		return data, nil
	case heap.ClassTypedArray:
		return b.exportTyped(v)
	case heap.ClassArray, heap.ClassHostArray, heap.ClassArguments, heap.ClassMappedArguments:
		return b.exportList(v)
	case heap.ClassMap:
		return b.exportEntries(o, pairType)
	case heap.ClassSet:
		return b.exportEntries(o, listType)
	case heap.ClassObject, heap.ClassHostExotic, heap.ClassGlobal, heap.ClassModuleNamespace:
		if !o.IsCallable() {
			return b.exportProperties(o)
		}
	}
	return b.rules.Hold(b, v), nil
}

// exportAgain begins with the object v, which becomes a t, or finds what was made of it.
func (b *Bridge) exportAgain(v heap.Value, t reflect.Type) (made any, leave func(), err error) {
	if leave, err = b.enterOut(v, t); err != nil {
		return nil, nil, err
	}
	if x, ok := b.made(v, t); ok {
		return x.Interface(), leave, nil
	}
	return nil, leave, nil
}

func (b *Bridge) exportList(v heap.Value) (any, error) {
	made, leave, err := b.exportAgain(v, listType)
	if err != nil {
		return nil, err
	}
	defer leave()
	if made != nil {
		return made, nil
	}
	if o := v.Object(); o.Class() == heap.ClassArguments || o.Class() == heap.ClassMappedArguments {
		return b.exportArguments(v)
	}
	var list []any
	err = b.eachElement(v, listType, func(n int) error {
		if err := b.needs(int64(n) * 16); err != nil {
			return err
		}
		list = make([]any, n)
		return b.making(v, listType, reflect.ValueOf(list))
	}, func(i int, x heap.Value) (err error) {
		list[i], err = b.Export(x)
		return err
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

func (b *Bridge) exportArguments(v heap.Value) (any, error) {
	values, err := b.rt.CreateListFromArrayLike(v)
	if err != nil {
		return nil, err
	}
	if err := b.needs(int64(len(values)) * 16); err != nil {
		return nil, err
	}
	list := make([]any, len(values))
	if err := b.making(v, listType, reflect.ValueOf(list)); err != nil {
		return nil, err
	}
	for i, x := range values {
		if err := b.rt.Step(); err != nil {
			return nil, err
		}
		if list[i], err = b.Export(x); err != nil {
			return nil, within(err, indexText(int64(i)))
		}
	}
	return list, nil
}

// exportEntries makes the list of the entries of a Map, or of the values of a Set.
func (b *Bridge) exportEntries(o *heap.Object, t reflect.Type) (any, error) {
	made, leave, err := b.exportAgain(o.Value(), t)
	if err != nil {
		return nil, err
	}
	defer leave()
	if made != nil {
		return made, nil
	}
	n := 0
	if data := o.Internal(0); data.IsCell() {
		n = data.OrderedTable().Len()
	}
	if err := b.needs(int64(n) * int64(t.Elem().Size())); err != nil {
		return nil, err
	}
	list := reflect.MakeSlice(t, n, n) // made before, so that it can be below itself
	if err := b.making(o.Value(), t, list); err != nil {
		return nil, err
	}
	i := 0
	err = b.eachEntry(o, func(key, x heap.Value) error {
		if i == n {
			return nil // getters have added it
		}
		k, err := b.Export(key)
		if err != nil {
			return within(err, indexText(int64(i)))
		}
		if t == pairType {
			e, err := b.Export(x)
			if err != nil {
				return within(err, indexText(int64(i)))
			}
			list.Index(i).Set(reflect.ValueOf([2]any{k, e}))
		} else if k != nil {
			list.Index(i).Set(reflect.ValueOf(k))
		}
		i++
		return nil
	})
	return list.Interface(), err
}

func (b *Bridge) exportProperties(o *heap.Object) (any, error) {
	made, leave, err := b.exportAgain(o.Value(), dictType)
	if err != nil {
		return nil, err
	}
	defer leave()
	if made != nil {
		return made, nil
	}
	m := make(map[string]any)
	if err := b.making(o.Value(), dictType, reflect.ValueOf(m)); err != nil {
		return nil, err
	}
	err = b.eachProperty(o, func(key, x heap.Value) (err error) {
		name := b.keyText(key)
		if m[name], err = b.Export(x); err != nil {
			return within(err, "."+name)
		}
		return b.needs(int64(len(name)) + 3*entryBytes)
	})
	if err != nil {
		return nil, err
	}
	return m, nil
}

// exportTyped makes the slice of the elements of a typed array.
func (b *Bridge) exportTyped(v heap.Value) (any, error) {
	if data, ok := b.bytesOf(v); ok {
		return data, nil
	}
	data, _ := b.rt.Language().ViewBytes(b.rt, v.Object())
	if err := b.rt.CheckAlloc(2 * len(data)); err != nil {
		return nil, err
	}
	b.rt.Work(len(data) >> 2)
	e := binary.LittleEndian
	switch object.TypedElementOf(v.Object()) {
	case object.ElementInt8:
		return elements(data, 1, func(d []byte) int8 { return int8(d[0]) }), nil
	case object.ElementInt16:
		return elements(data, 2, func(d []byte) int16 { return int16(e.Uint16(d)) }), nil
	case object.ElementUint16:
		return elements(data, 2, e.Uint16), nil
	case object.ElementInt32:
		return elements(data, 4, func(d []byte) int32 { return int32(e.Uint32(d)) }), nil
	case object.ElementUint32:
		return elements(data, 4, e.Uint32), nil
	case object.ElementBigInt64:
		return elements(data, 8, func(d []byte) int64 { return int64(e.Uint64(d)) }), nil
	case object.ElementBigUint64:
		return elements(data, 8, e.Uint64), nil
	case object.ElementFloat32:
		return elements(data, 4, func(d []byte) float32 { return math.Float32frombits(e.Uint32(d)) }), nil
	case object.ElementFloat64:
		return elements(data, 8, func(d []byte) float64 { return math.Float64frombits(e.Uint64(d)) }), nil
	}
	values, err := b.rt.IterableToList(v) // of 16 bits, for which Go has no type
	if err != nil {
		return nil, err
	}
	list := make([]float32, len(values))
	for i, x := range values {
		list[i] = float32(x.Float64())
	}
	return list, b.rt.Steps(len(list))
}

// elements reads the elements of size bytes each.
func elements[T any](data []byte, size int, read func([]byte) T) []T {
	list := make([]T, len(data)/size)
	for i := range list {
		list[i] = read(data[i*size:])
	}
	return list
}
