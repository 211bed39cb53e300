package temporal

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idPlainDate is %Temporal.PlainDate%.
var idPlainDate = object.NewIntrinsic()

// plainDateGroup declares %Temporal.PlainDate% and its prototype
// (sec-temporal-plaindate-objects).
var plainDateGroup = &object.Group{
	Name:   "PlainDate",
	Length: 3,
	Fn:     method(newPlainDate),
	Ctor:   idPlainDate,
	Proto:  idPlainDatePrototype,
	Lazy: func() (static, rows []object.Row) {
		static = methods(
			object.Row{Name: "from", Length: 1, Fn: plainDateFrom},
			object.Row{Name: "compare", Length: 2, Fn: plainDateCompare},
		)
		rows = methods(slices.Concat(calendarGetters(heap.ClassPlainDate, dateAt), []object.Row{
			{Name: "toPlainYearMonth", Fn: on(heap.ClassPlainDate, plainDateToPlainYearMonth)},
			{Name: "toPlainMonthDay", Fn: on(heap.ClassPlainDate, plainDateToPlainMonthDay)},
			{Name: "add", Length: 1, Fn: plainDateAdd(false)},
			{Name: "subtract", Length: 1, Fn: plainDateAdd(true)},
			{Name: "with", Length: 1, Fn: on(heap.ClassPlainDate, plainDateWith)},
			{Name: "withCalendar", Length: 1, Fn: on(heap.ClassPlainDate, plainDateWithCalendar)},
			{Name: "until", Length: 1, Fn: plainDateDifference(false)},
			{Name: "since", Length: 1, Fn: plainDateDifference(true)},
			{Name: "equals", Length: 1, Fn: on(heap.ClassPlainDate, plainDateEquals)},
			{Name: "toPlainDateTime", Fn: on(heap.ClassPlainDate, plainDateToPlainDateTime)},
			{Name: "toZonedDateTime", Length: 1, Fn: on(heap.ClassPlainDate, plainDateToZonedDateTime)},
			{Name: "toString", Fn: on(heap.ClassPlainDate, plainDateToString)},
			toLocaleString(heap.ClassPlainDate),
			{Name: "toJSON", Fn: on(heap.ClassPlainDate, toJSON)},
			{Name: "valueOf", Fn: noValueOf},
			{Name: "@@toStringTag", Str: "Temporal.PlainDate", Flags: object.RowString},
		})...)
		return static, rows
	},
}

// newPlainDate is Temporal.PlainDate (sec-temporal.plaindate).
func newPlainDate(c *object.Call) (heap.Value, error) {
	if err := requireNew(c, heap.ClassPlainDate); err != nil {
		return heap.Undefined, err
	}
	var args [3]float64
	if err := integerArguments(c, args[:], 0); err != nil {
		return heap.Undefined, err
	}
	cal, err := calendarArgument(c.RT, c.Arg(3))
	if err != nil {
		return heap.Undefined, err
	}
	d, err := dateOfArguments(args[0], args[1], args[2])
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalDate(c.RT, d, cal, c.NewTarget))
}

// plainDateFrom is Temporal.PlainDate.from (sec-temporal.plaindate.from).
func plainDateFrom(c *object.Call) (heap.Value, error) {
	d, cal, err := toTemporalDate(c.RT, c.Arg(0), c.Arg(1))
	return plainDateValue(c.RT, d, cal, err)
}

// plainDateValue is the object of a date that an operation has returned.
func plainDateValue(rt *object.Runtime, d isoDate, cal calendarID, err error) (heap.Value, error) {
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalDate(rt, d, cal, heap.Undefined))
}

// plainDateCompare is Temporal.PlainDate.compare (sec-temporal.plaindate.compare).
func plainDateCompare(c *object.Call) (heap.Value, error) {
	one, _, err := toTemporalDate(c.RT, c.Arg(0), heap.Undefined)
	if err != nil {
		return heap.Undefined, err
	}
	two, _, err := toTemporalDate(c.RT, c.Arg(1), heap.Undefined)
	return heap.Int(int32(compareISODate(one, two))), err
}

