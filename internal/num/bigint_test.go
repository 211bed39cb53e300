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
