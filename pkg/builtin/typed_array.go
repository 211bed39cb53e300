package builtin

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idTypedArray          = object.NewIntrinsic() // %TypedArray%
	idTypedArrayPrototype = object.NewIntrinsic() // %TypedArray.prototype%
)

// Internal slots of a typed array.
const (
	typedBuffer  = object.TypedBuffer
	typedElement = object.TypedElement
	typedOffset  = object.TypedOffset
	typedLength  = object.TypedLength
	typedMemory  = object.TypedMemory
)

// closedWindow serves typed arrays whose elements only Go reaches.
var closedWindow heap.Window

func init() {
	object.RegisterExotic(heap.ClassTypedArray, &object.Exotic{
		PreventExtensions: typedPreventExtensions,
		GetOwnProperty:    typedGetOwnProperty,
		DefineOwnProperty: typedDefineOwnProperty,
		HasProperty:       typedHasProperty,
		Get:               typedGet,
		Set:               typedSet,
		Delete:            typedDelete,
		OwnPropertyKeys:   typedOwnPropertyKeys,
		Cacheable:         true,
		NumericKeys:       true,
	})
}

// typedView is a typed array at a moment at which it is not out of bounds: a
// TypedArray With Buffer Witness Record. The bytes are exactly those of the
// elements, and valid until a script runs.
type typedView struct {
	o     *heap.Object
	buf   *buffer
	elem  elementType
	size  int64
	n     int64
	bytes []byte
}

// viewOf looks at a typed array; ok is false when it is out of bounds
// (sec-istypedarrayoutofbounds), as it is with a detached buffer.
func viewOf(rt *object.Runtime, o *heap.Object) (v typedView, ok bool) {
	b := rt.Heap.HandleAt(o.Internal(typedMemory).Handle()).(*buffer)
	v = typedView{o: o, buf: b, elem: elementType(o.Internal(typedElement).AsInt())}
	v.size = v.elem.size()
	if b.detached {
		return v, false
	}
	data := b.data()
	offset := int64(o.Internal(typedOffset).Float64())
	if length := o.Internal(typedLength); length.IsUndefined() {
		if offset > int64(len(data)) {
			return v, false
		}
		v.n = (int64(len(data)) - offset) / v.size
	} else {
		v.n = int64(length.Float64())
	}
	end := offset + v.n*v.size
	if end > int64(len(data)) {
		return v, false
	}
	v.bytes = data[offset:end]
	return v, true
}

// typedArrayLength is TypedArrayLength (sec-typedarraylength), 0 for an array that is
// out of bounds.
func typedArrayLength(rt *object.Runtime, o *heap.Object) int64 {
	v, ok := viewOf(rt, o)
	if !ok {
		return 0
	}
	return v.n
}

// at is the bytes from element k on.
func (v *typedView) at(k int64) []byte { return v.bytes[k*v.size:] }

// elementOf reads element k, Undefined when there is none
// (sec-typedarraygetelement).
func elementOf(rt *object.Runtime, o *heap.Object, k int64) heap.Value {
	v, ok := viewOf(rt, o)
	if !ok || uint64(k) >= uint64(v.n) {
		return heap.Undefined
	}
	return v.elem.load(rt, v.at(k))
}

// setElementOf is TypedArraySetElement (sec-typedarraysetelement).
func setElementOf(rt *object.Runtime, o *heap.Object, k int64, value heap.Value) error {
	elem := elementType(o.Internal(typedElement).AsInt())
	bits, err := elem.raw(rt, value)
	if err != nil {
		return err
	}
	if v, ok := viewOf(rt, o); ok && uint64(k) < uint64(v.n) {
		elem.store(v.at(k), bits)
	}
	return nil
}

// typedIndex tells whether a property key is a canonical numeric string, and
// which element it means: -1 for what can be none.
func typedIndex(rt *object.Runtime, key heap.Value) (k int64, numeric bool) {
	if heap.KeyIsIndex(key) {
		return int64(heap.KeyIndex(key)), true
	}
	if !key.IsString() {
		return 0, false
	}
	f, numeric := rt.CanonicalNumericIndexString(key.Str())
	if f != math.Trunc(f) || f < 0 || math.Signbit(f) || f > maxBufferBytes {
		return -1, numeric
	}
	return int64(f), numeric
}

