package fdlibm

import "math"

// The coefficients of (ln(1+s) - ln(1-s))/s - 2 in powers of s², s = f/(2+f),
// within 2^-58 for 1+f from sqrt(2)/2 to sqrt(2).
const (
	log1 = 0x1.5555555555593p-1
	log2 = 0x1.999999997fa04p-2
	log3 = 0x1.2492494229359p-2
	log4 = 0x1.c71c51d8e78afp-3
	log5 = 0x1.7466496cb03dep-3
	log6 = 0x1.39a09d078c69fp-3
	log7 = 0x1.2f112df3e5244p-3
)

// logRest is the value of the polynomial of log1 to log7 at z.
func logRest(z float64) float64 {
	w := float64(z * z)
	even := float64(w * madd(log2, w, madd(log4, w, log6)))
	odd := float64(z * madd(log1, w, madd(log3, w, madd(log5, w, log7))))
	return odd + even
}

// split returns k and m with x = m·2^k and m from sqrt(2)/2 to sqrt(2), for a
// positive finite x.
func split(x float64) (k int, m float64) {
	b := math.Float64bits(x)
	if b < 1<<52 {
		b = math.Float64bits(float64(x * 0x1p54))
		k = -54
	}
	k += int(b>>52) - 1023
	fraction := uint32(b>>32) & 0xFFFFF
	carry := (fraction + 0x95F64) & 0x100000 // set from sqrt(2) on
	k += int(carry >> 20)
	top := uint64(fraction | carry ^ highOne)
	return k, math.Float64frombits(top<<32 | b&(1<<32-1))
}

// logBorder returns the logarithms of what is no positive finite number.
func logBorder(x float64) float64 {
	switch {
	case x == 0:
		return math.Inf(-1)
	case x < 0:
		return math.NaN()
	}
	return x
}

// Log returns the natural logarithm of x.
func Log(x float64) float64 {
	if !(x > 0 && x <= math.MaxFloat64) {
		return logBorder(x)
	}
	k, m := split(x)
	return logOf(m, k)
}

// logOf returns ln(m·2^k) for m from sqrt(2)/2 to sqrt(2).
func logOf(m float64, k int) float64 {
	f := m - 1
	dk := float64(k)
	fraction := uint32(math.Float64bits(m)>>32) & 0xFFFFF
	if (fraction+2)&0xFFFFF < 3 { // |f| < 2^-20
		if f == 0 {
			return madd(float64(dk*ln2Hi), dk, ln2Lo)
		}
		r := float64(float64(f*f) * (0.5 - float64(0.33333333333333333*f)))
		if k == 0 {
			return f - r
		}
		return float64(dk*ln2Hi) - ((r - float64(dk*ln2Lo)) - f)
	}
	s := f / (2 + f)
	r := logRest(float64(s * s))
	// Where f is not small the square is kept apart, so that it rounds less.
	if int32(fraction-0x6147A)|int32(0x6B851-fraction) > 0 {
		square := float64(float64(0.5*f) * f)
		if k == 0 {
			return f - (square - float64(s*(square+r)))
		}
		return float64(dk*ln2Hi) - ((square - madd(float64(s*(square+r)), dk, ln2Lo)) - f)
	}
	if k == 0 {
		return f - float64(s*(f-r))
	}
	return float64(dk*ln2Hi) - ((float64(s*(f-r)) - float64(dk*ln2Lo)) - f)
}

// Log1p returns the natural logarithm of 1 + x, precise for small x too.
func Log1p(x float64) float64 {
	switch {
	case x <= -1 || x != x:
		if x == -1 {
			return math.Inf(-1)
		}
		return math.NaN()
	case x > math.MaxFloat64:
		return x
	}
	h := high(x)
	switch {
	case h < 0x3C900000: // 2^-54
		return x
	case h < 0x3E200000: // 2^-29
		return x - float64(float64(x*x)*0.5)
	}
	return log1pSum(x, 0)
}

