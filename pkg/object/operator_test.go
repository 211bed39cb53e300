package object

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

func testRuntime(t testing.TB) *Runtime {
	rt, err := New(Options{})
	require.NoError(t, err)
	rt.NewRealm()
	require.NotNil(t, rt.Cur)
	return rt
}

// show is a value as text that tells -0 and the types apart.
func show(rt *Runtime, v heap.Value) string {
	switch {
	case v.IsString():
		return v.Str().Go(rt.Heap)
	case v.IsBigInt():
		return v.BigInt().Big().String() + "n"
	case v.IsNumber() && v.Float64() == 0 && math.Signbit(v.Float64()):
		return "-0"
	}
	return rt.Describe(v)
}

func bigValue(t testing.TB, rt *Runtime, s string) heap.Value {
	n, ok := new(big.Int).SetString(s, 0)
	require.True(t, ok, s)
	v, err := rt.NewBigInt(n)
	require.NoError(t, err)
	return v
}

func TestArith(t *testing.T) {
	rt := testRuntime(t)
	n := heap.Number
	s := func(x string) heap.Value { return rt.Heap.NewString(x).Value() }
	b := func(x string) heap.Value { return bigValue(t, rt, x) }
	negZero := math.Copysign(0, -1)
	for _, c := range []struct {
		op   syntax.Op
		a, b heap.Value
		want string
	}{
		{syntax.OpAdd, n(1), n(2), "3"},
		{syntax.OpAdd, n(math.MaxInt32), n(1), "2147483648"},
		{syntax.OpAdd, n(0.1), n(0.2), "0.30000000000000004"},
		{syntax.OpAdd, n(negZero), n(negZero), "-0"},
		{syntax.OpAdd, s("a"), n(1), "a1"},
		{syntax.OpAdd, n(1), s("a"), "1a"},
		{syntax.OpAdd, heap.Null, n(1), "1"},
		{syntax.OpAdd, heap.Undefined, n(1), "NaN"},
		{syntax.OpAdd, heap.True, heap.True, "2"},
		{syntax.OpAdd, s("x"), heap.Undefined, "xundefined"},
		{syntax.OpAdd, s("x"), b("12345678901234567890"), "x12345678901234567890"},
		{syntax.OpAdd, b("9223372036854775807"), b("1"), "9223372036854775808n"},
		{syntax.OpSub, n(math.MinInt32), n(1), "-2147483649"},
		{syntax.OpSub, s("5"), s("2"), "3"},
		{syntax.OpSub, b("-9223372036854775808"), b("1"), "-9223372036854775809n"},
		{syntax.OpMul, n(0), n(-5), "-0"},
		{syntax.OpMul, n(-3), n(7), "-21"},
		{syntax.OpMul, n(65536), n(65536), "4294967296"},
		{syntax.OpMul, b("4294967296"), b("-4294967296"), "-18446744073709551616n"},
		{syntax.OpMul, b("-3037000500"), b("3037000500"), "-9223372037000250000n"},
		{syntax.OpDiv, n(1), n(0), "Infinity"},
		{syntax.OpDiv, n(1), n(negZero), "-Infinity"},
		{syntax.OpDiv, n(6), n(3), "2"},
		{syntax.OpDiv, b("-7"), b("2"), "-3n"},
		{syntax.OpDiv, b("-9223372036854775808"), b("-1"), "9223372036854775808n"},
		{syntax.OpMod, n(-1), n(1), "-0"},
		{syntax.OpMod, n(5), n(-3), "2"},
		{syntax.OpMod, n(-5), n(3), "-2"},
		{syntax.OpMod, n(math.MinInt32), n(-1), "-0"},
		{syntax.OpMod, n(5), n(0), "NaN"},
		{syntax.OpMod, n(5.5), n(2), "1.5"},
		{syntax.OpMod, n(5.5), n(math.Inf(1)), "5.5"},
		{syntax.OpMod, n(1e300), n(7), show(rt, n(math.Mod(1e300, 7)))},
		{syntax.OpMod, b("-7"), b("2"), "-1n"},
		{syntax.OpExp, n(2), n(10), "1024"},
		{syntax.OpExp, n(1), n(math.Inf(1)), "NaN"},
		{syntax.OpExp, n(-1), n(math.Inf(-1)), "NaN"},
		{syntax.OpExp, n(math.NaN()), n(0), "1"},
		{syntax.OpExp, n(1), n(math.NaN()), "NaN"},
		{syntax.OpExp, n(-8), n(1.0 / 3), "NaN"},
		{syntax.OpExp, n(negZero), n(-3), "-Infinity"},
		{syntax.OpExp, n(10), n(308), "1e+308"},
		{syntax.OpExp, n(10), n(-5), "0.00001"},
		{syntax.OpExp, n(2), n(-1074), "5e-324"},
		{syntax.OpExp, n(2), n(0.5), "1.4142135623730951"},
		{syntax.OpExp, b("2"), b("100"), "1267650600228229401496703205376n"},
		{syntax.OpExp, b("-1"), b("1000000000000000000001"), "-1n"},
		{syntax.OpBitAnd, n(-1), n(4294967295), "-1"},
		{syntax.OpBitOr, n(2147483648), n(0), "-2147483648"},
		{syntax.OpBitXor, n(1e20), n(0), "1661992960"},
		{syntax.OpBitAnd, b("-1"), b("18446744073709551615"), "18446744073709551615n"},
		{syntax.OpShl, n(1), n(31), "-2147483648"},
		{syntax.OpShl, n(1), n(33), "2"},
		{syntax.OpShr, n(-8), n(1), "-4"},
		{syntax.OpUShr, n(-1), n(0), "4294967295"},
		{syntax.OpUShr, n(-1), n(28), "15"},
		{syntax.OpShl, b("1"), b("64"), "18446744073709551616n"},
		{syntax.OpShl, b("5"), b("-1"), "2n"},
		{syntax.OpShr, b("-5"), b("1"), "-3n"},
		{syntax.OpShr, b("5"), b("100000000000000000000"), "0n"},
		{syntax.OpShr, b("-5"), b("100000000000000000000"), "-1n"},
	} {
		got, err := rt.Arith(c.op, c.a, c.b)
		require.NoError(t, err)
		assert.Equal(t, c.want, show(rt, got), "%d: %s, %s", c.op, show(rt, c.a), show(rt, c.b))
	}
}

