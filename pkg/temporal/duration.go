package temporal

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idDuration is %Temporal.Duration%.
var idDuration = object.NewIntrinsic()

// durationGroup declares %Temporal.Duration% and its prototype
// (sec-temporal-duration-objects).
var durationGroup = &object.Group{
	Name:  "Duration",
	Fn:    method(newDuration),
	Ctor:  idDuration,
	Proto: idDurationPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = methods(
			object.Row{Name: "from", Length: 1, Fn: durationFrom},
			object.Row{Name: "compare", Length: 2, Fn: durationCompare},
		)
		rows = methods(
			durationGetter(unitYear),
			durationGetter(unitMonth),
			durationGetter(unitWeek),
			durationGetter(unitDay),
			durationGetter(unitHour),
			durationGetter(unitMinute),
			durationGetter(unitSecond),
			durationGetter(unitMillisecond),
			durationGetter(unitMicrosecond),
			durationGetter(unitNanosecond),
			object.Row{Name: "sign", Get: on(heap.ClassDuration, durationSignGetter)},
			object.Row{Name: "blank", Get: on(heap.ClassDuration, durationBlank)},
			object.Row{Name: "with", Length: 1, Fn: on(heap.ClassDuration, durationWith)},
			object.Row{Name: "negated", Fn: on(heap.ClassDuration, durationNegated)},
			object.Row{Name: "abs", Fn: on(heap.ClassDuration, durationAbs)},
			object.Row{Name: "add", Length: 1, Fn: durationAdd(false)},
			object.Row{Name: "subtract", Length: 1, Fn: durationAdd(true)},
			object.Row{Name: "round", Length: 1, Fn: on(heap.ClassDuration, durationRound)},
			object.Row{Name: "total", Length: 1, Fn: on(heap.ClassDuration, durationTotal)},
			object.Row{Name: "toString", Fn: on(heap.ClassDuration, durationToString)},
			object.Row{Name: "toJSON", Fn: on(heap.ClassDuration, toJSON)},
			toLocaleString(heap.ClassDuration),
			object.Row{Name: "valueOf", Fn: noValueOf},
			object.Row{Name: "@@toStringTag", Str: "Temporal.Duration", Flags: object.RowString},
		)
		return static, rows
	},
}

func durationGetter(u unit) object.Row {
	return object.Row{Name: durationNames[u], Get: on(heap.ClassDuration, func(_ *object.Call, o *heap.Object) (heap.Value, error) {
		return o.Internal(int(u)), nil
	})}
}

// newDuration is Temporal.Duration (sec-temporal.duration).
func newDuration(c *object.Call) (heap.Value, error) {
	if err := requireNew(c, heap.ClassDuration); err != nil {
		return heap.Undefined, err
	}
	var d duration
	for i := range d {
		v := c.Arg(i)
		if v.IsUndefined() {
			continue
		}
		f, err := toIntegerIfIntegral(c.RT, v)
		if err != nil {
			return heap.Undefined, err
		}
		d[i] = f
	}
	return value(createTemporalDuration(c.RT, &d, c.NewTarget))
}

// durationFrom is Temporal.Duration.from (sec-temporal.duration.from).
func durationFrom(c *object.Call) (heap.Value, error) {
	d, err := toTemporalDuration(c.RT, c.Arg(0), false)
	return durationValue(c.RT, d, err)
}

// durationValue is the object of a duration that an operation has returned.
func durationValue(rt *object.Runtime, d duration, err error) (heap.Value, error) {
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalDuration(rt, &d, heap.Undefined))
}

// durationResult is the end of operations that give a difference:
// TemporalDurationFromInternal, and CreateNegatedTemporalDuration for since.
func durationResult(rt *object.Runtime, in internalDuration, largest unit, since bool) (heap.Value, error) {
	d, err := temporalDurationFromInternal(in, largest)
	if since {
		d = d.negated()
	}
	return durationValue(rt, d, err)
}

// durationRows are the fields of a duration in the order in which they are read.
var durationRows = [...]struct {
	key  key
	unit unit
}{
	{keyDays, unitDay}, {keyHours, unitHour}, {keyMicroseconds, unitMicrosecond}, {keyMilliseconds, unitMillisecond}, {keyMinutes, unitMinute},
	{keyMonths, unitMonth}, {keyNanoseconds, unitNanosecond}, {keySeconds, unitSecond}, {keyWeeks, unitWeek}, {keyYears, unitYear},
}

