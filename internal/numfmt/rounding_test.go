package numfmt

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// exact is the value of a number.
func exact(d *Decimal) *big.Rat {
	n, _ := new(big.Int).SetString("0"+string(d.digits), 10)
	r := new(big.Rat).SetInt(n)
	power := d.exp - len(d.digits)
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(power, -power))), nil)
	if power < 0 {
		return r.Quo(r, new(big.Rat).SetInt(ten))
	}
	return r.Mul(r, new(big.Rat).SetInt(ten))
}

// TestRoundingIsExact compares with fractions of big integers, step by step as the specification has it.
func TestRoundingIsExact(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	increments := []int{1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000}
	for range 50_000 {
		digits := make([]byte, random.IntN(9))
		for i := range digits {
			digits[i] = "0001234555678999"[random.IntN(16)]
		}
		var x, got Decimal
		x.SetDigits(false, digits, random.IntN(20)-12)
		magnitude, increment := random.IntN(12)-8, increments[random.IntN(len(increments))]
		mode := unsignedMode(random.IntN(5))
		got.set(&x)
		got.round(magnitude, increment, mode)

		var step Decimal
		step.SetInt64(int64(increment))
		step.exp += magnitude
		unit := exact(&step)
		quotient := new(big.Rat).Quo(exact(&x), unit)
		lower := new(big.Int).Quo(quotient.Num(), quotient.Denom())
		rest := new(big.Rat).Sub(quotient, new(big.Rat).SetInt(lower))
		up := false
		if rest.Sign() > 0 {
			half := rest.Cmp(big.NewRat(1, 2))
			switch mode {
			case towardInfinity:
				up = true
			case halfZero:
				up = half > 0
			case halfInfinity:
				up = half >= 0
			case halfEven:
				up = half > 0 || half == 0 && lower.Bit(0) == 1
			}
		}
		if up {
			lower.Add(lower, big.NewInt(1))
		}
		want := new(big.Rat).Mul(unit, new(big.Rat).SetInt(lower))
		require.Zero(t, want.Cmp(exact(&got)), "%s×10^%d to %d×10^%d, mode %d: %s instead of %v",
			digits, x.exp-len(x.digits), increment, magnitude, mode, got.digits, want)
		if n := len(got.digits); n > 0 {
			require.NotEqual(t, byte('0'), got.digits[0])
			require.NotEqual(t, byte('0'), got.digits[n-1])
		}
	}
}

func TestDecimalsAreTheShortestThatStandForANumber(t *testing.T) {
	for x, want := range map[float64]string{
		0: "", 1: "1", 100: "1", 0.1: "1", 123.456: "123456", 1e21: "1", 5e-324: "5", 1.7976931348623157e308: "17976931348623157", 9007199254740993: "9007199254740992",
	} {
		var d Decimal
		d.SetFloat64(x)
		require.Equal(t, want, string(d.digits), "%v", x)
		d.SetFloat64(-x)
		require.Equal(t, want, string(d.digits), "%v", -x)
	}
}
