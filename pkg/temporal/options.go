package temporal

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// options is an object with options. Where a String takes its place, it has one property.
type options struct {
	rt    *object.Runtime
	o     *heap.Object // nil: no object
	only  key
	value heap.Value // of the property only, without an object
}

// getOptionsObject is GetOptionsObject (sec-getoptionsobject).
func getOptionsObject(rt *object.Runtime, v heap.Value) (options, error) {
	switch {
	case v.IsUndefined():
		return options{rt: rt, value: v}, nil
	case v.IsObject():
		return options{rt: rt, o: v.Object()}, nil
	}
	return options{}, rt.TypeError("options must be an object or undefined, not %s", rt.Describe(v))
}

// requiredOptions are the options of round, total and getTimeZoneTransition: an object, or a
// String in place of one with the property only.
func requiredOptions(rt *object.Runtime, v heap.Value, only key) (options, error) {
	switch {
	case v.IsString():
		return options{rt: rt, only: only, value: v}, nil
	case v.IsUndefined():
		return options{}, typeError("options or the property " + keyNames[only] + " are missing")
	}
	return getOptionsObject(rt, v)
}

func (o *options) get(k key) (heap.Value, error) {
	switch {
	case o.o != nil:
		return get(o.rt, o.o, k)
	case k == o.only:
		return o.value, nil
	}
	return heap.Undefined, nil
}

// required is the fallback of an option that must be there.
const required = -1

// choice is GetOption (sec-getoption) of a string among names, as the index of it.
func (o *options) choice(k key, names []string, fallback int) (int, error) {
	s, is, err := o.text(k)
	if err != nil {
		return 0, err
	}
	if !is {
		if fallback == required {
			return 0, rangeError("the property " + keyNames[k] + " is missing")
		}
		return fallback, nil
	}
	for i, name := range names {
		if s == name {
			return i, nil
		}
	}
	return 0, rangeError("invalid value for " + keyNames[k] + ": " + clip(s))
}

// text is an option as a String; is tells that it is not undefined.
func (o *options) text(k key) (s string, is bool, err error) {
	v, err := o.get(k)
	if err != nil || v.IsUndefined() {
		return "", false, err
	}
	str, err := o.rt.ToString(v)
	if err != nil {
		return "", false, err
	}
	return stringOf(o.rt, str), true, nil
}

var (
	overflowNames       = []string{constrain: "constrain", reject: "reject"}
	disambiguationNames = []string{compatible: "compatible", earlier: "earlier", later: "later", rejectAmbiguous: "reject"}
	offsetNames         = []string{offsetPrefer: "prefer", offsetUse: "use", offsetIgnore: "ignore", offsetReject: "reject"}
	calendarNames       = []string{calendarAuto: "auto", calendarAlways: "always", calendarNever: "never", calendarCritical: "critical"}
	timeZoneNames       = []string{zoneNameAuto: "auto", zoneNameNever: "never", zoneNameCritical: "critical"}
	showOffsetNames     = []string{"auto", "never"}
	directionNames      = []string{"next", "previous"}
)

// overflow is GetTemporalOverflowOption (sec-temporal-gettemporaloverflowoption).
func (o *options) overflow() (overflow, error) {
	i, err := o.choice(keyOverflow, overflowNames, int(constrain))
	return overflow(i), err
}

// getOverflow is GetOptionsObject and GetTemporalOverflowOption of a value.
func getOverflow(rt *object.Runtime, v heap.Value) (overflow, error) {
	if v.IsUndefined() {
		return constrain, nil
	}
	o, err := getOptionsObject(rt, v)
	if err != nil {
		return constrain, err
	}
	return o.overflow()
}

// disambiguation is GetTemporalDisambiguationOption
// (sec-temporal-gettemporaldisambiguationoption).
func (o *options) disambiguation() (disambiguation, error) {
	i, err := o.choice(keyDisambiguation, disambiguationNames, int(compatible))
	return disambiguation(i), err
}

// offset is GetTemporalOffsetOption (sec-temporal-gettemporaloffsetoption).
func (o *options) offset(fallback offsetOption) (offsetOption, error) {
	i, err := o.choice(keyOffset, offsetNames, int(fallback))
	return offsetOption(i), err
}

// showCalendar is GetTemporalShowCalendarNameOption
// (sec-temporal-gettemporalshowcalendarnameoption).
func (o *options) showCalendar() (showCalendar, error) {
	i, err := o.choice(keyCalendarName, calendarNames, int(calendarAuto))
	return showCalendar(i), err
}

// roundingMode is GetRoundingModeOption (sec-temporal-getroundingmodeoption).
func (o *options) roundingMode(fallback roundingMode) (roundingMode, error) {
	i, err := o.choice(keyRoundingMode, roundingModeNames[:], int(fallback))
	return roundingMode(i), err
}

