package temporal

import (
	"slices"
	"sync"

	"github.com/kilnjs/kiln/internal/tz"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idZonedDateTime is %Temporal.ZonedDateTime%.
var idZonedDateTime = object.NewIntrinsic()

// zonedDateTimeGroup declares %Temporal.ZonedDateTime% and its prototype
// (sec-temporal-zoneddatetime-objects).
var zonedDateTimeGroup = &object.Group{
	Name:   "ZonedDateTime",
	Length: 2,
	Fn:     method(newZonedDateTime),
	Ctor:   idZonedDateTime,
	Proto:  idZonedDateTimePrototype,
	Lazy: func() (static, rows []object.Row) {
		static = methods(
			object.Row{Name: "from", Length: 1, Fn: zonedDateTimeFrom},
			object.Row{Name: "compare", Length: 2, Fn: zonedDateTimeCompare},
		)
		rows = methods(slices.Concat(
			calendarGetters(heap.ClassZonedDateTime, func(o *heap.Object) isoDate { return zonedDateTimeAt(o).date }),
			clockGetters(heap.ClassZonedDateTime, zonedDateTimeAt),
			[]object.Row{
				{Name: "timeZoneId", Get: on(heap.ClassZonedDateTime, zonedTimeZoneID)},
				{Name: "epochMilliseconds", Get: on(heap.ClassZonedDateTime, epochMilliseconds)},
				{Name: "epochNanoseconds", Get: on(heap.ClassZonedDateTime, epochNanoseconds)},
				{Name: "hoursInDay", Get: on(heap.ClassZonedDateTime, zonedHoursInDay)},
				{Name: "offsetNanoseconds", Get: on(heap.ClassZonedDateTime, zonedOffsetNanoseconds)},
				{Name: "offset", Get: on(heap.ClassZonedDateTime, zonedOffset)},
				{Name: "with", Length: 1, Fn: on(heap.ClassZonedDateTime, zonedWith)},
				{Name: "withPlainTime", Fn: on(heap.ClassZonedDateTime, zonedWithPlainTime)},
				{Name: "withTimeZone", Length: 1, Fn: on(heap.ClassZonedDateTime, zonedWithTimeZone)},
				{Name: "withCalendar", Length: 1, Fn: on(heap.ClassZonedDateTime, zonedWithCalendar)},
				{Name: "add", Length: 1, Fn: zonedAdd(false)},
				{Name: "subtract", Length: 1, Fn: zonedAdd(true)},
				{Name: "until", Length: 1, Fn: zonedDifference(false)},
				{Name: "since", Length: 1, Fn: zonedDifference(true)},
				{Name: "round", Length: 1, Fn: on(heap.ClassZonedDateTime, zonedRound)},
				{Name: "equals", Length: 1, Fn: on(heap.ClassZonedDateTime, zonedEquals)},
				{Name: "toString", Fn: on(heap.ClassZonedDateTime, zonedToString)},
				toLocaleString(heap.ClassZonedDateTime),
				{Name: "toJSON", Fn: on(heap.ClassZonedDateTime, toJSON)},
				{Name: "valueOf", Fn: noValueOf},
				{Name: "startOfDay", Fn: on(heap.ClassZonedDateTime, zonedStartOfDay)},
				{Name: "getTimeZoneTransition", Length: 1, Fn: on(heap.ClassZonedDateTime, zonedGetTimeZoneTransition)},
				{Name: "toInstant", Fn: on(heap.ClassZonedDateTime, zonedToInstant)},
				{Name: "toPlainDate", Fn: on(heap.ClassZonedDateTime, zonedToPlainDate)},
				{Name: "toPlainTime", Fn: on(heap.ClassZonedDateTime, zonedToPlainTime)},
				{Name: "toPlainDateTime", Fn: on(heap.ClassZonedDateTime, zonedToPlainDateTime)},
				{Name: "@@toStringTag", Str: "Temporal.ZonedDateTime", Flags: object.RowString},
			})...)
		return static, rows
	},
}

// newZonedDateTime is Temporal.ZonedDateTime (sec-temporal.zoneddatetime).
func newZonedDateTime(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if err := requireNew(c, heap.ClassZonedDateTime); err != nil {
		return heap.Undefined, err
	}
	ns, err := toEpochNs(rt, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	v := c.Arg(1)
	if !v.IsString() {
		return heap.Undefined, rt.TypeError("%s is not a time zone", rt.Describe(v))
	}
	z, err := parseTimeZoneIdentifier(stringOf(rt, v.Str()))
	if err != nil {
		return heap.Undefined, err
	}
	cal, err := calendarArgument(rt, c.Arg(2))
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalZonedDateTime(rt, ns, z, cal, c.NewTarget))
}

// zonedDateTimeFrom is Temporal.ZonedDateTime.from (sec-temporal.zoneddatetime.from).
func zonedDateTimeFrom(c *object.Call) (heap.Value, error) {
	z, err := toTemporalZonedDateTime(c.RT, c.Arg(0), c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalZonedDateTime(c.RT, z.epochNs, z.timeZone, z.calendar, heap.Undefined))
}

// zonedDateTimeCompare is Temporal.ZonedDateTime.compare (sec-temporal.zoneddatetime.compare).
func zonedDateTimeCompare(c *object.Call) (heap.Value, error) {
	one, err := toTemporalZonedDateTime(c.RT, c.Arg(0), heap.Undefined)
	if err != nil {
		return heap.Undefined, err
	}
	two, err := toTemporalZonedDateTime(c.RT, c.Arg(1), heap.Undefined)
	return heap.Int(int32(one.epochNs.cmp(two.epochNs))), err
}

// zonedDateTime is what the slots of a ZonedDateTime hold.
type zonedDateTime struct {
	epochNs  int128
	timeZone timeZone
	calendar calendarID
}

func zonedAt(o *heap.Object) zonedDateTime {
	return zonedDateTime{epochNsAt(o), zoneAt(o), calendarAt(o, zonedCalendar)}
}

// zonedInput is what an object or a text says of an exact time.
type zonedInput struct {
	dateTime     isoDateTime
	startOfDay   bool // there is no time
	calendar     calendarID
	hasTimeZone  bool
	timeZone     timeZone
	hasOffset    bool
	offset       int64
	exact        bool // UTC by its designator
	matchMinutes bool
}

// fields reads the fields of an object.
func (in *zonedInput) fields(rt *object.Runtime, o *heap.Object, required fieldSet) (*calendarFields, error) {
	var err error
	if in.calendar, err = getTemporalCalendarIdentifierWithISODefault(rt, o); err != nil {
		return nil, err
	}
	f, err := prepareCalendarFields(rt, in.calendar, o, dateFields|timeFields|fieldOffset|fieldTimeZone, required, false)
	if err != nil {
		return nil, err
	}
	in.hasTimeZone, in.timeZone = f.has(fieldTimeZone), f.timeZone
	in.hasOffset, in.offset = f.has(fieldOffset), f.offset
	return f, nil
}

// parse reads a text.
func (in *zonedInput) parse(text string, goals ...goal) error {
	p, err := parseISODateTime(text, goals...)
	if err != nil {
		return err
	}
	if in.hasTimeZone = p.timeZone != ""; in.hasTimeZone {
		if in.timeZone, err = parseTimeZoneIdentifier(p.timeZone); err != nil {
			return err
		}
	}
	if in.calendar, err = p.calendarID(); err != nil {
		return err
	}
	in.dateTime, in.startOfDay, in.exact = p.dateTime(), p.startOfDay, p.z
	in.hasOffset, in.offset, in.matchMinutes = p.hasOffset, p.offset, !p.offsetSeconds
	return nil
}

// epochNs is the exact time by InterpretISODateTimeOffset.
func (in *zonedInput) epochNs(d disambiguation, option offsetOption) (int128, error) {
	behaviour, offset := behaviourOption, in.offset
	switch {
	case in.exact:
		behaviour, offset = behaviourExact, 0
	case !in.hasOffset:
		behaviour, offset = behaviourWall, 0
	}
	return interpretISODateTimeOffset(in.dateTime, in.startOfDay, behaviour, offset, in.timeZone, d, option, in.matchMinutes)
}

// zonedOptions are the options disambiguation, offset and overflow.
func zonedOptions(rt *object.Runtime, v heap.Value, fallback offsetOption) (d disambiguation, offset offsetOption, mode overflow, err error) {
	opts, err := getOptionsObject(rt, v)
	if err != nil {
		return d, fallback, mode, err
	}
	if d, err = opts.disambiguation(); err != nil {
		return d, fallback, mode, err
	}
	if offset, err = opts.offset(fallback); err != nil {
		return d, offset, mode, err
	}
	mode, err = opts.overflow()
	return d, offset, mode, err
}

// toTemporalZonedDateTime is ToTemporalZonedDateTime (sec-temporal-totemporalzoneddatetime), as
// the slots of the object.
func toTemporalZonedDateTime(rt *object.Runtime, item, opts heap.Value) (z zonedDateTime, err error) {
	var in zonedInput
	var f *calendarFields
	switch {
	case item.IsObject():
		if o := item.Object(); o.Class() == heap.ClassZonedDateTime {
			_, _, _, err = zonedOptions(rt, opts, offsetReject)
			return zonedAt(o), err
		}
		f, err = in.fields(rt, item.Object(), fieldTimeZone)
	case item.IsString():
		err = in.parse(stringOf(rt, item.Str()), goalZonedDateTime)
	default:
		err = rt.TypeError("%s is not a date and time in a time zone", rt.Describe(item))
	}
	if err != nil {
		return z, err
	}
	d, offset, mode, err := zonedOptions(rt, opts, offsetReject)
	if err != nil {
		return z, err
	}
	if f != nil {
		if in.dateTime, err = interpretTemporalDateTimeFields(in.calendar, f, mode); err != nil {
			return z, err
		}
	}
	ns, err := in.epochNs(d, offset)
	return zonedDateTime{ns, in.timeZone, in.calendar}, err
}

// zonedValue is the object of an exact time that an operation has returned, in the time zone and
// calendar of o.
func zonedValue(c *object.Call, o *heap.Object, ns int128, err error) (heap.Value, error) {
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalZonedDateTime(c.RT, ns, zoneAt(o), calendarAt(o, zonedCalendar), heap.Undefined))
}

