package fdlibm

import "math"

// Hypot returns the square root of the sum of the squares of xs; an infinity among
// them makes it infinite even if there is a NaN.
func Hypot(xs ...float64) float64 {
	largest, nan := 0.0, false
	for _, x := range xs {
		nan = nan || x != x
		if a := math.Abs(x); a > largest {
			largest = a
		}
	}
	switch {
	case largest > math.MaxFloat64:
		return largest
	case nan:
		return math.NaN()
	case largest == 0:
		return 0
	}
	// Scaled by a power of two, so that no square overflows or loses bits.
	e := min(max(int(high(largest)>>20)-1023, -1021), 1021)
	scale := twoTo(-e)
	var squares double
	for _, x := range xs {
		x = float64(x * scale)
		p := float64(x * x)
		rest := math.FMA(x, x, -p)
		s := squares.hi + p
		v := s - squares.hi
		squares.lo += (squares.hi - (s - v)) + (p - v) + rest
		squares.hi = s
	}
	r := root(sum(squares.hi, squares.lo))
	return float64((r.hi + r.lo) * twoTo(e))
}
