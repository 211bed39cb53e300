package object

import "github.com/kilnjs/kiln/pkg/heap"

// Internal slots of a typed array (ClassTypedArray). Package builtin makes typed
// arrays; tiers read their elements directly.
const (
	TypedBuffer  = iota // [[ViewedArrayBuffer]]
	TypedElement        // Int: an ElementType
	TypedOffset         // [[ByteOffset]]
	TypedLength         // [[ArrayLength]]; Undefined stands for auto
	TypedMemory         // the handle of the buffer's memory
	// TypedWindow is the Word of the heap.Window of the memory. While that is open,
	// [[ByteOffset]] and [[ArrayLength]] are in int form and all elements lie in it.
	TypedWindow
)

// ElementType is a type of elements of typed arrays (sec-typedarray-objects, the
// table of constructors).
type ElementType uint8

// The element types.
const (
	ElementInt8 ElementType = iota
	ElementUint8
	ElementUint8C
	ElementInt16
	ElementUint16
	ElementInt32
	ElementUint32
	ElementBigInt64
	ElementBigUint64
	ElementFloat16
	ElementFloat32
	ElementFloat64
	NumElementTypes
)

// TypedElementOf returns the element type of a typed array.
func TypedElementOf(o *heap.Object) ElementType {
	return ElementType(o.Internal(TypedElement).AsInt())
}

// BufferView is what a typed array or a DataView shows of its buffer.
type BufferView struct {
	Buffer         *heap.Object
	Offset, Length int64       // in bytes; the length is 0 when the view is out of bounds
	Element        ElementType // NumElementTypes for a DataView
	ElementSize    int64       // in bytes; 1 for a DataView
	Fixed          bool        // the buffer is an ArrayBuffer of fixed length
}