// toTemporalDate is ToTemporalDate (sec-temporal-totemporaldate), as the slots of the object.
func toTemporalDate(rt *object.Runtime, item, opts heap.Value) (d isoDate, cal calendarID, err error) {
	switch {
	case item.IsObject():
		o := item.Object()
		switch o.Class() {
		case heap.ClassPlainDate, heap.ClassPlainDateTime:
			d = dateAt(o)
		case heap.ClassZonedDateTime:
			d = zonedDateTimeAt(o).date
		default:
			return dateOfPropertyBag(rt, o, dateFields, opts, calendarDateFromFields)
		}
		cal, _ = calendarOf(o)
		_, err = getOverflow(rt, opts)
		return d, cal, err
	case item.IsString():
		p, err := parseISODateTime(stringOf(rt, item.Str()), goalDateTime)
		if err != nil {
			return d, cal, err
		}
		if cal, err = p.calendarID(); err != nil {
			return d, cal, err
		}
		if _, err = getOverflow(rt, opts); err == nil && !isoDateWithinLimits(p.date) {
			err = errDateRange
		}
		return p.date, cal, err
	}
	return d, cal, rt.TypeError("%s is not a date", rt.Describe(item))
}

// plainDateToPlainYearMonth is Temporal.PlainDate.prototype.toPlainYearMonth
// (sec-temporal.plaindate.prototype.toplainyearmonth).
func plainDateToPlainYearMonth(c *object.Call, o *heap.Object) (heap.Value, error) {
	cal := calendarAt(o, slotCalendar)
	d, err := calendarYearMonthFromFields(cal, isoDateToFields(cal, dateAt(o), kindDate), constrain)
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalYearMonth(c.RT, d, cal, heap.Undefined))
}

// plainDateToPlainMonthDay is Temporal.PlainDate.prototype.toPlainMonthDay
// (sec-temporal.plaindate.prototype.toplainmonthday).
func plainDateToPlainMonthDay(c *object.Call, o *heap.Object) (heap.Value, error) {
	cal := calendarAt(o, slotCalendar)
	d, err := calendarMonthDayFromFields(cal, isoDateToFields(cal, dateAt(o), kindDate), constrain)
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalMonthDay(c.RT, d, cal, heap.Undefined))
}

// plainDateAdd is AddDurationToDate (sec-temporal-adddurationtodate).
func plainDateAdd(subtract bool) object.HostFunc {
	return on(heap.ClassPlainDate, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		d, err := toTemporalDuration(c.RT, c.Arg(0), subtract)
		if err != nil {
			return heap.Undefined, err
		}
		mode, err := getOverflow(c.RT, c.Arg(1))
		if err != nil {
			return heap.Undefined, err
		}
		cal := calendarAt(o, slotCalendar)
		sum, err := calendarDateAdd(cal, dateAt(o), toDateDurationRecordWithoutTime(&d), mode)
		return plainDateValue(c.RT, sum, cal, err)
	})
}

// plainDateWith is Temporal.PlainDate.prototype.with (sec-temporal.plaindate.prototype.with).
func plainDateWith(c *object.Call, o *heap.Object) (heap.Value, error) {
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
	d, err := calendarDateFromFields(cal, calendarMergeFields(cal, isoDateToFields(cal, dateAt(o), kindDate), partial), mode)
	return plainDateValue(c.RT, d, cal, err)
}

// plainDateWithCalendar is Temporal.PlainDate.prototype.withCalendar
// (sec-temporal.plaindate.prototype.withcalendar).
func plainDateWithCalendar(c *object.Call, o *heap.Object) (heap.Value, error) {
	cal, err := toTemporalCalendarIdentifier(c.RT, c.Arg(0))
	return plainDateValue(c.RT, dateAt(o), cal, err)
}

const errCalendars = rangeError("the calendars differ")

