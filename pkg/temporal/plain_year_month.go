package temporal

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idPlainYearMonth is %Temporal.PlainYearMonth%.
var idPlainYearMonth = object.NewIntrinsic()

// plainYearMonthGroup declares %Temporal.PlainYearMonth% and its prototype
// (sec-temporal-plainyearmonth-objects).
var plainYearMonthGroup = &object.Group{
	Name:   "PlainYearMonth",
	Length: 2,
	Fn:     method(newPlainYearMonth),
	Ctor:   idPlainYearMonth,
	Proto:  idPlainYearMonthPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = methods(
			object.Row{Name: "from", Length: 1, Fn: plainYearMonthFrom},
			object.Row{Name: "compare", Length: 2, Fn: plainYearMonthCompare},
		)
		rows = methods(slices.Concat(
			calendarGetters(heap.ClassPlainYearMonth, dateAt,
				"era", "eraYear", "year", "month", "monthCode", "daysInYear", "daysInMonth", "monthsInYear", "inLeapYear"),
			[]object.Row{
				{Name: "with", Length: 1, Fn: on(heap.ClassPlainYearMonth, plainYearMonthWith)},
				{Name: "add", Length: 1, Fn: plainYearMonthAdd(false)},
				{Name: "subtract", Length: 1, Fn: plainYearMonthAdd(true)},
				{Name: "until", Length: 1, Fn: plainYearMonthDifference(false)},
				{Name: "since", Length: 1, Fn: plainYearMonthDifference(true)},
				{Name: "equals", Length: 1, Fn: on(heap.ClassPlainYearMonth, plainYearMonthEquals)},
				{Name: "toString", Fn: on(heap.ClassPlainYearMonth, plainYearMonthToString)},
				toLocaleString(heap.ClassPlainYearMonth),
				{Name: "toJSON", Fn: on(heap.ClassPlainYearMonth, toJSON)},
				{Name: "valueOf", Fn: noValueOf},
				{Name: "toPlainDate", Length: 1, Fn: on(heap.ClassPlainYearMonth, plainYearMonthToPlainDate)},
				{Name: "@@toStringTag", Str: "Temporal.PlainYearMonth", Flags: object.RowString},
			})...)
		return static, rows
	},
}

// newPlainYearMonth is Temporal.PlainYearMonth (sec-temporal.plainyearmonth).
func newPlainYearMonth(c *object.Call) (heap.Value, error) {
	if err := requireNew(c, heap.ClassPlainYearMonth); err != nil {
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
	day := 1.0
	if v := c.Arg(3); !v.IsUndefined() {
		if day, err = toIntegerWithTruncation(c.RT, v); err != nil {
			return heap.Undefined, err
		}
	}
	d, err := dateOfArguments(args[0], args[1], day)
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalYearMonth(c.RT, d, cal, c.NewTarget))
}

// plainYearMonthValue is the object of a month that an operation has returned.
func plainYearMonthValue(rt *object.Runtime, d isoDate, cal calendarID, err error) (heap.Value, error) {
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalYearMonth(rt, d, cal, heap.Undefined))
}

// plainYearMonthFrom is Temporal.PlainYearMonth.from (sec-temporal.plainyearmonth.from).
func plainYearMonthFrom(c *object.Call) (heap.Value, error) {
	d, cal, err := toTemporalYearMonth(c.RT, c.Arg(0), c.Arg(1))
	return plainYearMonthValue(c.RT, d, cal, err)
}

// plainYearMonthCompare is Temporal.PlainYearMonth.compare
// (sec-temporal.plainyearmonth.compare).
func plainYearMonthCompare(c *object.Call) (heap.Value, error) {
	one, _, err := toTemporalYearMonth(c.RT, c.Arg(0), heap.Undefined)
	if err != nil {
		return heap.Undefined, err
	}
	two, _, err := toTemporalYearMonth(c.RT, c.Arg(1), heap.Undefined)
	return heap.Int(int32(compareISODate(one, two))), err
}

