package fdlibm

import (
	"math"
	"math/big"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPowersOfTen(t *testing.T) {
	for n := -307; n <= 308; n++ {
		p, err := strconv.ParseFloat("1e"+strconv.Itoa(n), 64)
		assert.NoError(t, err)
		assert.Equal(t, float64(n), Log10(p), "log10(1e%d)", n)
		if n >= -22 && n <= 22 {
			assert.Equal(t, p, Pow(10, float64(n)), "10 to the power of %d", n)
		}
	}
}

func TestPowersOfTwo(t *testing.T) {
	for n := -1074; n <= 1023; n++ {
		p := math.Ldexp(1, n)
		assert.Equal(t, float64(n), Log2(p))
		assert.Equal(t, p, Pow(2, float64(n)))
		assert.Equal(t, 1/p, Pow(2, float64(-n)))
		if n%3 == 0 {
			assert.Equal(t, math.Ldexp(1, n/3), Cbrt(p))
		}
	}
}

func TestPowersOfIntegers(t *testing.T) {
	for base := int64(-1000); base <= 1000; base++ {
		power := big.NewInt(1)
		for n := 0; power.BitLen() < 100 && n < 200; n++ {
			if want, accuracy := new(big.Float).SetInt(power).Float64(); accuracy == big.Exact {
				assert.Equal(t, want, Pow(float64(base), float64(n)), "%d to the power of %d", base, n)
			}
			power.Mul(power, big.NewInt(base))
		}
	}
}

func TestCubes(t *testing.T) {
	for i := 1.0; i < 208000; i += 3 {
		if got := Cbrt(-i * i * i); got != -i {
			t.Errorf("the cube root of -%v³ is %v", i, got)
		}
	}
}

func TestTriangles(t *testing.T) {
	for m := 2.0; m < 300; m++ {
		for n := 1.0; n < m; n++ {
			a, b, c := m*m-n*n, 2*m*n, m*m+n*n
			for _, scale := range []float64{1, 3, 0x1p-1050, 0x1p1000} {
				if got := Hypot(a*scale, -b*scale); got != c*scale {
					t.Errorf("hypot(%v, %v) is %v", a*scale, b*scale, got)
				}
			}
		}
	}
	assert.Equal(t, 5.0, Hypot(1, 2, 2, 4))
	assert.Equal(t, math.Inf(1), Hypot(math.MaxFloat64, math.MaxFloat64))
	assert.Equal(t, math.SmallestNonzeroFloat64, Hypot(math.SmallestNonzeroFloat64))
}

var (
	inf      = math.Inf(1)
	nan      = math.NaN()
	zero     = 0.0
	minus    = math.Copysign(0, -1)
	denormal = math.SmallestNonzeroFloat64
)

func TestSpecialValues(t *testing.T) {
	odd := map[string]func(float64) float64{
		"sin": Sin, "tan": Tan, "asin": Asin, "atan": Atan, "sinh": Sinh, "tanh": Tanh, "asinh": Asinh,
		"atanh": Atanh, "expm1": Expm1, "log1p": Log1p, "cbrt": Cbrt,
	}
	for name, f := range odd {
		same(t, name, zero, f(zero))
		same(t, name, minus, f(minus))
		if name != "cbrt" {
			same(t, name, denormal, f(denormal))
			same(t, name, -denormal, f(-denormal))
			same(t, name, 0x1p-1030, f(0x1p-1030))
		}
	}
	for _, f := range functions {
		same(t, f.name, nan, f.f(nan))
	}
	for _, row := range []struct {
		name   string
		got, w float64
	}{
		{"sin", Sin(inf), nan}, {"cos", Cos(-inf), nan}, {"tan", Tan(inf), nan}, {"cos", Cos(zero), 1},
		{"asin", Asin(1), math.Pi / 2}, {"asin", Asin(-1), -math.Pi / 2}, {"asin", Asin(1.0000000000000002), nan},
		{"acos", Acos(1), zero}, {"acos", Acos(-1), math.Pi}, {"acos", Acos(minus), math.Pi / 2}, {"acos", Acos(-inf), nan},
		{"atan", Atan(inf), math.Pi / 2}, {"atan", Atan(-inf), -math.Pi / 2}, {"atan", Atan(1), math.Pi / 4},
		{"sinh", Sinh(inf), inf}, {"sinh", Sinh(-inf), -inf}, {"sinh", Sinh(-711), -inf}, {"cosh", Cosh(-inf), inf},
		{"cosh", Cosh(zero), 1}, {"cosh", Cosh(711), inf}, {"tanh", Tanh(inf), 1}, {"tanh", Tanh(-inf), -1}, {"tanh", Tanh(-22), -1},
		{"asinh", Asinh(-inf), -inf}, {"acosh", Acosh(inf), inf}, {"acosh", Acosh(1), zero}, {"acosh", Acosh(0.99), nan},
		{"acosh", Acosh(-inf), nan}, {"atanh", Atanh(1), inf}, {"atanh", Atanh(-1), -inf}, {"atanh", Atanh(1.1), nan},
		{"exp", Exp(zero), 1}, {"exp", Exp(minus), 1}, {"exp", Exp(1), math.E}, {"exp", Exp(inf), inf}, {"exp", Exp(-inf), zero},
		{"exp", Exp(709.4866), 1.3369506117499337e308}, {"exp", Exp(709.782712893384), 1.7976931348622732e308},
		{"exp", Exp(709.7827128933841), inf}, {"exp", Exp(-745.1332191019411), denormal}, {"exp", Exp(-745.1332191019412), zero},
		{"expm1", Expm1(inf), inf}, {"expm1", Expm1(-inf), -1}, {"log", Log(zero), -inf}, {"log", Log(minus), -inf},
		{"log", Log(1), zero}, {"log", Log(-1), nan}, {"log", Log(inf), inf}, {"log", Log(-inf), nan},
		{"log", Log(denormal), -744.4400719213812}, {"log10", Log10(denormal), -323.3062153431158},
		{"log1p", Log1p(-1), -inf}, {"log1p", Log1p(-1.1), nan}, {"log1p", Log1p(inf), inf},
		{"log2", Log2(minus), -inf}, {"log2", Log2(-1), nan}, {"log2", Log2(inf), inf}, {"log2", Log2(3), 1.584962500721156},
		{"log10", Log10(zero), -inf}, {"log10", Log10(-1), nan}, {"log10", Log10(1), zero}, {"log10", Log10(inf), inf},
		{"cbrt", Cbrt(inf), inf}, {"cbrt", Cbrt(-inf), -inf}, {"cbrt", Cbrt(0x1p-1074), 0x1p-358},
		{"hypot", Hypot(), zero}, {"hypot", Hypot(minus), zero}, {"hypot", Hypot(-inf, nan), inf}, {"hypot", Hypot(1, nan), nan},
	} {
		same(t, row.name, row.w, row.got)
	}
}

func TestSpecialAngles(t *testing.T) {
	for _, row := range []struct{ y, x, want float64 }{
		{zero, zero, zero}, {minus, zero, minus}, {zero, minus, math.Pi}, {minus, minus, -math.Pi},
		{zero, 1, zero}, {minus, 1, minus}, {zero, -1, math.Pi}, {minus, -denormal, -math.Pi},
		{1, zero, math.Pi / 2}, {-1, minus, -math.Pi / 2}, {denormal, zero, math.Pi / 2}, {denormal, -1, math.Pi},
		{inf, inf, math.Pi / 4}, {-inf, inf, -math.Pi / 4}, {inf, -inf, 3 * math.Pi / 4}, {-inf, -inf, -3 * math.Pi / 4},
		{1, inf, zero}, {-1, inf, minus}, {1, -inf, math.Pi}, {-1, -inf, -math.Pi}, {inf, 1, math.Pi / 2}, {-inf, -1, -math.Pi / 2},
		{minus, inf, minus}, {minus, -inf, -math.Pi}, {nan, 1, nan}, {1, nan, nan}, {zero, nan, nan}, {1, 1, math.Pi / 4},
		{denormal, 2, zero}, {denormal, denormal, math.Pi / 4}, {-denormal, math.MaxFloat64, minus},
		{1e300, -1e-300, math.Pi / 2}, {-1e-300, -1e300, -math.Pi},
		// Without the rest of the division the last digit is another.
		{1.5, 1.4269015667344294, 0.8103676539234306}, {1.5, 2.4955268595091304, 0.5412099177364563},
	} {
		same(t, "atan2", row.want, Atan2(row.y, row.x))
	}
}

func TestSpecialPowers(t *testing.T) {
	for _, row := range []struct{ x, y, want float64 }{
		{nan, zero, 1}, {nan, minus, 1}, {inf, zero, 1}, {nan, 1, nan}, {1, nan, nan}, {zero, nan, nan},
		{1, inf, nan}, {-1, inf, nan}, {1, -inf, nan}, {-1, -inf, nan}, {1.1, inf, inf}, {-1.1, inf, inf}, {1.1, -inf, zero},
		{0.9, inf, zero}, {0.9, -inf, inf}, {-0.9, -inf, inf}, {zero, inf, zero}, {zero, -inf, inf}, {inf, inf, inf}, {inf, -inf, zero},
		{inf, 0.1, inf}, {inf, -0.1, zero}, {-inf, 3, -inf}, {-inf, 2, inf}, {-inf, 2.5, inf}, {-inf, -3, minus}, {-inf, -2, zero}, {-inf, 0.5, inf},
		{-inf, -0.5, zero}, {zero, 3, zero}, {zero, -3, inf}, {minus, 3, minus}, {minus, 2, zero}, {minus, 0.5, zero}, {minus, -3, -inf},
		{minus, -2, inf}, {minus, -0.5, inf}, {minus, 1, minus}, {minus, -1, -inf}, {minus, 1e300, zero}, {-8, 1. / 3, nan}, {-1, 1e300, 1},
		{-1, 9007199254740991, -1}, {-1, 0.5, nan}, {-2, 3, -8}, {-2, -3, -0.125}, {2, 0.5, math.Sqrt2}, {2, -1074, denormal},
		{2, -1075, zero}, {2, 1024, inf}, {-2, 1025, -inf}, {denormal, 1, denormal}, {denormal, -1, inf}, {denormal, 0.5, 0x1p-537},
		{1 + 0x1p-52, 0x1p62, inf}, {1 - 0x1p-53, 0x1p63, zero}, {1 - 0x1p-53, -1e300, inf}, {-1.5, 1e300, inf}, {-1.5, -1e300, zero}, {10, -5, 1e-5},
	} {
		same(t, "pow("+strconv.FormatFloat(row.x, 'g', -1, 64)+", "+strconv.FormatFloat(row.y, 'g', -1, 64)+")", row.want, Pow(row.x, row.y))
	}
}

// same compares also the sign of zero.
func same(t *testing.T, name string, want, got float64) {
	t.Helper()
	if math.Float64bits(want) != math.Float64bits(got) && !(want != want && got != got) {
		t.Errorf("%s: %v, not %v", name, got, want)
	}
}
