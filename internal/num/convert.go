package num

import "math"

// ToInt32 implements the mathematical part of sec-toint32: truncation toward
// zero, then reduction modulo 2^32 into the range -2^31 … 2^31-1. NaN and the
// infinities give 0.
func ToInt32(f float64) int32 {
	if f > -0x1p63 && f < 0x1p63 {
		return int32(int64(f))
	}
	return toInt32Large(f)
}

// toInt32Large handles NaN, the infinities and magnitudes of at least 2^63,
// where the value is an integer mantissa shifted left by at least eleven bits.
func toInt32Large(f float64) int32 {
	bits := math.Float64bits(f)
	shift := int(bits>>52&0x7ff) - 1075
	if shift > 31 {
		return 0
	}
	m := (bits&(1<<52-1) | 1<<52) << uint(shift)
	if bits>>63 != 0 {
		m = -m
	}
	return int32(uint32(m))
}

// ToUint32 implements the mathematical part of sec-touint32: truncation toward
// zero, then reduction modulo 2^32 into the range 0 … 2^32-1. NaN and the
// infinities give 0.
func ToUint32(f float64) uint32 { return uint32(ToInt32(f)) }

// IsInt32 reports whether f is exactly an int32, and which. It is false for
// -0, which an int32 cannot represent, and for NaN.
func IsInt32(f float64) (int32, bool) {
	// A conversion out of range yields some value, never a trap; comparing
	// back rejects it.
	i := int32(f)
	if float64(i) != f || i == 0 && math.Signbit(f) {
		return 0, false
	}
	return i, true
}

// MaxIndex is the largest array index, 2^32 - 2 (sec-array-index).
const MaxIndex = 1<<32 - 2

// ParseIndex reports whether s is the canonical decimal text of an array
// index, an integer from 0 to MaxIndex (sec-array-index), and which.
func ParseIndex[S ~string | ~[]byte](s S) (uint32, bool) {
	n := len(s)
	if n == 0 || n > 10 {
		return 0, false
	}
	d := s[0] - '0'
	if d > 9 || d == 0 && n > 1 {
		return 0, false
	}
	v := uint64(d)
	for i := 1; i < n; i++ {
		d = s[i] - '0'
		if d > 9 {
			return 0, false
		}
		v = v*10 + uint64(d)
	}
	if v > MaxIndex {
		return 0, false
	}
	return uint32(v), true
}
