package object

import (
	"math"

	"github.com/kilnjs/kiln/internal/fdlibm"
)

// Mod implements Number::remainder (sec-numeric-types-number-remainder): the
// result has the sign of x and a magnitude below that of y, exact.
func Mod(x, y float64) float64 {
	ax, ay := math.Abs(x), math.Abs(y)
	if ax < 1<<53 && ay >= 1 && ay < 1<<53 {
		i, j := int64(ax), int64(ay)
		if float64(i) == ax && float64(j) == ay {
			return math.Copysign(float64(i%j), x)
		}
	}
	if q := ax / ay; q < 1<<52 && ay >= 0x1p-900 && ay <= math.MaxFloat64 {
		// q is rounded, so its integral part is right or one too large, and
		// ax - trunc(q)*ay is a double: the fused operation is exact.
		r := math.FMA(-math.Trunc(q), ay, ax)
		if r < 0 {
			r += ay
		}
		return math.Copysign(r, x)
	}
	return math.Mod(x, y)
}

// Pow implements Number::exponentiate (sec-numeric-types-number-exponentiate), for
// the operator and for Math.pow.
func Pow(x, y float64) float64 { return fdlibm.Pow(x, y) }
