package temporal

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idInstant is %Temporal.Instant%.
var idInstant = object.NewIntrinsic()

// instantGroup declares %Temporal.Instant% and its prototype (sec-temporal-instant-objects).
var instantGroup = &object.Group{
	Name:   "Instant",
	Length: 1,
	Fn:     method(newInstant),
	Ctor:   idInstant,
	Proto:  idInstantPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = methods(
			object.Row{Name: "from", Length: 1, Fn: instantFrom},
			object.Row{Name: "fromEpochMilliseconds", Length: 1, Fn: instantFromEpochMilliseconds},
			object.Row{Name: "fromEpochNanoseconds", Length: 1, Fn: instantFromEpochNanoseconds},
			object.Row{Name: "compare", Length: 2, Fn: instantCompare},
		)
		rows = methods(
			object.Row{Name: "epochMilliseconds", Get: on(heap.ClassInstant, epochMilliseconds)},
			object.Row{Name: "epochNanoseconds", Get: on(heap.ClassInstant, epochNanoseconds)},
			object.Row{Name: "add", Length: 1, Fn: instantAdd(false)},
			object.Row{Name: "subtract", Length: 1, Fn: instantAdd(true)},
			object.Row{Name: "until", Length: 1, Fn: instantDifference(false)},
			object.Row{Name: "since", Length: 1, Fn: instantDifference(true)},
			object.Row{Name: "round", Length: 1, Fn: on(heap.ClassInstant, instantRound)},
			object.Row{Name: "equals", Length: 1, Fn: on(heap.ClassInstant, instantEquals)},
			object.Row{Name: "toString", Fn: on(heap.ClassInstant, instantToString)},
			toLocaleString(heap.ClassInstant),
			object.Row{Name: "toJSON", Fn: on(heap.ClassInstant, toJSON)},
			object.Row{Name: "valueOf", Fn: noValueOf},
			object.Row{Name: "toZonedDateTimeISO", Length: 1, Fn: on(heap.ClassInstant, instantToZonedDateTimeISO)},
			object.Row{Name: "@@toStringTag", Str: "Temporal.Instant", Flags: object.RowString},
		)
		return static, rows
	},
}

// newInstant is Temporal.Instant (sec-temporal.instant).
func newInstant(c *object.Call) (heap.Value, error) {
	if err := requireNew(c, heap.ClassInstant); err != nil {
		return heap.Undefined, err
	}
	ns, err := toEpochNs(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalInstant(c.RT, ns, c.NewTarget))
}

// instantValue is the object of an exact time that an operation has returned.
func instantValue(rt *object.Runtime, ns int128, err error) (heap.Value, error) {
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalInstant(rt, ns, heap.Undefined))
}

// instantFrom is Temporal.Instant.from (sec-temporal.instant.from).
func instantFrom(c *object.Call) (heap.Value, error) {
	ns, err := toTemporalInstant(c.RT, c.Arg(0))
	return instantValue(c.RT, ns, err)
}

