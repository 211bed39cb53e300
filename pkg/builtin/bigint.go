package builtin

import (
	"math/big"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// bigintGroup declares %BigInt% and %BigInt.prototype% (sec-bigint-objects).
var bigintGroup = &object.Group{
	Name:   "BigInt",
	Length: 1,
	Fn:     bigintConstructor,
	Proto:  object.BigIntPrototype,
	Global: true,
	Static: []object.Row{
		{Name: "asIntN", Length: 2, Fn: bigintAsIntN},
		{Name: "asUintN", Length: 2, Fn: bigintAsUintN},
	},
	Rows: []object.Row{
		{Name: "toLocaleString", Fn: bigintToLocaleString},
		{Name: "toString", Fn: bigintToString},
		{Name: "valueOf", Fn: bigintValueOf},
		{Name: "@@toStringTag", Str: "BigInt", Flags: object.RowString},
	},
}

// bigintConstructor is BigInt (sec-bigint-constructor-number-value).
func bigintConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("BigInt is not a constructor")
	}
	v, err := rt.ToPrimitive(c.Arg(0), object.HintNumber)
	if err != nil {
		return heap.Undefined, err
	}
	if v.IsNumber() {
		return rt.NumberToBigInt(v.Float64())
	}
	b, err := rt.ToBigInt(v)
	if err != nil {
		return heap.Undefined, err
	}
	return b.Value(), nil
}

// wrapCopies is how many numbers of as many bits as the result has asIntN and
// asUintN calculate with.
const wrapCopies = 3

// wrapArguments are the arguments of asIntN and asUintN.
func wrapArguments(c *object.Call) (bits int64, b *heap.BigInt, err error) {
	if bits, err = c.RT.ToIndex(c.Arg(0), "number of bits"); err != nil {
		return 0, nil, err
	}
	b, err = c.RT.ToBigInt(c.Arg(1))
	return bits, b, err
}

// bigintAsIntN is BigInt.asIntN (sec-bigint.asintn).
func bigintAsIntN(c *object.Call) (heap.Value, error) {
	bits, b, err := wrapArguments(c)
	if err != nil {
		return heap.Undefined, err
	}
	if int64(b.BitLen()) < bits {
		return b.Value(), nil
	}
	if v, ok := c.RT.WrapBigInt(b, bits, true); ok {
		return v, nil
	}
	if bits == 0 {
		return c.RT.NewBigIntInt64(0), nil
	}
	c.RT.Heap.Transient(wrapCopies * int(bits) / 8)
	low := lowBits(c.RT.BigOf(b), uint(bits))
	if low.Bit(int(bits)-1) != 0 {
		low.Sub(low, new(big.Int).Lsh(big.NewInt(1), uint(bits)))
	}
	return c.RT.NewBigInt(low)
}

// bigintAsUintN is BigInt.asUintN (sec-bigint.asuintn).
func bigintAsUintN(c *object.Call) (heap.Value, error) {
	bits, b, err := wrapArguments(c)
	if err != nil {
		return heap.Undefined, err
	}
	if b.Sign() >= 0 && int64(b.BitLen()) <= bits {
		return b.Value(), nil
	}
	if v, ok := c.RT.WrapBigInt(b, bits, false); ok {
		return v, nil
	}
	if bits > heap.MaxBigIntBits {
		return heap.Undefined, c.RT.RangeError("Maximum BigInt size exceeded")
	}
	c.RT.Work(int(bits) >> 3)
	if err := c.RT.CheckAlloc(int(bits) / 2); err != nil {
		return heap.Undefined, err
	}
	c.RT.Heap.Transient(wrapCopies * int(bits) / 8)
	return c.RT.NewBigInt(lowBits(c.RT.BigOf(b), uint(bits)))
}

// lowBits is x modulo 2 to the power of n.
func lowBits(x *big.Int, n uint) *big.Int {
	mask := new(big.Int).Lsh(big.NewInt(1), n)
	return x.And(x, mask.Sub(mask, big.NewInt(1)))
}

// thisBigInt is ThisBigIntValue (sec-thisbigintvalue).
func thisBigInt(c *object.Call, method string) (*heap.BigInt, error) {
	if c.This.IsBigInt() {
		return c.This.BigInt(), nil
	}
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassBigInt {
		return c.This.Object().Internal(0).BigInt(), nil
	}
	return nil, c.Incompatible(method)
}

// bigintToString is BigInt.prototype.toString (sec-bigint.prototype.tostring).
func bigintToString(c *object.Call) (heap.Value, error) {
	b, err := thisBigInt(c, "BigInt.prototype.toString")
	if err != nil {
		return heap.Undefined, err
	}
	radix := 10.0
	if !c.Arg(0).IsUndefined() {
		if radix, err = c.RT.ToIntegerOrInfinity(c.Arg(0)); err != nil {
			return heap.Undefined, err
		}
	}
	if radix < 2 || radix > 36 {
		return heap.Undefined, c.RT.RangeError("toString() radix argument must be between 2 and 36")
	}
	s, err := c.RT.BigIntToString(b, int(radix))
	if err != nil {
		return heap.Undefined, err
	}
	return s.Value(), nil
}

// bigintToLocaleString is BigInt.prototype.toLocaleString
// (sec-bigint.prototype.tolocalestring): grouped as in English, but for
// the library of ECMA-402.
func bigintToLocaleString(c *object.Call) (heap.Value, error) {
	b, err := thisBigInt(c, "BigInt.prototype.toLocaleString")
	if err != nil {
		return heap.Undefined, err
	}
	if l := c.RT.Locales(); l != nil {
		return l.NumberToLocaleString(c.RT, b.Value(), c.Arg(0), c.Arg(1))
	}
	s, err := c.RT.BigIntToString(b, 10)
	if err != nil {
		return heap.Undefined, err
	}
	plain := s.Go(c.RT.Heap)
	grouped := make([]byte, 0, len(plain)+len(plain)/3)
	for i := range len(plain) {
		if left := len(plain) - i; i > 0 && left%3 == 0 && plain[i-1] != '-' {
			grouped = append(grouped, ',')
		}
		grouped = append(grouped, plain[i])
	}
	return c.RT.Text(string(grouped)), nil
}

// bigintValueOf is BigInt.prototype.valueOf (sec-bigint.prototype.valueof).
func bigintValueOf(c *object.Call) (heap.Value, error) {
	b, err := thisBigInt(c, "BigInt.prototype.valueOf")
	if err != nil {
		return heap.Undefined, err
	}
	return b.Value(), nil
}