// toTemporalYearMonth is ToTemporalYearMonth (sec-temporal-totemporalyearmonth), as the slots of
// the object.
func toTemporalYearMonth(rt *object.Runtime, item, opts heap.Value) (d isoDate, cal calendarID, err error) {
	switch {
	case item.IsObject():
		o := item.Object()
		if o.Class() == heap.ClassPlainYearMonth {
			_, err = getOverflow(rt, opts)
			return dateAt(o), calendarAt(o, slotCalendar), err
		}
		return dateOfPropertyBag(rt, o, yearMonthFields, opts, calendarYearMonthFromFields)
	case item.IsString():
		p, err := parseISODateTime(stringOf(rt, item.Str()), goalYearMonth)
		if err != nil {
			return d, cal, err
		}
		if cal, err = p.calendarID(); err != nil {
			return d, cal, err
		}
		if _, err = getOverflow(rt, opts); err != nil {
			return d, cal, err
		}
		if !isoYearMonthWithinLimits(p.date) {
			return d, cal, errDateRange
		}
		d, err = calendarYearMonthFromFields(cal, isoDateToFields(cal, p.date, kindYearMonth), constrain)
		return d, cal, err
	}
	return d, cal, rt.TypeError("%s is not a year and month", rt.Describe(item))
}

// firstDay is the date of the first day of a month.
func firstDay(d isoDate, cal calendarID) (isoDate, error) {
	f := isoDateToFields(cal, d, kindYearMonth)
	f.set |= fieldDay
	f.day = 1
	return calendarDateFromFields(cal, f, constrain)
}

// plainYearMonthWith is Temporal.PlainYearMonth.prototype.with
// (sec-temporal.plainyearmonth.prototype.with).
func plainYearMonthWith(c *object.Call, o *heap.Object) (heap.Value, error) {
	like, err := isPartialTemporalObject(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	cal := calendarAt(o, slotCalendar)
	partial, err := prepareCalendarFields(c.RT, cal, like, yearMonthFields, 0, true)
	if err != nil {
		return heap.Undefined, err
	}
	mode, err := getOverflow(c.RT, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	d, err := calendarYearMonthFromFields(cal, calendarMergeFields(cal, isoDateToFields(cal, dateAt(o), kindYearMonth), partial), mode)
	return plainYearMonthValue(c.RT, d, cal, err)
}

// plainYearMonthAdd is AddDurationToYearMonth (sec-temporal-adddurationtoyearmonth).
func plainYearMonthAdd(subtract bool) object.HostFunc {
	return on(heap.ClassPlainYearMonth, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		duration, err := toTemporalDuration(c.RT, c.Arg(0), subtract)
		if err != nil {
			return heap.Undefined, err
		}
		mode, err := getOverflow(c.RT, c.Arg(1))
		if err != nil {
			return heap.Undefined, err
		}
		in := toInternalDurationRecord(&duration)
		if in.date.weeks != 0 || in.date.days != 0 || in.time.sign() != 0 {
			return heap.Undefined, rangeError("only years and months can be added to a month")
		}
		cal := calendarAt(o, slotCalendar)
		d, err := firstDay(dateAt(o), cal)
		if err != nil {
			return heap.Undefined, err
		}
		if d, err = calendarDateAdd(cal, d, in.date, mode); err != nil {
			return heap.Undefined, err
		}
		d, err = calendarYearMonthFromFields(cal, isoDateToFields(cal, d, kindYearMonth), mode)
		return plainYearMonthValue(c.RT, d, cal, err)
	})
}

// plainYearMonthDifference is DifferenceTemporalPlainYearMonth
// (sec-temporal-differencetemporalplainyearmonth).
func plainYearMonthDifference(since bool) object.HostFunc {
	return on(heap.ClassPlainYearMonth, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		other, otherCal, err := toTemporalYearMonth(c.RT, c.Arg(0), heap.Undefined)
		if err != nil {
			return heap.Undefined, err
		}
		this, cal := dateAt(o), calendarAt(o, slotCalendar)
		if cal != otherCal {
			return heap.Undefined, errCalendars
		}
		s, err := getDifferenceSettings(c.RT, since, c.Arg(1), groupDate, true, unitMonth, unitYear)
		if err != nil {
			return heap.Undefined, err
		}
		if this == other {
			return durationValue(c.RT, duration{}, nil)
		}
		if this, err = firstDay(this, cal); err != nil {
			return heap.Undefined, err
		}
		if other, err = firstDay(other, cal); err != nil {
			return heap.Undefined, err
		}
		result := internalDuration{date: calendarDateUntil(cal, this, other, s.largest)}
		result.date.weeks, result.date.days = 0, 0
		if s.smallest != unitMonth || s.increment != 1 {
			p := relativePoint{dateTime: isoDateTime{date: this}, calendar: cal}
			destNs := getUTCEpochNanoseconds(isoDateTime{date: other})
			result, err = p.roundRelativeDuration(result, getUTCEpochNanoseconds(p.dateTime), destNs, s.largest, s.increment, s.smallest, s.mode)
			if err != nil {
				return heap.Undefined, err
			}
		}
		return durationResult(c.RT, result, unitDay, since)
	})
}

