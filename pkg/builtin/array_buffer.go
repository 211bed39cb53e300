package builtin

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idArrayBuffer                = object.NewIntrinsic() // %ArrayBuffer%
	idArrayBufferPrototype       = object.NewIntrinsic() // %ArrayBuffer.prototype%
	idSharedArrayBuffer          = object.NewIntrinsic() // %SharedArrayBuffer%
	idSharedArrayBufferPrototype = object.NewIntrinsic() // %SharedArrayBuffer.prototype%
)

// arrayBufferGroup declares %ArrayBuffer% and its prototype
// (sec-arraybuffer-objects).
var arrayBufferGroup = &object.Group{
	Name:   "ArrayBuffer",
	Length: 1,
	Fn:     arrayBufferConstructor,
	Ctor:   idArrayBuffer,
	Proto:  idArrayBufferPrototype,
	Global: true,
	Static: []object.Row{
		{Name: "isView", Length: 1, Fn: arrayBufferIsView},
		{Name: "@@species", Get: object.ReturnThis},
	},
	Rows: []object.Row{
		bufferGetter(heap.ClassArrayBuffer, "byteLength", func(b *buffer) heap.Value { return heap.Int64(int64(len(b.data()))) }),
		bufferGetter(heap.ClassArrayBuffer, "detached", func(b *buffer) heap.Value { return heap.Bool(b.detached) }),
		bufferGetter(heap.ClassArrayBuffer, "immutable", func(b *buffer) heap.Value { return heap.Bool(b.immutable) }),
		bufferGetter(heap.ClassArrayBuffer, "maxByteLength", maxByteLength),
		bufferGetter(heap.ClassArrayBuffer, "resizable", func(b *buffer) heap.Value { return heap.Bool(b.max >= 0) }),
		{Name: "resize", Length: 1, Fn: arrayBufferResize},
		{Name: "slice", Length: 2, Fn: arrayBufferSlice},
		{Name: "sliceToImmutable", Length: 2, Fn: arrayBufferSliceToImmutable},
		{Name: "transfer", Fn: arrayBufferTransfer},
		{Name: "transferToFixedLength", Fn: arrayBufferTransferToFixedLength},
		{Name: "transferToImmutable", Fn: arrayBufferTransferToImmutable},
		{Name: "@@toStringTag", Str: "ArrayBuffer", Flags: object.RowString},
	},
}

// sharedArrayBufferGroup declares %SharedArrayBuffer% and its prototype
// (sec-sharedarraybuffer-objects).
var sharedArrayBufferGroup = &object.Group{
	Name:   "SharedArrayBuffer",
	Length: 1,
	Fn:     sharedArrayBufferConstructor,
	Ctor:   idSharedArrayBuffer,
	Proto:  idSharedArrayBufferPrototype,
	Global: true,
	Static: []object.Row{
		{Name: "@@species", Get: object.ReturnThis},
	},
	Rows: []object.Row{
		bufferGetter(heap.ClassSharedArrayBuffer, "byteLength", func(b *buffer) heap.Value { return heap.Int64(int64(len(b.data()))) }),
		{Name: "grow", Length: 1, Fn: sharedArrayBufferGrow},
		bufferGetter(heap.ClassSharedArrayBuffer, "growable", func(b *buffer) heap.Value { return heap.Bool(b.max >= 0) }),
		bufferGetter(heap.ClassSharedArrayBuffer, "maxByteLength", maxByteLength),
		{Name: "slice", Length: 2, Fn: sharedArrayBufferSlice},
		{Name: "@@toStringTag", Str: "SharedArrayBuffer", Flags: object.RowString},
	},
}

// bufferGetter declares an accessor of buffers of class.
func bufferGetter(class heap.Class, name string, value func(b *buffer) heap.Value) object.Row {
	return object.Row{Name: name, Get: func(c *object.Call) (heap.Value, error) {
		_, b, err := thisBuffer(c, class, name)
		if err != nil {
			return heap.Undefined, err
		}
		return value(b), nil
	}}
}

func maxByteLength(b *buffer) heap.Value {
	switch {
	case b.detached:
		return heap.Int(0)
	case b.max >= 0:
		return heap.Int64(b.max)
	}
	return heap.Int64(int64(len(b.data())))
}

