package intl

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/temporal"
)

// dateAdditions are the methods of dates that the library replaces (sup-properties-of-the-date-prototype-object).
var dateAdditions = []object.Addition{{
	Group: "Date",
	Rows: []object.Row{
		dateToLocale("toLocaleDateString", dateFields, dateFields),
		dateToLocale("toLocaleString", anyFields, anyFields),
		dateToLocale("toLocaleTimeString", timeFields, timeFields),
	},
}}

// dateToLocale declares a method of dates.
func dateToLocale(name string, need, missing fieldGroup) object.Row {
	return object.Row{Name: name, Fn: func(c *object.Call) (heap.Value, error) {
		rt := c.RT
		if !c.This.IsObject() || c.This.Object().Class() != heap.ClassDate {
			return heap.Undefined, rt.TypeError("this is not a Date object.")
		}
		x := c.This.Object().Internal(0).Float64()
		if math.IsNaN(x) {
			return rt.Heap.InternGo("Invalid Date"), nil
		}
		d, err := lately(rt, c.Arg(0), c.Arg(1), need, missing)
		if err != nil {
			return heap.Undefined, err
		}
		var buffer [128]byte
		return rt.Heap.NewString(string(d.format(formatNumber).Append(buffer[:0], nil, int64(x), d.zone))).Value(), nil
	}}
}

// temporalAdditions are the methods of objects of Temporal that the library replaces
// (sup-temporal-objects).
var temporalAdditions = []object.Addition{
	temporalToLocale("Instant", heap.ClassInstant, anyFields, anyFields),
	temporalToLocale("PlainDate", heap.ClassPlainDate, dateFields, dateFields),
	temporalToLocale("PlainDateTime", heap.ClassPlainDateTime, anyFields, anyFields),
	temporalToLocale("PlainMonthDay", heap.ClassPlainMonthDay, dateFields, dateFields),
	temporalToLocale("PlainTime", heap.ClassPlainTime, timeFields, timeFields),
	temporalToLocale("PlainYearMonth", heap.ClassPlainYearMonth, dateFields, dateFields),
	{Group: "ZonedDateTime", Rows: []object.Row{{Name: "toLocaleString", Fn: zonedToLocaleString}}},
}

// temporalToLocale declares toLocaleString of a class.
func temporalToLocale(group string, class heap.Class, need, missing fieldGroup) object.Addition {
	return object.Addition{Group: group, Rows: []object.Row{{Name: "toLocaleString", Fn: func(c *object.Call) (heap.Value, error) {
		if !c.This.IsObject() || c.This.Object().Class() != class {
			return heap.Undefined, c.RT.TypeError("%s is not a %s", c.RT.Describe(c.This), class)
		}
		d, err := lately(c.RT, c.Arg(0), c.Arg(1), need, missing)
		if err != nil {
			return heap.Undefined, err
		}
		return d.formatValue(c.RT, c.This)
	}}}}
}

// zonedToLocaleString is Temporal.ZonedDateTime.prototype.toLocaleString
// (sup-temporal.zoneddatetime.prototype.tolocalestring).
func zonedToLocaleString(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !c.This.IsObject() || c.This.Object().Class() != heap.ClassZonedDateTime {
		return heap.Undefined, rt.TypeError("%s is not a %s", rt.Describe(c.This), heap.ClassZonedDateTime)
	}
	its := temporal.FormattableOf(c.This.Object())
	d, err := resolveDateTime(rt, c.Arg(0), c.Arg(1), anyFields, zonedFields, &its.Zone)
	if err != nil {
		return heap.Undefined, err
	}
	if its.Calendar != "iso8601" && its.Calendar != d.calendar {
		return heap.Undefined, rt.RangeError("the calendar %s of the object is not %s", its.Calendar, d.calendar)
	}
	text := d.format(formatNumber).Append(nil, nil, its.Milliseconds, d.zone)
	return rt.Heap.NewString(string(text)).Value(), nil
}

// latelyKey is what methods are called with whose options are undefined.
type latelyKey struct {
	locale        string
	need, missing fieldGroup
	zone          temporal.TimeZone
}

// lately is resolveDateTime, without asking twice for what programs ask for again and again: no options
// and no locale, or one in a short string. Nothing of a script is read then, so that what is found once
// holds always.
func lately(rt *object.Runtime, locales, optionsValue heap.Value, need, missing fieldGroup) (*dateTime, error) {
	const longest = 32
	key := latelyKey{need: need, missing: missing}
	switch {
	case !optionsValue.IsUndefined():
		return resolveDateTime(rt, locales, optionsValue, need, missing, nil)
	case locales.IsUndefined():
	case locales.IsString() && locales.Str().Len() <= longest && locales.Str().Len() > 0:
		key.locale = locales.Str().Go(rt.Heap)
	default:
		return resolveDateTime(rt, locales, optionsValue, need, missing, nil)
	}
	key.zone = temporal.SystemTimeZone(rt)
	c := &dateTimes
	c.mutex.RLock()
	d := c.lately[key]
	c.mutex.RUnlock()
	if d != nil {
		return d, nil
	}
	d, err := resolveDateTime(rt, locales, optionsValue, need, missing, nil)
	if err != nil {
		return nil, err
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if len(c.lately) >= maxDateTimes {
		clear(c.lately)
	}
	c.lately[key] = d
	return d, nil
}
