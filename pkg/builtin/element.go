package builtin

import (
	"encoding/binary"
	"math"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// elementType is an object.ElementType with what this package does with it.
type elementType object.ElementType

const (
	elementInt8      = elementType(object.ElementInt8)
	elementUint8     = elementType(object.ElementUint8)
	elementUint8C    = elementType(object.ElementUint8C)
	elementInt16     = elementType(object.ElementInt16)
	elementUint16    = elementType(object.ElementUint16)
	elementInt32     = elementType(object.ElementInt32)
	elementUint32    = elementType(object.ElementUint32)
	elementBigInt64  = elementType(object.ElementBigInt64)
	elementBigUint64 = elementType(object.ElementBigUint64)
	elementFloat16   = elementType(object.ElementFloat16)
	elementFloat32   = elementType(object.ElementFloat32)
	elementFloat64   = elementType(object.ElementFloat64)
	numElementTypes  = elementType(object.NumElementTypes)
)

// elementInfo describes an element type.
type elementInfo struct {
	name        string // of the constructor
	size        int64
	ctor, proto object.IntrinsicID
}

var elements = [numElementTypes]elementInfo{
	elementInt8:      {"Int8Array", 1, object.NewIntrinsic(), object.NewIntrinsic()},
	elementUint8:     {"Uint8Array", 1, object.NewIntrinsic(), object.NewIntrinsic()},
	elementUint8C:    {"Uint8ClampedArray", 1, object.NewIntrinsic(), object.NewIntrinsic()},
	elementInt16:     {"Int16Array", 2, object.NewIntrinsic(), object.NewIntrinsic()},
	elementUint16:    {"Uint16Array", 2, object.NewIntrinsic(), object.NewIntrinsic()},
	elementInt32:     {"Int32Array", 4, object.NewIntrinsic(), object.NewIntrinsic()},
	elementUint32:    {"Uint32Array", 4, object.NewIntrinsic(), object.NewIntrinsic()},
	elementBigInt64:  {"BigInt64Array", 8, object.NewIntrinsic(), object.NewIntrinsic()},
	elementBigUint64: {"BigUint64Array", 8, object.NewIntrinsic(), object.NewIntrinsic()},
	elementFloat16:   {"Float16Array", 2, object.NewIntrinsic(), object.NewIntrinsic()},
	elementFloat32:   {"Float32Array", 4, object.NewIntrinsic(), object.NewIntrinsic()},
	elementFloat64:   {"Float64Array", 8, object.NewIntrinsic(), object.NewIntrinsic()},
}

func (t elementType) size() int64 { return elements[t].size }

// big reports whether the elements are BigInts.
func (t elementType) big() bool { return t == elementBigInt64 || t == elementBigUint64 }

// load is RawBytesToNumeric (sec-rawbytestonumeric) of the first element in b.
func (t elementType) load(rt *object.Runtime, b []byte) heap.Value {
	switch t {
	case elementInt8:
		return heap.Int(int32(int8(b[0])))
	case elementUint8, elementUint8C:
		return heap.Int(int32(b[0]))
	case elementInt16:
		return heap.Int(int32(int16(binary.LittleEndian.Uint16(b))))
	case elementUint16:
		return heap.Int(int32(binary.LittleEndian.Uint16(b)))
	case elementInt32:
		return heap.Int(int32(binary.LittleEndian.Uint32(b)))
	case elementUint32:
		return heap.Number(float64(binary.LittleEndian.Uint32(b)))
	case elementBigInt64:
		return rt.Heap.NewBigIntInt64(int64(binary.LittleEndian.Uint64(b))).Value()
	case elementBigUint64:
		return rt.Heap.NewBigIntUint64(binary.LittleEndian.Uint64(b)).Value()
	}
	return heap.Number(t.float(b))
}

// float is the first element in b, which is no BigInt.
func (t elementType) float(b []byte) float64 {
	switch t {
	case elementFloat16:
		return float16Value(binary.LittleEndian.Uint16(b))
	case elementFloat32:
		return float64(math.Float32frombits(binary.LittleEndian.Uint32(b)))
	case elementFloat64:
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
	return t.load(nil, b).Float64()
}

// raw is NumericToRawBytes (sec-numerictorawbytes) of ToNumber or ToBigInt of v:
// the bits of an element. It may run scripts.
func (t elementType) raw(rt *object.Runtime, v heap.Value) (uint64, error) {
	if t.big() {
		return rt.ToBigUint64(v)
	}
	if v.IsInt() && t < elementFloat16 && t != elementUint8C {
		return uint64(uint32(v.AsInt())), nil
	}
	f, err := rt.ToNumber(v)
	return t.rawFloat(f), err
}

// rawFloat is raw of a number. A NaN has one form for each type, whatever made it
// and in whatever tier.
func (t elementType) rawFloat(f float64) uint64 {
	if f != f {
		return t.nan()
	}
	switch t {
	case elementUint8C:
		if !(f > 0) {
			return 0
		}
		return uint64(math.RoundToEven(math.Min(f, 255)))
	case elementFloat16:
		return uint64(float16Bits(f))
	case elementFloat32:
		return uint64(math.Float32bits(float32(f)))
	case elementFloat64:
		return math.Float64bits(f)
	}
	return uint64(num.ToUint32(f))
}

// nan is the bits of a NaN; a type of integers has 0 for it.
func (t elementType) nan() uint64 {
	switch t {
	case elementFloat16:
		return 0x7E00
	case elementFloat32:
		return 0x7FC00000
	case elementFloat64:
		return uint64(heap.NaN)
	}
	return 0
}

// settled is the bits that an element has after it was read and stored again as a
// number: other forms of NaN become that of the type.
func (t elementType) settled(bits uint64) uint64 {
	switch t {
	case elementFloat16, elementFloat32, elementFloat64:
		if bits&(t.signBit()-1) > t.infinity() {
			return t.nan()
		}
	}
	return bits
}

// store writes the bits of an element to the start of b.
func (t elementType) store(b []byte, bits uint64) {
	switch t.size() {
	case 1:
		b[0] = byte(bits)
	case 2:
		binary.LittleEndian.PutUint16(b, uint16(bits))
	case 4:
		binary.LittleEndian.PutUint32(b, uint32(bits))
	default:
		binary.LittleEndian.PutUint64(b, bits)
	}
}

// bits reads the bits of the first element in b.
func (t elementType) bits(b []byte) uint64 {
	switch t.size() {
	case 1:
		return uint64(b[0])
	case 2:
		return uint64(binary.LittleEndian.Uint16(b))
	case 4:
		return uint64(binary.LittleEndian.Uint32(b))
	}
	return binary.LittleEndian.Uint64(b)
}
