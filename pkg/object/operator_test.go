package object

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
)

func testRuntime(t testing.TB) *Runtime {
	rt := New(Options{})
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
		op   Op
		a, b heap.Value
		want string
	}{
		{OpAdd, n(1), n(2), "3"},
		{OpAdd, n(math.MaxInt32), n(1), "2147483648"},
		{OpAdd, n(0.1), n(0.2), "0.30000000000000004"},
		{OpAdd, n(negZero), n(negZero), "-0"},
		{OpAdd, s("a"), n(1), "a1"},
		{OpAdd, n(1), s("a"), "1a"},
		{OpAdd, heap.Null, n(1), "1"},
		{OpAdd, heap.Undefined, n(1), "NaN"},
		{OpAdd, heap.True, heap.True, "2"},
		{OpAdd, s("x"), heap.Undefined, "xundefined"},
		{OpAdd, s("x"), b("12345678901234567890"), "x12345678901234567890"},
		{OpAdd, b("9223372036854775807"), b("1"), "9223372036854775808n"},
		{OpSub, n(math.MinInt32), n(1), "-2147483649"},
		{OpSub, s("5"), s("2"), "3"},
		{OpSub, b("-9223372036854775808"), b("1"), "-9223372036854775809n"},
		{OpMul, n(0), n(-5), "-0"},
		{OpMul, n(-3), n(7), "-21"},
		{OpMul, n(65536), n(65536), "4294967296"},
		{OpMul, b("4294967296"), b("-4294967296"), "-18446744073709551616n"},
		{OpMul, b("-3037000500"), b("3037000500"), "-9223372037000250000n"},
		{OpDiv, n(1), n(0), "Infinity"},
		{OpDiv, n(1), n(negZero), "-Infinity"},
		{OpDiv, n(6), n(3), "2"},
		{OpDiv, b("-7"), b("2"), "-3n"},
		{OpDiv, b("-9223372036854775808"), b("-1"), "9223372036854775808n"},
		{OpMod, n(-1), n(1), "-0"},
		{OpMod, n(5), n(-3), "2"},
		{OpMod, n(-5), n(3), "-2"},
		{OpMod, n(math.MinInt32), n(-1), "-0"},
		{OpMod, n(5), n(0), "NaN"},
		{OpMod, n(5.5), n(2), "1.5"},
		{OpMod, n(5.5), n(math.Inf(1)), "5.5"},
		{OpMod, n(1e300), n(7), show(rt, n(math.Mod(1e300, 7)))},
		{OpMod, b("-7"), b("2"), "-1n"},
		{OpExp, n(2), n(10), "1024"},
		{OpExp, n(1), n(math.Inf(1)), "NaN"},
		{OpExp, n(-1), n(math.Inf(-1)), "NaN"},
		{OpExp, n(math.NaN()), n(0), "1"},
		{OpExp, n(1), n(math.NaN()), "NaN"},
		{OpExp, n(-8), n(1.0 / 3), "NaN"},
		{OpExp, n(negZero), n(-3), "-Infinity"},
		{OpExp, n(10), n(308), "1e+308"},
		{OpExp, n(10), n(-5), "0.00001"},
		{OpExp, n(2), n(-1074), "5e-324"},
		{OpExp, n(2), n(0.5), "1.4142135623730951"},
		{OpExp, b("2"), b("100"), "1267650600228229401496703205376n"},
		{OpExp, b("-1"), b("1000000000000000000001"), "-1n"},
		{OpBitAnd, n(-1), n(4294967295), "-1"},
		{OpBitOr, n(2147483648), n(0), "-2147483648"},
		{OpBitXor, n(1e20), n(0), "1661992960"},
		{OpBitAnd, b("-1"), b("18446744073709551615"), "18446744073709551615n"},
		{OpShl, n(1), n(31), "-2147483648"},
		{OpShl, n(1), n(33), "2"},
		{OpShr, n(-8), n(1), "-4"},
		{OpUshr, n(-1), n(0), "4294967295"},
		{OpUshr, n(-1), n(28), "15"},
		{OpShl, b("1"), b("64"), "18446744073709551616n"},
		{OpShl, b("5"), b("-1"), "2n"},
		{OpShr, b("-5"), b("1"), "-3n"},
		{OpShr, b("5"), b("100000000000000000000"), "0n"},
		{OpShr, b("-5"), b("100000000000000000000"), "-1n"},
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
		op   Op
		a, b heap.Value
		want string
	}{
		{OpAdd, one, big1, "Cannot mix BigInt and other types, use explicit conversions"},
		{OpAdd, one, sym, "Cannot convert a Symbol value to a number"},
		{OpAdd, rt.Heap.Names.Empty, sym, "Cannot convert a Symbol value to a string"},
		{OpUshr, big1, big1, "BigInts have no unsigned right shift, use >> instead"},
		{OpDiv, big1, bigValue(t, rt, "0"), "Division by zero"},
		{OpExp, big1, bigValue(t, rt, "-1"), "Exponent must be non-negative"},
		{OpExp, bigValue(t, rt, "2"), bigValue(t, rt, "100000000000000"), "Maximum BigInt size exceeded"},
		{OpShl, big1, bigValue(t, rt, "100000000000000"), "Maximum BigInt size exceeded"},
		{OpAdd, half, half, "Invalid string length"},
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
		op   Op
		a, b heap.Value
		want bool
	}{
		{OpLess, n(1), n(2), true},
		{OpLess, n(1), n(1.5), true},
		{OpLessEqual, nan, nan, false},
		{OpGreaterEqual, nan, n(1), false},
		{OpGreaterEqual, heap.Undefined, heap.Undefined, false},
		{OpGreaterEqual, heap.Null, n(0), true},
		{OpLess, s("10"), s("9"), true},
		{OpLess, s("10"), n(9), false},
		{OpLess, s("a"), s("ab"), true},
		{OpLess, s("\U0001F600"), s("\uFFFF"), true},
		{OpLess, b("9007199254740993"), n(9007199254740992), false},
		{OpGreater, b("9007199254740993"), n(9007199254740992), true},
		{OpLess, b("1"), n(1.5), true},
		{OpLess, n(math.Inf(-1)), b("-10000000000000000000000"), true},
		{OpLess, s("1"), b("2"), true},
		{OpLess, s("x"), b("2"), false},
		{OpGreaterEqual, s("x"), b("2"), false},
		{OpEqual, s("1"), n(1), true},
		{OpEqual, s(""), n(0), true},
		{OpEqual, s(" 0x10 "), n(16), true},
		{OpEqual, heap.Null, heap.Undefined, true},
		{OpEqual, heap.Null, n(0), false},
		{OpEqual, heap.True, s("1"), true},
		{OpEqual, b("1"), heap.True, true},
		{OpEqual, b("1"), s("0x1"), true},
		{OpEqual, b("1"), n(1.5), false},
		{OpEqual, nan, nan, false},
		{OpStrictEqual, nan, nan, false},
		{OpStrictEqual, n(0), n(math.Copysign(0, -1)), true},
		{OpStrictEqual, heap.Int(1), heap.Float(1), true},
		{OpStrictEqual, b("10000000000000000000000"), b("10000000000000000000000"), true},
		{OpStrictNotEqual, s("a"), s("b"), true},
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