// validIndex is IsValidIntegerIndex (sec-isvalidintegerindex).
func validIndex(rt *object.Runtime, o *heap.Object, k int64) bool {
	v, ok := viewOf(rt, o)
	return ok && uint64(k) < uint64(v.n)
}

// immutableView reports whether the elements cannot change.
func immutableView(rt *object.Runtime, o *heap.Object) bool {
	return rt.Heap.HandleAt(o.Internal(typedMemory).Handle()).(*buffer).immutable
}

// typedPreventExtensions is sec-typedarray-preventextensions: an array whose
// length can change stays extensible.
func typedPreventExtensions(rt *object.Runtime, o *heap.Object) (bool, error) {
	b := rt.Heap.HandleAt(o.Internal(typedMemory).Handle()).(*buffer)
	if o.Internal(typedLength).IsUndefined() || b.max >= 0 && b.shared == nil {
		return false, nil
	}
	return rt.OrdinaryPreventExtensions(o), nil
}

// typedGetOwnProperty is sec-typedarray-getownproperty.
func typedGetOwnProperty(rt *object.Runtime, o *heap.Object, key heap.Value) (object.Descriptor, bool, error) {
	k, numeric := typedIndex(rt, key)
	if !numeric {
		d, ok := rt.OrdinaryGetOwnProperty(o, key)
		return d, ok, nil
	}
	v := elementOf(rt, o, k)
	if v.IsUndefined() {
		return object.Descriptor{}, false, nil
	}
	attrs := heap.DefaultAttrs
	if immutableView(rt, o) {
		attrs = heap.Enumerable
	}
	return object.DataDescriptor(v, attrs), true, nil
}

// typedDefineOwnProperty is sec-typedarray-defineownproperty.
func typedDefineOwnProperty(rt *object.Runtime, o *heap.Object, key heap.Value, d *object.Descriptor) (bool, error) {
	k, numeric := typedIndex(rt, key)
	switch {
	case !numeric:
		return rt.OrdinaryDefineOwnProperty(o, key, d)
	case !validIndex(rt, o, k):
		return false, nil
	case immutableView(rt, o):
		return rt.IsCompatible(heap.Enumerable, elementOf(rt, o, k), d), nil
	case d.IsAccessor(),
		d.Has&object.HasConfigurable != 0 && !d.Configurable(),
		d.Has&object.HasEnumerable != 0 && !d.Enumerable(),
		d.Has&object.HasWritable != 0 && !d.Writable():
		return false, nil
	case d.Has&object.HasValue != 0:
		return true, setElementOf(rt, o, k, d.Value)
	}
	return true, nil
}

// typedHasProperty is sec-typedarray-hasproperty.
func typedHasProperty(rt *object.Runtime, o *heap.Object, key heap.Value) (bool, error) {
	if k, numeric := typedIndex(rt, key); numeric {
		return validIndex(rt, o, k), nil
	}
	if _, ok := rt.OrdinaryGetOwnProperty(o, key); ok {
		return true, nil
	}
	parent := o.Proto(rt.Heap)
	if !parent.IsObject() {
		return false, nil
	}
	return rt.HasProperty(parent.Object(), key)
}

// typedGet is sec-typedarray-get.
func typedGet(rt *object.Runtime, o *heap.Object, key, receiver heap.Value) (heap.Value, error) {
	if k, numeric := typedIndex(rt, key); numeric {
		return elementOf(rt, o, k), nil
	}
	return rt.OrdinaryGet(o, key, receiver)
}

// typedSet is sec-typedarray-set.
func typedSet(rt *object.Runtime, o *heap.Object, key, v, receiver heap.Value) (bool, error) {
	k, numeric := typedIndex(rt, key)
	switch {
	case !numeric:
		return rt.OrdinarySet(o, key, v, receiver)
	case immutableView(rt, o):
		return false, nil
	case receiver == o.Value():
		return true, setElementOf(rt, o, k, v)
	case !validIndex(rt, o, k):
		return true, nil
	}
	return rt.OrdinarySet(o, key, v, receiver)
}