func zonedTimeZoneID(c *object.Call, o *heap.Object) (heap.Value, error) {
	return text(c.RT, zoneAt(o).appendID(nil))
}

// zonedHoursInDay is the getter of Temporal.ZonedDateTime.prototype.hoursInDay
// (sec-get-temporal.zoneddatetime.prototype.hoursinday).
func zonedHoursInDay(_ *object.Call, o *heap.Object) (heap.Value, error) {
	today, tomorrow, err := dayBounds(zoneAt(o), zonedDateTimeAt(o).date)
	return heap.Number(totalTimeDuration(tomorrow.sub(today), unitHour)), err
}

// dayBounds are the beginnings of a day and the next.
func dayBounds(z timeZone, d isoDate) (start, end int128, err error) {
	if start, err = getStartOfDay(z, d); err != nil {
		return start, end, err
	}
	end, err = getStartOfDay(z, addDaysToISODate(d, 1))
	return start, end, err
}

func zonedOffsetNanoseconds(_ *object.Call, o *heap.Object) (heap.Value, error) {
	return integer(getOffsetNanosecondsFor(zoneAt(o), epochNsAt(o)))
}

func zonedOffset(c *object.Call, o *heap.Object) (heap.Value, error) {
	return text(c.RT, appendOffset(nil, getOffsetNanosecondsFor(zoneAt(o), epochNsAt(o))))
}