func TestArithErrors(t *testing.T) {
	rt := testRuntime(t)
	one, big1 := heap.Int(1), bigValue(t, rt, "1")
	sym := rt.Heap.NewSymbol(heap.Undefined).Value()
	half := rt.Heap.NewString("0123456789abcdef").Value()
	for half.Str().Len()*2 <= heap.MaxStringLength {
		half = rt.Heap.Concat(half.Str(), half.Str()).Value()
	}
	for _, c := range []struct {
		op   syntax.Op
		a, b heap.Value
		want string
	}{
		{syntax.OpAdd, one, big1, "Cannot mix BigInt and other types, use explicit conversions"},
		{syntax.OpAdd, one, sym, "Cannot convert a Symbol value to a number"},
		{syntax.OpAdd, rt.Heap.Names.Empty, sym, "Cannot convert a Symbol value to a string"},
		{syntax.OpUShr, big1, big1, "BigInts have no unsigned right shift, use >> instead"},
		{syntax.OpDiv, big1, bigValue(t, rt, "0"), "Division by zero"},
		{syntax.OpExp, big1, bigValue(t, rt, "-1"), "Exponent must be non-negative"},
		{syntax.OpExp, bigValue(t, rt, "2"), bigValue(t, rt, "100000000000000"), "Maximum BigInt size exceeded"},
		{syntax.OpShl, big1, bigValue(t, rt, "100000000000000"), "Maximum BigInt size exceeded"},
		{syntax.OpAdd, half, half, "Invalid string length"},
	} {
		_, err := rt.Arith(c.op, c.a, c.b)
		var thrown *Throw
		require.ErrorAs(t, err, &thrown)
		msg, err := rt.Get(thrown.Value.Object(), rt.Heap.Names.Message)
		require.NoError(t, err)
		assert.Equal(t, c.want, show(rt, msg))
	}
}

