package intl

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/temporal"
)

// fieldsOf are the fields that methods of dates give.
var fieldsOf = [...]fieldGroup{object.DateAndTime: anyFields, object.DateOnly: dateFields, object.TimeOnly: timeFields}

// dateToLocaleString is what toLocaleString, toLocaleDateString and toLocaleTimeString of dates
// (sup-properties-of-the-date-prototype-object) do with a time value.
func dateToLocaleString(rt *object.Runtime, t float64, parts object.DateParts, locales, options heap.Value) (heap.Value, error) {
	fields := fieldsOf[parts]
	d, err := lately(rt, locales, options, fields, fields)
	if err != nil {
		return heap.Undefined, err
	}
	var buffer [128]byte
	return rt.Heap.NewString(string(d.format(formatNumber).Append(buffer[:0], nil, int64(t), d.zone))).Value(), nil
}

// temporalToLocaleString is toLocaleString of objects of Temporal (sup-temporal-objects).
func temporalToLocaleString(rt *object.Runtime, o *heap.Object, locales, options heap.Value) (heap.Value, error) {
	fields := anyFields
	switch o.Class() {
	case heap.ClassDuration:
		return durationToLocaleString(rt, o, locales, options)
	case heap.ClassZonedDateTime:
		return zonedToLocaleString(rt, o, locales, options)
	case heap.ClassPlainDate, heap.ClassPlainMonthDay, heap.ClassPlainYearMonth:
		fields = dateFields
	case heap.ClassPlainTime:
		fields = timeFields
	}
	d, err := lately(rt, locales, options, fields, fields)
	if err != nil {
		return heap.Undefined, err
	}
	return d.formatValue(rt, o.Value())
}

// zonedToLocaleString is Temporal.ZonedDateTime.prototype.toLocaleString
// (sup-temporal.zoneddatetime.prototype.tolocalestring).
func zonedToLocaleString(rt *object.Runtime, o *heap.Object, locales, options heap.Value) (heap.Value, error) {
	its := temporal.FormattableOf(o)
	d, err := resolveDateTime(rt, locales, options, anyFields, zonedFields, &its.Zone)
	if err != nil {
		return heap.Undefined, err
	}
	if its.Calendar != "iso8601" && its.Calendar != d.calendar {
		return heap.Undefined, rt.RangeError("the calendar %s of the object is not %s", its.Calendar, d.calendar)
	}
	text := d.format(formatNumber).Append(nil, nil, its.Milliseconds, d.zone)
	return rt.Heap.NewString(string(text)).Value(), nil
}

// dateRequest is what methods are called with.
type dateRequest struct {
	text          string // of appendRequest
	need, missing fieldGroup
	zone          temporal.TimeZone
}

// lately is resolveDateTime, without asking twice for what programs ask for again and again. Nothing but
// the arguments and the zone of the system decides about the result, so that what is found once holds always.
func lately(rt *object.Runtime, locales, options heap.Value, need, missing fieldGroup) (*dateTime, error) {
	var buffer requestText
	text, known := appendRequest(rt, buffer[:0], locales, options)
	if !known {
		return resolveDateTime(rt, locales, options, need, missing, nil)
	}
	zone := temporal.SystemTimeZone(rt)
	c := &dateTimes
	c.mutex.RLock()
	d := c.requests[dateRequest{string(text), need, missing, zone}]
	c.mutex.RUnlock()
	if d != nil {
		return d, nil
	}
	d, err := resolveDateTime(rt, locales, options, need, missing, nil)
	if err != nil {
		return nil, err
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if len(c.requests) >= maxDateTimes {
		clear(c.requests)
	}
	c.requests[dateRequest{string(text), need, missing, zone}] = d
	return d, nil
}
