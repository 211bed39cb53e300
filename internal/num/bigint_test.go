package num

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBigRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	step := func(int) error { return nil }
	for _, bits := range []int{1, 64, 3402, 16384, 16385, 20000, 70000, 200000} {
		x := new(big.Int).Lsh(big.NewInt(1), uint(bits))
		for range bits / 64 {
			x.Lsh(x, 64).Or(x, new(big.Int).SetUint64(random.Uint64()))
		}
		for _, n := range []*big.Int{x, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(bits/3)), nil)} {
			for _, radix := range []int{2, 3, 10, 16, 36} {
				text, err := FormatBig(n, radix, step)
				require.NoError(t, err)
				require.Equal(t, n.Text(radix), text, "%d bits, radix %d", bits, radix)
				back, err := ParseBig("000"+text, radix, step)
				require.NoError(t, err)
				require.Zero(t, n.Cmp(back), "%d bits, radix %d", bits, radix)
			}
		}
	}
	text, err := FormatBig(new(big.Int).Lsh(big.NewInt(-1), 20000), 10, step)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(text, "-3"))
}

func TestBigCanBeStopped(t *testing.T) {
	stop := errors.New("stop")
	step := func(int) error { return stop }
	_, err := ParseBig(strings.Repeat("9", 1e6), 10, step)
	assert.ErrorIs(t, err, stop)
	_, err = FormatBig(new(big.Int).Lsh(big.NewInt(1), 1e6), 10, step)
	assert.ErrorIs(t, err, stop)
	_, err = ParseBig(strings.Repeat("9", 1e5), 16, step)
	assert.ErrorIs(t, err, stop)
	_, err = FormatBig(new(big.Int).Lsh(big.NewInt(1), 1e6), 8, step)
	assert.ErrorIs(t, err, stop)
}

func BenchmarkParseBig(b *testing.B) {
	digits := strings.Repeat("1234567890", 1e5)
	for b.Loop() {
		ParseBig(digits, 10, func(int) error { return nil })
	}
}

func BenchmarkFormatBig(b *testing.B) {
	n := new(big.Int).Exp(big.NewInt(7), big.NewInt(1e6), nil)
	for b.Loop() {
		FormatBig(n, 10, func(int) error { return nil })
	}
}

// longBig returns a random number of n words, some of which are all ones or zero.
func longBig(random *rand.Rand, n int) *big.Int {
	words := make([]big.Word, n)
	for i := range words {
		switch random.IntN(4) {
		case 0:
			words[i] = ^big.Word(0)
		case 1:
		default:
			words[i] = big.Word(random.Uint64())
		}
	}
	words[n-1] |= 1
	return new(big.Int).SetBits(words)
}

func TestBigPieces(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	step := func(int) error { return nil }
	sizes := []int{1, 40, 500, pieceWords, pieceWords + 1, 3*pieceWords - 1, 5 * pieceWords, 9*pieceWords + 7}
	for _, n := range sizes {
		for _, m := range sizes {
			x, y := longBig(random, n), longBig(random, m)
			if n < m {
				x.Neg(x)
			}
			z := new(big.Int)
			require.NoError(t, MulBig(z, x, y, step))
			require.Zero(t, z.Cmp(new(big.Int).Mul(x, y)), "%d times %d words", n, m)
			for _, a := range []*big.Int{x, z, new(big.Int).Add(z, new(big.Int).Sub(y, big.NewInt(1)))} {
				q, r, err := QuoRemBig(a, y, step)
				require.NoError(t, err)
				wantQ, wantR := new(big.Int).QuoRem(a, y, new(big.Int))
				require.Zero(t, q.Cmp(wantQ), "%d words by %d words", len(a.Bits()), m)
				require.Zero(t, r.Cmp(wantR), "%d words by %d words", len(a.Bits()), m)
			}
		}
	}
	// A divisor whose upper half equals the upper part of the dividend.
	y := new(big.Int).Lsh(big.NewInt(1), 64*3*pieceWords-1)
	y.Add(y, longBig(random, pieceWords))
	x := new(big.Int).Sub(new(big.Int).Lsh(y, 64*3*pieceWords), big.NewInt(1))
	q, r, err := QuoRemBig(x, y, step)
	require.NoError(t, err)
	require.Zero(t, new(big.Int).Add(new(big.Int).Mul(q, y), r).Cmp(x))
	require.Negative(t, r.Cmp(y))
	z := new(big.Int)
	for _, n := range []uint64{0, 1, 2, 77777, 1 << 18} {
		require.NoError(t, ExpBig(z, big.NewInt(-19), n, step))
		require.Zero(t, z.Cmp(new(big.Int).Exp(big.NewInt(-19), new(big.Int).SetUint64(n), nil)))
	}
}

func TestBigPiecesCanBeStopped(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	x, y := longBig(random, 9*pieceWords), longBig(random, 5*pieceWords)
	stop := errors.New("stop")
	for after := range 12 {
		left := after
		step := func(int) error {
			if left--; left < 0 {
				return stop
			}
			return nil
		}
		require.ErrorIs(t, MulBig(new(big.Int), x, y, step), stop)
		left = after
		_, _, err := QuoRemBig(x, y, step)
		require.ErrorIs(t, err, stop)
		left = after
		require.ErrorIs(t, ExpBig(new(big.Int), x, 4, step), stop)
	}
}

func BenchmarkMulBig(b *testing.B) {
	random := rand.New(rand.NewPCG(7, 8))
	x, y := longBig(random, 1<<17), longBig(random, 1<<17)
	for b.Loop() {
		MulBig(new(big.Int), x, y, func(int) error { return nil })
	}
}

func BenchmarkQuoRemBig(b *testing.B) {
	random := rand.New(rand.NewPCG(9, 10))
	x, y := longBig(random, 1<<18), longBig(random, 1<<17)
	for b.Loop() {
		QuoRemBig(x, y, func(int) error { return nil })
	}
}
