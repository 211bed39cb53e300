package opt

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestElementsAreCheckedOnce: what is to be a number, an int or an object is not checked to be no hole before.
func TestElementsAreCheckedOnce(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		holes  int
	}{
		"numbers":           {"function f(a, b) { const x = [1.5, 2.5, 3]; let s = 0; for (let i = 0; i < b % 3; i++) s += x[i]; return s }", 0},
		"rows":              {"const x = [[1, 2], [3, 4]]; function f(a, b) { let s = 0; for (let i = 0; i < 2; i++) s = s + x[i][b & 1] | 0; return s }", 0},
		"what is returned":  {"const x = [1, 2]; function f(a, b) { return x[b & 1] }", 1},
		"in another block":  {"const x = [1, 2]; function f(a, b) { const v = x[b & 1]; return a > 9 ? v * 2 : 0 }", 1},
		"halves and thirds": {"function f(a, b) { return a / 2 + b / 3 }", 0},
	} {
		g := graphOf(t, c.source+" for (let i = 0; i < 20; i++) f(i + 0.5, i);")
		holes := 0
		g.All(func(v *Value) {
			if v.Op == OpCheckNot && v.Args[0].Op == OpLoadElement {
				holes++
			}
		})
		assert.Equal(t, c.holes, holes, "%s\n%s", name, g.Dump())
	}
	g := graphOf(t, "function f(a, b) { return a / 4 + b / 3 } for (let i = 0; i < 20; i++) f(i + 0.5, i);")
	assert.Equal(t, 1, g.count(OpDivFloat), g.Dump())
}

// TestDivisionByPowersOfTwo: multiplying by the inverse gives the same, down to subnormal numbers.
func TestDivisionByPowersOfTwo(t *testing.T) {
	for _, f := range []float64{3, 0, math.Copysign(0, -1), math.Inf(1), math.NaN(), 0.1, math.MaxFloat64, math.SmallestNonzeroFloat64, 0x1p-1040, 0x1p1023, 0x1p-1022} {
		assert.False(t, exactInverse(f), "%v", f)
	}
	for _, f := range []float64{1, 2, -4, 0.5, 0x1p100, 0x1p-1000, -0x1p1000} {
		assert.True(t, exactInverse(f), "%v", f)
		for _, x := range []float64{0, math.Copysign(0, -1), 1, -3.7, math.MaxFloat64, math.SmallestNonzeroFloat64, 0x1.fffffffffffffp-1022, math.Inf(-1), 0x1.8p-1070} {
			assert.Equal(t, math.Float64bits(x/f), math.Float64bits(x*(1/f)), "%v / %v", x, f)
		}
	}
}
