package opt

import (
	"math"
	"math/bits"

	"github.com/kilnjs/kiln/internal/num"
)

// simplify returns what is known to be the result of an operation that has not been
// appended yet, or nil. It also finds the range of an int, and may make the operation a
// cheaper one.
func (b *builder) simplify(v *Value) *Value {
	if k := b.constantResult(v); k != nil {
		return k
	}
	if k := b.identityResult(v); k != nil {
		return k
	}
	v.Range = rangeOf(v)
	v.Op = uncheckedOp(v)
	if v.Op == OpDivFloat {
		if f, ok := v.Args[1].Float(); ok && exactInverse(f) {
			v.Op, v.Args[1] = OpMulFloat, b.floatConstant(1/f)
		}
	}
	if v.Op != OpAddFloat && len(v.Args) == 2 && v.Op.Is(Commutes) && v.Args[0].Op == OpConst {
		v.Args[0], v.Args[1] = v.Args[1], v.Args[0]
	}
	return nil
}

// exactInverse tells that dividing by f is multiplying by 1/f: both are powers of two, and neither is subnormal.
func exactInverse(f float64) bool {
	frac, exp := math.Frexp(math.Abs(f))
	return frac == 0.5 && -1021 < exp && exp < 1022
}

// constantResult folds an operation on constants.
func (b *builder) constantResult(v *Value) *Value {
	if len(v.Args) == 0 {
		return nil
	}
	x, xInt := v.Args[0].Int()
	f, xFloat := v.Args[0].Float()
	if len(v.Args) == 1 {
		switch {
		case xInt && v.Op == OpNot32:
			return b.intConstant(^x)
		case xInt && v.Op == OpNegInt && x != 0 && x != math.MinInt32:
			return b.intConstant(-x)
		case xInt && v.Op == OpFloatOfUint:
			return b.floatConstant(float64(uint32(x)))
		case xInt && v.Op == OpClz:
			return b.intConstant(int32(bits.LeadingZeros32(uint32(x))))
		case xFloat && v.Op == OpNegFloat:
			return b.floatConstant(-f)
		case xFloat && v.Op == OpTruncate:
			return b.intConstant(num.ToInt32(f))
		case v.Op == OpFlagNot && v.Args[0].Op == OpFlagNot:
			return v.Args[0].Args[0]
		}
		return nil
	}
	y, yInt := v.Args[1].Int()
	g, yFloat := v.Args[1].Float()
	switch {
	case xInt && yInt:
		if r, ok := foldInts(v.Op, x, y); ok {
			return b.intConstant(r)
		}
	case xFloat && yFloat:
		switch v.Op {
		case OpAddFloat:
			return b.floatConstant(f + g)
		case OpSubFloat:
			return b.floatConstant(f - g)
		case OpMulFloat:
			return b.floatConstant(f * g)
		case OpDivFloat:
			return b.floatConstant(f / g)
		}
	}
	return nil
}

// foldInts computes an operation on two ints; ok is false where it would leave.
func foldInts(op Op, x, y int32) (r int32, ok bool) {
	wide := int64(0)
	switch op {
	case OpAddInt:
		wide = int64(x) + int64(y)
	case OpSubInt:
		wide = int64(x) - int64(y)
	case OpMulInt:
		wide = int64(x) * int64(y)
		if wide == 0 && (x < 0 || y < 0) {
			return 0, false
		}
	case OpAdd32:
		wide = int64(x + y)
	case OpSub32:
		wide = int64(x - y)
	case OpMul32:
		wide = int64(x * y)
	case OpAnd:
		wide = int64(x & y)
	case OpOr:
		wide = int64(x | y)
	case OpXor:
		wide = int64(x ^ y)
	case OpShl:
		wide = int64(x << (y & 31))
	case OpSar:
		wide = int64(x >> (y & 31))
	case OpShr:
		wide = int64(int32(uint32(x) >> (y & 31)))
	case OpMinInt:
		wide = int64(min(x, y))
	case OpMaxInt:
		wide = int64(max(x, y))
	default:
		return 0, false
	}
	return int32(wide), wide == int64(int32(wide))
}

// identityResult is an argument where the operation changes nothing.
func (b *builder) identityResult(v *Value) *Value {
	if len(v.Args) == 0 {
		return nil
	}
	x := v.Args[0]
	switch v.Op {
	case OpCheckUnsigned:
		if x.Range.Lo >= 0 {
			return x
		}
	case OpTruncate:
		if x.Op == OpFloatOfInt || x.Op == OpFloatOfUint {
			return x.Args[0]
		}
	case OpCheckIntOf:
		if x.Op == OpFloatOfInt {
			return x.Args[0]
		}
	}
	if len(v.Args) < 2 {
		return nil
	}
	y, ok := v.Args[1].Int()
	switch {
	case v.Op == OpOr && ok && y == 0, v.Op == OpAnd && ok && y == -1, v.Op == OpXor && ok && y == 0,
		(v.Op == OpShl || v.Op == OpSar || v.Op == OpShr) && ok && y&31 == 0,
		(v.Op == OpAddInt || v.Op == OpSubInt || v.Op == OpAdd32 || v.Op == OpSub32) && ok && y == 0,
		v.Op == OpAnd && ok && y >= 0 && y&(y+1) == 0 && x.Range.Lo >= 0 && x.Range.Hi <= y:
		return x
	case (v.Op == OpMulInt || v.Op == OpMul32) && ok && y == 1:
		return x
	case (v.Op == OpAnd || v.Op == OpOr || v.Op == OpMinInt || v.Op == OpMaxInt) && x == v.Args[1]:
		return x
	}
	return nil
}