func TestCompare(t *testing.T) {
	rt := testRuntime(t)
	n := heap.Number
	s := func(x string) heap.Value { return rt.Heap.NewString(x).Value() }
	b := func(x string) heap.Value { return bigValue(t, rt, x) }
	nan := n(math.NaN())
	for _, c := range []struct {
		op   syntax.Op
		a, b heap.Value
		want bool
	}{
		{syntax.OpLT, n(1), n(2), true},
		{syntax.OpLT, n(1), n(1.5), true},
		{syntax.OpLE, nan, nan, false},
		{syntax.OpGE, nan, n(1), false},
		{syntax.OpGE, heap.Undefined, heap.Undefined, false},
		{syntax.OpGE, heap.Null, n(0), true},
		{syntax.OpLT, s("10"), s("9"), true},
		{syntax.OpLT, s("10"), n(9), false},
		{syntax.OpLT, s("a"), s("ab"), true},
		{syntax.OpLT, s("\U0001F600"), s("\uFFFF"), true},
		{syntax.OpLT, b("9007199254740993"), n(9007199254740992), false},
		{syntax.OpGT, b("9007199254740993"), n(9007199254740992), true},
		{syntax.OpLT, b("1"), n(1.5), true},
		{syntax.OpLT, n(math.Inf(-1)), b("-10000000000000000000000"), true},
		{syntax.OpLT, s("1"), b("2"), true},
		{syntax.OpLT, s("x"), b("2"), false},
		{syntax.OpGE, s("x"), b("2"), false},
		{syntax.OpEq, s("1"), n(1), true},
		{syntax.OpEq, s(""), n(0), true},
		{syntax.OpEq, s(" 0x10 "), n(16), true},
		{syntax.OpEq, heap.Null, heap.Undefined, true},
		{syntax.OpEq, heap.Null, n(0), false},
		{syntax.OpEq, heap.True, s("1"), true},
		{syntax.OpEq, b("1"), heap.True, true},
		{syntax.OpEq, b("1"), s("0x1"), true},
		{syntax.OpEq, b("1"), n(1.5), false},
		{syntax.OpEq, nan, nan, false},
		{syntax.OpStrictEq, nan, nan, false},
		{syntax.OpStrictEq, n(0), n(math.Copysign(0, -1)), true},
		{syntax.OpStrictEq, heap.Int(1), heap.Float(1), true},
		{syntax.OpStrictEq, b("10000000000000000000000"), b("10000000000000000000000"), true},
		{syntax.OpStrictNE, s("a"), s("b"), true},
	} {
		got, err := rt.Compare(c.op, c.a, c.b)
		require.NoError(t, err)
		assert.Equal(t, c.want, got, "%d: %s, %s", c.op, show(rt, c.a), show(rt, c.b))
	}
}

func TestSameValue(t *testing.T) {
	rt := testRuntime(t)
	zero, negZero, nan := heap.Int(0), heap.Float(math.Copysign(0, -1)), heap.Float(math.NaN())
	assert.True(t, rt.SameValue(nan, nan))
	assert.False(t, rt.SameValue(zero, negZero))
	assert.True(t, rt.SameValue(zero, heap.Float(0)))
	assert.True(t, rt.SameValueZero(zero, negZero))
	assert.True(t, rt.SameValueZero(nan, nan))
	assert.False(t, rt.SameValueZero(zero, heap.False))
}

func TestConversions(t *testing.T) {
	rt := testRuntime(t)
	n := heap.Number
	for _, c := range []struct {
		v       heap.Value
		integer float64
		length  int64
		clamp   uint8
		bool    bool
	}{
		{n(0), 0, 0, 0, false},
		{n(-0.5), 0, 0, 0, true},
		{n(1.5), 1, 1, 2, true},
		{n(2.5), 2, 2, 2, true},
		{n(300), 300, 300, 255, true},
		{n(-7), -7, 0, 0, true},
		{n(1e300), 1e300, MaxSafeInteger, 255, true},
		{n(math.Inf(1)), math.Inf(1), MaxSafeInteger, 255, true},
		{n(math.NaN()), 0, 0, 0, false},
		{heap.Undefined, 0, 0, 0, false},
		{heap.Null, 0, 0, 0, false},
		{heap.True, 1, 1, 1, true},
		{rt.Heap.NewString(" 12 ").Value(), 12, 12, 12, true},
		{rt.Heap.NewString("").Value(), 0, 0, 0, false},
	} {
		name := show(rt, c.v)
		i, err := rt.ToIntegerOrInfinity(c.v)
		require.NoError(t, err)
		assert.Equal(t, c.integer, i, name)
		assert.False(t, i == 0 && math.Signbit(i), name)
		l, err := rt.ToLength(c.v)
		require.NoError(t, err)
		assert.Equal(t, c.length, l, name)
		u, err := rt.ToUint8Clamp(c.v)
		require.NoError(t, err)
		assert.Equal(t, c.clamp, u, name)
		assert.Equal(t, c.bool, ToBoolean(c.v), name)
	}
}

func TestToString(t *testing.T) {
	rt := testRuntime(t)
	for want, v := range map[string]heap.Value{
		"0": heap.Float(math.Copysign(0, -1)), "7": heap.Int(7), "-2147483648": heap.Int(math.MinInt32),
		"123456789012345680000": heap.Number(123456789012345680000), "1e+21": heap.Number(1e21),
		"NaN": heap.NaN, "undefined": heap.Undefined, "null": heap.Null, "true": heap.True,
		"-5": bigValue(t, rt, "-5"),
	} {
		s, err := rt.ToString(v)
		require.NoError(t, err)
		assert.Equal(t, want, s.Go(rt.Heap))
	}
}