// thisBuffer is the receiver, which must be a buffer of class.
func thisBuffer(c *object.Call, class heap.Class, name string) (*heap.Object, *buffer, error) {
	if !isBuffer(c.This) || c.This.Object().Class() != class {
		return nil, nil, c.Incompatible(class.String() + ".prototype." + name)
	}
	return c.This.Object(), bufferOf(c.RT, c.This.Object()), nil
}

// errDetached is the TypeError of an operation on a detached buffer.
func errDetached(rt *object.Runtime, method string) error {
	return rt.TypeError("Cannot perform %s on a detached ArrayBuffer", method)
}

// bufferLengths are the arguments of the constructors: the length and
// GetArrayBufferMaxByteLengthOption (sec-getarraybuffermaxbytelengthoption), -1
// when there is none.
func bufferLengths(c *object.Call) (n, limit int64, err error) {
	rt := c.RT
	if n, err = rt.ToIndex(c.Arg(0), "array buffer length"); err != nil {
		return 0, 0, err
	}
	if !c.Arg(1).IsObject() {
		return n, -1, nil
	}
	v, err := rt.Get(c.Arg(1).Object(), rt.Heap.InternGo("maxByteLength"))
	if err != nil || v.IsUndefined() {
		return n, -1, err
	}
	limit, err = rt.ToIndex(v, "array buffer max length")
	return n, limit, err
}

// arrayBufferConstructor is ArrayBuffer (sec-arraybuffer-length).
func arrayBufferConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor ArrayBuffer requires 'new'")
	}
	n, limit, err := bufferLengths(c)
	if err != nil {
		return heap.Undefined, err
	}
	if limit >= 0 && n > limit {
		return heap.Undefined, rt.RangeError("Invalid array buffer max length")
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idArrayBufferPrototype, heap.ClassArrayBuffer)
	if err != nil {
		return heap.Undefined, err
	}
	if limit > maxBufferBytes {
		return heap.Undefined, rt.RangeError("Array buffer allocation failed")
	}
	bytes, err := createBlock(rt, n, n)
	if err != nil {
		return heap.Undefined, err
	}
	(&buffer{bytes: bytes, max: limit}).attach(rt, o)
	return o.Value(), nil
}

// sharedArrayBufferConstructor is SharedArrayBuffer (sec-sharedarraybuffer-length).
func sharedArrayBufferConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor SharedArrayBuffer requires 'new'")
	}
	n, limit, err := bufferLengths(c)
	if err != nil {
		return heap.Undefined, err
	}
	if limit >= 0 && n > limit {
		return heap.Undefined, rt.RangeError("Invalid array buffer max length")
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idSharedArrayBufferPrototype, heap.ClassSharedArrayBuffer)
	if err != nil {
		return heap.Undefined, err
	}
	memory, err := createBlock(rt, max(n, limit), max(n, limit))
	if err != nil {
		return heap.Undefined, err
	}
	block := &sharedBlock{memory: memory, waiters: make(map[int][]*waiter)}
	block.length.Store(n)
	(&buffer{max: limit, shared: block}).attach(rt, o)
	return o.Value(), nil
}

// arrayBufferIsView is ArrayBuffer.isView (sec-arraybuffer.isview).
func arrayBufferIsView(c *object.Call) (heap.Value, error) {
	v := c.Arg(0)
	return heap.Bool(v.IsObject() && (v.Object().Class() == heap.ClassTypedArray || v.Object().Class() == heap.ClassDataView)), nil
}

// arrayBufferResize is ArrayBuffer.prototype.resize (sec-arraybuffer.prototype.resize).
func arrayBufferResize(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, b, err := thisBuffer(c, heap.ClassArrayBuffer, "resize")
	if err == nil && b.max < 0 {
		err = c.Incompatible("ArrayBuffer.prototype.resize")
	}
	if err != nil {
		return heap.Undefined, err
	}
	n, err := rt.ToIndex(c.Arg(0), "array buffer length")
	switch {
	case err != nil:
		return heap.Undefined, err
	case b.detached:
		return heap.Undefined, errDetached(rt, "ArrayBuffer.prototype.resize")
	case n > b.max:
		return heap.Undefined, rt.RangeError("ArrayBuffer.prototype.resize: Invalid length parameter")
	}
	if n <= int64(cap(b.bytes)) {
		old := len(b.bytes)
		rt.Work(int(max(n-int64(old), 0) >> 2))
		b.bytes = b.bytes[:n]
		if int64(old) < n {
			clear(b.bytes[old:])
		}
		return heap.Undefined, nil
	}
	bytes, err := createBlock(rt, n, min(b.max, max(n, 2*int64(cap(b.bytes)))))
	if err != nil {
		return heap.Undefined, err
	}
	copy(bytes, b.bytes)
	b.bytes, b.given = bytes, false
	b.expose()
	b.account(rt, o)
	return heap.Undefined, nil
}

