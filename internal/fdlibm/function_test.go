package fdlibm

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// function is one function with its reference, which is nil for arguments with a
// result that is no number or infinite.
type function struct {
	name string
	f    func(x float64) float64
	ref  func(x float64) *big.Float
}

var functions = []function{
	{"sin", Sin, func(x float64) *big.Float { s, _ := bigTrig(x); return s }},
	{"cos", Cos, func(x float64) *big.Float { _, c := bigTrig(x); return c }},
	{"tan", Tan, func(x float64) *big.Float { s, c := bigTrig(x); return quo(s, c) }},
	{"asin", Asin, within(-1, 1, func(x *big.Float) *big.Float { return bigAngle(x, complement(x)) })},
	{"acos", Acos, within(-1, 1, func(x *big.Float) *big.Float { return bigAngle(complement(x), x) })},
	{"atan", Atan, of1(bigAtan)},
	{"sinh", Sinh, of1(bigSinh)},
	{"cosh", Cosh, of1(bigCosh)},
	{"tanh", Tanh, of1(bigTanh)},
	{"asinh", Asinh, of1(bigAsinh)},
	{"acosh", Acosh, within(1, math.MaxFloat64, bigAcosh)},
	{"atanh", Atanh, within(-1, 1, bigAtanh)},
	{"exp", Exp, of1(bigExp)},
	{"expm1", Expm1, of1(bigExpm1)},
	{"log", Log, within(0, math.MaxFloat64, bigLog)},
	{"log1p", Log1p, within(-1, math.MaxFloat64, func(x *big.Float) *big.Float {
		if math.Abs(approx(x)) > 0.3 {
			return bigLog(add(x, one))
		}
		return bigLog1p(x)
	})},
	{"log2", Log2, within(0, math.MaxFloat64, func(x *big.Float) *big.Float { return quo(bigLog(x), bigLn2) })},
	{"log10", Log10, within(0, math.MaxFloat64, func(x *big.Float) *big.Float { return quo(bigLog(x), bigLn10) })},
	{"cbrt", Cbrt, of1(bigCbrt)},
}

// function2 is function for two arguments.
type function2 struct {
	name string
	f    func(x, y float64) float64
	ref  func(x, y float64) *big.Float
}

var functions2 = []function2{
	{"atan2", Atan2, func(y, x float64) *big.Float { return bigAngle(bigOf(y), bigOf(x)) }},
	{"pow", Pow, func(x, y float64) *big.Float {
		p := bigExp(mul(bigLog(bigOf(math.Abs(x))), bigOf(y)))
		if x < 0 && math.Mod(y, 2) != 0 {
			p.Neg(p)
		}
		return p
	}},
	{"hypot", func(x, y float64) float64 { return Hypot(x, y) }, func(x, y float64) *big.Float {
		square := new(big.Float).SetPrec(4500).SetFloat64(x)
		square.Mul(square, square)
		other := new(big.Float).SetPrec(4500).SetFloat64(y)
		return newBig().Sqrt(square.Add(square, other.Mul(other, other)))
	}},
}

// within limits a reference to arguments from low to high, without those borders
// where the result is infinite or zero.
func within(low, high float64, f func(*big.Float) *big.Float) func(x float64) *big.Float {
	return func(x float64) *big.Float {
		if x <= low || x > high || x == high && high == 1 {
			return nil
		}
		return f(bigOf(x))
	}
}

// arguments returns n doubles of all kinds: any bits, denormals, small and large
// ones, integers, next to multiples of π/2, next to 1.
func arguments(n int, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 9))
	xs := make([]float64, n)
	for i := range xs {
		switch r.IntN(11) {
		case 0, 1:
			xs[i] = math.Float64frombits(r.Uint64())
		case 2:
			xs[i] = r.Float64()*2 - 1
		case 3:
			xs[i] = r.Float64()*40 - 20
		case 4:
			xs[i] = r.Float64()*1500 - 750
		case 5:
			xs[i] = math.Float64frombits(r.Uint64() & (1<<53 - 1))
		case 6:
			x := float64(r.IntN(2000000)-1000000) * (math.Pi / 2)
			xs[i] = math.Float64frombits(math.Float64bits(x) + r.Uint64N(5) - 2)
		case 7:
			xs[i] = math.Float64frombits(math.Float64bits(1) + r.Uint64N(1<<r.IntN(52)) - 1<<20)
		case 8:
			xs[i] = float64(r.IntN(100000) - 50000)
		case 9:
			xs[i] = math.Ldexp(r.Float64()*2-1, r.IntN(80)-60)
		default:
			xs[i] = math.Ldexp(r.Float64()*2-1, r.IntN(20)-10)
		}
	}
	return xs
}

