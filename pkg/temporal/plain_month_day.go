package temporal

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idPlainMonthDay is %Temporal.PlainMonthDay%.
var idPlainMonthDay = object.NewIntrinsic()

// plainMonthDayGroup declares %Temporal.PlainMonthDay% and its prototype
// (sec-temporal-plainmonthday-objects).
var plainMonthDayGroup = &object.Group{
	Name:   "PlainMonthDay",
	Length: 2,
	Fn:     method(newPlainMonthDay),
	Ctor:   idPlainMonthDay,
	Proto:  idPlainMonthDayPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = methods(
			object.Row{Name: "from", Length: 1, Fn: plainMonthDayFrom},
		)
		rows = methods(slices.Concat(calendarGetters(heap.ClassPlainMonthDay, dateAt, "monthCode", "day"), []object.Row{
			{Name: "with", Length: 1, Fn: on(heap.ClassPlainMonthDay, plainMonthDayWith)},
			{Name: "equals", Length: 1, Fn: on(heap.ClassPlainMonthDay, plainMonthDayEquals)},
			{Name: "toString", Fn: on(heap.ClassPlainMonthDay, plainMonthDayToString)},
			toLocaleString(heap.ClassPlainMonthDay),
			{Name: "toJSON", Fn: on(heap.ClassPlainMonthDay, toJSON)},
			{Name: "valueOf", Fn: noValueOf},
			{Name: "toPlainDate", Length: 1, Fn: on(heap.ClassPlainMonthDay, plainMonthDayToPlainDate)},
			{Name: "@@toStringTag", Str: "Temporal.PlainMonthDay", Flags: object.RowString},
		})...)
		return static, rows
	},
}

// newPlainMonthDay is Temporal.PlainMonthDay (sec-temporal.plainmonthday).
func newPlainMonthDay(c *object.Call) (heap.Value, error) {
	if err := requireNew(c, heap.ClassPlainMonthDay); err != nil {
		return heap.Undefined, err
	}
	var args [2]float64
	if err := integerArguments(c, args[:], 0); err != nil {
		return heap.Undefined, err
	}
	cal, err := calendarArgument(c.RT, c.Arg(2))
	if err != nil {
		return heap.Undefined, err
	}
	year := float64(referenceISOYear)
	if v := c.Arg(3); !v.IsUndefined() {
		if year, err = toIntegerWithTruncation(c.RT, v); err != nil {
			return heap.Undefined, err
		}
	}
	d, err := dateOfArguments(year, args[0], args[1])
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalMonthDay(c.RT, d, cal, c.NewTarget))
}

// plainMonthDayValue is the object of a month and day that an operation has returned.
func plainMonthDayValue(rt *object.Runtime, d isoDate, cal calendarID, err error) (heap.Value, error) {
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalMonthDay(rt, d, cal, heap.Undefined))
}

// plainMonthDayFrom is Temporal.PlainMonthDay.from (sec-temporal.plainmonthday.from).
func plainMonthDayFrom(c *object.Call) (heap.Value, error) {
	d, cal, err := toTemporalMonthDay(c.RT, c.Arg(0), c.Arg(1))
	return plainMonthDayValue(c.RT, d, cal, err)
}

// toTemporalMonthDay is ToTemporalMonthDay (sec-temporal-totemporalmonthday), as the slots of the
// object.
func toTemporalMonthDay(rt *object.Runtime, item, opts heap.Value) (d isoDate, cal calendarID, err error) {
	switch {
	case item.IsObject():
		o := item.Object()
		if o.Class() == heap.ClassPlainMonthDay {
			_, err = getOverflow(rt, opts)
			return dateAt(o), calendarAt(o, slotCalendar), err
		}
		return dateOfPropertyBag(rt, o, dateFields, opts, calendarMonthDayFromFields)
	case item.IsString():
		p, err := parseISODateTime(stringOf(rt, item.Str()), goalMonthDay)
		if err != nil {
			return d, cal, err
		}
		if cal, err = p.calendarID(); err != nil {
			return d, cal, err
		}
		if _, err = getOverflow(rt, opts); err != nil {
			return d, cal, err
		}
		d = p.date
		if cal == iso8601 {
			d.year = referenceISOYear
			return d, cal, nil
		}
		if !isoDateWithinLimits(d) {
			return d, cal, errDateRange
		}
		d, err = calendarMonthDayFromFields(cal, isoDateToFields(cal, d, kindMonthDay), constrain)
		return d, cal, err
	}
	return d, cal, rt.TypeError("%s is not a month and day", rt.Describe(item))
}

// plainMonthDayWith is Temporal.PlainMonthDay.prototype.with
// (sec-temporal.plainmonthday.prototype.with).
func plainMonthDayWith(c *object.Call, o *heap.Object) (heap.Value, error) {
	like, err := isPartialTemporalObject(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	cal := calendarAt(o, slotCalendar)
	partial, err := prepareCalendarFields(c.RT, cal, like, dateFields, 0, true)
	if err != nil {
		return heap.Undefined, err
	}
	mode, err := getOverflow(c.RT, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	d, err := calendarMonthDayFromFields(cal, calendarMergeFields(cal, isoDateToFields(cal, dateAt(o), kindMonthDay), partial), mode)
	return plainMonthDayValue(c.RT, d, cal, err)
}

// plainMonthDayEquals is Temporal.PlainMonthDay.prototype.equals
// (sec-temporal.plainmonthday.prototype.equals).
func plainMonthDayEquals(c *object.Call, o *heap.Object) (heap.Value, error) {
	other, cal, err := toTemporalMonthDay(c.RT, c.Arg(0), heap.Undefined)
	return heap.Bool(other == dateAt(o) && cal == calendarAt(o, slotCalendar)), err
}

// temporalMonthDayToString is TemporalMonthDayToString (sec-temporal-temporalmonthdaytostring).
func temporalMonthDayToString(o *heap.Object, show showCalendar) []byte {
	d, cal := dateAt(o), calendarAt(o, slotCalendar)
	b := appendDate(nil, d)
	if show != calendarAlways && show != calendarCritical && cal == iso8601 {
		b = b[len(b)-len("01-01"):]
	}
	return appendCalendar(b, cal, show)
}

// plainMonthDayToString is Temporal.PlainMonthDay.prototype.toString
// (sec-temporal.plainmonthday.prototype.tostring).
func plainMonthDayToString(c *object.Call, o *heap.Object) (heap.Value, error) {
	show, err := getShowCalendar(c)
	if err != nil {
		return heap.Undefined, err
	}
	return text(c.RT, temporalMonthDayToString(o, show))
}

// plainMonthDayToPlainDate is Temporal.PlainMonthDay.prototype.toPlainDate
// (sec-temporal.plainmonthday.prototype.toplaindate).
func plainMonthDayToPlainDate(c *object.Call, o *heap.Object) (heap.Value, error) {
	return dateWithMissingField(c, o, kindMonthDay, fieldYear)
}