// roundingIncrement is GetRoundingIncrementOption (sec-temporal-getroundingincrementoption).
func (o *options) roundingIncrement() (int64, error) {
	v, err := o.get(keyRoundingIncrement)
	if err != nil || v.IsUndefined() {
		return 1, err
	}
	f, err := toIntegerWithTruncation(o.rt, v)
	if err != nil {
		return 0, err
	}
	if f < 1 || f > 1e9 {
		return 0, rangeError("roundingIncrement is out of range")
	}
	return int64(f), nil
}

// unit is GetTemporalUnitValuedOption (sec-temporal-gettemporalunitvaluedoption).
func (o *options) unit(k key, isRequired bool) (unit, error) {
	s, is, err := o.text(k)
	if err != nil {
		return unitUnset, err
	}
	if !is {
		if isRequired {
			return unitUnset, rangeError("the property " + keyNames[k] + " is missing")
		}
		return unitUnset, nil
	}
	u, ok := parseUnit(s)
	if !ok {
		return unitUnset, rangeError("invalid value for " + keyNames[k] + ": " + clip(s))
	}
	return u, nil
}

// unitGroup is the unitGroup argument of ValidateTemporalUnitValue.
type unitGroup uint8

const (
	groupDate unitGroup = 1 << iota
	groupTime
	groupDateTime = groupDate | groupTime
)

// validateTemporalUnitValue is ValidateTemporalUnitValue
// (sec-temporal-validatetemporalunitvaluedoption); extra is one more value, unitUnset for none.
func validateTemporalUnitValue(u unit, group unitGroup, extra unit) error {
	switch {
	case u == unitUnset || u == extra:
		return nil
	case u == unitAuto:
		return rangeError("the unit auto is not allowed here")
	case u.isDate() && group&groupDate != 0, !u.isDate() && group&groupTime != 0:
		return nil
	}
	return rangeError("the unit " + unitTable[u].name + " is not allowed here")
}

// validateTemporalRoundingIncrement is ValidateTemporalRoundingIncrement
// (sec-validatetemporalroundingincrement).
func validateTemporalRoundingIncrement(increment, dividend int64, inclusive bool) error {
	if increment > dividend || increment == dividend && !inclusive || dividend%increment != 0 {
		return rangeError("roundingIncrement does not divide the next larger unit")
	}
	return nil
}

// checkRoundingIncrement is ValidateTemporalRoundingIncrement with the maximum of the unit, if
// it has one.
func checkRoundingIncrement(increment int64, u unit) error {
	if maximum := maximumTemporalDurationRoundingIncrement(u); maximum != 0 {
		return validateTemporalRoundingIncrement(increment, maximum, false)
	}
	return nil
}

// fractionalSecondDigits is GetTemporalFractionalSecondDigitsOption
// (sec-temporal-gettemporalfractionalseconddigitsoption).
func (o *options) fractionalSecondDigits() (precision, error) {
	v, err := o.get(keyFractionalSecondDigits)
	if err != nil || v.IsUndefined() {
		return precisionAuto, err
	}
	if !v.IsNumber() {
		s, err := o.rt.ToString(v)
		if err != nil {
			return 0, err
		}
		if stringOf(o.rt, s) != "auto" {
			return 0, rangeError("invalid value for fractionalSecondDigits")
		}
		return precisionAuto, nil
	}
	digits := math.Floor(v.Float64())
	if !(digits >= 0 && digits <= 9) {
		return 0, rangeError("fractionalSecondDigits is out of range")
	}
	return precision(digits), nil
}

// textPrecision is the record of ToSecondsStringPrecisionRecord, and the rounding mode.
type textPrecision struct {
	precision precision
	unit      unit
	increment int64
	mode      roundingMode
}

// exact says that nothing is rounded.
func (p *textPrecision) exact() bool { return p.unit == unitNanosecond && p.increment == 1 }

// toSecondsStringPrecisionRecord is ToSecondsStringPrecisionRecord
// (sec-temporal-tosecondsstringprecisionrecord).
func toSecondsStringPrecisionRecord(smallest unit, digits precision) textPrecision {
	switch smallest {
	case unitMinute:
		return textPrecision{precision: precisionMinute, unit: smallest, increment: 1}
	case unitSecond, unitMillisecond, unitMicrosecond, unitNanosecond:
		return textPrecision{precision: precision(3 * (smallest - unitSecond)), unit: smallest, increment: 1}
	}
	switch {
	case digits == precisionAuto:
		return textPrecision{precision: digits, unit: unitNanosecond, increment: 1}
	case digits == 0:
		return textPrecision{precision: 0, unit: unitSecond, increment: 1}
	}
	u := unitMillisecond + unit(digits-1)/3
	increment := int64(1)
	for d := digits; d%3 != 0; d++ {
		increment *= 10
	}
	return textPrecision{precision: digits, unit: u, increment: increment}
}