// typedDelete is sec-typedarray-delete.
func typedDelete(rt *object.Runtime, o *heap.Object, key heap.Value) (bool, error) {
	if k, numeric := typedIndex(rt, key); numeric {
		return !validIndex(rt, o, k), nil
	}
	return rt.OrdinaryDelete(o, key)
}

// typedOwnPropertyKeys is sec-typedarray-ownpropertykeys.
func typedOwnPropertyKeys(rt *object.Runtime, o *heap.Object) ([]heap.Value, error) {
	v, _ := viewOf(rt, o)
	n := min(int64(len(v.bytes))/v.size, math.MaxUint32-1)
	named, err := rt.OrdinaryOwnPropertyKeys(o)
	if err != nil {
		return nil, err
	}
	keys, err := rt.MakeList(n + int64(len(named)))
	if err != nil {
		return nil, err
	}
	rt.Work(int(n))
	for k := range n {
		keys = append(keys, heap.IndexKey(uint32(k)))
	}
	return append(keys, named...), nil
}

// newTypedArray makes a typed array over part of a buffer; a negative length
// stands for auto.
func newTypedArray(rt *object.Runtime, proto *heap.Object, elem elementType, buf *heap.Object, offset, n int64) *heap.Object {
	o := rt.NewObjectOf(heap.ClassTypedArray, proto.Value())
	h := rt.Heap
	h.SetInternal(o, typedBuffer, buf.Value())
	h.SetInternal(o, typedElement, heap.Int(int32(elem)))
	h.SetInternal(o, typedOffset, heap.Int64(offset))
	if n >= 0 {
		h.SetInternal(o, typedLength, heap.Int64(n))
	}
	h.SetInternal(o, typedMemory, buf.Internal(bufferHandle))
	window := &closedWindow
	if n >= 0 && max(n, offset) <= math.MaxInt32 {
		window = &bufferOf(rt, buf).window
	}
	h.SetInternal(o, object.TypedWindow, window.Word())
	return o
}

// typedArrayGroup declares %TypedArray% and its prototype
// (sec-%typedarray%-intrinsic-object).
var typedArrayGroup = &object.Group{
	Name:  "TypedArray",
	Fn:    typedArrayAbstract,
	Ctor:  idTypedArray,
	Proto: idTypedArrayPrototype,
	Static: []object.Row{
		{Name: "from", Length: 1, Fn: typedFrom},
		{Name: "of", Fn: typedOf},
		{Name: "@@species", Get: object.ReturnThis},
	},
	Rows: []object.Row{
		{Name: "at", Length: 1, Fn: typedAt},
		{Name: "buffer", Get: typedGetBuffer},
		{Name: "byteLength", Get: typedGetByteLength},
		{Name: "byteOffset", Get: typedGetByteOffset},
		{Name: "copyWithin", Length: 2, Fn: typedCopyWithin},
		{Name: "entries", Fn: typedEntries},
		{Name: "every", Length: 1, Fn: typedEvery},
		{Name: "fill", Length: 1, Fn: typedFill},
		{Name: "filter", Length: 1, Fn: typedFilter},
		{Name: "find", Length: 1, Fn: typedFind},
		{Name: "findIndex", Length: 1, Fn: typedFindIndex},
		{Name: "findLast", Length: 1, Fn: typedFindLast},
		{Name: "findLastIndex", Length: 1, Fn: typedFindLastIndex},
		{Name: "forEach", Length: 1, Fn: typedForEach},
		{Name: "includes", Length: 1, Fn: typedIncludes},
		{Name: "indexOf", Length: 1, Fn: typedIndexOf},
		{Name: "join", Length: 1, Fn: typedJoin},
		{Name: "keys", Fn: typedKeys},
		{Name: "lastIndexOf", Length: 1, Fn: typedLastIndexOf},
		{Name: "length", Get: typedGetLength, Shortcut: object.ShortcutTypedLength},
		{Name: "map", Length: 1, Fn: typedMap},
		{Name: "reduce", Length: 1, Fn: typedReduce},
		{Name: "reduceRight", Length: 1, Fn: typedReduceRight},
		{Name: "reverse", Fn: typedReverse},
		{Name: "set", Length: 1, Fn: typedSetFrom},
		{Name: "slice", Length: 2, Fn: typedSlice},
		{Name: "some", Length: 1, Fn: typedSome},
		{Name: "sort", Length: 1, Fn: typedSort},
		{Name: "subarray", Length: 2, Fn: typedSubarray},
		{Name: "toLocaleString", Fn: typedToLocaleString},
		{Name: "toReversed", Fn: typedToReversed},
		{Name: "toSorted", Length: 1, Fn: typedToSorted},
		{Name: "toString", Intrinsic: idArrayToString},
		{Name: "values", Fn: typedValues},
		{Name: "with", Length: 2, Fn: typedWith},
		{Name: "@@iterator", Alias: "values"},
		{Name: "@@toStringTag", Get: typedToStringTag},
	},
}