// instantFromEpochMilliseconds is Temporal.Instant.fromEpochMilliseconds
// (sec-temporal.instant.fromepochmilliseconds).
func instantFromEpochMilliseconds(c *object.Call) (heap.Value, error) {
	ms, err := c.RT.ToNumber(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	ns, err := epochMsToNs(ms)
	return instantValue(c.RT, ns, err)
}

// epochMsToNs is a number of milliseconds, by NumberToBigInt, as a valid number of nanoseconds.
func epochMsToNs(ms float64) (int128, error) {
	const most = maxEpochDays * secondsPerDay * 1000
	if ms != math.Trunc(ms) || !(ms >= -most && ms <= most) {
		return int128{}, rangeError("the number of milliseconds is not an integer in the range that Temporal represents")
	}
	return mul64(int64(ms), nsPerMillisecond), nil
}

// instantFromEpochNanoseconds is Temporal.Instant.fromEpochNanoseconds
// (sec-temporal.instant.fromepochnanoseconds).
func instantFromEpochNanoseconds(c *object.Call) (heap.Value, error) {
	ns, err := toEpochNs(c.RT, c.Arg(0))
	return instantValue(c.RT, ns, err)
}

// instantCompare is Temporal.Instant.compare (sec-temporal.instant.compare).
func instantCompare(c *object.Call) (heap.Value, error) {
	one, err := toTemporalInstant(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	two, err := toTemporalInstant(c.RT, c.Arg(1))
	return heap.Int(int32(one.cmp(two))), err
}

// toTemporalInstant is ToTemporalInstant (sec-temporal-totemporalinstant), as a number of
// nanoseconds.
func toTemporalInstant(rt *object.Runtime, item heap.Value) (int128, error) {
	if item.IsObject() {
		if o := item.Object(); o.Class() == heap.ClassInstant || o.Class() == heap.ClassZonedDateTime {
			return epochNsAt(o), nil
		}
		v, err := rt.ToPrimitive(item, object.HintString)
		if err != nil {
			return int128{}, err
		}
		item = v
	}
	if !item.IsString() {
		return int128{}, rt.TypeError("%s is not an instant", rt.Describe(item))
	}
	p, err := parseISODateTime(stringOf(rt, item.Str()), goalInstant)
	if err != nil {
		return int128{}, err
	}
	ns := getUTCEpochNanoseconds(p.dateTime()).sub(wide(p.offset))
	if !isValidEpochNanoseconds(ns) {
		return ns, errInstantRange
	}
	return ns, nil
}

// epochMilliseconds is the getter of Instant and ZonedDateTime
// (sec-get-temporal.instant.prototype.epochmilliseconds).
func epochMilliseconds(_ *object.Call, o *heap.Object) (heap.Value, error) {
	ms, _ := epochNsAt(o).floorDiv(nsPerMillisecond)
	return integer(int64(ms.lo))
}

// epochNanoseconds is the getter of Instant and ZonedDateTime
// (sec-get-temporal.instant.prototype.epochnanoseconds).
func epochNanoseconds(c *object.Call, o *heap.Object) (heap.Value, error) {
	return newBigInt(c.RT, epochNsAt(o))
}

// instantAdd is AddDurationToInstant (sec-temporal-adddurationtoinstant).
func instantAdd(subtract bool) object.HostFunc {
	return on(heap.ClassInstant, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		d, err := toTemporalDuration(c.RT, c.Arg(0), subtract)
		if err != nil {
			return heap.Undefined, err
		}
		if u := defaultTemporalLargestUnit(&d); u.isDate() {
			return heap.Undefined, rangeError(durationNames[u] + " cannot be added to an instant")
		}
		ns, err := addInstant(epochNsAt(o), timeDurationFromComponents(&d))
		return instantValue(c.RT, ns, err)
	})
}

// instantDifference is DifferenceTemporalInstant (sec-temporal-differencetemporalinstant).
func instantDifference(since bool) object.HostFunc {
	return on(heap.ClassInstant, func(c *object.Call, o *heap.Object) (heap.Value, error) {
		other, err := toTemporalInstant(c.RT, c.Arg(0))
		if err != nil {
			return heap.Undefined, err
		}
		s, err := getDifferenceSettings(c.RT, since, c.Arg(1), groupTime, false, unitNanosecond, unitSecond)
		if err != nil {
			return heap.Undefined, err
		}
		d, err := differenceInstant(epochNsAt(o), other, s.increment, s.smallest, s.mode)
		if err != nil {
			return heap.Undefined, err
		}
		return durationResult(c.RT, d, s.largest, since)
	})
}

// instantRound is Temporal.Instant.prototype.round (sec-temporal.instant.prototype.round).
func instantRound(c *object.Call, o *heap.Object) (heap.Value, error) {
	opts, err := requiredOptions(c.RT, c.Arg(0), keySmallestUnit)
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
	smallest, err := opts.unit(keySmallestUnit, true)
	if err != nil {
		return heap.Undefined, err
	}
	if err = validateTemporalUnitValue(smallest, groupTime, unitUnset); err != nil {
		return heap.Undefined, err
	}
	if err = validateTemporalRoundingIncrement(increment, nsPerDay/smallest.length(), true); err != nil {
		return heap.Undefined, err
	}
	return instantValue(c.RT, roundTemporalInstant(epochNsAt(o), increment, smallest, mode), nil)
}

// instantEquals is Temporal.Instant.prototype.equals (sec-temporal.instant.prototype.equals).
func instantEquals(c *object.Call, o *heap.Object) (heap.Value, error) {
	other, err := toTemporalInstant(c.RT, c.Arg(0))
	return heap.Bool(other == epochNsAt(o)), err
}

// temporalInstantToString is TemporalInstantToString (sec-temporal-temporalinstanttostring);
// without time zone it is UTC.
func temporalInstantToString(ns int128, zoned bool, z timeZone, p precision) []byte {
	if !zoned {
		return append(isoDateTimeToString(nil, getISOPartsFromEpoch(ns), iso8601, p, calendarNever), 'Z')
	}
	b := isoDateTimeToString(nil, getISODateTimeFor(z, ns), iso8601, p, calendarNever)
	return appendOffsetRounded(b, getOffsetNanosecondsFor(z, ns))
}

// instantToString is Temporal.Instant.prototype.toString
// (sec-temporal.instant.prototype.tostring).
func instantToString(c *object.Call, o *heap.Object) (heap.Value, error) {
	opts, err := getOptionsObject(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	t, err := opts.textOptions(nil)
	if err != nil {
		return heap.Undefined, err
	}
	v, err := opts.get(keyTimeZone)
	if err != nil {
		return heap.Undefined, err
	}
	p, err := t.resolve(unitMinute)
	if err != nil {
		return heap.Undefined, err
	}
	var z timeZone
	if !v.IsUndefined() {
		if z, err = toTemporalTimeZoneIdentifier(c.RT, v); err != nil {
			return heap.Undefined, err
		}
	}
	ns := roundTemporalInstant(epochNsAt(o), p.increment, p.unit, p.mode)
	return text(c.RT, temporalInstantToString(ns, !v.IsUndefined(), z, p.precision))
}

// instantToZonedDateTimeISO is Temporal.Instant.prototype.toZonedDateTimeISO
// (sec-temporal.instant.prototype.tozoneddatetimeiso).
func instantToZonedDateTimeISO(c *object.Call, o *heap.Object) (heap.Value, error) {
	z, err := toTemporalTimeZoneIdentifier(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalZonedDateTime(c.RT, epochNsAt(o), z, iso8601, heap.Undefined))
}

// dateToTemporalInstant is Date.prototype.toTemporalInstant
// (sec-date.prototype.totemporalinstant).
func dateToTemporalInstant(c *object.Call) (heap.Value, error) {
	o := ofClass(c.This, heap.ClassDate)
	if o == nil {
		return heap.Undefined, typeError("this is not a Date object.")
	}
	ns, err := epochMsToNs(o.Internal(0).Float64())
	return instantValue(c.RT, ns, err)
}
