package temporal

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// dateGetters are the getters of fields of a Calendar Date Record. Where the calendar ISO 8601
// has a way to one field alone, it is iso.
var dateGetters = []struct {
	name string
	iso  func(d isoDate) int64
	get  func(rt *object.Runtime, d *calendarDate) heap.Value
}{
	{"era", nil, func(rt *object.Runtime, d *calendarDate) heap.Value {
		if d.era == "" {
			return heap.Undefined
		}
		return rt.Text(d.era)
	}},
	{"eraYear", nil, func(_ *object.Runtime, d *calendarDate) heap.Value {
		if d.era == "" {
			return heap.Undefined
		}
		return heap.Int64(d.eraYear)
	}},
	{"year", func(d isoDate) int64 { return d.year }, func(_ *object.Runtime, d *calendarDate) heap.Value { return heap.Int64(d.year) }},
	{"month", func(d isoDate) int64 { return d.month }, func(_ *object.Runtime, d *calendarDate) heap.Value { return heap.Int64(d.month) }},
	{"monthCode", nil, func(rt *object.Runtime, d *calendarDate) heap.Value { return rt.Text(d.monthCode.String()) }},
	{"day", func(d isoDate) int64 { return d.day }, func(_ *object.Runtime, d *calendarDate) heap.Value { return heap.Int64(d.day) }},
	{"dayOfWeek", isoDayOfWeek, func(_ *object.Runtime, d *calendarDate) heap.Value { return heap.Int64(d.dayOfWeek) }},
	{"dayOfYear", isoDayOfYear, func(_ *object.Runtime, d *calendarDate) heap.Value { return heap.Int64(d.dayOfYear) }},
	{"weekOfYear", nil, func(_ *object.Runtime, d *calendarDate) heap.Value { return weekValue(d, d.weekOfYear) }},
	{"yearOfWeek", nil, func(_ *object.Runtime, d *calendarDate) heap.Value { return weekValue(d, d.yearOfWeek) }},
	{"daysInWeek", nil, func(_ *object.Runtime, d *calendarDate) heap.Value { return heap.Int64(d.daysInWeek) }},
	{"daysInMonth", nil, func(_ *object.Runtime, d *calendarDate) heap.Value { return heap.Int64(d.daysInMonth) }},
	{"daysInYear", nil, func(_ *object.Runtime, d *calendarDate) heap.Value { return heap.Int64(d.daysInYear) }},
	{"monthsInYear", nil, func(_ *object.Runtime, d *calendarDate) heap.Value { return heap.Int64(d.monthsInYear) }},
	{"inLeapYear", nil, func(_ *object.Runtime, d *calendarDate) heap.Value { return heap.Bool(d.inLeapYear) }},
}

// weekValue is a part of a Year-Week Record: undefined where the calendar has no weeks.
func weekValue(d *calendarDate, part int64) heap.Value {
	if d.weekOfYear == 0 {
		return heap.Undefined
	}
	return heap.Int64(part)
}

// calendarGetters are the getters of objects of class that ask the calendar, calendarId first:
// those with the given names, all without names. date is the date of an object.
func calendarGetters(class heap.Class, date func(o *heap.Object) isoDate, names ...string) []object.Row {
	rows := []object.Row{{Name: "calendarId", Get: on(class, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		id, _ := calendarOf(o)
		return c.RT.Text(id.String()), nil
	})}}
	for _, g := range dateGetters {
		wanted := len(names) == 0
		for _, name := range names {
			wanted = wanted || name == g.name
		}
		if !wanted {
			continue
		}
		rows = append(rows, object.Row{Name: g.name, Get: on(class, func(c *object.Call, o *heap.Object) (heap.Value, error) {
			id, _ := calendarOf(o)
			if id == iso8601 && g.iso != nil {
				return integer(g.iso(date(o)))
			}
			d := id.calendar().isoToDate(date(o))
			return g.get(c.RT, &d), nil
		})})
	}
	return rows
}
