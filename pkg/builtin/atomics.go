package builtin

import (
	"math"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// atomicsGroup declares the Atomics object (sec-atomics-object).
var atomicsGroup = &object.Group{
	Name:   "Atomics",
	Global: true,
	Rows: []object.Row{
		atomicModify("add", func(old, v uint64) uint64 { return old + v }),
		atomicModify("and", func(old, v uint64) uint64 { return old & v }),
		atomicModify("exchange", func(_, v uint64) uint64 { return v }),
		atomicModify("or", func(old, v uint64) uint64 { return old | v }),
		atomicModify("sub", func(old, v uint64) uint64 { return old - v }),
		atomicModify("xor", func(old, v uint64) uint64 { return old ^ v }),
		{Name: "compareExchange", Length: 4, Fn: atomicsCompareExchange},
		{Name: "isLockFree", Length: 1, Fn: atomicsIsLockFree},
		{Name: "load", Length: 2, Fn: atomicsLoad},
		{Name: "notify", Length: 3, Fn: atomicsNotify},
		{Name: "pause", Fn: atomicsPause},
		{Name: "store", Length: 3, Fn: atomicsStore},
		{Name: "wait", Length: 4, Fn: atomicsWait},
		{Name: "waitAsync", Length: 4, Fn: atomicsWaitAsync},
		{Name: "@@toStringTag", Str: "Atomics", Flags: object.RowString},
	},
}

// integerArray is ValidateIntegerTypedArray (sec-validateintegertypedarray) of
// argument 0.
func integerArray(c *object.Call, waitable, write bool) (typedView, error) {
	view, err := validateTyped(c.RT, c.Arg(0), write)
	if err != nil {
		return view, err
	}
	switch {
	case waitable && view.elem != elementInt32 && view.elem != elementBigInt64:
		err = c.RT.TypeError("%s is not an int32 or BigInt64 typed array.", c.RT.Describe(c.Arg(0)))
	case view.elem == elementUint8C || view.elem >= elementFloat16:
		err = c.RT.TypeError("%s is not an integer typed array.", c.RT.Describe(c.Arg(0)))
	}
	return view, err
}

// atomicAccess is ValidateAtomicAccess (sec-validateatomicaccess) of argument 1.
func atomicAccess(c *object.Call, view *typedView) (int64, error) {
	k, err := c.RT.ToIndex(c.Arg(1), "atomic access index")
	if err == nil && k >= view.n {
		err = c.RT.RangeError("Invalid atomic access index")
	}
	return k, err
}

// atomicPlace is ValidateAtomicAccessOnIntegerTypedArray
// (sec-validateatomicaccessonintegertypedarray) of the first two arguments.
func atomicPlace(c *object.Call, waitable, write bool) (typedView, int64, error) {
	view, err := integerArray(c, waitable, write)
	if err != nil {
		return view, 0, err
	}
	k, err := atomicAccess(c, &view)
	return view, k, err
}

// revalidate is RevalidateAtomicAccess (sec-revalidateatomicaccess): it looks at
// the array anew after scripts ran.
func revalidate(rt *object.Runtime, view *typedView, k int64) error {
	if err := view.again(rt); err != nil {
		return err
	}
	if k >= view.n {
		return rt.RangeError("Invalid atomic access index")
	}
	return nil
}

// atomicValue converts an operand: as the script sees it, and its bits.
func atomicValue(rt *object.Runtime, elem elementType, v heap.Value) (heap.Value, uint64, error) {
	if elem.big() {
		b, err := rt.ToBigInt(v)
		if err != nil {
			return heap.Undefined, 0, err
		}
		return b.Value(), uint64(object.BigIntLow64(b)), nil
	}
	f, err := rt.ToIntegerOrInfinity(v)
	return heap.Number(f + 0), elem.rawFloat(f), err
}

// lock makes what follows atomic for memory that other agents see.
func (b *buffer) lock() {
	if b.shared != nil {
		b.shared.mu.Lock()
	}
}

func (b *buffer) unlock() {
	if b.shared != nil {
		b.shared.mu.Unlock()
	}
}

// fromBits is the Value of the bits of an element.
func (t elementType) fromBits(rt *object.Runtime, bits uint64) heap.Value {
	var b [8]byte
	t.store(b[:], bits)
	return t.load(rt, b[:])
}

// atomicModify declares a method that is AtomicReadModifyWrite
// (sec-atomicreadmodifywrite).
func atomicModify(name string, op func(old, v uint64) uint64) object.Row {
	return object.Row{Name: name, Length: 3, Fn: func(c *object.Call) (heap.Value, error) {
		rt := c.RT
		view, k, err := atomicPlace(c, false, true)
		if err != nil {
			return heap.Undefined, err
		}
		_, v, err := atomicValue(rt, view.elem, c.Arg(2))
		if err != nil {
			return heap.Undefined, err
		}
		if err := revalidate(rt, &view, k); err != nil {
			return heap.Undefined, err
		}
		view.buf.lock()
		old := view.elem.bits(view.at(k))
		view.elem.store(view.at(k), op(old, v))
		view.buf.unlock()
		return view.elem.fromBits(rt, old), nil
	}}
}

// atomicsCompareExchange is Atomics.compareExchange (sec-atomics.compareexchange).
func atomicsCompareExchange(c *object.Call) (heap.Value, error) {
	rt := c.RT
	view, k, err := atomicPlace(c, false, true)
	if err != nil {
		return heap.Undefined, err
	}
	_, expected, err := atomicValue(rt, view.elem, c.Arg(2))
	if err != nil {
		return heap.Undefined, err
	}
	_, replacement, err := atomicValue(rt, view.elem, c.Arg(3))
	if err != nil {
		return heap.Undefined, err
	}
	if err := revalidate(rt, &view, k); err != nil {
		return heap.Undefined, err
	}
	mask := view.elem.signBit()<<1 - 1
	view.buf.lock()
	old := view.elem.bits(view.at(k))
	if old == expected&mask {
		view.elem.store(view.at(k), replacement)
	}
	view.buf.unlock()
	return view.elem.fromBits(rt, old), nil
}

// atomicsIsLockFree is Atomics.isLockFree (sec-atomics.islockfree).
func atomicsIsLockFree(c *object.Call) (heap.Value, error) {
	n, err := c.RT.ToIntegerOrInfinity(c.Arg(0))
	return heap.Bool(n == 1 || n == 2 || n == 4 || n == 8), err
}

// atomicsLoad is Atomics.load (sec-atomics.load).
func atomicsLoad(c *object.Call) (heap.Value, error) {
	view, k, err := atomicPlace(c, false, false)
	if err == nil {
		err = revalidate(c.RT, &view, k)
	}
	if err != nil {
		return heap.Undefined, err
	}
	view.buf.lock()
	bits := view.elem.bits(view.at(k))
	view.buf.unlock()
	return view.elem.fromBits(c.RT, bits), nil
}

// atomicsStore is Atomics.store (sec-atomics.store).
func atomicsStore(c *object.Call) (heap.Value, error) {
	view, k, err := atomicPlace(c, false, true)
	if err != nil {
		return heap.Undefined, err
	}
	v, bits, err := atomicValue(c.RT, view.elem, c.Arg(2))
	if err != nil {
		return heap.Undefined, err
	}
	if err := revalidate(c.RT, &view, k); err != nil {
		return heap.Undefined, err
	}
	view.buf.lock()
	view.elem.store(view.at(k), bits)
	view.buf.unlock()
	return v, nil
}

// atomicsPause is Atomics.pause (sec-atomics.pause): a hint that costs nothing.
func atomicsPause(c *object.Call) (heap.Value, error) {
	if v := c.Arg(0); !v.IsUndefined() && !isIntegral(v) {
		return heap.Undefined, c.RT.TypeError("%s is not an integral number", c.RT.Describe(v))
	}
	return heap.Undefined, nil
}

// waitTimeout converts the timeout of wait, in milliseconds.
func waitTimeout(rt *object.Runtime, v heap.Value) (float64, error) {
	f, err := rt.ToNumber(v)
	if math.IsNaN(f) {
		return math.Inf(1), err
	}
	return math.Max(f, 0), err
}

// expectedBits is the value that wait compares with: ToInt32 or ToBigInt64.
func expectedBits(rt *object.Runtime, elem elementType, v heap.Value) (uint64, error) {
	if elem.big() {
		return rt.ToBigUint64(v)
	}
	f, err := rt.ToNumber(v)
	return uint64(num.ToUint32(f)), err
}
