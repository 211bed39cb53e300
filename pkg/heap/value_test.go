package heap

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		f   float64
		int bool
	}{
		{0, true}, {1, true}, {-1, true}, {math.MaxInt32, true}, {math.MinInt32, true},
		{math.Copysign(0, -1), false}, {0.5, false}, {math.MaxInt32 + 1, false}, {math.MinInt32 - 1, false},
		{math.Inf(1), false}, {math.Inf(-1), false}, {1e300, false}, {math.SmallestNonzeroFloat64, false},
		{math.Float64frombits(0xFFEFFFFFFFFFFFFF), false},
	} {
		v := Number(c.f)
		assert.True(t, v.IsNumber())
		assert.Equal(t, c.int, v.IsInt(), c.f)
		assert.Equal(t, !c.int, v.IsFloat(), c.f)
		assert.Equal(t, math.Float64bits(c.f), math.Float64bits(v.Float64()))
		assert.Equal(t, math.Float64bits(c.f), math.Float64bits(Float(c.f).Float64()))
	}
}

// No bit pattern of a float64 may turn into a tag.
func TestNaNsAreCanonical(t *testing.T) {
	for _, bits := range []uint64{0x7FF8000000000000, 0xFFF8000000000000, 0xFFFFFFFFFFFFFFFF, 0xFFFE000012345678, 0x7FF0000000000001} {
		f := math.Float64frombits(bits)
		assert.Equal(t, Value(canonicalNaN), Float(f))
		assert.Equal(t, Value(canonicalNaN), Number(f))
		assert.True(t, Number(f).IsNaN())
	}
}

func TestSpecials(t *testing.T) {
	all := []Value{Undefined, Null, False, True, Hole, TDZ, Empty}
	seen := map[Value]bool{}
	for _, v := range all {
		assert.False(t, seen[v])
		seen[v] = true
		assert.False(t, v.IsNumber() || v.IsCellPointer() || v.IsHandle() || v.IsObject() || v.IsString() || v.IsSymbol() || v.IsBigInt() || v.IsCell())
		assert.Equal(t, v == True || v == False, v.IsBool())
		assert.Equal(t, v == Undefined || v == Null, v.IsNullish())
	}
	assert.Equal(t, True, Bool(true))
	assert.Equal(t, False, Bool(false))
	hv := HandleValue(math.MaxUint32)
	assert.True(t, hv.IsHandle())
	assert.False(t, hv.IsNumber() || hv.IsCellPointer() || hv.IsNullish())
	assert.Equal(t, uint32(math.MaxUint32), hv.Handle())
	k := IndexKey(math.MaxUint32 - 1)
	assert.True(t, KeyIsIndex(k))
	assert.Equal(t, uint32(math.MaxUint32-1), KeyIndex(k))
}

func TestWrongKindPanics(t *testing.T) {
	h := New(Options{})
	assert.Panics(t, func() { h.NewBox(Null).Value().Env() })
	assert.Panics(t, func() { Int(1).Box() })
	assert.Panics(t, func() { h.NewObject(h.RootShape(Null, ClassObject, 1)).Internal(0) })
	assert.Panics(t, func() { h.NewObject(h.RootShape(Null, ClassArray, 1)).Internal(-1) })
}