// typedArrayGroups declares the constructors of the element types
// (sec-typedarray-constructors).
func typedArrayGroups() []*object.Group {
	var groups []*object.Group
	for elem := range numElementTypes {
		info := &elements[elem]
		bytes := []object.Row{{Name: "BYTES_PER_ELEMENT", Num: float64(info.size), Flags: object.RowNumber}}
		g := &object.Group{
			Name:        info.name,
			Length:      3,
			Fn:          func(c *object.Call) (heap.Value, error) { return typedArrayConstructor(c, elem) },
			LeafNew:     leafNewTyped(elem),
			Ctor:        info.ctor,
			Proto:       info.proto,
			CtorParent:  idTypedArray,
			ProtoParent: idTypedArrayPrototype,
			Global:      true,
			Static:      bytes,
			Rows:        bytes,
		}
		if elem == elementUint8 {
			g.Static = append(uint8Static, bytes...)
			g.Rows = append(uint8Rows, bytes...)
		}
		groups = append(groups, g)
	}
	return groups
}

// typedArrayAbstract is %TypedArray% (sec-%typedarray%).
func typedArrayAbstract(c *object.Call) (heap.Value, error) {
	return heap.Undefined, c.RT.TypeError("Abstract class TypedArray not directly constructable")
}

// typedArrayConstructor is one of the TypedArray constructors (sec-typedarray).
func typedArrayConstructor(c *object.Call, elem elementType) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor %s requires 'new'", elements[elem].name)
	}
	first := c.Arg(0)
	n := int64(0)
	var err error
	if !first.IsObject() {
		if n, err = rt.ToIndex(first, "typed array length"); err != nil {
			return heap.Undefined, err
		}
	}
	proto, err := rt.GetPrototypeFromConstructor(c.NewTarget, elements[elem].proto)
	if err != nil {
		return heap.Undefined, err
	}
	var o *heap.Object
	switch {
	case !first.IsObject():
		o, err = allocateTyped(rt, proto, elem, n)
	case first.Object().Class() == heap.ClassTypedArray:
		o, err = typedFromTyped(rt, proto, elem, first.Object())
	case isBuffer(first):
		o, err = typedFromBuffer(c, proto, elem, first.Object())
	default:
		o, err = typedFromObject(rt, proto, elem, first.Object())
	}
	if err != nil {
		return heap.Undefined, err
	}
	return o.Value(), nil
}

// allocateTyped makes a typed array with a buffer of its own
// (sec-allocatetypedarraybuffer).
func allocateTyped(rt *object.Runtime, proto *heap.Object, elem elementType, n int64) (*heap.Object, error) {
	if n > maxBufferBytes {
		return nil, rt.RangeError("Invalid typed array length: %d", n)
	}
	buf, err := allocateBuffer(rt, n*elem.size())
	if err != nil {
		return nil, err
	}
	return newTypedArray(rt, proto, elem, buf, 0, n), nil
}

// errContentType is the TypeError for BigInts where numbers belong, or the opposite.
func errContentType(rt *object.Runtime) error {
	return rt.TypeError("Cannot mix BigInt and other types, use explicit conversions")
}

// typedFromTyped is InitializeTypedArrayFromTypedArray
// (sec-initializetypedarrayfromtypedarray).
func typedFromTyped(rt *object.Runtime, proto *heap.Object, elem elementType, source *heap.Object) (*heap.Object, error) {
	src, ok := viewOf(rt, source)
	if !ok {
		return nil, errDetached(rt, "Construct")
	}
	o, err := allocateTyped(rt, proto, elem, src.n)
	if err != nil {
		return nil, err
	}
	if src.elem.big() != elem.big() {
		return nil, errContentType(rt)
	}
	to, _ := viewOf(rt, o)
	copyElements(&to, 0, &src, 0, src.n)
	return o, rt.Steps(int(src.n >> 4))
}

