package num

import (
	"math"
	"math/big"
	"strconv"
	"unicode/utf8"
)

// IsSpace reports whether r is WhiteSpace or LineTerminator, the code points
// that trimming removes (sec-trimstring).
func IsSpace(r rune) bool {
	if r < 0x80 {
		return r == ' ' || r >= '\t' && r <= '\r'
	}
	switch r {
	case 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

// TrimLeft removes leading white space and line terminators (sec-trimstring).
func TrimLeft(s string) string {
	for len(s) > 0 {
		if c := s[0]; c < utf8.RuneSelf {
			if !IsSpace(rune(c)) {
				return s
			}
			s = s[1:]
			continue
		}
		r, n := utf8.DecodeRuneInString(s)
		if !IsSpace(r) {
			return s
		}
		s = s[n:]
	}
	return s
}

// TrimRight removes trailing white space and line terminators
// (sec-trimstring).
func TrimRight(s string) string {
	for len(s) > 0 {
		if c := s[len(s)-1]; c < utf8.RuneSelf {
			if !IsSpace(rune(c)) {
				return s
			}
			s = s[:len(s)-1]
			continue
		}
		r, n := utf8.DecodeLastRuneInString(s)
		if !IsSpace(r) {
			return s
		}
		s = s[:len(s)-n]
	}
	return s
}

// Trim removes white space and line terminators at both ends
// (sec-trimstring).
func Trim(s string) string { return TrimRight(TrimLeft(s)) }

// ParseNumber implements StringToNumber (sec-stringtonumber): decimal text
// with an optional sign, Infinity, 0x, 0o and 0b integers, surrounding white
// space ignored. Empty text is 0, anything else NaN.
func ParseNumber(s string) float64 {
	s = Trim(s)
	if s == "" {
		return 0
	}
	if len(s) > 2 && s[0] == '0' {
		if radix := prefixRadix(s[1]); radix != 0 {
			if digitPrefix(s[2:], radix) != len(s)-2 {
				return math.NaN()
			}
			return ParseDigits(s[2:], radix)
		}
	}
	f, n := decimalPrefix(s)
	if n != len(s) {
		return math.NaN()
	}
	return f
}

// prefixRadix returns the radix that the letter after a leading 0 announces,
// or 0.
func prefixRadix(c byte) int {
	switch c {
	case 'x', 'X':
		return 16
	case 'o', 'O':
		return 8
	case 'b', 'B':
		return 2
	}
	return 0
}

// ParseFloatPrefix implements parseFloat (sec-parsefloat-string): after white
// space, the value of the longest prefix that is a StrDecimalLiteral, NaN if
// there is none.
func ParseFloatPrefix(s string) float64 {
	f, n := decimalPrefix(TrimLeft(s))
	if n == 0 {
		return math.NaN()
	}
	return f
}

// decimalPrefix finds the longest prefix of s that is a StrDecimalLiteral and
// returns its value and length; the length is 0 if there is none.
func decimalPrefix(s string) (float64, int) {
	i := 0
	neg := false
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		neg = s[i] == '-'
		i++
	}
	n, simple := scanDecimal(s[i:])
	if n == 0 {
		const inf = "Infinity"
		if len(s)-i >= len(inf) && s[i:i+len(inf)] == inf {
			if neg {
				return math.Inf(-1), i + len(inf)
			}
			return math.Inf(1), i + len(inf)
		}
		return 0, 0
	}
	var f float64
	if simple && n <= 15 {
		f = smallDecimal(s[i : i+n])
	} else {
		f = parseDecimal(s[i : i+n])
	}
	if neg {
		f = -f
	}
	return f, i + n
}

// scanDecimal returns the length of the longest prefix of s that is a
// StrUnsignedDecimalLiteral other than Infinity, and whether it is digits
// only.
func scanDecimal(s string) (n int, simple bool) {
	i := skipDigits(s, 0)
	digits := i
	simple = true
	if i < len(s) && s[i] == '.' {
		end := skipDigits(s, i+1)
		digits += end - i - 1
		if digits > 0 {
			i = end
			simple = false
		}
	}
	if digits == 0 {
		return 0, false
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if end := skipDigits(s, j); end > j {
			return end, false
		}
	}
	return i, simple
}

func skipDigits(s string, i int) int {
	for i < len(s) && s[i]-'0' <= 9 {
		i++
	}
	return i
}

// No double, and no middle between two of them, has more than 768 significant digits:
// those after maxDigits only tell whether the value is a little larger.
const maxDigits = 800

// parseDecimal returns the value of a StrUnsignedDecimalLiteral other than Infinity.
func parseDecimal(s string) float64 {
	if len(s) > 2*maxDigits {
		s = shorten(s)
	}
	// Out of range is not an error here: the result is 0 or Inf.
	f, _ := strconv.ParseFloat(s, 64)
	return f
}

// shorten returns a literal of the same value as a double, with few digits. The work of
// strconv.ParseFloat for a digit is several times that of this.
func shorten(s string) string {
	i := skipDigits(s, 0)
	whole, part := s[skipZeros(s[:i]):i], ""
	if i < len(s) && s[i] == '.' {
		end := skipDigits(s, i+1)
		part = s[i+1 : end]
		i = end
	}
	exponent := int64(len(whole))
	if whole == "" {
		zeros := skipZeros(part)
		part = part[zeros:]
		exponent -= int64(zeros)
	}
	if i < len(s) {
		exponent += smallExponent(s[i+1:])
	}
	text := make([]byte, 0, maxDigits+32)
	text = append(text, '.')
	rest := false
	for _, digits := range [2]string{whole, part} {
		n := min(len(digits), 1+maxDigits-len(text))
		text = append(text, digits[:n]...)
		rest = rest || skipZeros(digits[n:]) < len(digits)-n
	}
	if rest {
		text = append(text, '1')
	}
	if len(text) == 1 {
		return "0"
	}
	return string(strconv.AppendInt(append(text, 'e'), exponent, 10))
}

// smallExponent returns the value of the digits of an exponent and their sign; of what
// lies beyond every string's length and double's range it returns anything beyond.
func smallExponent(s string) int64 {
	negative := s[0] == '-'
	if negative || s[0] == '+' {
		s = s[1:]
	}
	n := int64(0)
	for i := 0; i < len(s) && n < 1<<40; i++ {
		n = n*10 + int64(s[i]-'0')
	}
	if negative {
		return -n
	}
	return n
}

// skipZeros returns how many zeros s begins with.
func skipZeros(s string) int {
	i := 0
	for i < len(s) && s[i] == '0' {
		i++
	}
	return i
}

// smallDecimal returns the value of at most 15 decimal digits, which a double
// holds exactly.
func smallDecimal(s string) float64 {
	var v uint64
	for i := 0; i < len(s); i++ {
		v = v*10 + uint64(s[i]-'0')
	}
	return float64(v)
}

// ParseIntPrefix implements parseInt (sec-parseint-string-radix) after its
// conversions: radix is ToInt32 of the second argument, 0 for none. The
// result is the nearest double, NaN if there are no digits.
func ParseIntPrefix(s string, radix int32) float64 {
	s = TrimLeft(s)
	neg := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		neg = s[0] == '-'
		s = s[1:]
	}
	strip := radix == 0 || radix == 16
	if radix == 0 {
		radix = 10
	}
	if radix < 2 || radix > 36 {
		return math.NaN()
	}
	if strip && len(s) >= 2 && s[0] == '0' && s[1]|0x20 == 'x' {
		s = s[2:]
		radix = 16
	}
	n := digitPrefix(s, int(radix))
	if n == 0 {
		return math.NaN()
	}
	f := ParseDigits(s[:n], int(radix))
	if neg {
		f = -f
	}
	return f
}