// log1pSum returns ln(1+x+lo) for x > -1 of magnitude above 2^-29 and an lo that is
// lost in x.
func log1pSum(x, lo float64) float64 {
	// x+1 is (1+f)·2^k, and c makes good for what f lacks.
	h := high(x)
	k, f, c, fraction := 0, x, 0.0, uint32(1)
	if x > 0 && h >= 0x3FDA827A || x < 0 && h > 0x3FD2BEC4 { // sqrt(2)-1, 1-sqrt(2)/2
		u := x
		if h < 0x43400000 { // 2^53
			u = 1 + x
		}
		hu := high(u)
		k = int(hu>>20) - 1023
		if h < 0x43400000 {
			if k > 0 {
				c = 1 - (u - x)
			} else {
				c = x - (u - 1)
			}
			c = (c + lo) / u
		}
		fraction = hu & 0xFFFFF
		low := math.Float64bits(u) & (1<<32 - 1)
		if fraction < 0x6A09E {
			u = math.Float64frombits(uint64(fraction|highOne)<<32 | low)
		} else {
			k++
			u = math.Float64frombits(uint64(fraction|0x3FE00000)<<32 | low)
			fraction = (0x100000 - fraction) >> 2
		}
		f = u - 1
	} else if lo != 0 {
		c = lo / (1 + x)
	}
	dk := float64(k)
	square := float64(float64(0.5*f) * f)
	if fraction == 0 { // |f| < 2^-20
		if f == 0 {
			return float64(dk*ln2Hi) + madd(c, dk, ln2Lo)
		}
		r := float64(square * (1 - float64(0.66666666666666666*f)))
		if k == 0 {
			return f - (r - c)
		}
		return float64(dk*ln2Hi) - ((r - madd(c, dk, ln2Lo)) - f)
	}
	s := f / (2 + f)
	z := float64(s * s)
	r := float64(z * madd(log1, z, madd(log2, z, madd(log3, z, madd(log4, z, madd(log5, z, madd(log6, z, log7)))))))
	if k == 0 {
		return f - (square - (float64(s*(square+r)) + c))
	}
	return float64(dk*ln2Hi) - ((square - (float64(s*(square+r)) + madd(c, dk, ln2Lo))) - f)
}

// 1/ln(2) and 1/ln(10) as sums whose first parts have many trailing zeros, and
// log10(2) likewise.
const (
	oneByLn2Hi  = 0x1.71547652p+0
	oneByLn2Lo  = 0x1.705fc2eefa2p-33
	oneByLn10Hi = 0x1.bcb7b152p-2
	oneByLn10Lo = 0x1.b9438ca9aadd5p-36
	log10of2Hi  = 0x1.34413509f6p-2
	log10of2Lo  = 0x1.9fef311f12b36p-42
)

// logParts returns the natural logarithm of m, from sqrt(2)/2 to sqrt(2), as a
// sum: hi has 32 trailing zeros.
func logParts(m float64) (hi, lo float64) {
	f := m - 1
	square := float64(float64(0.5*f) * f)
	s := f / (2 + f)
	rest := float64(s * (square + logRest(float64(s*s))))
	hi = head(f - square)
	return hi, (f - hi) - square + rest
}

// Log2 returns the binary logarithm of x, exact for powers of two.
func Log2(x float64) float64 {
	if !(x > 0 && x <= math.MaxFloat64) {
		return logBorder(x)
	}
	if x == 1 {
		return 0
	}
	k, m := split(x)
	hi, lo := logParts(m)
	y := float64(k)
	valHi := float64(hi * oneByLn2Hi)
	valLo := madd(float64((lo+hi)*oneByLn2Lo), lo, oneByLn2Hi)
	w := y + valHi
	valLo += (y - w) + valHi
	return valLo + w
}

// Log10 returns the decimal logarithm of x, exact for powers of ten.
func Log10(x float64) float64 {
	if !(x > 0 && x <= math.MaxFloat64) {
		return logBorder(x)
	}
	if x == 1 {
		return 0
	}
	k, m := split(x)
	hi, lo := logParts(m)
	y := float64(k)
	valHi := float64(hi * oneByLn10Hi)
	upper := float64(y * log10of2Hi)
	valLo := madd(madd(float64(y*log10of2Lo), lo+hi, oneByLn10Lo), lo, oneByLn10Hi)
	w := upper + valHi
	valLo += (upper - w) + valHi
	return valLo + w
}
