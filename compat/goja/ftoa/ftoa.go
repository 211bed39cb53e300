// Package ftoa turns numbers into text as scripts do.
package ftoa

import (
	"bytes"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// FToStrMode says which form a number gets.
type FToStrMode int

// The forms.
const (
	ModeStandard            FToStrMode = iota // as short as it reads back, with an exponent where scripts have one
	ModeStandardExponential                   // as short as it reads back, with an exponent
	ModeFixed                                 // a number of digits behind the point; with an exponent from 10^21 on
	ModeExponential                           // a number of significant digits, with an exponent
	ModePrecision                             // a number of significant digits, with an exponent where that is shorter
)

// FToStr appends d to buffer in a form; precision is the number of digits that it wants.
func FToStr(d float64, mode FToStrMode, precision int, buffer []byte) []byte {
	switch {
	case d != d:
		return append(buffer, "NaN"...)
	case math.IsInf(d, 1):
		return append(buffer, "Infinity"...)
	case math.IsInf(d, -1):
		return append(buffer, "-Infinity"...)
	case d == 0:
		d = 0 // not -0
	}
	a := math.Abs(d)
	switch mode {
	case ModeStandardExponential:
		return exponential(buffer, d, -1)
	case ModeFixed:
		if a < 1e21 {
			return appendRounded(buffer, d, precision)
		}
	case ModeExponential:
		return exponential(buffer, d, precision-1)
	case ModePrecision:
		text := string(exponential(nil, d, precision-1))
		_, digits, _ := strings.Cut(text, "e")
		if e, _ := strconv.Atoi(digits); e < -6 || e >= precision {
			return append(buffer, text...)
		} else {
			return strconv.AppendFloat(buffer, d, 'f', precision-1-e, 64)
		}
	}
	if d == 0 || a >= 1e-6 && a < 1e21 {
		return strconv.AppendFloat(buffer, d, 'f', -1, 64)
	}
	return exponential(buffer, d, -1)
}

// appendRounded is toFixed, which rounds halves away from zero.
func appendRounded(buffer []byte, d float64, precision int) []byte {
	scaled := new(big.Rat).SetFloat64(d)
	return append(buffer, scaled.FloatString(precision)...)
}

// exponential writes d with an exponent of as few digits as it takes.
func exponential(buffer []byte, d float64, precision int) []byte {
	text := strconv.AppendFloat(nil, d, 'e', precision, 64)
	i := bytes.IndexByte(text, 'e')
	buffer = append(buffer, text[:i+2]...)
	digits := bytes.TrimLeft(text[i+2:], "0")
	if len(digits) == 0 {
		digits = []byte("0")
	}
	return append(buffer, digits...)
}

const digitChars = "0123456789abcdefghijklmnopqrstuvwxyz"

// FToBaseStr is num in a base from 2 to 36, with as many digits behind the point as tell it
// from its neighbours.
func FToBaseStr(num float64, radix int) string {
	switch {
	case num != num:
		return "NaN"
	case math.IsInf(num, 0):
		return strings.TrimPrefix(string(FToStr(num, ModeStandard, 0, nil)), "+")
	case num < 0:
		return "-" + FToBaseStr(-num, radix)
	}
	whole, fraction := math.Modf(num)
	n, _ := new(big.Float).SetFloat64(whole).Int(nil)
	text := n.Text(radix)
	if fraction == 0 {
		return text
	}
	delta := max(math.SmallestNonzeroFloat64, (math.Nextafter(num, math.Inf(1))-num)/2)
	digits := []byte{}
	for fraction >= delta {
		fraction *= float64(radix)
		delta *= float64(radix)
		digit := int(fraction)
		digits = append(digits, digitChars[digit])
		fraction -= float64(digit)
		if fraction > 0.5 || fraction == 0.5 && digit&1 == 1 {
			if fraction+delta > 1 {
				return carry(n, digits, radix)
			}
		}
	}
	return text + "." + string(digits)
}

// carry rounds the last of the digits behind the point up.
func carry(whole *big.Int, digits []byte, radix int) string {
	for i := len(digits) - 1; i >= 0; i-- {
		if d := strings.IndexByte(digitChars, digits[i]); d+1 < radix {
			digits[i] = digitChars[d+1]
			return whole.Text(radix) + "." + string(digits[:i+1])
		}
	}
	return new(big.Int).Add(whole, big.NewInt(1)).Text(radix)
}
