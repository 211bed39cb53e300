package num

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// limbsOf are the limbs of the magnitude of x.
func limbsOf(x *big.Int) []uint64 {
	var limbs []uint64
	for rest := new(big.Int).Abs(x); rest.Sign() > 0; rest.Rsh(rest, 64) {
		limbs = append(limbs, new(big.Int).And(rest, new(big.Int).SetUint64(math.MaxUint64)).Uint64())
	}
	return limbs
}

// bigOf is the number of limbs and a sign; the limbs must be as they should be.
func bigOf(t *testing.T, limbs []uint64, negative bool) *big.Int {
	t.Helper()
	if n := len(limbs); n > 0 {
		require.NotZero(t, limbs[n-1], "the highest limb")
	} else {
		require.False(t, negative, "zero has no sign")
	}
	x := new(big.Int)
	for i := len(limbs) - 1; i >= 0; i-- {
		x.Lsh(x, 64).Or(x, new(big.Int).SetUint64(limbs[i]))
	}
	if negative {
		x.Neg(x)
	}
	return x
}

// randomBig is a number of up to 15 limbs, many of them at an edge.
func randomBig(random *rand.Rand) *big.Int {
	edges := []uint64{0, 1, 2, math.MaxUint64, math.MaxUint64 - 1, 1 << 63, 1<<63 - 1, 1<<63 + 1, 1 << 32, 1<<32 - 1}
	x := new(big.Int)
	for range random.IntN(16) {
		l := random.Uint64()
		switch random.IntN(4) {
		case 0:
			l = edges[random.IntN(len(edges))]
		case 1:
			l >>= random.UintN(64)
		}
		x.Lsh(x, 64).Or(x, new(big.Int).SetUint64(l))
	}
	if random.IntN(2) == 0 {
		x.Neg(x)
	}
	return x
}

// limbPairs is how many random pairs the operations are tried on.
var limbPairs = 20_000

func TestLimbsCalculateLikeMathBig(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var z, z2 [64]uint64
	for range limbPairs {
		a, b := randomBig(random), randomBig(random)
		x, y, xNeg, yNeg := limbsOf(a), limbsOf(b), a.Sign() < 0, b.Sign() < 0
		is := func(want *big.Int, limbs []uint64, negative bool) {
			t.Helper()
			require.Zero(t, want.Cmp(bigOf(t, limbs, negative)), "%v and %v: %v", a, b, want)
		}
		require.Equal(t, a.CmpAbs(b), CompareLimbs(x, y))
		limbs, negative := SumLimbs(z[:], x, y, xNeg, yNeg)
		is(new(big.Int).Add(a, b), limbs, negative)
		limbs, negative = SumLimbs(z[:], x, y, xNeg, !yNeg)
		is(new(big.Int).Sub(a, b), limbs, negative)
		limbs = MulLimbs(z[:], x, y)
		is(new(big.Int).Mul(a, b), limbs, xNeg != yNeg && len(limbs) > 0)
		if len(y) > 0 {
			quo, rem := QuoRemLimbs(z[:], z2[:], x, y)
			is(new(big.Int).Quo(a, b), quo, xNeg != yNeg && len(quo) > 0)
			is(new(big.Int).Rem(a, b), rem, xNeg && len(rem) > 0)
		}
		limbs, negative = AndLimbs(z[:], x, y, xNeg, yNeg)
		is(new(big.Int).And(a, b), limbs, negative)
		limbs, negative = OrLimbs(z[:], x, y, xNeg, yNeg)
		is(new(big.Int).Or(a, b), limbs, negative)
		limbs, negative = XorLimbs(z[:], x, y, xNeg, yNeg)
		is(new(big.Int).Xor(a, b), limbs, negative)

		n := random.UintN(1100)
		if random.IntN(4) == 0 {
			n &^= 63
		}
		limbs = ShlLimbs(z[:], x, n)
		is(new(big.Int).Lsh(a, n), limbs, xNeg)
		limbs = ShrLimbs(z[:], x, xNeg, n)
		is(new(big.Int).Rsh(a, n), limbs, xNeg)
		mod := new(big.Int).Lsh(big.NewInt(1), n)
		want := new(big.Int).Mod(a, mod)
		limbs, negative = WrapLimbs(z[:], x, xNeg, n, false)
		is(want, limbs, negative)
		if n > 0 && want.Bit(int(n)-1) == 1 {
			want.Sub(want, mod)
		}
		limbs, negative = WrapLimbs(z[:], x, xNeg, n, true)
		is(want, limbs, negative)
	}
}

func TestQuotientsOfLimbsWhoseDigitsAreGuessedTooLarge(t *testing.T) {
	edges := []uint64{0, 1, math.MaxUint64, math.MaxUint64 - 1, 1 << 63, 1<<63 - 1, 1<<63 + 1}
	var q, r [8]uint64
	for i := range 7 * 7 * 7 * 7 * 7 * 7 {
		pick := func() uint64 {
			l := edges[i%7]
			i /= 7
			return l
		}
		x, y := trim([]uint64{pick(), pick(), pick(), pick()}), trim([]uint64{pick(), pick()})
		if len(y) == 0 {
			continue
		}
		a, b := bigOf(t, x, false), bigOf(t, y, false)
		quo, rem := QuoRemLimbs(q[:], r[:], x, y)
		wantQuo, wantRem := new(big.Int).QuoRem(a, b, new(big.Int))
		require.Zero(t, wantQuo.Cmp(bigOf(t, quo, false)), "%v / %v", a, b)
		require.Zero(t, wantRem.Cmp(bigOf(t, rem, false)), "%v %% %v", a, b)
	}
}

func TestLimbsAndDoublesAreConvertedAndComparedExactly(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	var z [20]uint64
	for range limbPairs {
		a := new(big.Int).Abs(randomBig(random))
		x := limbsOf(a)
		want, _ := new(big.Float).SetInt(a).Float64()
		f := LimbsToFloat(x)
		require.Equal(t, want, f, "%v", a)
		for _, f := range []float64{f, math.Nextafter(f, 0), math.Nextafter(f, math.Inf(1)), f / 2, random.Float64() * 1e17, float64(random.IntN(5)) / 2} {
			require.Equal(t, new(big.Float).SetInt(a).Cmp(big.NewFloat(f)), CompareLimbsFloat(x, f), "%v and %v", a, f)
			if f = math.Trunc(f); f >= 1 {
				whole, _ := big.NewFloat(f).Int(nil)
				require.Zero(t, whole.Cmp(bigOf(t, FloatToLimbs(z[:], f), false)), "%v", f)
			}
		}
	}
	assert.Equal(t, math.Inf(1), LimbsToFloat(limbsOf(new(big.Int).Lsh(big.NewInt(1), 1024))))
	most := new(big.Int).Lsh(big.NewInt(1<<54-1), 970) // halfway between the largest double and what is none
	assert.Equal(t, math.Inf(1), LimbsToFloat(limbsOf(most)))
	assert.Equal(t, math.MaxFloat64, LimbsToFloat(limbsOf(most.Sub(most, big.NewInt(1)))))
	assert.Len(t, FloatToLimbs(z[:], math.MaxFloat64), 16)
}

func TestDigitsOfLimbs(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	var z [20]uint64
	for range limbPairs / 10 {
		a := new(big.Int).Abs(randomBig(random))
		for _, radix := range []int{2, 4, 8, 10, 16, 32} {
			require.Equal(t, a.Text(radix), string(AppendLimbs(nil, limbsOf(a), radix)))
		}
		require.Zero(t, a.Cmp(bigOf(t, ParseLimbs(z[:], "000"+a.String()), false)))
	}
}