// sharedArrayBufferGrow is SharedArrayBuffer.prototype.grow
// (sec-sharedarraybuffer.prototype.grow).
func sharedArrayBufferGrow(c *object.Call) (heap.Value, error) {
	rt := c.RT
	_, b, err := thisBuffer(c, heap.ClassSharedArrayBuffer, "grow")
	if err == nil && b.max < 0 {
		err = c.Incompatible("SharedArrayBuffer.prototype.grow")
	}
	if err != nil {
		return heap.Undefined, err
	}
	n, err := rt.ToIndex(c.Arg(0), "array buffer length")
	if err != nil {
		return heap.Undefined, err
	}
	for {
		old := b.shared.length.Load()
		if n < old || n > b.max {
			return heap.Undefined, rt.RangeError("SharedArrayBuffer.prototype.grow: Invalid length parameter")
		}
		if b.shared.length.CompareAndSwap(old, n) {
			return heap.Undefined, nil
		}
	}
}

// arrayBufferSlice is ArrayBuffer.prototype.slice (sec-arraybuffer.prototype.slice).
func arrayBufferSlice(c *object.Call) (heap.Value, error) {
	return sliceBuffer(c, heap.ClassArrayBuffer, idArrayBuffer)
}

// sharedArrayBufferSlice is SharedArrayBuffer.prototype.slice
// (sec-sharedarraybuffer.prototype.slice).
func sharedArrayBufferSlice(c *object.Call) (heap.Value, error) {
	return sliceBuffer(c, heap.ClassSharedArrayBuffer, idSharedArrayBuffer)
}

func sliceBuffer(c *object.Call, class heap.Class, id object.IntrinsicID) (heap.Value, error) {
	rt := c.RT
	method := class.String() + ".prototype.slice"
	o, b, err := thisBuffer(c, class, "slice")
	if err != nil {
		return heap.Undefined, err
	}
	if b.detached {
		return heap.Undefined, errDetached(rt, method)
	}
	from, to, err := relativeRange(c, 0, int64(len(b.data())))
	if err != nil {
		return heap.Undefined, err
	}
	count := max(to-from, 0)
	ctor, err := rt.SpeciesConstructor(o, c.Realm.Intrinsic(id))
	if err != nil {
		return heap.Undefined, err
	}
	v, err := rt.Construct(ctor, ctor, heap.Int64(count))
	if err != nil {
		return heap.Undefined, err
	}
	if !isBuffer(v) || v.Object().Class() != class {
		return heap.Undefined, rt.TypeError("Method %s called on incompatible receiver %s", method, rt.Describe(v))
	}
	target := bufferOf(rt, v.Object())
	switch {
	case target.detached || b.detached:
		return heap.Undefined, errDetached(rt, method)
	case target.immutable:
		return heap.Undefined, rt.TypeError("Cannot write to an immutable ArrayBuffer")
	case target == b || target.shared != nil && target.shared == b.shared:
		return heap.Undefined, rt.TypeError("ArrayBuffer subclass returned this from species constructor")
	case int64(len(target.data())) < count:
		return heap.Undefined, rt.TypeError("Species constructor returned a too small ArrayBuffer")
	}
	if source := b.data(); from < int64(len(source)) {
		copy(target.data()[:count], source[from:min(max(to, from), int64(len(source)))])
	}
	return v, nil
}

