package temporal

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idPlainDateTime is %Temporal.PlainDateTime%.
var idPlainDateTime = object.NewIntrinsic()

// plainDateTimeGroup declares %Temporal.PlainDateTime% and its prototype
// (sec-temporal-plaindatetime-objects).
var plainDateTimeGroup = &object.Group{
	Name:   "PlainDateTime",
	Length: 3,
	Fn:     method(newPlainDateTime),
	Ctor:   idPlainDateTime,
	Proto:  idPlainDateTimePrototype,
	Lazy: func() (static, rows []object.Row) {
		static = methods(
			object.Row{Name: "from", Length: 1, Fn: plainDateTimeFrom},
			object.Row{Name: "compare", Length: 2, Fn: plainDateTimeCompare},
		)
		rows = methods(slices.Concat(calendarGetters(heap.ClassPlainDateTime, dateAt), clockGetters(heap.ClassPlainDateTime, dateTimeAt), []object.Row{
			{Name: "with", Length: 1, Fn: on(heap.ClassPlainDateTime, plainDateTimeWith)},
			{Name: "withPlainTime", Fn: on(heap.ClassPlainDateTime, plainDateTimeWithPlainTime)},
			{Name: "withCalendar", Length: 1, Fn: on(heap.ClassPlainDateTime, plainDateTimeWithCalendar)},
			{Name: "add", Length: 1, Fn: plainDateTimeAdd(false)},
			{Name: "subtract", Length: 1, Fn: plainDateTimeAdd(true)},
			{Name: "until", Length: 1, Fn: plainDateTimeDifference(false)},
			{Name: "since", Length: 1, Fn: plainDateTimeDifference(true)},
			{Name: "round", Length: 1, Fn: on(heap.ClassPlainDateTime, plainDateTimeRound)},
			{Name: "equals", Length: 1, Fn: on(heap.ClassPlainDateTime, plainDateTimeEquals)},
			{Name: "toString", Fn: on(heap.ClassPlainDateTime, plainDateTimeToString)},
			toLocaleString(heap.ClassPlainDateTime),
			{Name: "toJSON", Fn: on(heap.ClassPlainDateTime, toJSON)},
			{Name: "valueOf", Fn: noValueOf},
			{Name: "toZonedDateTime", Length: 1, Fn: on(heap.ClassPlainDateTime, plainDateTimeToZonedDateTime)},
			{Name: "toPlainDate", Fn: on(heap.ClassPlainDateTime, plainDateTimeToPlainDate)},
			{Name: "toPlainTime", Fn: on(heap.ClassPlainDateTime, plainDateTimeToPlainTime)},
			{Name: "@@toStringTag", Str: "Temporal.PlainDateTime", Flags: object.RowString},
		})...)
		return static, rows
	},
}

// clockGetters are the getters of the parts of a time, of objects of class.
func clockGetters(class heap.Class, dateTime func(o *heap.Object) isoDateTime) []object.Row {
	var rows []object.Row
	for _, part := range [...]struct {
		name string
		get  func(timeOfDay) int64
	}{
		{"hour", timeOfDay.hour}, {"minute", timeOfDay.minute}, {"second", timeOfDay.second},
		{"millisecond", timeOfDay.millisecond}, {"microsecond", timeOfDay.microsecond}, {"nanosecond", timeOfDay.nanosecond},
	} {
		rows = append(rows, object.Row{Name: part.name, Get: on(class, func(_ *object.Call, o *heap.Object) (heap.Value, error) {
			return integer(part.get(dateTime(o).time))
		})})
	}
	return rows
}

// newPlainDateTime is Temporal.PlainDateTime (sec-temporal.plaindatetime).
func newPlainDateTime(c *object.Call) (heap.Value, error) {
	if err := requireNew(c, heap.ClassPlainDateTime); err != nil {
		return heap.Undefined, err
	}
	var args [9]float64
	if err := integerArguments(c, args[:], 6); err != nil {
		return heap.Undefined, err
	}
	cal, err := calendarArgument(c.RT, c.Arg(9))
	if err != nil {
		return heap.Undefined, err
	}
	d, err := dateOfArguments(args[0], args[1], args[2])
	if err != nil {
		return heap.Undefined, err
	}
	t, err := timeOfArguments(args[3:])
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalDateTime(c.RT, isoDateTime{d, t}, cal, c.NewTarget))
}

// plainDateTimeValue is the object of a date and time that an operation has returned.
func plainDateTimeValue(rt *object.Runtime, dt isoDateTime, cal calendarID, err error) (heap.Value, error) {
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalDateTime(rt, dt, cal, heap.Undefined))
}

// plainDateTimeFrom is Temporal.PlainDateTime.from (sec-temporal.plaindatetime.from).
func plainDateTimeFrom(c *object.Call) (heap.Value, error) {
	dt, cal, err := toTemporalDateTime(c.RT, c.Arg(0), c.Arg(1))
	return plainDateTimeValue(c.RT, dt, cal, err)
}

