// Package unistring has strings of UTF-16 code units in a form that compares, hashes and
// serves as a map key like a Go string.
//
// A String of ASCII characters is that text. Any other begins with the bytes of BOM, and
// each code unit takes two bytes, the low one first; no ASCII text begins like that.
package unistring

import (
	"unicode/utf16"
	"unicode/utf8"
)

// BOM is the code unit with which the form of strings that are not ASCII begins.
const BOM = 0xFEFF

// String is a string of UTF-16 code units, valid or not.
type String string

const (
	bomLow  = BOM & 0xFF
	bomHigh = BOM >> 8
)

// NewFromString makes the String of a Go text. Bytes that are not UTF-8 become U+FFFD.
func NewFromString(s string) String {
	if units := Scan(s); units != nil {
		return FromUtf16(units)
	}
	return String(s)
}

// NewFromRunes makes the String of code points.
func NewFromRunes(s []rune) String {
	units := make([]uint16, 1, len(s)+1)
	units[0] = BOM
	ascii := true
	for _, r := range s {
		ascii = ascii && r >= 0 && r < utf8.RuneSelf
		units = appendRune(units, r)
	}
	if ascii {
		return String(string(s))
	}
	return FromUtf16(units)
}

// appendRune is utf16.AppendRune that keeps halves of surrogate pairs.
func appendRune(units []uint16, r rune) []uint16 {
	if r >= 0xD800 && r <= 0xDFFF {
		return append(units, uint16(r))
	}
	return utf16.AppendRune(units, r)
}

// Scan returns the code units of a Go text behind BOM, or nil if the text is ASCII.
func Scan(s string) []uint16 {
	if isASCII(s) {
		return nil
	}
	units := make([]uint16, 1, len(s)+1)
	units[0] = BOM
	for _, r := range s {
		units = utf16.AppendRune(units, r)
	}
	return units
}

// isASCII looks at eight bytes at a time.
func isASCII(s string) bool {
	for ; len(s) >= 8; s = s[8:] {
		if (s[0]|s[1]|s[2]|s[3]|s[4]|s[5]|s[6]|s[7])&utf8.RuneSelf != 0 {
			return false
		}
	}
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// FromUtf16 makes the String of code units, the first of which is BOM.
func FromUtf16(b []uint16) String {
	out := make([]byte, 0, 2*len(b))
	for _, u := range b {
		out = append(out, byte(u), byte(u>>8))
	}
	return String(out)
}

// AsUtf16 returns the code units behind BOM, or nil if s is ASCII.
func (s String) AsUtf16() []uint16 {
	if len(s) < 4 || len(s)%2 != 0 || s[0] != bomLow || s[1] != bomHigh {
		return nil
	}
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i]) | uint16(s[2*i+1])<<8
	}
	return units
}

// String returns the text in UTF-8; halves of surrogate pairs become U+FFFD.
func (s String) String() string {
	if units := s.AsUtf16(); units != nil {
		return string(utf16.Decode(units[1:]))
	}
	return string(s)
}