// toTemporalPartialDurationRecord is ToTemporalPartialDurationRecord
// (sec-temporal-totemporalpartialdurationrecord): the fields that are there replace those of d.
func toTemporalPartialDurationRecord(rt *object.Runtime, v heap.Value, d *duration) error {
	if !v.IsObject() {
		return rt.TypeError("%s is not a duration", rt.Describe(v))
	}
	found := false
	for _, row := range durationRows {
		v, err := get(rt, v.Object(), row.key)
		if err != nil {
			return err
		}
		if v.IsUndefined() {
			continue
		}
		found = true
		if d[row.unit], err = toIntegerIfIntegral(rt, v); err != nil {
			return err
		}
	}
	if !found {
		return typeError("the object has none of the properties of a duration")
	}
	return nil
}

// toTemporalDuration is ToTemporalDuration (sec-temporal-totemporalduration), as its fields;
// those of CreateNegatedTemporalDuration of it with negate.
func toTemporalDuration(rt *object.Runtime, v heap.Value, negate bool) (d duration, err error) {
	switch o := ofClass(v, heap.ClassDuration); {
	case o != nil:
		d = durationAt(o)
	case v.IsObject():
		if err = toTemporalPartialDurationRecord(rt, v, &d); err == nil && !isValidDuration(&d) {
			err = errDuration
		}
	case v.IsString():
		d, err = parseTemporalDurationString(stringOf(rt, v.Str()))
	default:
		err = rt.TypeError("%s is not a duration", rt.Describe(v))
	}
	if negate {
		d = d.negated()
	}
	return d, err
}

// relativeTo is what GetTemporalRelativeToOption finds: nothing, a date or an exact time in a
// time zone.
type relativeTo struct {
	plain, zoned bool
	date         isoDate
	epochNs      int128
	timeZone     timeZone
	calendar     calendarID
}

// relativeTo is GetTemporalRelativeToOption (sec-temporal-gettemporalrelativetooption).
func (o *options) relativeTo() (r relativeTo, err error) {
	v, err := o.get(keyRelativeTo)
	if err != nil || v.IsUndefined() {
		return r, err
	}
	rt := o.rt
	var in zonedInput
	switch {
	case v.IsObject():
		item := v.Object()
		switch item.Class() {
		case heap.ClassZonedDateTime:
			return relativeTo{zoned: true, epochNs: epochNsAt(item), timeZone: zoneAt(item), calendar: calendarAt(item, zonedCalendar)}, nil
		case heap.ClassPlainDate:
			return relativeTo{plain: true, date: dateAt(item), calendar: calendarAt(item, slotCalendar)}, nil
		case heap.ClassPlainDateTime:
			return relativeTo{plain: true, date: dateAt(item), calendar: calendarAt(item, dateTimeCal)}, nil
		}
		f, err := in.fields(rt, item, 0)
		if err != nil {
			return r, err
		}
		if in.dateTime, err = interpretTemporalDateTimeFields(in.calendar, f, constrain); err != nil {
			return r, err
		}
	case v.IsString():
		if err = in.parse(stringOf(rt, v.Str()), goalZonedDateTime, goalDateTime); err != nil {
			return r, err
		}
	default:
		return r, rt.TypeError("%s is not a date", rt.Describe(v))
	}
	r.calendar, r.timeZone = in.calendar, in.timeZone
	if !in.hasTimeZone {
		r.plain, r.date = true, in.dateTime.date
		if !isoDateWithinLimits(r.date) {
			return r, errDateRange
		}
		return r, nil
	}
	r.zoned = true
	r.epochNs, err = in.epochNs(compatible, offsetReject)
	return r, err
}

// durationCompare is Temporal.Duration.compare (sec-temporal.duration.compare).
func durationCompare(c *object.Call) (heap.Value, error) {
	rt := c.RT
	one, err := toTemporalDuration(rt, c.Arg(0), false)
	if err != nil {
		return heap.Undefined, err
	}
	two, err := toTemporalDuration(rt, c.Arg(1), false)
	if err != nil {
		return heap.Undefined, err
	}
	opts, err := getOptionsObject(rt, c.Arg(2))
	if err != nil {
		return heap.Undefined, err
	}
	r, err := opts.relativeTo()
	if err != nil || one == two {
		return heap.Int(0), err
	}
	largest := largerOfTwoTemporalUnits(defaultTemporalLargestUnit(&one), defaultTemporalLargestUnit(&two))
	d1, d2 := toInternalDurationRecord(&one), toInternalDurationRecord(&two)
	if r.zoned && largest.isDate() {
		after1, err := addZonedDateTime(r.epochNs, r.timeZone, r.calendar, d1, constrain)
		if err != nil {
			return heap.Undefined, err
		}
		after2, err := addZonedDateTime(r.epochNs, r.timeZone, r.calendar, d2, constrain)
		return heap.Int(int32(after1.cmp(after2))), err
	}
	if largest.isCalendarUnit() {
		if !r.plain {
			return heap.Undefined, errRelativeTo
		}
		for _, d := range [...]*internalDuration{&d1, &d2} {
			if d.date.days, err = dateDurationDays(d.date, r.calendar, r.date); err != nil {
				return heap.Undefined, err
			}
		}
	}
	for _, d := range [...]*internalDuration{&d1, &d2} {
		if d.time, err = timeDuration(d.time.add(mul64(d.date.days, nsPerDay))); err != nil {
			return heap.Undefined, err
		}
	}
	return heap.Int(int32(d1.time.cmp(d2.time))), nil
}

