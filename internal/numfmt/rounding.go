package numfmt

// unsignedMode is what a rounding mode does with absolute values (GetUnsignedRoundingMode).
type unsignedMode uint8

const (
	towardZero unsignedMode = iota
	towardInfinity
	halfZero
	halfInfinity
	halfEven
)

// unsigned is GetUnsignedRoundingMode (sec-getunsignedroundingmode).
func (m RoundingMode) unsigned(negative bool) unsignedMode {
	switch m {
	case Ceil:
		if negative {
			return towardZero
		}
		return towardInfinity
	case Floor:
		if negative {
			return towardInfinity
		}
		return towardZero
	case Expand:
		return towardInfinity
	case Trunc:
		return towardZero
	case HalfCeil:
		if negative {
			return halfZero
		}
		return halfInfinity
	case HalfFloor:
		if negative {
			return halfInfinity
		}
		return halfZero
	case HalfTrunc:
		return halfZero
	case HalfEven:
		return halfEven
	}
	return halfInfinity
}

// up is ApplyUnsignedRoundingMode (sec-applyunsignedroundingmode): whether a value that is not exact goes to
// the upper neighbour; half compares its distance from the lower one with the half.
func (m unsignedMode) up(half int, lowerIsEven bool) bool {
	switch m {
	case towardZero:
		return false
	case towardInfinity:
		return true
	}
	switch {
	case half != 0:
		return half > 0
	case m == halfZero:
		return false
	case m == halfInfinity:
		return true
	}
	return !lowerIsEven
}

// window is a power of ten that twice every rounding increment divides: which multiple of an increment a number is
// next to, and whether it is an even one, is seen in its last windowDigits digits.
const (
	window       = 100_000
	windowDigits = 5
)

// round rounds to a multiple of increment × 10^magnitude, increment being one of ECMA-402's.
func (d *Decimal) round(magnitude, increment int, mode unsignedMode) {
	keep := d.exp - magnitude // digits before the place of rounding
	if len(d.digits) == 0 || keep >= len(d.digits) && increment == 1 {
		return
	}
	// half compares what is behind the place with a half, rest says whether there is something.
	half, rest := -1, keep < len(d.digits)
	if keep >= 0 && rest {
		switch {
		case d.digits[keep] > '5', d.digits[keep] == '5' && keep+1 < len(d.digits):
			half = 1
		case d.digits[keep] == '5':
			half = 0
		}
	}
	last, first := 0, max(keep-windowDigits, 0)
	for i := first; i < keep; i++ {
		last *= 10
		if i < len(d.digits) {
			last += int(d.digits[i] - '0')
		}
	}
	over := last % increment
	lower := last - over
	switch {
	case over == 0 && !rest:
		return
	case 2*over > increment:
		half = 1
	case 2*over == increment && rest:
		half = 1
	case 2*over == increment:
		half = 0
	case 2*over+1 < increment:
		half = -1
	}
	if mode.up(half, lower/increment%2 == 0) {
		lower += increment
	}
	// The last digits are those of lower now, with a carry.
	keep = max(keep, 0)
	var place [windowDigits]byte
	n := keep - first
	if n < windowDigits && first == 0 {
		// All digits are in the window: it takes the carry too.
		for i := windowDigits - 1; i >= 0; i-- {
			place[i] = byte('0' + lower%10)
			lower /= 10
		}
		carry := byte('0' + lower)
		d.digits = append(append(d.digits[:0], carry), place[:]...)
		d.exp = magnitude + windowDigits + 1
		d.trim()
		return
	}
	for i := windowDigits - 1; i >= 0; i-- {
		place[i] = byte('0' + lower%10)
		lower /= 10
	}
	for len(d.digits) < first {
		d.digits = append(d.digits, '0')
	}
	d.digits = append(d.digits[:first], place[:]...)
	if lower > 0 {
		d.carry(first)
	}
	d.trim()
}

// carry adds one to the first n digits.
func (d *Decimal) carry(n int) {
	for i := n - 1; i >= 0; i-- {
		if d.digits[i] != '9' {
			d.digits[i]++
			return
		}
		d.digits[i] = '0'
	}
	d.digits = append(d.digits, 0)
	copy(d.digits[1:], d.digits)
	d.digits[0] = '1'
	d.exp++
}

// round rounds a finite number as FormatNumericToString (sec-formatnumerictostring) does, and tells how many digits are to
// be shown behind the separator at least. spare is memory for a second way to round.
func (o *Digits) round(d, spare *Decimal) (fraction int) {
	mode := o.Mode.unsigned(d.negative)
	switch o.Rounding {
	case SignificantDigits:
		fraction, _ = o.toRawPrecision(d, mode)
	case FractionDigits:
		fraction = o.toRawFixed(d, mode)
	default:
		spare.set(d)
		shown, magnitude := o.toRawPrecision(spare, mode)
		fixedIsMorePrecise := -o.MaxFraction < magnitude
		if fixedIsMorePrecise == (o.Rounding == MorePrecision) {
			fraction = o.toRawFixed(d, mode)
		} else {
			*d, *spare = *spare, *d
			fraction = shown
		}
	}
	if o.StripIfInteger && d.fraction() == 0 {
		return 0
	}
	return max(fraction, d.fraction())
}

// toRawPrecision is ToRawPrecision (sec-torawprecision).
func (o *Digits) toRawPrecision(d *Decimal, mode unsignedMode) (fraction, roundingMagnitude int) {
	d.round(d.magnitude()+1-o.MaxSignificant, 1, mode)
	e := d.magnitude()
	return max(o.MinSignificant-1-e, 0), e - o.MaxSignificant + 1
}

// toRawFixed is ToRawFixed (sec-torawfixed).
func (o *Digits) toRawFixed(d *Decimal, mode unsignedMode) (fraction int) {
	d.round(-o.MaxFraction, max(o.Increment, 1), mode)
	return o.MinFraction
}
