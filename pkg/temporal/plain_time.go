package temporal

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idPlainTime is %Temporal.PlainTime%.
var idPlainTime = object.NewIntrinsic()

// plainTimeGroup declares %Temporal.PlainTime% and its prototype
// (sec-temporal-plaintime-objects).
var plainTimeGroup = &object.Group{
	Name:  "PlainTime",
	Fn:    method(newPlainTime),
	Ctor:  idPlainTime,
	Proto: idPlainTimePrototype,
	Lazy: func() (static, rows []object.Row) {
		static = methods(
			object.Row{Name: "from", Length: 1, Fn: plainTimeFrom},
			object.Row{Name: "compare", Length: 2, Fn: plainTimeCompare},
		)
		rows = methods(
			timeGetter("hour", timeOfDay.hour),
			timeGetter("minute", timeOfDay.minute),
			timeGetter("second", timeOfDay.second),
			timeGetter("millisecond", timeOfDay.millisecond),
			timeGetter("microsecond", timeOfDay.microsecond),
			timeGetter("nanosecond", timeOfDay.nanosecond),
			object.Row{Name: "add", Length: 1, Fn: plainTimeAdd(false)},
			object.Row{Name: "subtract", Length: 1, Fn: plainTimeAdd(true)},
			object.Row{Name: "with", Length: 1, Fn: on(heap.ClassPlainTime, plainTimeWith)},
			object.Row{Name: "until", Length: 1, Fn: plainTimeDifference(false)},
			object.Row{Name: "since", Length: 1, Fn: plainTimeDifference(true)},
			object.Row{Name: "round", Length: 1, Fn: on(heap.ClassPlainTime, plainTimeRound)},
			object.Row{Name: "equals", Length: 1, Fn: on(heap.ClassPlainTime, plainTimeEquals)},
			object.Row{Name: "toString", Fn: on(heap.ClassPlainTime, plainTimeToString)},
			toLocaleString(heap.ClassPlainTime),
			object.Row{Name: "toJSON", Fn: on(heap.ClassPlainTime, toJSON)},
			object.Row{Name: "valueOf", Fn: noValueOf},
			object.Row{Name: "@@toStringTag", Str: "Temporal.PlainTime", Flags: object.RowString},
		)
		return static, rows
	},
}

func timeGetter(name string, part func(timeOfDay) int64) object.Row {
	return object.Row{Name: name, Get: on(heap.ClassPlainTime, func(_ *object.Call, o *heap.Object) (heap.Value, error) {
		return integer(part(timeAt(o, slotTime)))
	})}
}

// newPlainTime is Temporal.PlainTime (sec-temporal.plaintime).
func newPlainTime(c *object.Call) (heap.Value, error) {
	if err := requireNew(c, heap.ClassPlainTime); err != nil {
		return heap.Undefined, err
	}
	var args [6]float64
	if err := integerArguments(c, args[:], len(args)); err != nil {
		return heap.Undefined, err
	}
	t, err := timeOfArguments(args[:])
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalTime(c.RT, t, c.NewTarget))
}

// plainTimeFrom is Temporal.PlainTime.from (sec-temporal.plaintime.from).
func plainTimeFrom(c *object.Call) (heap.Value, error) {
	t, err := toTemporalTime(c.RT, c.Arg(0), c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalTime(c.RT, t, heap.Undefined))
}

// plainTimeCompare is Temporal.PlainTime.compare (sec-temporal.plaintime.compare).
func plainTimeCompare(c *object.Call) (heap.Value, error) {
	one, err := toTemporalTime(c.RT, c.Arg(0), heap.Undefined)
	if err != nil {
		return heap.Undefined, err
	}
	two, err := toTemporalTime(c.RT, c.Arg(1), heap.Undefined)
	return heap.Int(int32(sign64(int64(one - two)))), err
}

// timeLike is a TemporalTimeLike Record (sec-temporal-totemporaltimerecord).
func timeLike(rt *object.Runtime, o *heap.Object) (*calendarFields, error) {
	return prepareCalendarFields(rt, iso8601, o, timeFields, 0, true)
}

// toTemporalTime is ToTemporalTime (sec-temporal-totemporaltime), as a Time Record.
func toTemporalTime(rt *object.Runtime, item, opts heap.Value) (timeOfDay, error) {
	var t timeOfDay
	switch {
	case item.IsObject():
		o := item.Object()
		switch o.Class() {
		case heap.ClassPlainTime:
			t = timeAt(o, slotTime)
		case heap.ClassPlainDateTime:
			t = timeAt(o, dateTimeTime)
		case heap.ClassZonedDateTime:
			t = zonedDateTimeAt(o).time
		default:
			f, err := timeLike(rt, o)
			if err != nil {
				return 0, err
			}
			mode, err := getOverflow(rt, opts)
			if err != nil {
				return 0, err
			}
			return regulateTime(f.time, mode)
		}
	case item.IsString():
		p, err := parseISODateTime(stringOf(rt, item.Str()), goalTime)
		if err != nil {
			return 0, err
		}
		t = p.time
	default:
		return 0, rt.TypeError("%s is not a time", rt.Describe(item))
	}
	_, err := getOverflow(rt, opts)
	return t, err
}