// plainYearMonthEquals is Temporal.PlainYearMonth.prototype.equals
// (sec-temporal.plainyearmonth.prototype.equals).
func plainYearMonthEquals(c *object.Call, o *heap.Object) (heap.Value, error) {
	other, cal, err := toTemporalYearMonth(c.RT, c.Arg(0), heap.Undefined)
	return heap.Bool(other == dateAt(o) && cal == calendarAt(o, slotCalendar)), err
}

// temporalYearMonthToString is TemporalYearMonthToString
// (sec-temporal-temporalyearmonthtostring).
func temporalYearMonthToString(o *heap.Object, show showCalendar) []byte {
	d, cal := dateAt(o), calendarAt(o, slotCalendar)
	b := appendDate(nil, d)
	if show != calendarAlways && show != calendarCritical && cal == iso8601 {
		b = b[:len(b)-len("-01")]
	}
	return appendCalendar(b, cal, show)
}

// plainYearMonthToString is Temporal.PlainYearMonth.prototype.toString
// (sec-temporal.plainyearmonth.prototype.tostring).
func plainYearMonthToString(c *object.Call, o *heap.Object) (heap.Value, error) {
	show, err := getShowCalendar(c)
	if err != nil {
		return heap.Undefined, err
	}
	return text(c.RT, temporalYearMonthToString(o, show))
}

// plainYearMonthToPlainDate is Temporal.PlainYearMonth.prototype.toPlainDate
// (sec-temporal.plainyearmonth.prototype.toplaindate).
func plainYearMonthToPlainDate(c *object.Call, o *heap.Object) (heap.Value, error) {
	return dateWithMissingField(c, o, kindYearMonth, fieldDay)
}

// dateWithMissingField is toPlainDate of a type that lacks a field, which the argument has.
func dateWithMissingField(c *object.Call, o *heap.Object, kind dateKind, missing fieldSet) (heap.Value, error) {
	item := c.Arg(0)
	if !item.IsObject() {
		return heap.Undefined, c.RT.TypeError("%s is not an object", c.RT.Describe(item))
	}
	cal := calendarAt(o, slotCalendar)
	input, err := prepareCalendarFields(c.RT, cal, item.Object(), missing, 0, false)
	if err != nil {
		return heap.Undefined, err
	}
	d, err := calendarDateFromFields(cal, calendarMergeFields(cal, isoDateToFields(cal, dateAt(o), kind), input), constrain)
	return plainDateValue(c.RT, d, cal, err)
}
