package temporal

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// fieldRows are the fields of a Calendar Fields Record in the order of their property keys, in
// which they are read.
var fieldRows = [...]struct {
	key   key
	field fieldSet
}{
	{keyDay, fieldDay}, {keyEra, fieldEra}, {keyEraYear, fieldEraYear}, {keyHour, fieldHour}, {keyMicrosecond, fieldMicrosecond},
	{keyMillisecond, fieldMillisecond}, {keyMinute, fieldMinute}, {keyMonth, fieldMonth}, {keyMonthCode, fieldMonthCode},
	{keyNanosecond, fieldNanosecond}, {keyOffset, fieldOffset}, {keySecond, fieldSecond}, {keyTimeZone, fieldTimeZone}, {keyYear, fieldYear},
}

// prepareCalendarFields is PrepareCalendarFields (sec-temporal-preparecalendarfields). names are
// both lists of fields together; with partial one field must be there, else those of required.
func prepareCalendarFields(rt *object.Runtime, c calendarID, o *heap.Object, names, required fieldSet, partial bool) (*calendarFields, error) {
	names |= c.calendar().extraFields(names & (dateFields | fieldEra | fieldEraYear))
	f := new(calendarFields)
	for _, row := range fieldRows {
		if names&row.field == 0 {
			continue
		}
		v, err := get(rt, o, row.key)
		if err != nil {
			return nil, err
		}
		if !v.IsUndefined() {
			f.set |= row.field
			if err = f.convert(rt, row.field, v); err != nil {
				return nil, err
			}
		} else if required&row.field != 0 {
			return nil, typeError("the property " + keyNames[row.key] + " is missing")
		}
	}
	if partial && f.set == 0 {
		return nil, typeError("the object has none of the properties that are expected")
	}
	return f, nil
}

// convert sets a field to a value, by the conversion of its row in the table of fields.
func (f *calendarFields) convert(rt *object.Runtime, field fieldSet, v heap.Value) error {
	switch field {
	case fieldEra:
		s, err := rt.ToString(v)
		if err == nil {
			f.era = stringOf(rt, s)
		}
		return err
	case fieldMonthCode:
		s, err := toPrimitiveString(rt, v, "monthCode")
		if err == nil {
			f.monthCode, err = parseMonthCode(s)
		}
		return err
	case fieldOffset:
		s, err := toPrimitiveString(rt, v, "offset")
		if err == nil {
			f.offset, err = parseDateTimeUTCOffset(s)
		}
		return err
	case fieldTimeZone:
		z, err := toTemporalTimeZoneIdentifier(rt, v)
		f.timeZone = z
		return err
	}
	n, err := toIntegerWithTruncation(rt, v)
	if err != nil {
		return err
	}
	switch field {
	case fieldYear:
		f.year = yearOf(n)
	case fieldEraYear:
		f.eraYear = yearOf(n)
	case fieldMonth, fieldDay:
		if n <= 0 {
			return rangeError("month and day must be positive")
		}
		if field == fieldMonth {
			f.month = fieldOf(n)
		} else {
			f.day = fieldOf(n)
		}
	default:
		f.time[timeFieldIndex(field)] = fieldOf(n)
	}
	return nil
}

// toPrimitiveString is the beginning of ParseMonthCode and ToOffsetString: a value that must be,
// or become, a String.
func toPrimitiveString(rt *object.Runtime, v heap.Value, what string) (string, error) {
	v, err := rt.ToPrimitive(v, object.HintString)
	if err != nil {
		return "", err
	}
	if !v.IsString() {
		return "", typeError(what + " must be a string")
	}
	return stringOf(rt, v.Str()), nil
}

// isPartialTemporalObject is IsPartialTemporalObject (sec-temporal-ispartialtemporalobject); what
// is none is a TypeError.
func isPartialTemporalObject(rt *object.Runtime, v heap.Value) (*heap.Object, error) {
	if !v.IsObject() {
		return nil, typeError("an object with the fields to change is expected")
	}
	o := v.Object()
	if _, has := calendarOf(o); has || o.Class() == heap.ClassPlainTime {
		return nil, typeError("an object of Temporal cannot say which fields to change")
	}
	for _, k := range [...]key{keyCalendar, keyTimeZone} {
		v, err := get(rt, o, k)
		if err != nil {
			return nil, err
		}
		if !v.IsUndefined() {
			return nil, typeError("the property " + keyNames[k] + " is not allowed here")
		}
	}
	return o, nil
}