// zonedWith is Temporal.ZonedDateTime.prototype.with
// (sec-temporal.zoneddatetime.prototype.with).
func zonedWith(c *object.Call, o *heap.Object) (heap.Value, error) {
	like, err := isPartialTemporalObject(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	this := zonedAt(o)
	partial, err := prepareCalendarFields(c.RT, this.calendar, like, dateFields|timeFields|fieldOffset, 0, true)
	if err != nil {
		return heap.Undefined, err
	}
	d, offset, mode, err := zonedOptions(c.RT, c.Arg(1), offsetPrefer)
	if err != nil {
		return heap.Undefined, err
	}
	dt := getISODateTimeFor(this.timeZone, this.epochNs)
	f := isoDateToFields(this.calendar, dt.date, kindDate)
	f.setTime(dt.time)
	f.offset = getOffsetNanosecondsFor(this.timeZone, this.epochNs)
	f.set |= fieldOffset
	f = calendarMergeFields(this.calendar, f, partial)
	if dt, err = interpretTemporalDateTimeFields(this.calendar, f, mode); err != nil {
		return heap.Undefined, err
	}
	ns, err := interpretISODateTimeOffset(dt, false, behaviourOption, f.offset, this.timeZone, d, offset, false)
	return zonedValue(c, o, ns, err)
}

// zonedWithPlainTime is Temporal.ZonedDateTime.prototype.withPlainTime
// (sec-temporal.zoneddatetime.prototype.withplaintime).
func zonedWithPlainTime(c *object.Call, o *heap.Object) (heap.Value, error) {
	z, dt := zoneAt(o), zonedDateTimeAt(o)
	var ns int128
	var err error
	if v := c.Arg(0); v.IsUndefined() {
		ns, err = getStartOfDay(z, dt.date)
	} else if dt.time, err = toTemporalTime(c.RT, v, heap.Undefined); err == nil {
		ns, err = getEpochNanosecondsFor(z, dt, compatible)
	}
	return zonedValue(c, o, ns, err)
}

// zonedWithTimeZone is Temporal.ZonedDateTime.prototype.withTimeZone
// (sec-temporal.zoneddatetime.prototype.withtimezone).
func zonedWithTimeZone(c *object.Call, o *heap.Object) (heap.Value, error) {
	z, err := toTemporalTimeZoneIdentifier(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalZonedDateTime(c.RT, epochNsAt(o), z, calendarAt(o, zonedCalendar), heap.Undefined))
}

// zonedWithCalendar is Temporal.ZonedDateTime.prototype.withCalendar
// (sec-temporal.zoneddatetime.prototype.withcalendar).
func zonedWithCalendar(c *object.Call, o *heap.Object) (heap.Value, error) {
	cal, err := toTemporalCalendarIdentifier(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalZonedDateTime(c.RT, epochNsAt(o), zoneAt(o), cal, heap.Undefined))
}

// zonedAdd is AddDurationToZonedDateTime (sec-temporal-adddurationtozoneddatetime).
func zonedAdd(subtract bool) object.HostFunc {
	return on(heap.ClassZonedDateTime, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		d, err := toTemporalDuration(c.RT, c.Arg(0), subtract)
		if err != nil {
			return heap.Undefined, err
		}
		mode, err := getOverflow(c.RT, c.Arg(1))
		if err != nil {
			return heap.Undefined, err
		}
		this := zonedAt(o)
		ns, err := addZonedDateTime(this.epochNs, this.timeZone, this.calendar, toInternalDurationRecord(&d), mode)
		return zonedValue(c, o, ns, err)
	})
}