const errRelativeTo = rangeError("years, months and weeks need relativeTo")

func durationSignGetter(_ *object.Call, o *heap.Object) (heap.Value, error) {
	d := durationAt(o)
	return heap.Int(int32(durationSign(&d))), nil
}

func durationBlank(_ *object.Call, o *heap.Object) (heap.Value, error) {
	d := durationAt(o)
	return heap.Bool(durationSign(&d) == 0), nil
}

// durationWith is Temporal.Duration.prototype.with (sec-temporal.duration.prototype.with).
func durationWith(c *object.Call, o *heap.Object) (heap.Value, error) {
	d := durationAt(o)
	err := toTemporalPartialDurationRecord(c.RT, c.Arg(0), &d)
	return durationValue(c.RT, d, err)
}

// durationNegated is Temporal.Duration.prototype.negated
// (sec-temporal.duration.prototype.negated).
func durationNegated(c *object.Call, o *heap.Object) (heap.Value, error) {
	return durationValue(c.RT, durationAt(o).negated(), nil)
}

// durationAbs is Temporal.Duration.prototype.abs (sec-temporal.duration.prototype.abs).
func durationAbs(c *object.Call, o *heap.Object) (heap.Value, error) {
	d := durationAt(o)
	if durationSign(&d) < 0 {
		d = d.negated()
	}
	return durationValue(c.RT, d, nil)
}

// durationAdd is AddDurations (sec-temporal-adddurations).
func durationAdd(subtract bool) object.HostFunc {
	return on(heap.ClassDuration, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		other, err := toTemporalDuration(c.RT, c.Arg(0), subtract)
		if err != nil {
			return heap.Undefined, err
		}
		d := durationAt(o)
		largest := largerOfTwoTemporalUnits(defaultTemporalLargestUnit(&d), defaultTemporalLargestUnit(&other))
		if largest.isCalendarUnit() {
			return heap.Undefined, rangeError("years, months and weeks cannot be added to a duration")
		}
		sum, err := timeDuration(toInternalDurationRecordWith24HourDays(&d).time.add(toInternalDurationRecordWith24HourDays(&other).time))
		if err != nil {
			return heap.Undefined, err
		}
		return durationResult(c.RT, internalDuration{time: sum}, largest, false)
	})
}

// target is the end of a duration that begins at a date: the date and time of the clock.
func (r *relativeTo) target(d *duration) (isoDateTime, error) {
	in := toInternalDurationRecordWith24HourDays(d)
	days, t := addTime(0, in.time)
	date, err := in.date.adjust(days)
	if err != nil {
		return isoDateTime{}, err
	}
	to, err := calendarDateAdd(r.calendar, r.date, date, constrain)
	return isoDateTime{to, t}, err
}

// durationRound is Temporal.Duration.prototype.round (sec-temporal.duration.prototype.round).
func durationRound(c *object.Call, o *heap.Object) (heap.Value, error) {
	opts, err := requiredOptions(c.RT, c.Arg(0), keySmallestUnit)
	if err != nil {
		return heap.Undefined, err
	}
	largest, err := opts.unit(keyLargestUnit, false)
	if err != nil {
		return heap.Undefined, err
	}
	r, err := opts.relativeTo()
	if err != nil {
		return heap.Undefined, err
	}
	increment, err := opts.roundingIncrement()
	if err != nil {
		return heap.Undefined, err
	}
	mode, err := opts.roundingMode(roundHalfExpand)
	if err != nil {
		return heap.Undefined, err
	}
	smallest, err := opts.unit(keySmallestUnit, false)
	if err != nil {
		return heap.Undefined, err
	}
	if err = validateTemporalUnitValue(smallest, groupDateTime, unitUnset); err != nil {
		return heap.Undefined, err
	}
	if smallest == unitUnset {
		if largest == unitUnset {
			return heap.Undefined, rangeError("smallestUnit or largestUnit is missing")
		}
		smallest = unitNanosecond
	}
	d := durationAt(o)
	existing := defaultTemporalLargestUnit(&d)
	if largest == unitUnset || largest == unitAuto {
		largest = largerOfTwoTemporalUnits(existing, smallest)
	}
	if largest > smallest {
		return heap.Undefined, rangeError("largestUnit is smaller than smallestUnit")
	}
	if err = checkRoundingIncrement(increment, smallest); err != nil {
		return heap.Undefined, err
	}
	if increment > 1 && largest != smallest && smallest.isDate() {
		return heap.Undefined, rangeError("with this roundingIncrement, largestUnit must be smallestUnit")
	}
	in, largest, err := r.round(&d, existing, largest, increment, smallest, mode)
	if err != nil {
		return heap.Undefined, err
	}
	return durationResult(c.RT, in, largest, false)
}

