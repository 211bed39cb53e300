//go:build kilnrules

package bytecode

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// What the rules in loop.go have in common. The generator puts these functions in
// where they are called, so that nothing in loop_gen.go calls them: the parameter
// op is a constant there, and what it decides is decided.

// arithmetic is the arithmetic of instruction op, of int32 in int64 and of doubles.
func arithmetic[T int64 | float64](op Op, x, y T) T {
	switch op {
	case OpAdd, OpAddI:
		return x + y
	case OpSub, OpSubI:
		return x - y
	case OpMul, OpMulI:
		return x * y
	default:
		panic(op)
	}
}

// fits reports whether the result r for x and y is an int32: a product of 0 is -0 when
// a factor is negative.
func fits(op Op, r int64, x, y int32) bool {
	if op == OpMul || op == OpMulI {
		return r == int64(int32(r)) && (r != 0 || x|y >= 0)
	}
	return r == int64(int32(r))
}

// bitwise is the bitwise operation of instruction op.
func bitwise(op Op, x, y int32) int32 {
	switch op {
	case OpBitAnd, OpBitAndI:
		return x & y
	case OpBitOr, OpBitOrI:
		return x | y
	case OpBitXor:
		return x ^ y
	default:
		panic(op)
	}
}

// shift is the shift of instruction op: the low five bits of n count.
func shift[N uint16 | uint32](op Op, x int32, n N) int32 {
	switch op {
	case OpShl, OpShlI:
		return x << (n & 31)
	case OpShr, OpShrI:
		return x >> (n & 31)
	default:
		panic(op)
	}
}

// intHolds is the comparison of instruction op for int32.
func intHolds(op Op, x, y int32) bool {
	switch op {
	case OpLt, OpJLt, OpJLtI, OpLoopLt, OpLoopLtI, OpJNotGe, OpJNotGeI:
		return x < y
	case OpLe, OpJLe, OpJLeI, OpLoopLe, OpJNotGt, OpJNotGtI:
		return x <= y
	case OpGt, OpJGt, OpJGtI, OpLoopGt, OpJNotLe, OpJNotLeI:
		return x > y
	case OpGe, OpJGe, OpJGeI, OpLoopGe, OpLoopGeI, OpJNotLt, OpJNotLtI:
		return x >= y
	default:
		panic(op)
	}
}

// doubleHolds is the comparison of instruction op for doubles. What is not less than
// NaN is not greater or equal either.
func doubleHolds(op Op, x, y float64) bool {
	switch op {
	case OpLt, OpJLt, OpJLtI, OpLoopLt:
		return x < y
	case OpLe, OpJLe, OpJLeI, OpLoopLe:
		return x <= y
	case OpGt, OpJGt, OpJGtI, OpLoopGt:
		return x > y
	case OpGe, OpJGe, OpJGeI, OpLoopGe:
		return x >= y
	case OpJNotLt, OpJNotLtI:
		return !(x < y)
	case OpJNotLe, OpJNotLeI:
		return !(x <= y)
	case OpJNotGt, OpJNotGtI:
		return !(x > y)
	case OpJNotGe, OpJNotGeI:
		return !(x >= y)
	default:
		panic(op)
	}
}

// negated reports whether instruction op asks for a difference.
func negated(op Op) bool {
	return op == OpSNe || op == OpNe || op == OpJSNe || op == OpJNe || op == OpJSNeI
}

// is is the test of a jump that asks for one kind of value.
func is(op Op, v heap.Value) bool {
	switch op {
	case OpJNullish:
		return v == heap.Undefined || v == heap.Null
	case OpJNotNullish:
		return v != heap.Undefined && v != heap.Null
	case OpJUndef:
		return v == heap.Undefined
	case OpJNotUndef:
		return v != heap.Undefined
	case OpJAbsent:
		return v == heap.TDZ
	case OpJObject:
		return v>>48 == tagObject
	default:
		panic(op)
	}
}

// number is the number v as a double.
func number(v heap.Value) (float64, bool) {
	if v < minInt {
		return float(v), true
	}
	if isInt(v) {
		return float64(int32(v)), true
	}
	return 0, false
}

// toInt32 is ToInt32 of an int32, of a double whose integral part an int64 holds, and of
// undefined, null and the booleans.
func toInt32(fn *Function, ip *Instr, v heap.Value) (n int32, ok bool) {
	if isInt(v) {
		return int32(v), true
	}
	if v < minInt && float(v) >= -maxExact && float(v) <= maxExact {
		n = int32(int64(float(v)))
		feed(fn, ip, SeenDouble)
		return n, true
	}
	if v >= heap.Undefined && v <= heap.True {
		feed(fn, ip, SeenOther)
		return int32(v & (v >> 1) & 1), true // True alone has both bits
	}
	return 0, false
}

// toBoolean is ToBoolean of what needs no look into a cell of a kind that is rare.
func toBoolean(v heap.Value) (bool, bool) {
	switch {
	case v == heap.True:
		return true, true
	case v >= heap.Undefined && v <= heap.False:
		return false, true
	case isInt(v):
		return int32(v) != 0, true
	case v < minInt:
		return float(v) < 0 || float(v) > 0, true
	case v>>48 == tagObject:
		return header(cell(v))&(uint64(heap.FlagHTMLDDA)<<heap.HeaderFlagShift) == 0, true
	case v>>48 == tagString:
		return uint32(*word(cell(v), heap.OffsetString)) != 0, true
	}
	return false, false
}

// environment is the one that instruction op means, which says how many levels up
// it is, or else hops does.
func environment(op Op, fp unsafe.Pointer, hops uint16) unsafe.Pointer {
	e := cell(*at(fp, stack.Env))
	switch op {
	case OpGetEnv0, OpSetEnv0:
	case OpGetEnv1, OpSetEnv1:
		e = cell(*word(e, heap.OffsetEnvParent))
	case OpGetEnv2, OpSetEnv2:
		e = cell(*word(e, heap.OffsetEnvParent))
		e = cell(*word(e, heap.OffsetEnvParent))
	case OpGetEnv, OpSetEnv, OpGetEnvRaw:
		for n := hops; n > 0; n-- {
			e = cell(*word(e, heap.OffsetEnvParent))
		}
	default:
		panic(op)
	}
	return e
}

// property is the word of object c at an offset of a cache: in the object, or in its
// Slots when the offset is negative.
func property(c unsafe.Pointer, offset int32) heap.Value {
	if offset >= 0 {
		return *slotAt(c, offset)
	}
	return *overflow(cell(*word(c, heap.OffsetSlots)), offset)
}

// entry is the entry of an inline cache for a shape: the first, or one of up to
// three more.
func entry(ic *object.IC, shape uint32) (*object.ICEntry, bool) {
	e := &ic.ICEntry
	if e.Shape != shape {
		n := int(ic.N) - 1
		e = (*object.ICEntry)(unsafe.Pointer(ic.More))
		for ; n > 1 && e.Shape != shape; n-- {
			e = (*object.ICEntry)(unsafe.Add(unsafe.Pointer(e), unsafe.Sizeof(object.ICEntry{})))
		}
		if n <= 0 || e.Shape != shape {
			return nil, false
		}
	}
	return e, true
}