// rangeOf is the range of the result of an operation on ints, from those of its arguments.
func rangeOf(v *Value) Range {
	if v.Rep != Int32 {
		return AllInts
	}
	arg := func(i int) (lo, hi int64) { return int64(v.Args[i].Range.Lo), int64(v.Args[i].Range.Hi) }
	switch v.Op {
	case OpAddInt, OpAdd32:
		a, c := arg(0)
		x, y := arg(1)
		return ints(v.Op == OpAddInt, a+x, c+y)
	case OpSubInt, OpSub32:
		a, c := arg(0)
		x, y := arg(1)
		return ints(v.Op == OpSubInt, a-y, c-x)
	case OpMulInt:
		a, c := arg(0)
		x, y := arg(1)
		return ints(true, min(a*x, a*y, c*x, c*y), max(a*x, a*y, c*x, c*y))
	case OpModInt:
		_, hi := arg(1)
		_, top := arg(0)
		if r := (Range{0, int32(max(0, min(hi-1, max(top, 0))))}); v.Args[0].Range.Lo >= 0 {
			return r
		}
		return Range{int32(-max(0, hi-1)), int32(max(0, hi-1))}
	case OpAnd:
		if y, ok := v.Args[1].Int(); ok && y >= 0 {
			return Range{0, y}
		}
		if v.Args[0].Range.Lo >= 0 || v.Args[1].Range.Lo >= 0 {
			hi := int32(math.MaxInt32)
			for _, a := range v.Args {
				if a.Range.Lo >= 0 {
					hi = min(hi, a.Range.Hi)
				}
			}
			return Range{0, hi}
		}
	case OpOr, OpXor:
		if v.Args[0].Range.Lo >= 0 && v.Args[1].Range.Lo >= 0 {
			top := uint32(v.Args[0].Range.Hi) | uint32(v.Args[1].Range.Hi)
			return Range{0, int32(uint32(1)<<bits.Len32(top) - 1)}
		}
	case OpSar:
		if n, ok := v.Args[1].Int(); ok {
			return Range{v.Args[0].Range.Lo >> (n & 31), v.Args[0].Range.Hi >> (n & 31)}
		}
		if v.Args[0].Range.Lo >= 0 {
			return Range{0, v.Args[0].Range.Hi}
		}
	case OpShr:
		if n, ok := v.Args[1].Int(); ok && n&31 != 0 {
			return Range{0, int32(uint32(math.MaxUint32) >> (n & 31))}
		}
		if v.Args[0].Range.Lo >= 0 {
			return Range{0, v.Args[0].Range.Hi}
		}
	case OpMinInt:
		return Range{min(v.Args[0].Range.Lo, v.Args[1].Range.Lo), min(v.Args[0].Range.Hi, v.Args[1].Range.Hi)}
	case OpMaxInt:
		return Range{max(v.Args[0].Range.Lo, v.Args[1].Range.Lo), max(v.Args[0].Range.Hi, v.Args[1].Range.Hi)}
	case OpElementsLen, OpTypedLength, OpCheckUnsigned, OpAbsInt, OpAppend:
		return Range{0, math.MaxInt32}
	case OpClz:
		return Range{0, 32}
	case OpCodeUnit:
		return Range{0, 0xFFFF}
	}
	return AllInts
}

// ints is a range that ends where ints end: what goes beyond has left, or, unless checked,
// may be anything.
func ints(checked bool, lo, hi int64) Range {
	if !checked && (lo < math.MinInt32 || hi > math.MaxInt32) {
		return AllInts
	}
	return Range{int32(max(lo, math.MinInt32)), int32(min(hi, math.MaxInt32))}
}

// uncheckedOp is the operation without its check, where the ranges of the arguments show that it
// cannot fail.
func uncheckedOp(v *Value) Op {
	if len(v.Args) < 2 || v.Rep != Int32 {
		return v.Op
	}
	x, y := v.Args[0].Range, v.Args[1].Range
	fits := func(lo, hi int64) bool { return lo >= math.MinInt32 && hi <= math.MaxInt32 }
	switch v.Op {
	case OpAddInt:
		if fits(int64(x.Lo)+int64(y.Lo), int64(x.Hi)+int64(y.Hi)) {
			return OpAdd32
		}
	case OpSubInt:
		if fits(int64(x.Lo)-int64(y.Hi), int64(x.Hi)-int64(y.Lo)) {
			return OpSub32
		}
	case OpMulInt:
		if x.Lo >= 0 && y.Lo >= 0 && fits(0, int64(x.Hi)*int64(y.Hi)) {
			return OpMul32
		}
	}
	return v.Op
}