func TestToPropertyKey(t *testing.T) {
	rt := testRuntime(t)
	s := func(x string) heap.Value { return rt.Heap.NewString(x).Value() }
	for _, c := range []struct {
		v     heap.Value
		index int64 // -1: a name
		text  string
	}{
		{heap.Int(5), 5, ""},
		{heap.Int(-5), -1, "-5"},
		{heap.Number(4294967294), 4294967294, ""},
		{heap.Number(4294967295), -1, "4294967295"},
		{heap.Number(1.5), -1, "1.5"},
		{heap.Float(math.Copysign(0, -1)), 0, ""},
		{heap.Float(3), 3, ""},
		{s("7"), 7, ""},
		{s("07"), -1, "07"},
		{s("x"), -1, "x"},
		{heap.True, -1, "true"},
		{bigValue(t, rt, "12"), 12, ""},
	} {
		key, err := rt.ToPropertyKey(c.v)
		require.NoError(t, err)
		if c.index >= 0 {
			require.True(t, heap.KeyIsIndex(key), show(rt, c.v))
			assert.Equal(t, uint32(c.index), heap.KeyIndex(key))
			continue
		}
		require.True(t, key.IsString())
		assert.Equal(t, c.text, show(rt, key))
		assert.Equal(t, rt.Heap.InternGo(c.text), key)
	}
}

func TestParseBigInt(t *testing.T) {
	rt := testRuntime(t)
	for text, want := range map[string]string{
		"": "0", "  42\n": "42", "-7": "-7", "+7": "7", "0x1F": "31", "0b101": "5", "0o17": "15", "007": "7",
		"123456789012345678901234567890": "123456789012345678901234567890",
	} {
		n, ok, err := rt.parseBigInt(text)
		require.NoError(t, err)
		require.True(t, ok, text)
		assert.Equal(t, want, n.String(), text)
	}
	for _, text := range []string{"x", "1n", "1.0", "1e3", "-0x1", "+0b1", "0x", "--1", "1 2", "_1", "1_0", "Infinity"} {
		_, ok, err := rt.parseBigInt(text)
		require.NoError(t, err)
		assert.False(t, ok, text)
	}
	_, _, err := rt.parseBigInt(strings.Repeat("9", MaxBigIntBits))
	assert.ErrorContains(t, err, "Maximum BigInt size exceeded")
	n, ok, err := rt.parseBigInt(strings.Repeat("0", MaxBigIntBits) + "7")
	require.NoError(t, err)
	assert.True(t, ok && n.Int64() == 7)
}

func TestCanonicalNumericIndexString(t *testing.T) {
	rt := testRuntime(t)
	for text, want := range map[string]bool{
		"0": true, "-0": true, "1.5": true, "Infinity": true, "-Infinity": true, "NaN": true, "1e+21": true,
		"01": false, "+1": false, "1.0": false, "x": false, "": false, "1e21": false, "Int": false,
	} {
		_, ok := rt.CanonicalNumericIndexString(rt.Heap.NewString(text))
		assert.Equal(t, want, ok, text)
	}
}

// TestPowExact compares integer powers with exact arithmetic.
func TestPowExact(t *testing.T) {
	for _, x := range []float64{3, -7, 0.1, 1.0000000000000002, 9.999999999999999, 1e-5} {
		exact := new(big.Float).SetPrec(4000).SetInt64(1)
		base := new(big.Float).SetPrec(4000).SetFloat64(x)
		for n := 1; n <= 60; n++ {
			exact.Mul(exact, base)
			want, _ := exact.Float64()
			assert.Equal(t, want, Pow(x, float64(n)), "%v ** %d", x, n)
			inverse, _ := new(big.Float).SetPrec(4000).Quo(big.NewFloat(1), exact).Float64()
			assert.Equal(t, inverse, Pow(x, float64(-n)), "%v ** -%d", x, n)
		}
	}
}

func BenchmarkAddInts(b *testing.B) {
	rt := testRuntime(b)
	v := heap.Int(0)
	for b.Loop() {
		v, _ = rt.Add(v, heap.Int(1))
	}
}

func BenchmarkPow(b *testing.B) {
	for b.Loop() {
		Pow(1.7, 3.3)
	}
}

// TestToStringOfNoValue: a mark that no script may see is a fault of the engine.
func TestToStringOfNoValue(t *testing.T) {
	rt := testRuntime(t)
	assert.PanicsWithValue(t, "object: ToString of 0xfffa000000000005, which is no Value", func() { _, _ = rt.ToString(heap.TDZ) })
}
