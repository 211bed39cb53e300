package temporal

import (
	"strconv"
	"strings"
)

// parseTemporalDurationString is ParseTemporalDurationString
// (sec-temporal-parsetemporaldurationstring).
func parseTemporalDurationString(text string) (duration, error) {
	invalid := rangeError("invalid duration: " + clip(text))
	s := scanner{text: text}
	negative := s.accept('-')
	if !negative {
		s.accept('+')
	}
	if !s.acceptFold('p') {
		return duration{}, invalid
	}
	var d duration
	read, ok := s.durationParts("ymwd", unitYear, &d)
	if !ok {
		return duration{}, invalid
	}
	if s.acceptFold('t') {
		var more int
		if more, ok = s.durationParts("hms", unitHour, &d); !ok || more == 0 {
			return duration{}, invalid
		}
		read += more
	}
	if read == 0 || s.at != len(text) {
		return duration{}, invalid
	}
	if negative {
		d = d.negated()
	}
	if !isValidDuration(&d) {
		return d, errDuration
	}
	return d, nil
}

// durationParts reads numbers with the designators of units, in their order, from the unit
// first on. A unit of time may have a fraction, which becomes smaller units and ends the
// duration.
func (s *scanner) durationParts(designators string, first unit, d *duration) (read int, ok bool) {
	for next := 0; isDigit(s.peek()); read++ {
		start := s.at
		for isDigit(s.peek()) {
			s.at++
		}
		digits, fraction := s.text[start:s.at], int64(0)
		if !s.fraction(&fraction) {
			return read, false
		}
		fractional := s.at-start > len(digits)
		i := strings.IndexByte(designators[next:], s.peek()|0x20)
		if i < 0 || !isAlpha(s.peek()) || fractional && first != unitHour {
			return read, false
		}
		s.at++
		u := first + unit(next+i)
		next += i + 1
		// Digits alone are a number, which is infinite at worst.
		d[u], _ = strconv.ParseFloat(digits, 64)
		if fractional {
			d.addFraction(u, fraction)
			return read + 1, true
		}
	}
	return read, true
}

// addFraction adds billionths of a unit as smaller units.
func (d *duration) addFraction(u unit, billionths int64) {
	// A billionth of an hour is 3,600 nanoseconds.
	rest := billionths * (u.length() / nsPerSecond)
	for u++; u <= unitNanosecond; u++ {
		d[u] = float64(rest / u.length())
		rest %= u.length()
	}
}
