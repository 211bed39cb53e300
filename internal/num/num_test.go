package num

import (
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

// readTable returns the rows of a tab-separated file in testdata. The tables
// hold what another engine answered.
func readTable(t *testing.T, name string) [][]string {
	text, err := os.ReadFile("testdata/" + name)
	require.NoError(t, err)
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	require.NotEmpty(t, rows)
	return rows
}

func fromHex(t *testing.T, s string) float64 {
	if s == "NaN" {
		return math.NaN()
	}
	b, err := strconv.ParseUint(s, 16, 64)
	require.NoError(t, err)
	return math.Float64frombits(b)
}

func atoi(t *testing.T, s string) int {
	i, err := strconv.Atoi(s)
	require.NoError(t, err)
	return i
}

func same(a, b float64) bool {
	return a != a && b != b || math.Float64bits(a) == math.Float64bits(b)
}

func TestFormatGolden(t *testing.T) {
	for _, r := range readTable(t, "format.tsv") {
		f := fromHex(t, r[0])
		radix, digits := atoi(t, r[2]), atoi(t, r[4])
		assert.Equal(t, r[1], FormatNumber(f), "ToString %s", r[0])
		assert.Equal(t, r[1], string(AppendNumber(nil, f)), "append %s", r[0])
		assert.Equal(t, r[3], FormatRadix(f, radix), "radix %d of %s", radix, r[1])
		assert.Equal(t, r[5], ToFixed(f, digits), "toFixed(%d) of %s", digits, r[1])
		assert.Equal(t, r[6], ToExponential(f, digits), "toExponential(%d) of %s", digits, r[1])
		assert.Equal(t, r[7], ToPrecision(f, min(100, digits+1)), "toPrecision(%d) of %s", digits+1, r[1])
		assert.Equal(t, int32(atoi(t, r[8])), ToInt32(f), "ToInt32 of %s", r[1])
		assert.Equal(t, uint32(int32(atoi(t, r[8]))), ToUint32(f), "ToUint32 of %s", r[1])
		assert.True(t, same(f, ParseNumber(FormatNumber(f))) || f == 0, "round trip of %s", r[1])
	}
}

func TestParseGolden(t *testing.T) {
	for _, r := range readTable(t, "parse.tsv") {
		s, err := strconv.Unquote(r[0])
		require.NoError(t, err)
		assert.True(t, same(fromHex(t, r[1]), ParseNumber(s)), "Number(%s) = %v", r[0], ParseNumber(s))
		assert.True(t, same(fromHex(t, r[2]), ParseFloatPrefix(s)), "parseFloat(%s) = %v", r[0], ParseFloatPrefix(s))
		f := ParseIntPrefix(s, int32(atoi(t, r[3])))
		assert.True(t, same(fromHex(t, r[4]), f), "parseInt(%s, %s) = %v", r[0], r[3], f)
	}
}

func TestFormatRadixExact(t *testing.T) {
	for _, c := range []struct {
		f     float64
		radix int
		want  string
	}{
		{0, 2, "0"},
		{math.Copysign(0, -1), 2, "0"},
		{255, 16, "ff"},
		{-255, 36, "-73"},
		{0.5, 2, "0.1"},
		{0.1, 3, "0.002200220022002200220022002200220102"},
		{-1.5, 7, "-1.3333333333333333333"},
		{1 << 60, 3, "21200101122222021102111220121112212101"},
		{-math.MaxFloat64, 2, "-" + strings.Repeat("1", 53) + strings.Repeat("0", 971)},
		{math.NaN(), 2, "NaN"},
		{math.Inf(-1), 36, "-Infinity"},
	} {
		got := FormatRadix(c.f, c.radix)
		if c.radix != 3 && c.radix != 7 || c.f == math.Trunc(c.f) {
			assert.Equal(t, c.want, got)
			continue
		}
		// The digits of a fraction identify the double.
		whole, frac, _ := strings.Cut(strings.TrimPrefix(got, "-"), ".")
		v := ParseDigits(whole, c.radix) + ParseDigits(frac, c.radix)/math.Pow(float64(c.radix), float64(len(frac)))
		assert.InDelta(t, math.Abs(c.f), v, 1e-15)
	}
}

func TestShortestExponential(t *testing.T) {
	assert.Equal(t, "0e+0", ToExponential(0, -1))
	assert.Equal(t, "1.2345e+4", ToExponential(12345, -1))
	assert.Equal(t, "-1e-7", ToExponential(-1e-7, -1))
	assert.Equal(t, "5e-324", ToExponential(5e-324, -1))
}

func TestParseIndex(t *testing.T) {
	for s, want := range map[string]int64{
		"0": 0, "1": 1, "10": 10, "4294967294": MaxIndex,
		"4294967295": -1, "": -1, "01": -1, "00": -1, "-1": -1, "1.0": -1, "+1": -1,
		" 1": -1, "1 ": -1, "99999999999": -1, "9999999999": -1, "1e3": -1, "x": -1, "1/": -1, "1:": -1,
	} {
		got, ok := ParseIndex(s)
		assert.Equal(t, want >= 0, ok, s)
		if ok {
			assert.Equal(t, uint32(want), got, s)
		}
		_, ok = ParseIndex([]byte(s))
		assert.Equal(t, want >= 0, ok, s)
	}
}

func TestIsInt32(t *testing.T) {
	for _, f := range []float64{0, 1, -1, math.MaxInt32, math.MinInt32} {
		i, ok := IsInt32(f)
		assert.True(t, ok)
		assert.Equal(t, f, float64(i))
	}
	for _, f := range []float64{math.Copysign(0, -1), 0.5, math.MaxInt32 + 1, math.MinInt32 - 1, 1e300, math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, ok := IsInt32(f)
		assert.False(t, ok, "%v", f)
	}
}

func TestParseLiteral(t *testing.T) {
	for s, want := range map[string]float64{
		"0": 0, "00": 0, "017": 15, "089": 89, "08.5": 8.5, "0x1F": 31, "0B11": 3, "0o17": 15,
		"1.": 1, ".5": .5, "1e3": 1000, "0e0": 0, "0.25": .25, "9007199254740993": 9007199254740992,
		"0x20000000000003":                         0x20000000000004,
		"0b" + strings.Repeat("1", 54):             1 << 54,
		"0xfffffffffffffbff":                       0xfffffffffffff800,
		"0xfffffffffffffc00":                       1 << 64,
		"0xfffffffffffff400":                       0xfffffffffffff000,
		"0xfffffffffffff40000000000000000000001":   0xfffffffffffff8 * 0x1p88,
		"0" + strings.Repeat("7", 400):             math.Inf(1),
		"0x" + strings.Repeat("f", 300):            math.Inf(1),
		"0x" + strings.Repeat("0", 5000) + "1":     1,
		"1" + strings.Repeat("0", 22):              1e22,
		"." + strings.Repeat("0", 5000) + "1e5001": 1,
	} {
		got, ok := ParseLiteral(s)
		assert.True(t, ok, s)
		assert.Equal(t, want, got, s)
	}
	for _, s := range []string{"", "0x", "0b2", "0o8", "1e", "1_0", "e", ".", "1n", "0x1.8", "Infinity", "+1", "08e"} {
		_, ok := ParseLiteral(s)
		assert.False(t, ok, s)
	}
}

// TestLongText checks text far longer than any double needs: the time is
// linear, and the last digit still decides a tie.
func TestLongText(t *testing.T) {
	const n = 1 << 20
	assert.Equal(t, math.Inf(1), ParseIntPrefix(strings.Repeat("2", n), 3))
	assert.Equal(t, math.Inf(1), ParseIntPrefix(strings.Repeat("9", n), 10))
	assert.Equal(t, 1.0, ParseIntPrefix(strings.Repeat("0", n)+"1", 36))
	assert.Equal(t, 9007199254740994.0, ParseNumber("9007199254740993."+strings.Repeat("0", n)+"1"))
	assert.Equal(t, 9007199254740992.0, ParseNumber("9007199254740993."+strings.Repeat("0", n)))
	assert.Equal(t, 1.0, ParseNumber(strings.Repeat("\u2003", n)+"1"+strings.Repeat("\ufeff", n)))
}

// Long literals are rounded once, from all their digits.
func TestLongDecimals(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	digits := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('0' + r.IntN(10))
		}
		return string(b)
	}
	between := new(big.Float).SetPrec(100).Add(big.NewFloat(1), big.NewFloat(0x1p-53))
	middle := between.SetMantExp(between, -1000).Text('f', 1053)
	for range 12 {
		zeros := strings.Repeat("0", r.IntN(4000))
		for _, s := range []string{
			zeros + digits(2000), digits(1900) + "." + digits(r.IntN(900)), "0." + zeros + digits(1700), "." + zeros + digits(1700),
			"1." + zeros + "1" + zeros + zeros, zeros + zeros + ".0", middle + zeros, middle + zeros + "1" + zeros,
			zeros + "9007199254740993" + zeros, "9007199254740993." + zeros + "1",
		} {
			for _, e := range []string{"", "e-" + digits(3), "e+0" + digits(3), "E-1700", "e" + strconv.Itoa(len(zeros)), "e-" + strconv.Itoa(len(zeros))} {
				exact, ok := new(big.Rat).SetString(s + e)
				require.True(t, ok)
				want, _ := exact.Float64()
				require.Equal(t, want, ParseNumber(s+e), "%s%s", s, e)
			}
			require.Zero(t, ParseNumber(s+"e-"+digits(30)))
			if strings.Trim(s, "0.") != "" {
				require.Equal(t, math.Inf(1), ParseNumber(s+"E+1"+digits(30)))
			}
		}
	}
}

func TestTrim(t *testing.T) {
	assert.Equal(t, "a", Trim("\t\v\f\r\n \u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeffa\ufeff"))
	assert.Equal(t, "\u180e\u200b\u0085", Trim("\u180e\u200b\u0085"))
	assert.Equal(t, "\xed\xa0\x80", Trim(" \xed\xa0\x80 "))
}

func BenchmarkFormatNumber(b *testing.B) {
	for name, f := range map[string]float64{"int": 123456, "short": 0.25, "long": math.Pi, "big": 1.2345678e200} {
		b.Run(name, func(b *testing.B) {
			var buf [32]byte
			for b.Loop() {
				AppendNumber(buf[:0], f)
			}
		})
	}
}

func BenchmarkParseNumber(b *testing.B) {
	for _, s := range []string{"123456", "3.141592653589793", "0x7fffffff"} {
		b.Run(s, func(b *testing.B) {
			for b.Loop() {
				ParseNumber(s)
			}
		})
	}
}