// zonedDifference is DifferenceTemporalZonedDateTime
// (sec-temporal-differencetemporalzoneddatetime).
func zonedDifference(since bool) object.HostFunc {
	return on(heap.ClassZonedDateTime, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		other, err := toTemporalZonedDateTime(c.RT, c.Arg(0), heap.Undefined)
		if err != nil {
			return heap.Undefined, err
		}
		this := zonedAt(o)
		if this.calendar != other.calendar {
			return heap.Undefined, errCalendars
		}
		s, err := getDifferenceSettings(c.RT, since, c.Arg(1), groupDateTime, false, unitNanosecond, unitHour)
		if err != nil {
			return heap.Undefined, err
		}
		if !s.largest.isDate() {
			d, err := differenceInstant(this.epochNs, other.epochNs, s.increment, s.smallest, s.mode)
			if err != nil {
				return heap.Undefined, err
			}
			return durationResult(c.RT, d, s.largest, since)
		}
		if !timeZoneEquals(this.timeZone, other.timeZone) {
			return heap.Undefined, rangeError("days and larger units need equal time zones")
		}
		if this.epochNs == other.epochNs {
			return durationValue(c.RT, duration{}, nil)
		}
		d, err := differenceZonedDateTimeWithRounding(this.epochNs, other.epochNs, this.timeZone, this.calendar, s.largest, s.increment, s.smallest, s.mode)
		if err != nil {
			return heap.Undefined, err
		}
		return durationResult(c.RT, d, unitHour, since)
	})
}