// pairs returns arguments for functions of two: those of pow are such that few
// results overflow.
func pairs(n int, seed uint64, pow bool) (xs, ys []float64) {
	xs, ys = arguments(n, seed), arguments(n, seed+1)
	for i, x := range xs {
		switch kind := i % 5; {
		case !pow:
			if kind == 0 {
				ys[i] = x * (1 + float64(i%1001)/500)
			}
		case kind == 0:
			ys[i] = float64(i%41 - 20)
		case kind == 1:
			ys[i] = float64(i%2001-1000) / 2
		case kind == 2:
			ys[i] = float64(i%97) / 97
		case kind == 3:
			ys[i] = (float64(i%2200) - 1100 + float64(i%97)/97) / Log2(math.Abs(x))
		}
	}
	return xs, ys
}

// distance returns how far got is from the exact result, in units in the last
// place of a double there; infinity counts as 2^1024.
func distance(got float64, exact *big.Float) float64 {
	g := newBig()
	if math.IsInf(got, 0) {
		if exact.MantExp(nil) > 1024 {
			return 0
		}
		g.SetMantExp(bigOf(math.Copysign(1, got)), 1024)
	} else {
		g.SetFloat64(got)
	}
	e := -1074
	if exact.Sign() != 0 {
		e = min(max(exact.MantExp(nil)-53, -1074), 971)
	}
	d := sub(g, exact)
	return math.Abs(approx(d.SetMantExp(d, -e)))
}

// manyArguments is how many arguments the tests of precision take for each
// function: few, or as many as the variable KILN_FDLIBM says.
func manyArguments() int {
	if n, err := strconv.Atoi(os.Getenv("KILN_FDLIBM")); err == nil {
		return n
	}
	return 2000
}

func finite(x float64) bool { return math.Abs(x) <= math.MaxFloat64 }

func TestPrecision(t *testing.T) {
	xs := arguments(manyArguments(), 1)
	for _, f := range functions {
		t.Run(f.name, func(t *testing.T) {
			worst, at := 0.0, 0.0
			for _, x := range xs {
				if !finite(x) || x == 0 {
					continue
				}
				exact := f.ref(x)
				if exact == nil {
					continue
				}
				got := f.f(x)
				require.False(t, math.IsNaN(got), "%s(%x)", f.name, x)
				if d := distance(got, exact); d > worst {
					worst, at = d, x
				}
			}
			t.Logf("at most %.4f, at %x", worst, at)
			assert.Less(t, worst, 1.0, "%s(%x)", f.name, at)
		})
	}
}

func TestPrecisionOfTwo(t *testing.T) {
	for i, f := range functions2 {
		t.Run(f.name, func(t *testing.T) {
			xs, ys := pairs(manyArguments(), uint64(10*i+10), f.name == "pow")
			worst, atX, atY := 0.0, 0.0, 0.0
			for i, x := range xs {
				y := ys[i]
				got := f.f(x, y)
				if x == 0 || y == 0 || !finite(x) || !finite(y) || math.IsNaN(got) {
					continue
				}
				if d := distance(got, f.ref(x, y)); d > worst {
					worst, atX, atY = d, x, y
				}
			}
			t.Logf("at most %.4f, at %x, %x", worst, atX, atY)
			assert.Less(t, worst, 1.0, "%s(%x, %x)", f.name, atX, atY)
		})
	}
}

// TestBits holds the results, bit by bit, so that neither a change nor another
// machine alters them unseen: testdata/bits.txt has a sum over the results of each
// function. The variable KILN_UPDATE writes it anew.
func TestBits(t *testing.T) {
	const n = 20000
	var b strings.Builder
	for _, f := range functions {
		h := sha256.New()
		for _, x := range arguments(n, 77) {
			write(h.Write, f.f(x))
		}
		b.WriteString(f.name + " " + hex.EncodeToString(h.Sum(nil)[:12]) + "\n")
	}
	for _, f := range functions2 {
		h := sha256.New()
		xs, ys := pairs(n, 78, f.name == "pow")
		for i, x := range xs {
			write(h.Write, f.f(x, ys[i]))
		}
		b.WriteString(f.name + " " + hex.EncodeToString(h.Sum(nil)[:12]) + "\n")
	}
	const file = "testdata/bits.txt"
	if os.Getenv("KILN_UPDATE") != "" {
		require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), b.String())
}

func write(w func([]byte) (int, error), x float64) {
	var buf [8]byte
	if x != x {
		x = math.NaN()
	}
	binary.LittleEndian.PutUint64(buf[:], math.Float64bits(x))
	_, _ = w(buf[:])
}
