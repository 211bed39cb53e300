package object

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
)

// arrayLength is the internal slot of an array that holds its length.
const arrayLength = 0

func arrayLen(o *heap.Object) uint32 {
	v := o.Internal(arrayLength)
	if v.IsInt() {
		return uint32(v.AsInt())
	}
	return uint32(v.Float64())
}

func setArrayLen(h *heap.Heap, o *heap.Object, n uint32) {
	if n <= math.MaxInt32 {
		h.SetInternal(o, arrayLength, heap.Int(int32(n)))
		return
	}
	h.SetInternal(o, arrayLength, heap.Number(float64(n)))
}

func arrayLengthWritable(o *heap.Object) bool { return !o.Has(heap.FlagLengthReadonly) }

func arrayLengthAttrs(o *heap.Object) heap.Attrs {
	if arrayLengthWritable(o) {
		return heap.Writable
	}
	return 0
}

// ArrayLength returns the length of an array object (ClassArray).
func ArrayLength(o *heap.Object) uint32 { return arrayLen(o) }

// MaxArrayLength is the largest length of an array.
const MaxArrayLength = 1<<32 - 1

// largeGrowth is how many bytes elements may grow by without asking whether they fit.
const largeGrowth = 64 << 10

// NewArray makes an array of values.
func (rt *Runtime) NewArray(values ...heap.Value) *heap.Object {
	return rt.Heap.NewArray(rt.Cur.ArrayShape, values...)
}

// CreateArrayFromList is the operation of that name (sec-createarrayfromlist).
func (rt *Runtime) CreateArrayFromList(values []heap.Value) *heap.Object {
	return rt.Heap.NewArray(rt.Cur.ArrayShape, values...)
}

// maxReserved is the length up to which `new Array(length)` makes room for its elements:
// less than lies between two looks at the limits.
const maxReserved = 1 << 10

// NewArrayOfLength makes an array without elements, which will probably be filled from
// the first one on.
func (rt *Runtime) NewArrayOfLength(n uint32) *heap.Object {
	room := 0
	if n <= maxReserved {
		room = int(n)
	}
	return rt.Heap.NewArrayLen(rt.Cur.ArrayShape, n, room)
}

// MakeDirectly is Construct(f, args) where f is %Array% or %Object% of the running realm
// and makes a plain array or object, or has a short way: ok is false, and nothing done, for
// anything else.
func (rt *Runtime) MakeDirectly(f heap.Value, args []heap.Value) (v heap.Value, ok bool) {
	r := rt.Cur
	switch {
	case f == r.intrinsics[ArrayConstructor] && len(args) == 0:
		v = rt.NewArrayOfLength(0).Value()
	case f == r.intrinsics[ArrayConstructor] && len(args) == 1 && args[0].IsInt() && args[0].AsInt() >= 0:
		v = rt.NewArrayOfLength(uint32(args[0].AsInt())).Value()
	case f == r.intrinsics[ObjectConstructor] && len(args) == 0:
		v = rt.NewObject().Value()
	default:
		if !f.IsObject() || f.Object().Class() != heap.ClassFunction {
			return heap.Undefined, false
		}
		if code := rt.CodeOf(f.Object()); code.LeafNew != nil && code.Realm == r {
			return code.LeafNew(rt, f, args)
		}
		return heap.Undefined, false
	}
	return v, true
}

// ArrayCreate is the operation of that name (sec-arraycreate). proto is Empty
// for %Array.prototype% of the running realm.
func (rt *Runtime) ArrayCreate(length int64, proto heap.Value) (*heap.Object, error) {
	if length < 0 || length > MaxArrayLength {
		return nil, rt.RangeError("Invalid array length")
	}
	shape := rt.Cur.ArrayShape
	if proto != heap.Empty && proto != rt.Cur.intrinsics[ArrayPrototype] {
		shape = rt.Heap.RootShape(proto, heap.ClassArray, 0)
	}
	return rt.Heap.NewArrayLen(shape, uint32(length), 0), nil
}

// arrayDefineOwnProperty is [[DefineOwnProperty]] of arrays
// (sec-array-exotic-objects-defineownproperty-p-desc).
func (rt *Runtime) arrayDefineOwnProperty(o *heap.Object, key heap.Value, d *Descriptor) (bool, error) {
	if key == rt.Heap.Names.Length {
		return rt.arraySetLength(o, d)
	}
	if heap.KeyIsIndex(key) && heap.KeyIndex(key) >= arrayLen(o) && !arrayLengthWritable(o) {
		return false, nil
	}
	return rt.defineOrdinary(o, key, d)
}

// ArrayLength is v as the length of an array (sec-arraysetlength, steps 3 to 5): what is
// none is a RangeError.
func (rt *Runtime) ArrayLength(v heap.Value) (uint32, error) {
	n, err := rt.ToUint32(v)
	if err != nil {
		return 0, err
	}
	num, err := rt.ToNumber(v)
	if err != nil {
		return 0, err
	}
	if float64(n) != num {
		return 0, rt.RangeError("Invalid array length")
	}
	return n, nil
}