// arrayBufferSliceToImmutable is ArrayBuffer.prototype.sliceToImmutable
// (sec-arraybuffer.prototype.slicetoimmutable).
func arrayBufferSliceToImmutable(c *object.Call) (heap.Value, error) {
	rt := c.RT
	const method = "ArrayBuffer.prototype.sliceToImmutable"
	_, b, err := thisBuffer(c, heap.ClassArrayBuffer, "sliceToImmutable")
	if err != nil {
		return heap.Undefined, err
	}
	if b.detached {
		return heap.Undefined, errDetached(rt, method)
	}
	from, to, err := relativeRange(c, 0, int64(len(b.bytes)))
	switch {
	case err != nil:
		return heap.Undefined, err
	case b.detached:
		return heap.Undefined, errDetached(rt, method)
	case int64(len(b.bytes)) < to:
		return heap.Undefined, rt.RangeError("%s: the buffer became too short", method)
	}
	n := max(to-from, 0)
	bytes, err := createBlock(rt, n, n)
	if err != nil {
		return heap.Undefined, err
	}
	copy(bytes, b.bytes[from:])
	o := newArrayBuffer(rt, bytes)
	bufferOf(rt, o).freeze()
	return o.Value(), nil
}

// arrayBufferTransfer is ArrayBuffer.prototype.transfer
// (sec-arraybuffer.prototype.transfer).
func arrayBufferTransfer(c *object.Call) (heap.Value, error) {
	return transfer(c, "transfer", true, false)
}

// arrayBufferTransferToFixedLength is ArrayBuffer.prototype.transferToFixedLength
// (sec-arraybuffer.prototype.transfertofixedlength).
func arrayBufferTransferToFixedLength(c *object.Call) (heap.Value, error) {
	return transfer(c, "transferToFixedLength", false, false)
}

// arrayBufferTransferToImmutable is ArrayBuffer.prototype.transferToImmutable
// (sec-arraybuffer.prototype.transfertoimmutable).
func arrayBufferTransferToImmutable(c *object.Call) (heap.Value, error) {
	return transfer(c, "transferToImmutable", false, true)
}

// transfer is ArrayBufferCopyAndDetach (sec-arraybuffercopyanddetach).
func transfer(c *object.Call, name string, resizable, immutable bool) (heap.Value, error) {
	rt := c.RT
	o, b, err := thisBuffer(c, heap.ClassArrayBuffer, name)
	if err != nil {
		return heap.Undefined, err
	}
	n := int64(len(b.bytes))
	if !c.Arg(0).IsUndefined() {
		if n, err = rt.ToIndex(c.Arg(0), "array buffer length"); err != nil {
			return heap.Undefined, err
		}
	}
	switch {
	case b.detached:
		return heap.Undefined, errDetached(rt, "ArrayBuffer.prototype."+name)
	case b.immutable:
		return heap.Undefined, rt.TypeError("Cannot detach an immutable ArrayBuffer")
	}
	limit := int64(-1)
	if resizable {
		limit = b.max
	}
	if limit >= 0 && n > limit {
		return heap.Undefined, rt.RangeError("Invalid array buffer length")
	}
	bytes, given := b.bytes, b.given
	if n <= int64(cap(bytes)) && n >= int64(cap(bytes))/2 {
		bytes = bytes[:n]
		clear(bytes[min(int64(len(b.bytes)), n):])
	} else {
		if bytes, err = createBlock(rt, n, n); err != nil {
			return heap.Undefined, err
		}
		copy(bytes, b.bytes)
		given = false
	}
	b.detach(rt, o)
	moved := newArrayBuffer(rt, bytes)
	to := bufferOf(rt, moved)
	to.max, to.immutable, to.given = limit, immutable, given
	to.expose()
	return moved.Value(), nil
}

// float16Bits is the binary16 form of x, rounded to the nearest, ties to even.
func float16Bits(x float64) uint16 {
	r := f16round(x)
	sign := uint16(math.Float64bits(r) >> 48 & 0x8000)
	a := math.Abs(r)
	switch {
	case math.IsNaN(r):
		return 0x7E00
	case math.IsInf(r, 0):
		return sign | 0x7C00
	case a < 0x1p-14:
		return sign | uint16(a*0x1p24)
	}
	fraction, exp := math.Frexp(a) // fraction is at least 1/2
	return sign | uint16(exp+14)<<10 | uint16(fraction*0x800)&0x3FF
}

// float16Value is the number that a binary16 form stands for.
func float16Value(bits uint16) float64 {
	fraction := float64(bits & 0x3FF)
	x := 0.0
	switch exp := int(bits >> 10 & 0x1F); exp {
	case 0:
		x = fraction * 0x1p-24
	case 31:
		if fraction != 0 {
			return math.NaN()
		}
		x = math.Inf(1)
	default:
		x = math.Ldexp(fraction+0x400, exp-25)
	}
	if bits&0x8000 != 0 {
		return math.Copysign(x, -1)
	}
	return x
}
