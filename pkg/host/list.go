package host

import (
	"reflect"
	"strconv"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// liveList keeps the properties of the array that is a slice or an array of Go: its elements
// and its length.
type liveList struct {
	b       *Bridge
	s       *typeState
	v       reflect.Value // settable: a variable of Go code, or the script's own
	byValue bool          // the variable is the script's own
	grown   int64         // bytes that the script has added
}

// HostTraits implements object.HostExotic.
func (*liveList) HostTraits() object.HostTraits { return liveTraits }

// HostHas implements object.HostExotic.
func (x *liveList) HostHas(rt *object.Runtime, _ *heap.Object, key heap.Value) (heap.Attrs, bool, error) {
	if key == rt.Heap.Names.Length {
		if x.v.Kind() == reflect.Array {
			return 0, true, nil
		}
		return heap.Writable, true, nil
	}
	if x.b.rules.OwnMethods && !heap.KeyIsIndex(key) {
		return heap.DefaultAttrs, x.s.plan.methodNamed(x.b, key) >= 0, nil
	}
	return heap.DefaultAttrs, heap.KeyIsIndex(key) && int64(heap.KeyIndex(key)) < int64(x.v.Len()), nil
}

// HostGet implements object.HostExotic.
func (x *liveList) HostGet(rt *object.Runtime, o *heap.Object, key heap.Value) (heap.Value, heap.Attrs, bool, error) {
	if !heap.KeyIsIndex(key) {
		attrs, ok, _ := x.HostHas(rt, o, key)
		if key == rt.Heap.Names.Length {
			return heap.Int64(int64(x.v.Len())), attrs, true, nil
		}
		if ok {
			return x.b.boundMethod(x.v, &x.s.plan.methods[x.s.plan.methodNamed(x.b, key)]), attrs, true, nil
		}
		return heap.Undefined, 0, false, nil
	}
	i := int(heap.KeyIndex(key))
	if i >= x.v.Len() {
		return heap.Undefined, 0, false, nil
	}
	r, err := x.s.plan.elem.ready().in(x.b, x.v.Index(i))
	if err != nil {
		return heap.Undefined, 0, false, x.failed(i, err)
	}
	return r, heap.DefaultAttrs, true, nil
}

// failed is the TypeError for an element that cannot be converted.
func (x *liveList) failed(i int, err error) error {
	return x.b.throwing(within(err, "["+strconv.Itoa(i)+"]"))
}

// HostSet implements object.HostExotic. Elements between the old end and a new one are zero.
func (x *liveList) HostSet(rt *object.Runtime, o *heap.Object, key, v heap.Value) (bool, error) {
	if key == rt.Heap.Names.Length {
		n, err := rt.ToNumber(v)
		if err != nil {
			return false, err
		}
		if n < 0 || n != float64(uint32(n)) {
			return false, rt.RangeError("Invalid array length")
		}
		return x.resize(rt, o, int(n))
	}
	if !heap.KeyIsIndex(key) {
		return false, nil
	}
	i := int(heap.KeyIndex(key))
	x.b.converted = 0
	if i < x.v.Len() {
		at := x.v.Index(i)
		if err := x.s.plan.elem.ready().out(x.b, v, at); err != nil {
			return false, x.failed(i, err)
		}
		return true, x.b.stored(at)
	}
	e := reflect.New(x.s.plan.t.Elem()).Elem()
	if err := x.s.plan.elem.ready().out(x.b, v, e); err != nil {
		return false, x.failed(i, err)
	}
	if err := x.b.stored(e); err != nil {
		return false, err
	}
	if ok, err := x.resize(rt, o, i+1); !ok || err != nil {
		return false, err
	}
	x.v.Index(i).Set(e)
	return true, nil
}

// resize changes the length of a slice; an array refuses.
func (x *liveList) resize(rt *object.Runtime, o *heap.Object, n int) (bool, error) {
	old := x.v.Len()
	switch {
	case n == old:
		return true, nil
	case x.v.Kind() == reflect.Array:
		return false, nil
	case n < old:
		x.v.SetLen(n)
		return true, nil
	}
	size := int64(x.v.Type().Elem().Size())
	if n > x.v.Cap() {
		room := int64(max(n, old+old/4+4))
		if err := rt.CheckAlloc(int(room * size)); err != nil {
			return false, err
		}
		rt.Work(int(room*size) >> 3)
		x.grown += (room - int64(old)) * size
		rt.Heap.SetHandleSize(object.HostHandle(o), x.grown)
		grown := reflect.MakeSlice(x.v.Type(), n, int(room))
		reflect.Copy(grown, x.v)
		x.v.Set(grown)
		return true, nil
	}
	x.v.SetLen(n)
	for i := old; i < n; i++ {
		if err := rt.Step(); err != nil {
			return false, err
		}
		x.v.Index(i).SetZero()
	}
	return true, nil
}

// HostDelete implements object.HostExotic: a slice has no holes, so that the element becomes
// zero. The last one stays, since methods such as pop delete it before they shorten the array,
// and other slices may have it.
func (x *liveList) HostDelete(_ *object.Runtime, _ *heap.Object, key heap.Value) (bool, error) {
	if heap.KeyIsIndex(key) && int64(heap.KeyIndex(key)) < int64(x.v.Len())-1 {
		x.v.Index(int(heap.KeyIndex(key))).SetZero()
	}
	return true, nil
}

// HostKeys implements object.HostExotic.
func (x *liveList) HostKeys(rt *object.Runtime, _ *heap.Object) ([]heap.Value, error) {
	n := x.v.Len()
	keys, err := rt.MakeList(int64(n) + 1)
	if err != nil {
		return nil, err
	}
	keys = keys[:0]
	rt.Work(n)
	for i := range n {
		keys = append(keys, heap.IndexKey(uint32(i)))
	}
	return append(keys, rt.Heap.Names.Length), nil
}

// GoValue implements Live.
func (x *liveList) GoValue() reflect.Value { return x.v }

func (x *liveList) variable() reflect.Value { return x.v }
