package object

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// BigInts of up to some 2,000 bits are calculated with here, on their limbs and without
// math/big: a result goes from the scratch of the runtime into its cell. Nothing here looks
// at limits, collects or runs scripts; the work is counted.

// maxShortLimbs bounds the limbs of the operands together, and those of a result. Such
// operations cost nothing by chargeBig.
const maxShortLimbs = 31

// shortScratch is where results are calculated.
type shortScratch struct{ z, rem, power [maxShortLimbs + 2]uint64 }

// shortBig makes the BigInt of a result.
func (rt *Runtime) shortBig(limbs []uint64, negative bool) heap.Value {
	rt.Work(64 * len(limbs) >> bigWork)
	return rt.Heap.NewBigIntLimbs(limbs, negative && len(limbs) > 0).Value()
}

// ShortBigArith is bigArith for what is short; ok is false, and nothing done, when it is not,
// or is an error.
func (rt *Runtime) ShortBigArith(op syntax.Op, a, b *heap.BigInt) (v heap.Value, ok bool) {
	if i, ok := a.Small(); ok {
		if j, ok := b.Small(); ok {
			if r, ok := smallBigArith(op, i, j); ok {
				return rt.NewBigIntInt64(r), true
			}
		}
	}
	x, xNeg := a.Limbs()
	y, yNeg := b.Limbs()
	if len(x)+len(y) > maxShortLimbs {
		return heap.Undefined, false
	}
	s := &rt.big.short
	z, negative := s.z[:], xNeg
	switch op {
	case syntax.OpAdd:
		z, negative = num.SumLimbs(z, x, y, xNeg, yNeg)
	case syntax.OpSub:
		z, negative = num.SumLimbs(z, x, y, xNeg, !yNeg)
	case syntax.OpMul:
		z, negative = num.MulLimbs(z, x, y), xNeg != yNeg
	case syntax.OpDiv, syntax.OpMod:
		if len(y) == 0 {
			return heap.Undefined, false
		}
		quo, rem := num.QuoRemLimbs(z, s.rem[:], x, y)
		if z = rem; op == syntax.OpDiv {
			z, negative = quo, xNeg != yNeg
		}
	case syntax.OpExp:
		n, small := b.Int64()
		if !small || n < 0 || n > 64*maxShortLimbs || n*int64(a.BitLen()) > 64*maxShortLimbs {
			return heap.Undefined, false
		}
		z, negative = rt.shortPower(x, uint(n)), xNeg && n&1 == 1
	case syntax.OpBitAnd:
		z, negative = num.AndLimbs(z, x, y, xNeg, yNeg)
	case syntax.OpBitOr:
		z, negative = num.OrLimbs(z, x, y, xNeg, yNeg)
	case syntax.OpBitXor:
		z, negative = num.XorLimbs(z, x, y, xNeg, yNeg)
	case syntax.OpShl, syntax.OpShr:
		n, small := b.Int64()
		if op == syntax.OpShr {
			n = -n
		}
		switch {
		case !small || n == math.MinInt64:
			return heap.Undefined, false
		case n < 0:
			z = num.ShrLimbs(z, x, xNeg, uint(-n))
		case n > int64(64*(maxShortLimbs-len(x))):
			return heap.Undefined, false
		default:
			z = num.ShlLimbs(z, x, uint(n))
		}
	default:
		return heap.Undefined, false
	}
	return rt.shortBig(z, negative), true
}

// shortPower returns x to the power of n, which has maxShortLimbs limbs at most.
func (rt *Runtime) shortPower(x []uint64, n uint) []uint64 {
	s := &rt.big.short
	power, next := s.power[:1], s.z[:]
	power[0] = 1
	for i := bits.Len(n) - 1; i >= 0; i-- {
		product := num.MulLimbs(next, power, power)
		power, next = product, power[:cap(power)]
		if n>>i&1 == 1 {
			product = num.MulLimbs(next, power, x)
			power, next = product, power[:cap(power)]
		}
	}
	return power
}

// smallBigArith is bigArith for operands and results of 64 bits.
func smallBigArith(op syntax.Op, x, y int64) (int64, bool) {
	switch op {
	case syntax.OpAdd:
		r := x + y
		return r, (x^r)&(y^r) >= 0
	case syntax.OpSub:
		r := x - y
		return r, (x^y)&(x^r) >= 0
	case syntax.OpMul:
		hi, lo := bits.Mul64(uint64(x), uint64(y))
		if x < 0 {
			hi -= uint64(y)
		}
		if y < 0 {
			hi -= uint64(x)
		}
		return int64(lo), hi == uint64(int64(lo)>>63)
	case syntax.OpDiv:
		if y == 0 || y == -1 {
			return 0, false
		}
		return x / y, true
	case syntax.OpMod:
		if y == 0 || y == -1 {
			return 0, y == -1
		}
		return x % y, true
	case syntax.OpBitAnd:
		return x & y, true
	case syntax.OpBitOr:
		return x | y, true
	case syntax.OpBitXor:
		return x ^ y, true
	case syntax.OpShl:
		if y < 0 || y > 62 {
			return 0, false
		}
		r := x << uint(y)
		return r, r>>uint(y) == x
	case syntax.OpShr:
		if y < 0 {
			return 0, false
		}
		return x >> uint(min(y, 63)), true
	}
	return 0, false
}