// zonedRound is Temporal.ZonedDateTime.prototype.round
// (sec-temporal.zoneddatetime.prototype.round).
func zonedRound(c *object.Call, o *heap.Object) (heap.Value, error) {
	increment, mode, smallest, err := roundArguments(c, true)
	if err != nil {
		return heap.Undefined, err
	}
	this := zonedAt(o)
	if smallest == unitNanosecond && increment == 1 {
		return zonedValue(c, o, this.epochNs, nil)
	}
	dt := getISODateTimeFor(this.timeZone, this.epochNs)
	if smallest == unitDay {
		start, end, err := dayBounds(this.timeZone, dt.date)
		if err != nil {
			return heap.Undefined, err
		}
		// Where clocks are set back over midnight, the day goes on after the next has begun: that
		// belongs to its end.
		length := end.sub(start)
		progress := this.epochNs.sub(start)
		if progress.cmp(length) >= 0 {
			progress = length.sub(wide(1))
		}
		rounded := roundNumberToIncrement(progress, length, mode)
		return zonedValue(c, o, start.add(rounded), nil)
	}
	offset := getOffsetNanosecondsFor(this.timeZone, this.epochNs)
	dt = roundISODateTime(dt, increment, smallest, mode)
	ns, err := interpretISODateTimeOffset(dt, false, behaviourOption, offset, this.timeZone, compatible, offsetPrefer, false)
	return zonedValue(c, o, ns, err)
}

// zonedEquals is Temporal.ZonedDateTime.prototype.equals
// (sec-temporal.zoneddatetime.prototype.equals).
func zonedEquals(c *object.Call, o *heap.Object) (heap.Value, error) {
	other, err := toTemporalZonedDateTime(c.RT, c.Arg(0), heap.Undefined)
	this := zonedAt(o)
	return heap.Bool(this.epochNs == other.epochNs && timeZoneEquals(this.timeZone, other.timeZone) && this.calendar == other.calendar), err
}

// zoneName says whether a text has an annotation of the time zone.
type zoneName uint8

const (
	zoneNameAuto zoneName = iota
	zoneNameNever
	zoneNameCritical
)

// temporalZonedDateTimeToString is TemporalZonedDateTimeToString
// (sec-temporal-temporalzoneddatetimetostring).
func temporalZonedDateTimeToString(z zonedDateTime, p textPrecision, show showCalendar, name zoneName, withOffset bool) []byte {
	ns := roundTemporalInstant(z.epochNs, p.increment, p.unit, p.mode)
	b := isoDateTimeToString(make([]byte, 0, 64), getISODateTimeFor(z.timeZone, ns), iso8601, p.precision, calendarNever)
	if withOffset {
		b = appendOffsetRounded(b, getOffsetNanosecondsFor(z.timeZone, ns))
	}
	if name != zoneNameNever {
		b = append(b, '[')
		if name == zoneNameCritical {
			b = append(b, '!')
		}
		b = append(z.timeZone.appendID(b), ']')
	}
	return appendCalendar(b, z.calendar, show)
}