// copyElements converts n elements; the content types are the same. Elements of
// one type are copied as bytes, also where the ranges overlap.
func copyElements(to *typedView, at int64, from *typedView, first, n int64) {
	switch {
	case n <= 0:
	case to.elem == from.elem || to.elem.big():
		copy(to.at(at), from.at(first)[:n*from.size])
	default:
		for k := range n {
			to.elem.store(to.at(at+k), to.elem.rawFloat(from.elem.float(from.at(first+k))))
		}
	}
}

// typedFromBuffer is InitializeTypedArrayFromArrayBuffer
// (sec-initializetypedarrayfromarraybuffer).
func typedFromBuffer(c *object.Call, proto *heap.Object, elem elementType, buf *heap.Object) (*heap.Object, error) {
	rt := c.RT
	info := &elements[elem]
	offset, err := rt.ToIndex(c.Arg(1), "typed array offset")
	if err != nil {
		return nil, err
	}
	if offset%info.size != 0 {
		return nil, rt.RangeError("start offset of %s should be a multiple of %d", info.name, info.size)
	}
	n := int64(-1)
	if !c.Arg(2).IsUndefined() {
		if n, err = rt.ToIndex(c.Arg(2), "typed array length"); err != nil {
			return nil, err
		}
	}
	b := bufferOf(rt, buf)
	if b.detached {
		return nil, errDetached(rt, "Construct")
	}
	length := int64(len(b.data()))
	switch {
	case n >= 0:
		if offset > length || n > (length-offset)/info.size {
			return nil, rt.RangeError("Invalid typed array length: %d", n)
		}
	case offset > length:
		return nil, rt.RangeError("Start offset %d is outside the bounds of the buffer", offset)
	case b.max >= 0:
	case length%info.size != 0:
		return nil, rt.RangeError("byte length of %s should be a multiple of %d", info.name, info.size)
	default:
		n = (length - offset) / info.size
	}
	return newTypedArray(rt, proto, elem, buf, offset, n), nil
}

// typedFromObject makes a typed array of an iterable or array-like object
// (sec-initializetypedarrayfromlist, sec-initializetypedarrayfromarraylike).
func typedFromObject(rt *object.Runtime, proto *heap.Object, elem elementType, source *heap.Object) (*heap.Object, error) {
	method, err := rt.GetMethod(source.Value(), rt.Heap.Symbols.Iterator)
	if err != nil {
		return nil, err
	}
	if !method.IsUndefined() {
		values, err := rt.CollectIterable(source.Value(), method)
		if err != nil {
			return nil, err
		}
		o, err := allocateTyped(rt, proto, elem, int64(len(values)))
		if err != nil {
			return nil, err
		}
		return o, eachIndex(rt, 0, int64(len(values)), func(k int64) error { return setElementOf(rt, o, k, values[k]) })
	}
	n, err := rt.LengthOfArrayLike(source)
	if err != nil {
		return nil, err
	}
	o, err := allocateTyped(rt, proto, elem, n)
	if err != nil {
		return nil, err
	}
	return o, eachIndex(rt, 0, n, func(k int64) error {
		v, err := rt.Get(source, rt.KeyFromInt(k))
		if err != nil {
			return err
		}
		return setElementOf(rt, o, k, v)
	})
}

// validateTyped is ValidateTypedArray (sec-validatetypedarray); write is its
// access mode.
func validateTyped(rt *object.Runtime, v heap.Value, write bool) (typedView, error) {
	if !v.IsObject() || v.Object().Class() != heap.ClassTypedArray {
		return typedView{}, rt.TypeError("%s is not a typed array.", rt.Describe(v))
	}
	if write && immutableView(rt, v.Object()) {
		return typedView{}, rt.TypeError("Cannot write to an immutable ArrayBuffer")
	}
	view, ok := viewOf(rt, v.Object())
	if !ok {
		return view, errDetached(rt, "%TypedArray% method")
	}
	return view, nil
}

