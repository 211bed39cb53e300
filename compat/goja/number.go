package goja

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// formatNumber is Number::toString (sec-numeric-types-number-tostring) in base ten.
func formatNumber(f float64) string {
	switch {
	case f != f:
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0:
		return "0"
	}
	if a := math.Abs(f); a >= 1e-6 && a < 1e21 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	text := strconv.FormatFloat(f, 'e', -1, 64)
	mantissa, exponent, _ := strings.Cut(text, "e")
	return mantissa + "e" + exponent[:1] + strings.TrimLeft(exponent[1:], "0")
}

// whitespace is what StringToNumber trims (sec-white-space, sec-line-terminators).
const whitespace = "\t\v\f \u00a0\ufeff\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\n\r\u2028\u2029"

// prefixBase is the base that a literal with a prefix is in, and its digits.
func prefixBase(s string) (digits string, base int) {
	if len(s) > 2 && s[0] == '0' {
		switch s[1] | 0x20 {
		case 'x':
			return s[2:], 16
		case 'o':
			return s[2:], 8
		case 'b':
			return s[2:], 2
		}
	}
	return s, 10
}

// parseNumber is StringToNumber (sec-stringtonumber).
func parseNumber(s string) float64 {
	s = strings.Trim(s, whitespace)
	if s == "" {
		return 0
	}
	digits, base := prefixBase(s)
	if base != 10 {
		n, ok := new(big.Int).SetString(digits, base)
		if !ok || digits[0] == '+' || digits[0] == '-' || strings.Contains(digits, "_") {
			return math.NaN()
		}
		f, _ := new(big.Float).SetInt(n).Float64()
		return f
	}
	switch s {
	case "Infinity", "+Infinity":
		return math.Inf(1)
	case "-Infinity":
		return math.Inf(-1)
	}
	if strings.Trim(s, "0123456789+-.eE") != "" {
		return math.NaN()
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(f, 0) {
		return math.NaN()
	}
	return f
}

// parseBigInt is StringToBigInt (sec-stringtobigint).
func parseBigInt(s string) (*big.Int, bool) {
	s = strings.Trim(s, whitespace)
	if s == "" {
		return new(big.Int), true
	}
	digits, base := prefixBase(s)
	if strings.Contains(digits, "_") || base != 10 && (digits[0] == '+' || digits[0] == '-') {
		return nil, false
	}
	return new(big.Int).SetString(digits, base)
}