// zonedToString is Temporal.ZonedDateTime.prototype.toString
// (sec-temporal.zoneddatetime.prototype.tostring).
func zonedToString(c *object.Call, o *heap.Object) (heap.Value, error) {
	opts, err := getOptionsObject(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	show, err := opts.showCalendar()
	if err != nil {
		return heap.Undefined, err
	}
	offset := 0
	t, err := opts.textOptions(func() (err error) {
		offset, err = opts.choice(keyOffset, showOffsetNames, 0)
		return err
	})
	if err != nil {
		return heap.Undefined, err
	}
	name, err := opts.choice(keyTimeZoneName, timeZoneNames, int(zoneNameAuto))
	if err != nil {
		return heap.Undefined, err
	}
	p, err := t.resolve(unitMinute)
	if err != nil {
		return heap.Undefined, err
	}
	return text(c.RT, temporalZonedDateTimeToString(zonedAt(o), p, show, zoneName(name), offset == 0))
}

// zonedStartOfDay is Temporal.ZonedDateTime.prototype.startOfDay
// (sec-temporal.zoneddatetime.prototype.startofday).
func zonedStartOfDay(c *object.Call, o *heap.Object) (heap.Value, error) {
	ns, err := getStartOfDay(zoneAt(o), zonedDateTimeAt(o).date)
	return zonedValue(c, o, ns, err)
}

// zonedGetTimeZoneTransition is Temporal.ZonedDateTime.prototype.getTimeZoneTransition
// (sec-temporal.zoneddatetime.prototype.gettimezonetransition).
func zonedGetTimeZoneTransition(c *object.Call, o *heap.Object) (heap.Value, error) {
	opts, err := requiredOptions(c.RT, c.Arg(0), keyDirection)
	if err != nil {
		return heap.Undefined, err
	}
	direction, err := opts.choice(keyDirection, directionNames, required)
	if err != nil {
		return heap.Undefined, err
	}
	ns, ok := getTimeZoneTransition(zoneAt(o), epochNsAt(o), direction == 0)
	if !ok {
		return heap.Null, nil
	}
	return zonedValue(c, o, ns, nil)
}

// zonedToInstant is Temporal.ZonedDateTime.prototype.toInstant
// (sec-temporal.zoneddatetime.prototype.toinstant).
func zonedToInstant(c *object.Call, o *heap.Object) (heap.Value, error) {
	return instantValue(c.RT, epochNsAt(o), nil)
}

// zonedToPlainDate is Temporal.ZonedDateTime.prototype.toPlainDate
// (sec-temporal.zoneddatetime.prototype.toplaindate).
func zonedToPlainDate(c *object.Call, o *heap.Object) (heap.Value, error) {
	return plainDateValue(c.RT, zonedDateTimeAt(o).date, calendarAt(o, zonedCalendar), nil)
}

// zonedToPlainTime is Temporal.ZonedDateTime.prototype.toPlainTime
// (sec-temporal.zoneddatetime.prototype.toplaintime).
func zonedToPlainTime(c *object.Call, o *heap.Object) (heap.Value, error) {
	return value(createTemporalTime(c.RT, zonedDateTimeAt(o).time, heap.Undefined))
}

// zonedToPlainDateTime is Temporal.ZonedDateTime.prototype.toPlainDateTime
// (sec-temporal.zoneddatetime.prototype.toplaindatetime).
func zonedToPlainDateTime(c *object.Call, o *heap.Object) (heap.Value, error) {
	return plainDateTimeValue(c.RT, zonedDateTimeAt(o), calendarAt(o, zonedCalendar), nil)
}

// localZone is the name of time.Local, which is that of a process once and for all.
var localZone = sync.OnceValue(tz.System)

// systemTimeZone is SystemTimeZoneIdentifier (sec-systemtimezoneidentifier): the zone of dates
// of the runtime.
func systemTimeZone(rt *object.Runtime) timeZone {
	zone := rt.Zone()
	name := zone.String()
	if name == "Local" {
		name = localZone()
	}
	if id, ok := tz.Lookup(name); ok {
		return timeZone(tz.Primary(id))
	}
	if _, seconds := rt.WallTime().In(zone).Zone(); seconds%60 == 0 {
		return offsetTimeZone(int64(seconds / 60))
	}
	utc, _ := tz.Lookup("UTC")
	return timeZone(utc)
}