// digitValue returns the value of the digit c, or 255.
func digitValue(c byte) byte {
	switch {
	case c-'0' <= 9:
		return c - '0'
	case (c|0x20)-'a' < 26:
		return (c | 0x20) - 'a' + 10
	}
	return 255
}

// digitPrefix returns how many digits of the radix s begins with.
func digitPrefix(s string, radix int) int {
	i := 0
	for i < len(s) && int(s[i]-'0') < min(radix, 10) {
		i++
	}
	for i < len(s) && int(digitValue(s[i])) < radix {
		i++
	}
	return i
}

// ParseDigits returns the double nearest to the integer that s spells in the
// given radix, 2 to 36. Every byte of s must be a digit of the radix; no sign,
// no separators. Empty text is 0.
func ParseDigits(s string, radix int) float64 {
	for s != "" && s[0] == '0' {
		s = s[1:]
	}
	var v uint64
	i := 0
	for r := uint64(radix); i < len(s) && v < 1<<56; i++ {
		v = v*r + uint64(digitValue(s[i]))
	}
	if i == len(s) {
		return float64(v)
	}
	switch radix {
	case 2, 4, 8, 16, 32:
		return parsePowerOfTwo(s, radix)
	case 10:
		return parseDecimal(s)
	}
	// 3^647 exceeds every double.
	if len(s) > 647 {
		return math.Inf(1)
	}
	n, ok := new(big.Int).SetString(s, radix)
	if !ok {
		return math.NaN()
	}
	f, _ := n.Float64()
	return f
}

// parsePowerOfTwo is ParseDigits for a radix that is a power of two and text
// without leading zeros. Digits that do not fit 60 bits are counted, and leave
// their trace in the lowest bit, below the point where the double is rounded.
func parsePowerOfTwo(s string, radix int) float64 {
	shift := 0
	for 1<<shift < radix {
		shift++
	}
	var v uint64
	i := 0
	for ; i < len(s) && v < 1<<58; i++ {
		v = v<<shift | uint64(digitValue(s[i]))
	}
	for j := i; j < len(s); j++ {
		if s[j] != '0' {
			v |= 1
			break
		}
	}
	if len(s)-i > 1024 {
		return math.Inf(1)
	}
	return math.Ldexp(float64(v), shift*(len(s)-i))
}

// ParseDecimal returns the value of a DecimalLiteral (sec-literals-numeric-literals)
// whose separators are removed: digits with an optional point and exponent.
// It reports false if s is anything else.
func ParseDecimal(s string) (float64, bool) {
	n, simple := scanDecimal(s)
	if n == 0 || n != len(s) {
		return 0, false
	}
	if simple && n <= 15 {
		return smallDecimal(s), true
	}
	return parseDecimal(s), true
}

// ParseLiteral returns the value of a NumericLiteral that is not a BigInt
// (sec-literals-numeric-literals), its separators removed: decimal, 0x, 0o,
// 0b, and the legacy forms 017 and 089. It reports false if s is anything
// else; whether a legacy form is allowed is the caller's question.
func ParseLiteral(s string) (float64, bool) {
	if len(s) < 2 || s[0] != '0' {
		return ParseDecimal(s)
	}
	if radix := prefixRadix(s[1]); radix != 0 {
		if len(s) == 2 || digitPrefix(s[2:], radix) != len(s)-2 {
			return 0, false
		}
		return ParseDigits(s[2:], radix), true
	}
	if digitPrefix(s[1:], 8) == len(s)-1 {
		return ParseDigits(s[1:], 8), true
	}
	return ParseDecimal(s)
}