// createTyped is TypedArrayCreateFromConstructor
// (sec-typedarraycreatefromconstructor) for a given length.
func createTyped(rt *object.Runtime, ctor heap.Value, n int64, write bool) (*heap.Object, error) {
	v, err := rt.Construct(ctor, ctor, heap.Int64(n))
	if err != nil {
		return nil, err
	}
	view, err := validateTyped(rt, v, write)
	if err == nil && view.n < n {
		err = rt.TypeError("Derived TypedArray constructor created an array which was too small")
	}
	return view.o, err
}

// speciesOf is the constructor for an array derived from o
// (sec-typedarrayspeciescreate).
func speciesOf(c *object.Call, o *heap.Object) (heap.Value, error) {
	elem := elementType(o.Internal(typedElement).AsInt())
	return c.RT.SpeciesConstructor(o, c.Realm.Intrinsic(elements[elem].ctor))
}

// speciesCreate is TypedArraySpeciesCreate (sec-typedarrayspeciescreate) for a
// given length.
func speciesCreate(c *object.Call, o *heap.Object, n int64) (*heap.Object, error) {
	ctor, err := speciesOf(c, o)
	if err != nil {
		return nil, err
	}
	created, err := createTyped(c.RT, ctor, n, true)
	if err != nil {
		return nil, err
	}
	return created, sameContent(c.RT, created, o)
}

// sameContent is a TypeError unless both arrays hold numbers, or both BigInts.
func sameContent(rt *object.Runtime, a, b *heap.Object) error {
	if elementType(a.Internal(typedElement).AsInt()).big() != elementType(b.Internal(typedElement).AsInt()).big() {
		return errContentType(rt)
	}
	return nil
}

// sameTypeCreate is TypedArrayCreateSameType (sec-typedarray-create-same-type).
func sameTypeCreate(c *object.Call, elem elementType, n int64) (*heap.Object, error) {
	return allocateTyped(c.RT, c.Realm.Intrinsic(elements[elem].proto), elem, n)
}

// typedFrom is %TypedArray%.from (sec-%typedarray%.from).
func typedFrom(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !rt.IsConstructor(c.This) {
		return heap.Undefined, rt.NotConstructor(rt.Describe(c.This))
	}
	mapper := c.Arg(1)
	if !mapper.IsUndefined() && !rt.IsCallable(mapper) {
		return heap.Undefined, rt.NotCallable(rt.Describe(mapper))
	}
	method, err := rt.GetMethod(c.Arg(0), rt.Heap.Symbols.Iterator)
	if err != nil {
		return heap.Undefined, err
	}
	var n int64
	var get func(k int64) (heap.Value, error)
	if !method.IsUndefined() {
		values, err := rt.CollectIterable(c.Arg(0), method)
		if err != nil {
			return heap.Undefined, err
		}
		n = int64(len(values))
		get = func(k int64) (heap.Value, error) { return values[k], nil }
	} else {
		source, err := rt.ToObject(c.Arg(0))
		if err != nil {
			return heap.Undefined, err
		}
		if n, err = rt.LengthOfArrayLike(source); err != nil {
			return heap.Undefined, err
		}
		get = func(k int64) (heap.Value, error) { return rt.Get(source, rt.KeyFromInt(k)) }
	}
	o, err := createTyped(rt, c.This, n, true)
	if err != nil {
		return heap.Undefined, err
	}
	err = eachIndex(rt, 0, n, func(k int64) error {
		v, err := get(k)
		if err == nil && !mapper.IsUndefined() {
			v, err = rt.Call(mapper, c.Arg(2), v, heap.Int64(k))
		}
		if err != nil {
			return err
		}
		return rt.Set(o, rt.KeyFromInt(k), v, true)
	})
	return o.Value(), err
}

// typedOf is %TypedArray%.of (sec-%typedarray%.of).
func typedOf(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !rt.IsConstructor(c.This) {
		return heap.Undefined, rt.NotConstructor(rt.Describe(c.This))
	}
	o, err := createTyped(rt, c.This, int64(len(c.Args)), true)
	if err != nil {
		return heap.Undefined, err
	}
	for k := range c.Args {
		if err := rt.Set(o, rt.KeyFromInt(int64(k)), c.Args[k], true); err != nil {
			return heap.Undefined, err
		}
	}
	return o.Value(), nil
}
