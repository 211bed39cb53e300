package temporal

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// key is a property key that the library reads.
type key uint8

const (
	keyNone key = iota
	keyCalendar
	keyCalendarName
	keyDay
	keyDays
	keyDirection
	keyDisambiguation
	keyEra
	keyEraYear
	keyFractionalSecondDigits
	keyHour
	keyHours
	keyLargestUnit
	keyMicrosecond
	keyMicroseconds
	keyMillisecond
	keyMilliseconds
	keyMinute
	keyMinutes
	keyMonth
	keyMonthCode
	keyMonths
	keyNanosecond
	keyNanoseconds
	keyOffset
	keyOverflow
	keyPlainTime
	keyRelativeTo
	keyRoundingIncrement
	keyRoundingMode
	keySecond
	keySeconds
	keySmallestUnit
	keyTimeZone
	keyTimeZoneName
	keyUnit
	keyWeeks
	keyYear
	keyYears
	numKeys
)

var keyNames = [numKeys]string{
	keyCalendar: "calendar", keyCalendarName: "calendarName", keyDay: "day", keyDays: "days", keyDirection: "direction",
	keyDisambiguation: "disambiguation", keyEra: "era", keyEraYear: "eraYear", keyFractionalSecondDigits: "fractionalSecondDigits",
	keyHour: "hour", keyHours: "hours", keyLargestUnit: "largestUnit", keyMicrosecond: "microsecond", keyMicroseconds: "microseconds",
	keyMillisecond: "millisecond", keyMilliseconds: "milliseconds", keyMinute: "minute", keyMinutes: "minutes", keyMonth: "month",
	keyMonthCode: "monthCode", keyMonths: "months", keyNanosecond: "nanosecond", keyNanoseconds: "nanoseconds", keyOffset: "offset",
	keyOverflow: "overflow", keyPlainTime: "plainTime", keyRelativeTo: "relativeTo", keyRoundingIncrement: "roundingIncrement",
	keyRoundingMode: "roundingMode", keySecond: "second", keySeconds: "seconds", keySmallestUnit: "smallestUnit", keyTimeZone: "timeZone",
	keyTimeZoneName: "timeZoneName", keyUnit: "unit", keyWeeks: "weeks", keyYear: "year", keyYears: "years",
}

// ext is where the library keeps its keyTable.
var ext = object.NewExtension()

// keyTable are the keys of a runtime that were used, interned; 0 stands for others.
type keyTable struct{ keys [numKeys]heap.Value }

// TraceCells implements heap.Tracer.
func (t *keyTable) TraceCells(m *heap.Marker) {
	for _, v := range t.keys {
		if v != 0 {
			m.Value(v)
		}
	}
}

// ImageOf implements object.Imageable: a runtime makes its own.
func (t *keyTable) ImageOf(*object.Imaging) (object.Mould, error) { return nil, nil }

// propertyKey is k as a key of properties.
func propertyKey(rt *object.Runtime, k key) heap.Value {
	t, ok := rt.Ext(ext).(*keyTable)
	if !ok {
		t = new(keyTable)
		rt.SetExt(ext, t)
	}
	if t.keys[k] == 0 {
		t.keys[k] = rt.Heap.InternGo(keyNames[k])
	}
	return t.keys[k]
}

// get reads a property, by the cache that all sites of the runtime share.
func get(rt *object.Runtime, o *heap.Object, k key) (heap.Value, error) {
	v, getter, err := rt.FindKeyed(o, propertyKey(rt, k))
	if getter && err == nil {
		return rt.Call(v, o.Value())
	}
	return v, err
}
