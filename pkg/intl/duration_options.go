package intl

import (
	"slices"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// The units of a duration, in the order of table-durationformat.
const (
	unitYears = iota
	unitMonths
	unitWeeks
	unitDays
	unitHours
	unitMinutes
	unitSeconds
	unitMilliseconds
	unitMicroseconds
	unitNanoseconds
	durationUnits // how many there are
)

var (
	durationUnitNames = [durationUnits]string{"years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"}
	durationStyles    = []string{"long", "short", "narrow", "digital"}
	durationDisplays  = []string{"auto", "always"}
)

// unitStyle is the style of a unit of a duration.
type unitStyle uint8

const (
	unitLong unitStyle = iota
	unitShort
	unitNarrow
	unitNumeric
	unit2Digit
	unitFractional
)

var unitStyleNames = []string{"long", "short", "narrow", "numeric", "2-digit", "fractional"}

// isNumeric reports whether the unit is digits alone.
func (s unitStyle) isNumeric() bool { return s == unitNumeric || s == unit2Digit }

// durationUnitOptions is a Duration Unit Options Record (sec-durationformat-unit-options-record).
type durationUnitOptions struct {
	style  unitStyle
	always bool // [[Display]]
}

// durationFormat is what the slots of an Intl.DurationFormat say.
type durationFormat struct {
	locale, numberingSystem string
	style                   int // of durationStyles
	units                   [durationUnits]durationUnitOptions
	fractionalDigits        int // -1 for undefined
}

const durationDigital = 3 // of durationStyles

// newDurationFormatOf reads what the constructor does of its arguments (sec-Intl.DurationFormat).
func newDurationFormatOf(rt *object.Runtime, locales, v heap.Value) (f durationFormat, err error) {
	opt, resolved, err := resolveOptions(rt, locales, v, getOptionsObject, nil, numberingKey)
	if err != nil {
		return f, err
	}
	f.locale, f.numberingSystem = resolved.locale, resolved.values[0]
	if f.style, err = opt.indexOr(int(unitShort), "style", durationStyles...); err != nil {
		return f, err
	}
	digits, _ := cldr.Fields.Find(resolved.data, "hour/digits")
	previous := unitLong
	for unit := range f.units {
		if f.units[unit], err = opt.getDurationUnitOptions(unit, f.style, previous, digits == "2"); err != nil {
			return f, err
		}
		if unit >= unitHours {
			previous = f.units[unit].style
		}
	}
	f.fractionalDigits, err = opt.number("fractionalDigits", 0, 9, -1)
	return f, err
}

// getDurationUnitOptions is GetDurationUnitOptions (sec-getdurationunitoptions). The style of the unit before is
// unitLong where there is none that matters.
func (o *options) getDurationUnitOptions(unit, base int, previous unitStyle, twoDigitHours bool) (u durationUnitOptions, err error) {
	name := durationUnitNames[unit]
	isFraction := unit >= unitMilliseconds
	styles := unitStyleNames[:unitNarrow+1]
	switch {
	case isFraction:
		styles = unitStyleNames[:unitNumeric+1]
	case unit >= unitHours:
		styles = unitStyleNames[:unit2Digit+1]
	}
	style, err := o.indexOr(-1, name, styles...)
	if err != nil {
		return u, err
	}
	always := true
	switch {
	case style >= 0:
	case base == durationDigital:
		style = int(unitShort)
		if unit >= unitHours {
			style = int(unitNumeric)
		}
		always = unitHours <= unit && unit <= unitSeconds
	case previous >= unitNumeric:
		style = int(unitNumeric)
		always = unit == unitMinutes || unit == unitSeconds
	default:
		style = base
		always = false
	}
	u.style = unitStyle(style)
	if u.style == unitNumeric && isFraction {
		u.style, always = unitFractional, false
	}
	missing := 0
	if always {
		missing = 1
	}
	display, err := o.indexOr(missing, name+"Display", durationDisplays...)
	if err != nil {
		return u, err
	}
	u.always = display == 1
	// ValidateDurationUnitStyle (sec-validatedurationunitstyle)
	if u.always && u.style == unitFractional || previous == unitFractional && u.style != unitFractional ||
		previous.isNumeric() && u.style < unitNumeric {
		return u, o.rt.RangeError("The style and display of %s do not fit those of the unit before", name)
	}
	switch {
	case unit == unitHours && u.style == unitNumeric && twoDigitHours,
		(unit == unitMinutes || unit == unitSeconds) && previous.isNumeric():
		u.style = unit2Digit
	}
	return u, nil
}

// pack makes two small integers of the units: four bits for each, five units in one.
func (f *durationFormat) pack() (date, time int32) {
	for i, u := range f.units {
		bits := int32(u.style) << 1
		if u.always {
			bits |= 1
		}
		if i < unitMinutes {
			date = date<<4 | bits
		} else {
			time = time<<4 | bits
		}
	}
	return date, time
}

// unpack is the inverse of pack.
func (f *durationFormat) unpack(date, time int32) {
	for i := range slices.Backward(f.units[:]) {
		from := &time
		if i < unitMinutes {
			from = &date
		}
		f.units[i] = durationUnitOptions{unitStyle(*from >> 1 & 7), *from&1 != 0}
		*from >>= 4
	}
}