// round is the part of Temporal.Duration.prototype.round that calculates. It gives also the
// largest unit of the result.
func (r *relativeTo) round(d *duration, existing, largest unit, increment int64, smallest unit, mode roundingMode) (in internalDuration, _ unit, err error) {
	switch {
	case r.zoned:
		target, err := addZonedDateTime(r.epochNs, r.timeZone, r.calendar, toInternalDurationRecord(d), constrain)
		if err != nil {
			return in, largest, err
		}
		in, err = differenceZonedDateTimeWithRounding(r.epochNs, target, r.timeZone, r.calendar, largest, increment, smallest, mode)
		if largest.isDate() {
			largest = unitHour
		}
		return in, largest, err
	case r.plain:
		target, err := r.target(d)
		if err != nil {
			return in, largest, err
		}
		in, err = differencePlainDateTimeWithRounding(isoDateTime{date: r.date}, target, r.calendar, largest, increment, smallest, mode)
		return in, largest, err
	case existing.isCalendarUnit() || largest.isCalendarUnit():
		return in, largest, errRelativeTo
	}
	in = toInternalDurationRecordWith24HourDays(d)
	if smallest != unitDay {
		in.time, err = roundTimeDuration(in.time, increment, smallest, mode)
		return in, largest, err
	}
	rounded := roundNumberToIncrement(in.time, mul64(increment, nsPerDay), mode)
	days, _ := rounded.quoRem(wide(nsPerDay))
	in.time = int128{}
	in.date, err = createDateDurationRecord(0, 0, 0, int64(days.lo))
	return in, largest, err
}

// durationTotal is Temporal.Duration.prototype.total (sec-temporal.duration.prototype.total).
func durationTotal(c *object.Call, o *heap.Object) (heap.Value, error) {
	opts, err := requiredOptions(c.RT, c.Arg(0), keyUnit)
	if err != nil {
		return heap.Undefined, err
	}
	r, err := opts.relativeTo()
	if err != nil {
		return heap.Undefined, err
	}
	u, err := opts.unit(keyUnit, true)
	if err != nil {
		return heap.Undefined, err
	}
	if err = validateTemporalUnitValue(u, groupDateTime, unitUnset); err != nil {
		return heap.Undefined, err
	}
	d := durationAt(o)
	total, err := r.total(&d, u)
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Number(total + 0), nil
}

// total is the part of Temporal.Duration.prototype.total that calculates.
func (r *relativeTo) total(d *duration, u unit) (float64, error) {
	switch {
	case r.zoned:
		target, err := addZonedDateTime(r.epochNs, r.timeZone, r.calendar, toInternalDurationRecord(d), constrain)
		if err != nil {
			return 0, err
		}
		return differenceZonedDateTimeWithTotal(r.epochNs, target, r.timeZone, r.calendar, u)
	case r.plain:
		target, err := r.target(d)
		if err != nil {
			return 0, err
		}
		return differencePlainDateTimeWithTotal(isoDateTime{date: r.date}, target, r.calendar, u)
	case defaultTemporalLargestUnit(d).isCalendarUnit() || u.isCalendarUnit():
		return 0, errRelativeTo
	}
	return totalTimeDuration(toInternalDurationRecordWith24HourDays(d).time, u), nil
}

// durationToString is Temporal.Duration.prototype.toString
// (sec-temporal.duration.prototype.tostring).
func durationToString(c *object.Call, o *heap.Object) (heap.Value, error) {
	opts, err := getOptionsObject(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	t, err := opts.textOptions(nil)
	if err != nil {
		return heap.Undefined, err
	}
	p, err := t.resolve(unitSecond)
	if err != nil {
		return heap.Undefined, err
	}
	d := durationAt(o)
	if p.exact() {
		return c.RT.Text(temporalDurationToString(&d, p.precision)), nil
	}
	in := toInternalDurationRecord(&d)
	if in.time, err = roundTimeDuration(in.time, p.increment, p.unit, p.mode); err != nil {
		return heap.Undefined, err
	}
	rounded, err := temporalDurationFromInternal(in, largerOfTwoTemporalUnits(defaultTemporalLargestUnit(&d), unitSecond))
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.Text(temporalDurationToString(&rounded, p.precision)), nil
}
