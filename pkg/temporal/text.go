package temporal

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// textOf is the text of an object of Temporal that from takes back: what toString gives without options.
func textOf(o *heap.Object) []byte {
	switch o.Class() {
	case heap.ClassInstant:
		return temporalInstantToString(epochNsAt(o), false, 0, precisionAuto)
	case heap.ClassZonedDateTime:
		p := toSecondsStringPrecisionRecord(unitUnset, precisionAuto)
		return temporalZonedDateTimeToString(zonedAt(o), p, calendarAuto, zoneNameAuto, true)
	case heap.ClassPlainDateTime:
		return isoDateTimeToString(nil, dateTimeAt(o), calendarAt(o, dateTimeCal), precisionAuto, calendarAuto)
	case heap.ClassPlainDate:
		return appendCalendar(appendDate(nil, dateAt(o)), calendarAt(o, slotCalendar), calendarAuto)
	case heap.ClassPlainTime:
		return appendTime(nil, timeAt(o, slotTime), precisionAuto)
	case heap.ClassPlainYearMonth:
		return temporalYearMonthToString(o, calendarAuto)
	case heap.ClassPlainMonthDay:
		return temporalMonthDayToString(o, calendarAuto)
	case heap.ClassDuration:
		d := durationAt(o)
		return []byte(temporalDurationToString(&d, precisionAuto))
	}
	return nil
}

// toJSON is toJSON of all types (sec-temporal.plaindate.prototype.tojson and its like).
func toJSON(c *object.Call, o *heap.Object) (heap.Value, error) { return text(c.RT, textOf(o)) }

// toLocaleString declares toLocaleString of objects of class (sup-temporal-objects): what toJSON gives, but for the library
// of ECMA-402.
func toLocaleString(class heap.Class) object.Row {
	return object.Row{Name: "toLocaleString", Fn: on(class, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		if l := c.RT.Locales(); l != nil {
			return l.TemporalToLocaleString(c.RT, o, c.Arg(0), c.Arg(1))
		}
		return toJSON(c, o)
	})}
}
