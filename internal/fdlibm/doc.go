// Package fdlibm has the elementary functions of Math: the algorithms that Sun
// published as fdlibm (K. C. Ng and others, 1993), which the browsers took over, so
// that programs that add up sines or logarithms see the same digits here.
//
// The results are the same on every machine: no product is fused with a sum unless
// math.FMA says so (an explicit conversion of the product prevents it, and a test
// looks for those that have none).
//
// Where a function of fdlibm is more than one unit in the last place (ulp) off, it
// is computed with more care, from sums of two doubles. The greatest errors among a
// million arguments each (any bits, denormals, borders, next to multiples of π/2,
// next to 1), in ulp:
//
//	as in fdlibm                      with more care
//	sin    0.84    exp     0.85       sinh   0.84    atan2  0.89
//	cos    0.83    expm1   0.78       cosh   0.84    pow    0.75
//	tan    0.85    log     0.79       tanh   0.62    log10  0.66
//	asin   0.83    log1p   0.79       asinh  0.77    hypot  0.75
//	acos   0.85    log2    0.68       acosh  0.75
//	atan   0.81    cbrt    0.67       atanh  0.78
//
// (For pow and hypot that is among denormal results, which are rounded twice, for
// others 0.55 and 0.50.) The variable KILN_FDLIBM says how many arguments the test
// of precision takes.
//
// More care means other digits than where fdlibm's own algorithm still runs: atan2 is the
// nearest double of 96 in 100 points here, of 81 in 100 there.
//
// Where fdlibm has left things to choose, the choice is that of FreeBSD's library:
// the cube root and the logarithms to the bases 2 and 10 are its.
//
// Exact results are exact: powers of two and ten and their logarithms, powers of
// integers, roots of cubes, the hypotenuse of whole triangles. Zero keeps its sign,
// and what is outside of a function's domain is NaN.
//
// The package imports package math alone.
package fdlibm
