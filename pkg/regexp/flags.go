package regexp

import "strings"

// Flags is the set of flags of a regular expression
// (sec-parsepattern, sec-regexpinitialize).
type Flags uint8

// The flags, with their letters.
const (
	HasIndices  Flags = 1 << iota // d
	Global                        // g
	IgnoreCase                    // i
	Multiline                     // m
	DotAll                        // s
	Unicode                       // u
	UnicodeSets                   // v
	Sticky                        // y
)

const flagLetters = "dgimsuvy"

// String returns the letters of the flags in alphabetical order.
func (f Flags) String() string {
	var b []byte
	for i := range len(flagLetters) {
		if f&(1<<i) != 0 {
			b = append(b, flagLetters[i])
		}
	}
	return string(b)
}

// Has reports whether all of the given flags are set.
func (f Flags) Has(flags Flags) bool { return f&flags == flags }

// FullUnicode reports whether patterns with these flags match code points, not
// code units: u or v.
func (f Flags) FullUnicode() bool { return f&(Unicode|UnicodeSets) != 0 }

// ParseFlags reads the letters of a set of flags. It reports false for an
// unknown or repeated letter and for u together with v.
func ParseFlags(s string) (Flags, bool) {
	var f Flags
	for i := range len(s) {
		n := strings.IndexByte(flagLetters, s[i])
		if n < 0 || f&(1<<n) != 0 {
			return 0, false
		}
		f |= 1 << n
	}
	return f, !f.Has(Unicode | UnicodeSets)
}