// toTimeRecordOrMidnight is ToTimeRecordOrMidnight (sec-temporal-totimerecordormidnight).
func toTimeRecordOrMidnight(rt *object.Runtime, item heap.Value) (timeOfDay, error) {
	if item.IsUndefined() {
		return 0, nil
	}
	return toTemporalTime(rt, item, heap.Undefined)
}

// plainTimeAdd is AddDurationToTime (sec-temporal-adddurationtotime).
func plainTimeAdd(subtract bool) object.HostFunc {
	return on(heap.ClassPlainTime, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		d, err := toTemporalDuration(c.RT, c.Arg(0), subtract)
		if err != nil {
			return heap.Undefined, err
		}
		_, t := addTime(timeAt(o, slotTime), timeDurationFromComponents(&d))
		return value(createTemporalTime(c.RT, t, heap.Undefined))
	})
}

// plainTimeWith is Temporal.PlainTime.prototype.with (sec-temporal.plaintime.prototype.with).
func plainTimeWith(c *object.Call, o *heap.Object) (heap.Value, error) {
	like, err := isPartialTemporalObject(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	partial, err := timeLike(c.RT, like)
	if err != nil {
		return heap.Undefined, err
	}
	mode, err := getOverflow(c.RT, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	f := new(calendarFields)
	f.setTime(timeAt(o, slotTime))
	f.copyFrom(partial, timeFields)
	t, err := regulateTime(f.time, mode)
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalTime(c.RT, t, heap.Undefined))
}

// plainTimeDifference is DifferenceTemporalPlainTime
// (sec-temporal-differencetemporalplaintime).
func plainTimeDifference(since bool) object.HostFunc {
	return on(heap.ClassPlainTime, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		other, err := toTemporalTime(c.RT, c.Arg(0), heap.Undefined)
		if err != nil {
			return heap.Undefined, err
		}
		s, err := getDifferenceSettings(c.RT, since, c.Arg(1), groupTime, false, unitNanosecond, unitHour)
		if err != nil {
			return heap.Undefined, err
		}
		d, err := roundTimeDuration(wide(int64(other-timeAt(o, slotTime))), s.increment, s.smallest, s.mode)
		if err != nil {
			return heap.Undefined, err
		}
		return durationResult(c.RT, internalDuration{time: d}, s.largest, since)
	})
}

// roundArguments are the options of round of a type with a time of the clock: days are allowed
// with withDay.
func roundArguments(c *object.Call, withDay bool) (increment int64, mode roundingMode, smallest unit, err error) {
	o, err := requiredOptions(c.RT, c.Arg(0), keySmallestUnit)
	if err != nil {
		return 0, 0, 0, err
	}
	if increment, err = o.roundingIncrement(); err != nil {
		return 0, 0, 0, err
	}
	if mode, err = o.roundingMode(roundHalfExpand); err != nil {
		return 0, 0, 0, err
	}
	if smallest, err = o.unit(keySmallestUnit, true); err != nil {
		return 0, 0, 0, err
	}
	extra := unitUnset
	if withDay {
		extra = unitDay
	}
	if err = validateTemporalUnitValue(smallest, groupTime, extra); err != nil {
		return 0, 0, 0, err
	}
	if smallest == unitDay {
		return increment, mode, smallest, validateTemporalRoundingIncrement(increment, 1, true)
	}
	return increment, mode, smallest, checkRoundingIncrement(increment, smallest)
}

// plainTimeRound is Temporal.PlainTime.prototype.round (sec-temporal.plaintime.prototype.round).
func plainTimeRound(c *object.Call, o *heap.Object) (heap.Value, error) {
	increment, mode, smallest, err := roundArguments(c, false)
	if err != nil {
		return heap.Undefined, err
	}
	_, t := roundTime(timeAt(o, slotTime), increment, smallest, mode)
	return value(createTemporalTime(c.RT, t, heap.Undefined))
}

// plainTimeEquals is Temporal.PlainTime.prototype.equals
// (sec-temporal.plaintime.prototype.equals).
func plainTimeEquals(c *object.Call, o *heap.Object) (heap.Value, error) {
	other, err := toTemporalTime(c.RT, c.Arg(0), heap.Undefined)
	return heap.Bool(other == timeAt(o, slotTime)), err
}

// plainTimeToString is Temporal.PlainTime.prototype.toString
// (sec-temporal.plaintime.prototype.tostring).
func plainTimeToString(c *object.Call, o *heap.Object) (heap.Value, error) {
	opts, err := getOptionsObject(c.RT, c.Arg(0))
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
	_, rounded := roundTime(timeAt(o, slotTime), p.increment, p.unit, p.mode)
	return text(c.RT, appendTime(nil, rounded, p.precision))
}