// plainDateTimeCompare is Temporal.PlainDateTime.compare (sec-temporal.plaindatetime.compare).
func plainDateTimeCompare(c *object.Call) (heap.Value, error) {
	one, _, err := toTemporalDateTime(c.RT, c.Arg(0), heap.Undefined)
	if err != nil {
		return heap.Undefined, err
	}
	two, _, err := toTemporalDateTime(c.RT, c.Arg(1), heap.Undefined)
	return heap.Int(int32(compareISODateTime(one, two))), err
}

// toTemporalDateTime is ToTemporalDateTime (sec-temporal-totemporaldatetime), as the slots of the
// object.
func toTemporalDateTime(rt *object.Runtime, item, opts heap.Value) (dt isoDateTime, cal calendarID, err error) {
	switch {
	case item.IsObject():
		o := item.Object()
		switch o.Class() {
		case heap.ClassPlainDateTime:
			dt = dateTimeAt(o)
		case heap.ClassZonedDateTime:
			dt = zonedDateTimeAt(o)
		case heap.ClassPlainDate:
			dt.date = dateAt(o)
		default:
			if cal, err = getTemporalCalendarIdentifierWithISODefault(rt, o); err != nil {
				return dt, cal, err
			}
			f, err := prepareCalendarFields(rt, cal, o, dateFields|timeFields, 0, false)
			if err != nil {
				return dt, cal, err
			}
			mode, err := getOverflow(rt, opts)
			if err != nil {
				return dt, cal, err
			}
			dt, err = interpretTemporalDateTimeFields(cal, f, mode)
			return dt, cal, withinLimits(dt, err)
		}
		cal, _ = calendarOf(o)
	case item.IsString():
		p, err := parseISODateTime(stringOf(rt, item.Str()), goalDateTime)
		if err != nil {
			return dt, cal, err
		}
		if cal, err = p.calendarID(); err != nil {
			return dt, cal, err
		}
		dt = p.dateTime()
	default:
		return dt, cal, rt.TypeError("%s is not a date and time", rt.Describe(item))
	}
	_, err = getOverflow(rt, opts)
	return dt, cal, withinLimits(dt, err)
}

// withinLimits is the error of CreateTemporalDateTime for a date and time, if err is nil.
func withinLimits(dt isoDateTime, err error) error {
	if err == nil && !isoDateTimeWithinLimits(dt) {
		return errDateTimeRange
	}
	return err
}

// plainDateTimeWith is Temporal.PlainDateTime.prototype.with
// (sec-temporal.plaindatetime.prototype.with).
func plainDateTimeWith(c *object.Call, o *heap.Object) (heap.Value, error) {
	like, err := isPartialTemporalObject(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	cal := calendarAt(o, dateTimeCal)
	partial, err := prepareCalendarFields(c.RT, cal, like, dateFields|timeFields, 0, true)
	if err != nil {
		return heap.Undefined, err
	}
	mode, err := getOverflow(c.RT, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	f := isoDateToFields(cal, dateAt(o), kindDate)
	f.setTime(timeAt(o, dateTimeTime))
	dt, err := interpretTemporalDateTimeFields(cal, calendarMergeFields(cal, f, partial), mode)
	return plainDateTimeValue(c.RT, dt, cal, err)
}

// plainDateTimeWithPlainTime is Temporal.PlainDateTime.prototype.withPlainTime
// (sec-temporal.plaindatetime.prototype.withplaintime).
func plainDateTimeWithPlainTime(c *object.Call, o *heap.Object) (heap.Value, error) {
	t, err := toTimeRecordOrMidnight(c.RT, c.Arg(0))
	return plainDateTimeValue(c.RT, isoDateTime{dateAt(o), t}, calendarAt(o, dateTimeCal), err)
}

// plainDateTimeWithCalendar is Temporal.PlainDateTime.prototype.withCalendar
// (sec-temporal.plaindatetime.prototype.withcalendar).
func plainDateTimeWithCalendar(c *object.Call, o *heap.Object) (heap.Value, error) {
	cal, err := toTemporalCalendarIdentifier(c.RT, c.Arg(0))
	return plainDateTimeValue(c.RT, dateTimeAt(o), cal, err)
}

// plainDateTimeAdd is AddDurationToDateTime (sec-temporal-adddurationtodatetime).
func plainDateTimeAdd(subtract bool) object.HostFunc {
	return on(heap.ClassPlainDateTime, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		d, err := toTemporalDuration(c.RT, c.Arg(0), subtract)
		if err != nil {
			return heap.Undefined, err
		}
		mode, err := getOverflow(c.RT, c.Arg(1))
		if err != nil {
			return heap.Undefined, err
		}
		in := toInternalDurationRecordWith24HourDays(&d)
		days, t := addTime(timeAt(o, dateTimeTime), in.time)
		date, err := in.date.adjust(days)
		if err != nil {
			return heap.Undefined, err
		}
		cal := calendarAt(o, dateTimeCal)
		sum, err := calendarDateAdd(cal, dateAt(o), date, mode)
		return plainDateTimeValue(c.RT, isoDateTime{sum, t}, cal, err)
	})
}

// plainDateTimeDifference is DifferenceTemporalPlainDateTime
// (sec-temporal-differencetemporalplaindatetime).
func plainDateTimeDifference(since bool) object.HostFunc {
	return on(heap.ClassPlainDateTime, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		other, otherCal, err := toTemporalDateTime(c.RT, c.Arg(0), heap.Undefined)
		if err != nil {
			return heap.Undefined, err
		}
		cal := calendarAt(o, dateTimeCal)
		if cal != otherCal {
			return heap.Undefined, errCalendars
		}
		s, err := getDifferenceSettings(c.RT, since, c.Arg(1), groupDateTime, false, unitNanosecond, unitDay)
		if err != nil {
			return heap.Undefined, err
		}
		d, err := differencePlainDateTimeWithRounding(dateTimeAt(o), other, cal, s.largest, s.increment, s.smallest, s.mode)
		if err != nil {
			return heap.Undefined, err
		}
		return durationResult(c.RT, d, s.largest, since)
	})
}