// compareBigs returns -1, 0 or 1 as a is less than, equal to or greater than b.
func (rt *Runtime) compareBigs(a, b *heap.BigInt) int {
	if i, ok := a.Small(); ok {
		if j, ok := b.Small(); ok {
			return cmp.Compare(i, j)
		}
	}
	x, xNeg := a.Limbs()
	y, yNeg := b.Limbs()
	switch {
	case xNeg && !yNeg:
		return -1
	case yNeg && !xNeg:
		return 1
	case len(x) == len(y) && len(x) > maxShortLimbs:
		rt.Work(len(x) * 64 >> bigWork)
	}
	if xNeg {
		x, y = y, x
	}
	return num.CompareLimbs(x, y)
}

// compareBigFloat orders a BigInt and a double exactly.
func compareBigFloat(a *heap.BigInt, f float64) order {
	if i, ok := a.Small(); ok && i >= -1<<53 && i <= 1<<53 {
		return compareFloats(float64(i), f)
	}
	x, negative := a.Limbs()
	switch {
	case f != f:
		return ordUndefined
	case math.IsInf(f, 1), f > 0 && negative:
		return ordLess
	case math.IsInf(f, -1), f < 0 && !negative:
		return ordGreater
	}
	c := order(num.CompareLimbsFloat(x, math.Abs(f)))
	if negative {
		return -c
	}
	return c
}

// BigNegate implements BigInt::unaryMinus (sec-numeric-types-bigint-unaryMinus).
func (rt *Runtime) BigNegate(a *heap.BigInt) heap.Value {
	x, negative := a.Limbs()
	rt.Work(64 * len(x) >> bigWork)
	return rt.Heap.NewBigIntLimbs(x, !negative && len(x) > 0).Value()
}

// bigNot implements BigInt::bitwiseNOT (sec-numeric-types-bigint-bitwiseNOT): -a - 1.
func (rt *Runtime) bigNot(a *heap.BigInt) (heap.Value, error) {
	if v, ok := rt.ShortBigNot(a); ok {
		return v, nil
	}
	rt.big.r.Not(a.View(&rt.big.x))
	return rt.finishBig()
}

// ShortBigNot is bigNot, as ShortBigArith.
func (rt *Runtime) ShortBigNot(a *heap.BigInt) (v heap.Value, ok bool) {
	if x, ok := a.Int64(); ok {
		return rt.NewBigIntInt64(^x), true
	}
	x, negative := a.Limbs()
	if len(x) > maxShortLimbs {
		return heap.Undefined, false
	}
	one := [1]uint64{1}
	z, negative := num.SumLimbs(rt.big.short.z[:], x, one[:], !negative, true)
	return rt.shortBig(z, negative), true
}

// bigAddSmall returns a + d for a d of 1 or -1.
func (rt *Runtime) bigAddSmall(a *heap.BigInt, d int64) (heap.Value, error) {
	if v, ok := rt.ShortBigAdd(a, d); ok {
		return v, nil
	}
	rt.big.r.Add(a.View(&rt.big.x), big.NewInt(d))
	return rt.finishBig()
}

// ShortBigAdd is bigAddSmall, as ShortBigArith.
func (rt *Runtime) ShortBigAdd(a *heap.BigInt, d int64) (v heap.Value, ok bool) {
	if x, ok := a.Int64(); ok {
		if r, ok := smallBigArith(syntax.OpAdd, x, d); ok {
			return rt.NewBigIntInt64(r), true
		}
	}
	x, negative := a.Limbs()
	if len(x) > maxShortLimbs {
		return heap.Undefined, false
	}
	one := [1]uint64{1}
	z, negative := num.SumLimbs(rt.big.short.z[:], x, one[:], negative, d < 0)
	return rt.shortBig(z, negative), true
}

// WrapBigInt returns b modulo 2 to the power of n; when signed, as a number of n bits in
// two's complement. ok is false, and nothing done, when b or n is long.
func (rt *Runtime) WrapBigInt(b *heap.BigInt, n int64, signed bool) (v heap.Value, ok bool) {
	x, negative := b.Limbs()
	if len(x) > maxShortLimbs || n > 64*maxShortLimbs {
		return heap.Undefined, false
	}
	return rt.shortBig(num.WrapLimbs(rt.big.short.z[:], x, negative, uint(n), signed)), true
}

// maxShortText bounds the digits of a text that stands for a short BigInt.
const maxShortText = 19 * maxShortLimbs

// shortBigText is BigIntToString for short BigInts in radix 10 and powers of 2.
func (rt *Runtime) shortBigText(b *heap.BigInt, radix int) (s *heap.String, ok bool) {
	x, negative := b.Limbs()
	if len(x) > maxShortLimbs || radix != 10 && radix&(radix-1) != 0 {
		return nil, false
	}
	rt.Work(64 * len(x) >> bigWork)
	var room [160]byte
	text := room[:0]
	if negative {
		text = append(text, '-')
	}
	z := rt.big.short.z[:len(x)]
	copy(z, x)
	return rt.Heap.NewLatin1(num.AppendLimbs(text, z, radix)), true
}

// shortBigOf is the BigInt that decimal digits, with a sign or without, stand for; ok is
// false when text is anything else, or long.
func shortBigOf[T string | []byte](rt *Runtime, text T) (v heap.Value, ok bool) {
	digits := text
	if len(text) > 1 && (text[0] == '-' || text[0] == '+') {
		digits = text[1:]
	}
	if len(digits) == 0 || len(digits) > maxShortText {
		return heap.Undefined, false
	}
	for i := range len(digits) {
		if digits[i]-'0' > 9 {
			return heap.Undefined, false
		}
	}
	rt.Work(len(digits) >> 2)
	return rt.shortBig(num.ParseLimbs(rt.big.short.z[:], digits), text[0] == '-'), true
}
