package fdlibm

import "math"

// π/2 in pieces of 33 bits, whose products with integers up to 2^20 are exact,
// each with the double that comes nearest to the rest.
const (
	twoOverPi  = 0x1.45f306dc9c883p-1
	halfPi1    = 0x1.921fb544p+0
	halfPi1End = 0x1.0b4611a626331p-34
	halfPi2    = 0x1.0b4611a6p-34
	halfPi2End = 0x1.3198a2e037073p-69
	halfPi3    = 0x1.3198a2ep-69
	halfPi3End = 0x1.b839a252049c1p-104
)

// reduce returns n and r+tail with x = n·π/2 + r + tail and |r| ≤ π/4 (up to the
// rounding of n), for a finite x of magnitude above π/4. Only the lowest two
// bits of n mean anything. The tail makes good for the rounding of r.
func reduce(x float64) (n int, r, tail float64) {
	h := high(x)
	switch {
	case h < 0x4002D97C: // 3π/4
		n, r, tail = reduceOnce(math.Abs(x), h)
	case h <= 0x413921FB: // 2^19·π/2
		n, r, tail = reduceMedium(math.Abs(x), h)
	default:
		n, r, tail = reduceLarge(x)
	}
	if x < 0 {
		return -n, -r, -tail
	}
	return n, r, tail
}

// reduceOnce subtracts π/2 from x, whose upper half is h.
func reduceOnce(x float64, h uint32) (n int, r, tail float64) {
	z := x - halfPi1
	if h != 0x3FF921FB {
		r = z - halfPi1End
		return 1, r, (z - r) - halfPi1End
	}
	z -= halfPi2
	r = z - halfPi2End
	return 1, r, (z - r) - halfPi2End
}

// reduceMedium subtracts the nearest multiple of π/2, taking more pieces of π/2
// the more of the leading bits cancel.
func reduceMedium(x float64, h uint32) (n int, r, tail float64) {
	n = int(madd(0.5, x, twoOverPi))
	fn := float64(n)
	t := x - float64(fn*halfPi1)
	w := float64(fn * halfPi1End)
	r = t - w
	if e := int(h >> 20); e-int(high(r)>>20) > 16 {
		before := t
		w = float64(fn * halfPi2)
		t = before - w
		w = float64(fn*halfPi2End) - ((before - t) - w)
		r = t - w
		if e-int(high(r)>>20) > 49 {
			before = t
			w = float64(fn * halfPi3)
			t = before - w
			w = float64(fn*halfPi3End) - ((before - t) - w)
			r = t - w
		}
	}
	return n, r, (t - r) - w
}

// reduceLarge is the reduction of Payne and Hanek for x ≥ 2^20: of the product of x
// and 2/π only those digits (of 24 bits) are computed that decide n modulo 8 and
// the leading part of the fraction; more of them where the leading ones are zero.
func reduceLarge(x float64) (n int, r, tail float64) {
	b := math.Float64bits(x)
	m := b&(1<<52-1) | 1<<52
	f := product{x: [3]uint64{m >> 29, m >> 5 & digitMask, m << 19 & digitMask}}
	e := int(b>>52)&0x7FF - 1023 - 23 // x is x[0], x[1], x[2] with x[0] in units of 2^e
	f.first = max(0, (e-3)/digitBits)
	f.e = e - digitBits*(f.first+1)
	const atLeast = 4
	for count := atLeast; ; {
		half := f.multiply(count)
		zeros := 0
		for f.top == 0 && zeros < count && f.d[zeros+1] == 0 {
			zeros++
		}
		if more := zeros + 1 + atLeast - count; f.top == 0 && more > 0 && zeros >= count-atLeast {
			count += more
			continue
		}
		r, tail = f.timesHalfPi(count, zeros)
		if half {
			return f.n, -r, -tail
		}
		return f.n, r, tail
	}
}

const (
	digitBits = 24
	digitMask = 1<<digitBits - 1
)

// product is x·2/π modulo 8 as a fixed-point number, of which the integral part is
// n and the fraction is top·2^e + d[1]·2^(e-24) + d[2]·2^(e-48) + …; e is in -28 … 2.
type product struct {
	x     [3]uint64
	first int // the digit of 2/π that meets x[0] in the digit top
	e     int
	n     int
	top   uint64
	d     [20]uint64
}

