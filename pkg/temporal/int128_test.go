package temporal

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// randomWide is a number of up to bits bits.
func randomWide(r *rand.Rand, bits int) int128 {
	b := new(big.Int).SetUint64(r.Uint64())
	b.Lsh(b, 64).Or(b, new(big.Int).SetUint64(r.Uint64()))
	b.Rsh(b, uint(128-r.IntN(bits+1)))
	if r.IntN(2) == 0 {
		b.Neg(b)
	}
	return wideBig(b)
}

// All operations give what math/big gives.
func TestInt128IsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		x, y := randomWide(r, 120), randomWide(r, 120)
		a, b := x.big(), y.big()
		require.Equal(t, x, wideBig(a))
		require.Equal(t, new(big.Int).Add(a, b).String(), x.add(y).String())
		require.Equal(t, new(big.Int).Sub(a, b).String(), x.sub(y).String())
		require.Equal(t, new(big.Int).Neg(a).String(), x.neg().String())
		require.Equal(t, a.Cmp(b), x.cmp(y))
		require.Equal(t, a.Sign(), x.sign())
		require.Equal(t, a.IsInt64(), x.isInt64())
		nearest, _ := new(big.Float).SetInt(a).Float64()
		require.Equal(t, nearest, x.float())
		require.Equal(t, a.String(), x.String())
		small := randomWide(r, 63)
		n := int64(small.lo)
		require.Equal(t, new(big.Int).Mul(big.NewInt(n), big.NewInt(int64(y.lo))).String(), mul64(n, int64(y.lo)).String())
		factor := randomWide(r, 63)
		require.Equal(t, new(big.Int).Mul(small.big(), factor.big()).String(), small.mul(int64(factor.lo)).String())
		if y == (int128{}) {
			continue
		}
		q, rest := x.quoRem(y)
		wantQ, wantR := new(big.Int).QuoRem(a, b, new(big.Int))
		require.Equal(t, wantQ.String(), q.String(), "%s / %s", a, b)
		require.Equal(t, wantR.String(), rest.String(), "%s %% %s", a, b)
		quotient, _ := new(big.Rat).SetFrac(a, b).Float64()
		require.Equal(t, quotient, x.quotient(y)+0)
	}
}

func TestInt128OfFloatIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		f := math.Trunc(math.Ldexp(r.Float64()*2-1, r.IntN(126)))
		want, _ := big.NewFloat(f).Int(nil)
		require.Equal(t, want.String(), wideFloat(f).String(), "%v", f)
	}
}

// Rounding gives the multiple that its definition names.
func TestRoundingFollowsItsDefinition(t *testing.T) {
	modes := map[roundingMode]func(below, above, twice, increment int64) int64{
		roundCeil:  func(_, above, _, _ int64) int64 { return above },
		roundFloor: func(below, _, _, _ int64) int64 { return below },
		roundHalfCeil: func(below, above, twice, increment int64) int64 {
			if twice >= increment {
				return above
			}
			return below
		},
		roundHalfFloor: func(below, above, twice, increment int64) int64 {
			if twice > increment {
				return above
			}
			return below
		},
		roundHalfEven: func(below, above, twice, increment int64) int64 {
			if twice > increment || twice == increment && below/increment%2 != 0 {
				return above
			}
			return below
		},
	}
	for increment := int64(1); increment <= 12; increment++ {
		for x := int64(-60); x <= 60; x++ {
			below := x - ((x%increment)+increment)%increment
			above := below
			if below != x {
				above += increment
			}
			for mode, want := range modes {
				require.Equal(t, want(below, above, 2*(x-below), increment), roundInt64(x, increment, mode), "%d to %d, %s", x, increment, roundingModeNames[mode])
			}
			away, toward := above, below
			if x < 0 {
				away, toward = below, above
			}
			require.Equal(t, away, roundInt64(x, increment, roundExpand))
			require.Equal(t, toward, roundInt64(x, increment, roundTrunc))
			require.Equal(t, below, int64(roundNumberToIncrementAsIfPositive(wide(x), wide(increment), roundTrunc).lo))
			require.Equal(t, above, int64(roundNumberToIncrementAsIfPositive(wide(x), wide(increment), roundExpand).lo))
		}
	}
}