// arraySetLength is ArraySetLength (sec-arraysetlength).
func (rt *Runtime) arraySetLength(o *heap.Object, d *Descriptor) (bool, error) {
	newLen := arrayLen(o)
	if d.Has&HasValue != 0 {
		n, err := rt.ArrayLength(d.Value)
		if err != nil {
			return false, err
		}
		newLen = n
	}
	if d.IsAccessor() || d.Configurable() || d.Enumerable() {
		return false, nil
	}
	writable := arrayLengthWritable(o)
	if !writable && (newLen != arrayLen(o) || d.Writable()) {
		return false, nil
	}
	ok := rt.truncateArray(o, newLen)
	if d.Has&HasWritable != 0 && !d.Writable() && writable {
		rt.setLengthReadonly(o)
	}
	return ok, nil
}

// setLengthReadonly makes `length` of an array not writable. The shape changes,
// so that no cached store keeps writing it.
func (rt *Runtime) setLengthReadonly(o *heap.Object) {
	o.SetFlags(heap.FlagLengthReadonly)
	rt.Heap.ToDictionary(o)
}

// truncateArray sets the length of an array with writable length; elements
// beyond it are deleted from the end until one is not configurable.
func (rt *Runtime) truncateArray(o *heap.Object, n uint32) bool {
	h := rt.Heap
	old := arrayLen(o)
	if n >= old {
		setArrayLen(h, o, n)
		return true
	}
	left := h.TruncateElements(o, n)
	setArrayLen(h, o, left)
	return left == n
}

// shorten stores v as the length of o if that is a dense array which has a writable length and
// is not to become longer. Otherwise it does nothing and returns false.
func (rt *Runtime) shorten(o *heap.Object, v heap.Value) bool {
	if o.Class() != heap.ClassArray || !v.IsInt() || o.IsSparse() || !arrayLengthWritable(o) {
		return false
	}
	n := v.AsInt()
	return n >= 0 && uint32(n) <= arrayLen(o) && rt.truncateArray(o, uint32(n))
}

// IsArray is the operation of that name (sec-isarray); it throws for a revoked proxy.
func (rt *Runtime) IsArray(v heap.Value) (bool, error) {
	if !v.IsObject() {
		return false, nil
	}
	o := v.Object()
	for o.Class() == heap.ClassProxy {
		if err := rt.Step(); err != nil {
			return false, err
		}
		if o.Internal(proxyHandler).IsNull() {
			return false, rt.TypeError("Cannot perform 'IsArray' on a proxy that has been revoked")
		}
		o = o.Internal(proxyTarget).Object()
	}
	return o.Class() == heap.ClassArray || o.Class() == heap.ClassHostArray, nil
}

// AppendElement adds v at the end of an array that script code has not seen yet,
// or that is dense with a writable length. It fails when the array is full, or
// when a large one that must grow does not fit into the heap, which ends the script.
func (rt *Runtime) AppendElement(array *heap.Object, v heap.Value) error {
	n := arrayLen(array)
	if n == MaxArrayLength {
		return rt.RangeError("Invalid array length")
	}
	if grow := array.GrowthBytes(1); grow > largeGrowth {
		if err := rt.CheckAlloc(int(grow)); err != nil {
			// Whoever overlooks the error does not get far.
			rt.Heap.Exhausted = true
			rt.pressure()
			return err
		}
	}
	rt.Heap.SetElement(array, n, v)
	setArrayLen(rt.Heap, array, n+1)
	return nil
}

// SpeciesIsArray reports whether ArraySpeciesCreate of o gives an array of the running realm
// without running anything, whose function it is that asks: there is no other realm.
func (rt *Runtime) SpeciesIsArray(o *heap.Object) bool {
	return len(rt.Realms) == 1 && rt.inheritedArrayConstructor(o) && rt.plainArraySpecies()
}

// ArraySpeciesCreate is the operation of that name (sec-arrayspeciescreate).
func (rt *Runtime) ArraySpeciesCreate(original *heap.Object, length int64) (*heap.Object, error) {
	is, err := rt.IsArray(original.Value())
	if err != nil {
		return nil, err
	}
	if !is {
		return rt.ArrayCreate(length, heap.Empty)
	}
	if rt.inheritedArrayConstructor(original) && rt.plainArraySpecies() {
		return rt.ArrayCreate(length, heap.Empty)
	}
	c, err := rt.Get(original, rt.Heap.Names.Constructor)
	if err != nil {
		return nil, err
	}
	if rt.IsConstructor(c) {
		realm, err := rt.GetFunctionRealm(c.Object())
		if err != nil {
			return nil, err
		}
		if realm != rt.Cur && c == realm.intrinsics[ArrayConstructor] {
			c = heap.Undefined
		}
	}
	if c.IsObject() {
		if c, err = rt.Get(c.Object(), rt.Heap.Symbols.Species); err != nil {
			return nil, err
		}
		if c.IsNull() {
			c = heap.Undefined
		}
	}
	if c.IsUndefined() {
		return rt.ArrayCreate(length, heap.Empty)
	}
	if !rt.IsConstructor(c) {
		return nil, rt.TypeError("object.constructor[Symbol.species] is not a constructor")
	}
	v, err := rt.Construct(c, c, heap.Number(float64(length)))
	if err != nil {
		return nil, err
	}
	return v.Object(), nil
}

// plainArraySpecies reports whether %Array%[@@species] is still the original
// accessor of the running realm.
func (rt *Runtime) plainArraySpecies() bool {
	c := rt.Cur.intrinsics[ArrayConstructor]
	return c == 0 || rt.isOwnSpecies(c)
}