// multiply computes the product with count digits behind top. If the fraction is
// at least 1/2, n becomes one more and the fraction what it lacks to 1.
func (f *product) multiply(count int) (half bool) {
	var carry uint64
	for i := count; i >= 0; i-- {
		s := carry
		for j, x := range f.x {
			if k := f.first + i - j; k >= 0 {
				s += x * twoOverPiDigits[k]
			}
		}
		if i == 0 {
			f.top = s
			break
		}
		f.d[i] = s & digitMask
		carry = s >> digitBits
	}
	// The integral part ends within top, or within d[1].
	topBits, firstBits := max(-f.e, 0), digitBits-max(f.e, 0)
	f.n = int(f.top >> topBits << max(f.e, 0) & 7)
	f.top &= 1<<topBits - 1
	f.n += int(f.d[1] >> firstBits)
	f.d[1] &= 1<<firstBits - 1
	if topBits > 0 {
		half = f.top>>(topBits-1) != 0
	} else {
		half = f.d[1]>>(firstBits-1) != 0
	}
	if !half {
		return false
	}
	f.n++
	borrow := uint64(0)
	for i := count; i > 0; i-- {
		width := digitBits
		if i == 1 {
			width = firstBits
		}
		f.d[i], borrow = (-f.d[i]-borrow)&(1<<width-1), min(f.d[i]+borrow, 1)
	}
	f.top = (-f.top - borrow) & (1<<topBits - 1)
	return true
}

// halfPiDigits are π/2 in pieces of 24 bits.
var halfPiDigits = [5]float64{
	0x1.921fb4p+0, 0x1.4442dp-24, 0x1.846988p-48, 0x1.8cc516p-72, 0x1.01b838p-96,
}

// timesHalfPi returns π/2 times the fraction, whose first zeros digits behind top
// are zero if top is, as a sum of two doubles.
func (f *product) timesHalfPi(count, zeros int) (hi, lo float64) {
	digits, scale := make([]uint64, 0, len(f.d)+1), twoTo(f.e)
	switch {
	case f.top == 0:
		digits = append(digits, f.d[zeros+1:count+1]...)
		scale = twoTo(f.e - digitBits*(zeros+1))
	case f.top > digitMask:
		digits = append(digits, f.top>>digitBits, f.top&digitMask)
		digits = append(digits, f.d[1:count+1]...)
		scale = twoTo(f.e + digitBits)
	default:
		digits = append(digits, f.top)
		digits = append(digits, f.d[1:count+1]...)
	}
	var q, p [len(f.d) + 1]float64
	n := len(digits)
	for i, d := range digits {
		q[i] = float64(scale * float64(d))
		scale = float64(scale * (1.0 / (1 << digitBits)))
		for k := 0; k <= i && k < len(halfPiDigits); k++ {
			p[i] += float64(halfPiDigits[k] * q[i-k])
		}
	}
	for i := n - 1; i >= 0; i-- {
		hi += p[i]
	}
	lo = p[0] - hi
	for i := 1; i < n; i++ {
		lo += p[i]
	}
	return hi, lo
}

// twoOverPiDigits are the digits of 2/π behind the point.
var twoOverPiDigits = [66]uint64{
	0xA2F983, 0x6E4E44, 0x1529FC, 0x2757D1, 0xF534DD, 0xC0DB62, 0x95993C, 0x439041, 0xFE5163, 0xABDEBB, 0xC561B7,
	0x246E3A, 0x424DD2, 0xE00649, 0x2EEA09, 0xD1921C, 0xFE1DEB, 0x1CB129, 0xA73EE8, 0x8235F5, 0x2EBB44, 0x84E99C,
	0x7026B4, 0x5F7E41, 0x3991D6, 0x398353, 0x39F49C, 0x845F8B, 0xBDF928, 0x3B1FF8, 0x97FFDE, 0x05980F, 0xEF2F11,
	0x8B5A0A, 0x6D1F6D, 0x367ECF, 0x27CB09, 0xB74F46, 0x3F669E, 0x5FEA2D, 0x7527BA, 0xC7EBE5, 0xF17B3D, 0x0739F7,
	0x8A5292, 0xEA6BFB, 0x5FB11F, 0x8D5D08, 0x560330, 0x46FC7B, 0x6BABF0, 0xCFBC20, 0x9AF436, 0x1DA9E3, 0x91615E,
	0xE61B08, 0x659985, 0x5F14A0, 0x68408D, 0xFFD880, 0x4D7327, 0x310606, 0x1556CA, 0x73A8C9, 0x60E27B, 0xC08C6B,
}