// textOptions are the options that say how exact a text is.
type textOptions struct {
	digits   precision
	mode     roundingMode
	smallest unit
}

// textOptions reads fractionalSecondDigits, roundingMode and smallestUnit; after the first,
// between is called if there is one.
func (o *options) textOptions(between func() error) (t textOptions, err error) {
	if t.digits, err = o.fractionalSecondDigits(); err != nil {
		return t, err
	}
	if between != nil {
		if err = between(); err != nil {
			return t, err
		}
	}
	if t.mode, err = o.roundingMode(roundTrunc); err != nil {
		return t, err
	}
	t.smallest, err = o.unit(keySmallestUnit, false)
	return t, err
}

// resolve validates smallestUnit, which may be no larger than largest.
func (t textOptions) resolve(largest unit) (textPrecision, error) {
	if err := validateTemporalUnitValue(t.smallest, groupTime, unitUnset); err != nil {
		return textPrecision{}, err
	}
	if t.smallest < largest {
		return textPrecision{}, rangeError("the unit " + unitTable[t.smallest].name + " is not allowed here")
	}
	p := toSecondsStringPrecisionRecord(t.smallest, t.digits)
	p.mode = t.mode
	return p, nil
}

// differenceSettings is the record of GetDifferenceSettings.
type differenceSettings struct {
	smallest, largest unit
	mode              roundingMode
	increment         int64
}

// getDifferenceSettings is GetDifferenceSettings (sec-temporal-getdifferencesettings). Units
// between month and hour are disallowed with noDays.
func getDifferenceSettings(rt *object.Runtime, since bool, v heap.Value, group unitGroup, noDays bool, fallbackSmallest, smallestLargest unit) (s differenceSettings, err error) {
	s = differenceSettings{fallbackSmallest, largerOfTwoTemporalUnits(smallestLargest, fallbackSmallest), roundTrunc, 1}
	if v.IsUndefined() {
		return s, nil
	}
	o, err := getOptionsObject(rt, v)
	if err != nil {
		return s, err
	}
	largest, err := o.unit(keyLargestUnit, false)
	if err != nil {
		return s, err
	}
	if s.increment, err = o.roundingIncrement(); err != nil {
		return s, err
	}
	if s.mode, err = o.roundingMode(roundTrunc); err != nil {
		return s, err
	}
	smallest, err := o.unit(keySmallestUnit, false)
	if err != nil {
		return s, err
	}
	if err = validateTemporalUnitValue(largest, group, unitAuto); err != nil {
		return s, err
	}
	disallowed := func(u unit) bool { return noDays && (u == unitWeek || u == unitDay) }
	if err = validateTemporalUnitValue(smallest, group, unitUnset); err != nil {
		return s, err
	}
	if smallest != unitUnset {
		s.smallest = smallest
	}
	if disallowed(largest) || disallowed(s.smallest) {
		return s, rangeError("weeks and days are not allowed here")
	}
	s.largest = largest
	if largest == unitUnset || largest == unitAuto {
		s.largest = largerOfTwoTemporalUnits(smallestLargest, s.smallest)
	}
	if s.largest > s.smallest {
		return s, rangeError("largestUnit is smaller than smallestUnit")
	}
	if err = checkRoundingIncrement(s.increment, s.smallest); err != nil {
		return s, err
	}
	if since {
		s.mode = negateRoundingMode(s.mode)
	}
	return s, nil
}

// toIntegerWithTruncation is ToIntegerWithTruncation (sec-tointegerwithtruncation).
func toIntegerWithTruncation(rt *object.Runtime, v heap.Value) (float64, error) {
	if v.IsInt() {
		return float64(v.AsInt()), nil
	}
	f, err := rt.ToNumber(v)
	if err != nil {
		return 0, err
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0, rangeError("the number is not finite")
	}
	return math.Trunc(f) + 0, nil
}

// toIntegerIfIntegral is ToIntegerIfIntegral (sec-tointegerifintegral).
func toIntegerIfIntegral(rt *object.Runtime, v heap.Value) (float64, error) {
	if v.IsInt() {
		return float64(v.AsInt()), nil
	}
	f, err := rt.ToNumber(v)
	if err != nil {
		return 0, err
	}
	if math.IsInf(f, 0) || f != math.Trunc(f) {
		return 0, rangeError("the number is not an integer")
	}
	return f + 0, nil
}