// plainDateDifference is DifferenceTemporalPlainDate
// (sec-temporal-differencetemporalplaindate).
func plainDateDifference(since bool) object.HostFunc {
	return on(heap.ClassPlainDate, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		other, otherCal, err := toTemporalDate(c.RT, c.Arg(0), heap.Undefined)
		if err != nil {
			return heap.Undefined, err
		}
		d, cal := dateAt(o), calendarAt(o, slotCalendar)
		if cal != otherCal {
			return heap.Undefined, errCalendars
		}
		s, err := getDifferenceSettings(c.RT, since, c.Arg(1), groupDate, false, unitDay, unitDay)
		if err != nil {
			return heap.Undefined, err
		}
		result := internalDuration{date: calendarDateUntil(cal, d, other, s.largest)}
		if d != other && (s.smallest != unitDay || s.increment != 1) {
			p := relativePoint{dateTime: isoDateTime{date: d}, calendar: cal}
			destNs := getUTCEpochNanoseconds(isoDateTime{date: other})
			result, err = p.roundRelativeDuration(result, getUTCEpochNanoseconds(p.dateTime), destNs, s.largest, s.increment, s.smallest, s.mode)
			if err != nil {
				return heap.Undefined, err
			}
		}
		return durationResult(c.RT, result, unitDay, since)
	})
}

// plainDateEquals is Temporal.PlainDate.prototype.equals
// (sec-temporal.plaindate.prototype.equals).
func plainDateEquals(c *object.Call, o *heap.Object) (heap.Value, error) {
	other, cal, err := toTemporalDate(c.RT, c.Arg(0), heap.Undefined)
	return heap.Bool(other == dateAt(o) && cal == calendarAt(o, slotCalendar)), err
}

// plainDateToPlainDateTime is Temporal.PlainDate.prototype.toPlainDateTime
// (sec-temporal.plaindate.prototype.toplaindatetime).
func plainDateToPlainDateTime(c *object.Call, o *heap.Object) (heap.Value, error) {
	t, err := toTimeRecordOrMidnight(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalDateTime(c.RT, isoDateTime{dateAt(o), t}, calendarAt(o, slotCalendar), heap.Undefined))
}

// plainDateToZonedDateTime is Temporal.PlainDate.prototype.toZonedDateTime
// (sec-temporal.plaindate.prototype.tozoneddatetime).
func plainDateToZonedDateTime(c *object.Call, o *heap.Object) (heap.Value, error) {
	rt := c.RT
	zoneLike, timeLike := c.Arg(0), heap.Undefined
	if zoneLike.IsObject() {
		item := zoneLike.Object()
		v, err := get(rt, item, keyTimeZone)
		if err != nil {
			return heap.Undefined, err
		}
		if !v.IsUndefined() {
			// The time is read after the time zone was converted, which can throw.
			if _, err = toTemporalTimeZoneIdentifier(rt, v); err != nil {
				return heap.Undefined, err
			}
			zoneLike = v
			if timeLike, err = get(rt, item, keyPlainTime); err != nil {
				return heap.Undefined, err
			}
		}
	}
	z, err := toTemporalTimeZoneIdentifier(rt, zoneLike)
	if err != nil {
		return heap.Undefined, err
	}
	var ns int128
	if timeLike.IsUndefined() {
		ns, err = getStartOfDay(z, dateAt(o))
	} else {
		var t timeOfDay
		if t, err = toTemporalTime(rt, timeLike, heap.Undefined); err != nil {
			return heap.Undefined, err
		}
		dt := isoDateTime{dateAt(o), t}
		if !isoDateTimeWithinLimits(dt) {
			return heap.Undefined, errDateTimeRange
		}
		ns, err = getEpochNanosecondsFor(z, dt, compatible)
	}
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalZonedDateTime(rt, ns, z, calendarAt(o, slotCalendar), heap.Undefined))
}

// getShowCalendar is GetOptionsObject and GetTemporalShowCalendarNameOption of an argument.
func getShowCalendar(c *object.Call) (showCalendar, error) {
	opts, err := getOptionsObject(c.RT, c.Arg(0))
	if err != nil {
		return calendarAuto, err
	}
	return opts.showCalendar()
}

// plainDateToString is Temporal.PlainDate.prototype.toString
// (sec-temporal.plaindate.prototype.tostring).
func plainDateToString(c *object.Call, o *heap.Object) (heap.Value, error) {
	show, err := getShowCalendar(c)
	if err != nil {
		return heap.Undefined, err
	}
	return text(c.RT, appendCalendar(appendDate(nil, dateAt(o)), calendarAt(o, slotCalendar), show))
}
