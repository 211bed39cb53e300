package fdlibm

import "math"

// madd returns a + x·y with the product rounded first.
func madd(a, x, y float64) float64 { return a + float64(x*y) }

// high returns the upper 32 bits of x without the sign: they order magnitudes,
// with 20 bits of the significand.
func high(x float64) uint32 { return uint32(math.Float64bits(x)>>32) &^ (1 << 31) }

// fromHigh returns the double whose upper 32 bits are h and whose lower are zero.
func fromHigh(h uint32) float64 { return math.Float64frombits(uint64(h) << 32) }

// head returns x with the lower 32 bits of its significand cleared: products of
// two heads are exact.
func head(x float64) float64 { return math.Float64frombits(math.Float64bits(x) &^ (1<<32 - 1)) }

// twoTo returns 2^k; k must be in -1022 … 1023.
func twoTo(k int) float64 { return math.Float64frombits(uint64(k+1023) << 52) }