// plainDateTimeRound is Temporal.PlainDateTime.prototype.round
// (sec-temporal.plaindatetime.prototype.round).
func plainDateTimeRound(c *object.Call, o *heap.Object) (heap.Value, error) {
	increment, mode, smallest, err := roundArguments(c, true)
	if err != nil {
		return heap.Undefined, err
	}
	return plainDateTimeValue(c.RT, roundISODateTime(dateTimeAt(o), increment, smallest, mode), calendarAt(o, dateTimeCal), nil)
}

// plainDateTimeEquals is Temporal.PlainDateTime.prototype.equals
// (sec-temporal.plaindatetime.prototype.equals).
func plainDateTimeEquals(c *object.Call, o *heap.Object) (heap.Value, error) {
	other, cal, err := toTemporalDateTime(c.RT, c.Arg(0), heap.Undefined)
	return heap.Bool(other == dateTimeAt(o) && cal == calendarAt(o, dateTimeCal)), err
}

// plainDateTimeToString is Temporal.PlainDateTime.prototype.toString
// (sec-temporal.plaindatetime.prototype.tostring).
func plainDateTimeToString(c *object.Call, o *heap.Object) (heap.Value, error) {
	opts, err := getOptionsObject(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	show, err := opts.showCalendar()
	if err != nil {
		return heap.Undefined, err
	}
	t, err := opts.textOptions(nil)
	if err != nil {
		return heap.Undefined, err
	}
	p, err := t.resolve(unitMinute)
	if err != nil {
		return heap.Undefined, err
	}
	dt := roundISODateTime(dateTimeAt(o), p.increment, p.unit, p.mode)
	if !isoDateTimeWithinLimits(dt) {
		return heap.Undefined, errDateTimeRange
	}
	return text(c.RT, isoDateTimeToString(nil, dt, calendarAt(o, dateTimeCal), p.precision, show))
}

// plainDateTimeToZonedDateTime is Temporal.PlainDateTime.prototype.toZonedDateTime
// (sec-temporal.plaindatetime.prototype.tozoneddatetime).
func plainDateTimeToZonedDateTime(c *object.Call, o *heap.Object) (heap.Value, error) {
	z, err := toTemporalTimeZoneIdentifier(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	opts, err := getOptionsObject(c.RT, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	d, err := opts.disambiguation()
	if err != nil {
		return heap.Undefined, err
	}
	ns, err := getEpochNanosecondsFor(z, dateTimeAt(o), d)
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalZonedDateTime(c.RT, ns, z, calendarAt(o, dateTimeCal), heap.Undefined))
}

// plainDateTimeToPlainDate is Temporal.PlainDateTime.prototype.toPlainDate
// (sec-temporal.plaindatetime.prototype.toplaindate).
func plainDateTimeToPlainDate(c *object.Call, o *heap.Object) (heap.Value, error) {
	return plainDateValue(c.RT, dateAt(o), calendarAt(o, dateTimeCal), nil)
}

// plainDateTimeToPlainTime is Temporal.PlainDateTime.prototype.toPlainTime
// (sec-temporal.plaindatetime.prototype.toplaintime).
func plainDateTimeToPlainTime(c *object.Call, o *heap.Object) (heap.Value, error) {
	return value(createTemporalTime(c.RT, timeAt(o, dateTimeTime), heap.Undefined))
}