// toTemporalCalendarIdentifier is ToTemporalCalendarIdentifier
// (sec-temporal-totemporalcalendaridentifier).
func toTemporalCalendarIdentifier(rt *object.Runtime, v heap.Value) (calendarID, error) {
	if v.IsObject() {
		if c, has := calendarOf(v.Object()); has {
			return c, nil
		}
	}
	if !v.IsString() {
		return 0, rt.TypeError("%s is not a calendar", rt.Describe(v))
	}
	id, err := parseTemporalCalendarString(stringOf(rt, v.Str()))
	if err != nil {
		return 0, err
	}
	return canonicalizeCalendar(id)
}

// dateOfPropertyBag is what ToTemporalDate, ToTemporalYearMonth and ToTemporalMonthDay do with an object
// that is none of Temporal's. Scripts see the order: the calendar, the fields, the overflow of the
// options. from makes the date of them.
func dateOfPropertyBag(rt *object.Runtime, o *heap.Object, names fieldSet, opts heap.Value, from func(calendarID, *calendarFields, overflow) (isoDate, error)) (isoDate, calendarID, error) {
	cal, err := getTemporalCalendarIdentifierWithISODefault(rt, o)
	if err != nil {
		return isoDate{}, cal, err
	}
	f, err := prepareCalendarFields(rt, cal, o, names, 0, false)
	if err != nil {
		return isoDate{}, cal, err
	}
	mode, err := getOverflow(rt, opts)
	if err != nil {
		return isoDate{}, cal, err
	}
	d, err := from(cal, f, mode)
	return d, cal, err
}

// getTemporalCalendarIdentifierWithISODefault is GetTemporalCalendarIdentifierWithISODefault
// (sec-temporal-gettemporalcalendarslotvaluewithisodefault).
func getTemporalCalendarIdentifierWithISODefault(rt *object.Runtime, o *heap.Object) (calendarID, error) {
	if c, has := calendarOf(o); has {
		return c, nil
	}
	v, err := get(rt, o, keyCalendar)
	if err != nil || v.IsUndefined() {
		return iso8601, err
	}
	return toTemporalCalendarIdentifier(rt, v)
}

// calendarArgument is the calendar that a constructor is given.
func calendarArgument(rt *object.Runtime, v heap.Value) (calendarID, error) {
	if v.IsUndefined() {
		return iso8601, nil
	}
	if !v.IsString() {
		return 0, rt.TypeError("%s is not a calendar", rt.Describe(v))
	}
	return canonicalizeCalendar(stringOf(rt, v.Str()))
}

// toTemporalTimeZoneIdentifier is ToTemporalTimeZoneIdentifier
// (sec-temporal-totemporaltimezoneidentifier).
func toTemporalTimeZoneIdentifier(rt *object.Runtime, v heap.Value) (timeZone, error) {
	if o := ofClass(v, heap.ClassZonedDateTime); o != nil {
		return zoneAt(o), nil
	}
	if !v.IsString() {
		return 0, rt.TypeError("%s is not a time zone", rt.Describe(v))
	}
	return parseTemporalTimeZoneString(stringOf(rt, v.Str()))
}

// integerArguments are arguments by ToIntegerWithTruncation; one that is undefined or missing is
// its default, if it has one.
func integerArguments(c *object.Call, to []float64, defaults int) error {
	for i := range to {
		v := c.Arg(i)
		if v.IsUndefined() && i >= len(to)-defaults {
			continue
		}
		f, err := toIntegerWithTruncation(c.RT, v)
		if err != nil {
			return err
		}
		to[i] = f
	}
	return nil
}

// dateOfArguments is a date of the calendar ISO 8601 that a constructor is given.
func dateOfArguments(year, month, day float64) (isoDate, error) {
	d := isoDate{yearOf(year), fieldOf(month), fieldOf(day)}
	if !isValidISODate(d.year, d.month, d.day) {
		return d, errISODate
	}
	return d, nil
}

// timeOfArguments is a time that a constructor is given.
func timeOfArguments(fields []float64) (timeOfDay, error) {
	var f [6]int64
	for i, n := range fields {
		f[i] = fieldOf(n)
	}
	return regulateTime(f, reject)
}
