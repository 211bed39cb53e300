package temporal

import (
	"github.com/kilnjs/kiln/internal/tz"
)

// timeZone is an available time zone identifier, as internal slots hold it: the number that
// package tz gives a name, or a number below zero that stands for an offset in minutes.
type timeZone int32

// offsetZoneBase is the timeZone of the offset 0.
const offsetZoneBase = -1 - 24*60

func offsetTimeZone(minutes int64) timeZone { return timeZone(offsetZoneBase - minutes) }

// isOffset is IsOffsetTimeZoneIdentifier (sec-isoffsettimezoneidentifier).
func (z timeZone) isOffset() bool { return z < 0 }

// minutes is the offset of an offset time zone.
func (z timeZone) minutes() int64 { return offsetZoneBase - int64(z) }

// appendID appends the identifier: for an offset that of FormatOffsetTimeZoneIdentifier
// (sec-temporal-formatoffsettimezoneidentifier).
func (z timeZone) appendID(b []byte) []byte {
	if z.isOffset() {
		return appendOffset(b, z.minutes()*nsPerMinute)
	}
	return append(b, tz.Name(int(z))...)
}

func (z timeZone) String() string { return string(z.appendID(nil)) }

// namedTimeZone is GetAvailableNamedTimeZoneIdentifier
// (sec-getavailablenamedtimezoneidentifier).
func namedTimeZone(name string) (timeZone, error) {
	id, ok := tz.Lookup(name)
	if !ok {
		return 0, rangeError("unknown time zone " + clip(name))
	}
	return timeZone(id), nil
}

// timeZoneEquals is TimeZoneEquals (sec-temporal-timezoneequals).
func timeZoneEquals(a, b timeZone) bool {
	return a == b || !a.isOffset() && !b.isOffset() && tz.Primary(int(a)) == tz.Primary(int(b))
}

// getOffsetNanosecondsFor is GetOffsetNanosecondsFor (sec-temporal-getoffsetnanosecondsfor).
func getOffsetNanosecondsFor(z timeZone, epochNs int128) int64 {
	if z.isOffset() {
		return z.minutes() * nsPerMinute
	}
	seconds, _ := epochNs.floorDiv(nsPerSecond)
	return tz.Load(int(z)).Offset(int64(seconds.lo)) * nsPerSecond
}

// getISODateTimeFor is GetISODateTimeFor (sec-temporal-getisodatetimefor).
func getISODateTimeFor(z timeZone, epochNs int128) isoDateTime {
	return getISOPartsFromEpoch(epochNs.add(wide(getOffsetNanosecondsFor(z, epochNs))))
}

// possibleTimes is the list of GetPossibleEpochNanoseconds, which has at most two elements.
type possibleTimes struct {
	n     int
	times [2]int128
}

// getNamedTimeZoneEpochNanoseconds is GetNamedTimeZoneEpochNanoseconds
// (sec-getnamedtimezoneepochnanoseconds).
func getNamedTimeZoneEpochNanoseconds(z timeZone, dt isoDateTime) possibleTimes {
	local := dt.date.epochDays()*secondsPerDay + int64(dt.time)/nsPerSecond
	n, times := tz.Load(int(z)).Times(local)
	p := possibleTimes{n: n}
	for i := range n {
		p.times[i] = mul64(times[i], nsPerSecond).add(wide(int64(dt.time) % nsPerSecond))
	}
	return p
}

// getPossibleEpochNanoseconds is GetPossibleEpochNanoseconds
// (sec-temporal-getpossibleepochnanoseconds).
func getPossibleEpochNanoseconds(z timeZone, dt isoDateTime) (p possibleTimes, err error) {
	if z.isOffset() {
		ns := getUTCEpochNanoseconds(dt).sub(wide(z.minutes() * nsPerMinute))
		p.n, p.times[0] = 1, ns
	} else {
		p = getNamedTimeZoneEpochNanoseconds(z, dt)
	}
	for _, ns := range p.times[:p.n] {
		if !isValidEpochNanoseconds(ns) {
			return p, errInstantRange
		}
	}
	return p, nil
}

// disambiguation says which exact time a local time is that is skipped or repeated.
type disambiguation uint8

const (
	compatible disambiguation = iota
	earlier
	later
	rejectAmbiguous
)

// getEpochNanosecondsFor is GetEpochNanosecondsFor (sec-temporal-getepochnanosecondsfor).
func getEpochNanosecondsFor(z timeZone, dt isoDateTime, d disambiguation) (int128, error) {
	p, err := getPossibleEpochNanoseconds(z, dt)
	if err != nil {
		return int128{}, err
	}
	return disambiguatePossibleEpochNanoseconds(p, z, dt, d)
}

// disambiguatePossibleEpochNanoseconds is DisambiguatePossibleEpochNanoseconds
// (sec-temporal-disambiguatepossibleepochnanoseconds).
func disambiguatePossibleEpochNanoseconds(p possibleTimes, z timeZone, dt isoDateTime, d disambiguation) (int128, error) {
	switch {
	case p.n == 1:
		return p.times[0], nil
	case d == rejectAmbiguous && p.n > 0:
		return int128{}, rangeError("the local time is repeated in the time zone")
	case d == rejectAmbiguous:
		return int128{}, rangeError("the local time is skipped in the time zone")
	case p.n > 0 && d == later:
		return p.times[p.n-1], nil
	case p.n > 0:
		return p.times[0], nil
	}
	// The gap is as long as the offsets before and after it differ.
	at := skippingTransition(z, dt)
	before, after := getOffsetNanosecondsFor(z, at.sub(wide(1))), getOffsetNanosecondsFor(z, at)
	shift := after - before
	if d == earlier {
		shift = -shift
	}
	days, t := addTime(dt.time, wide(shift))
	moved := isoDateTime{addDaysToISODate(dt.date, days), t}
	p, err := getPossibleEpochNanoseconds(z, moved)
	if err != nil || p.n == 0 {
		return at, err
	}
	if d == earlier {
		return p.times[0], nil
	}
	return p.times[p.n-1], nil
}

// skippingTransition is the transition of a named time zone in which a local time is skipped.
func skippingTransition(z timeZone, dt isoDateTime) int128 {
	zone := tz.Load(int(z))
	local := dt.date.epochDays()*secondsPerDay + int64(dt.time)/nsPerSecond
	at := local - secondsPerDay
	for {
		next, ok := zone.Next(at)
		if !ok || next > local+secondsPerDay {
			return mul64(at, nsPerSecond)
		}
		at = next
		if at+zone.Offset(at-1) <= local && local < at+zone.Offset(at) {
			return mul64(at, nsPerSecond)
		}
	}
}

// getStartOfDay is GetStartOfDay (sec-temporal-getstartofday).
func getStartOfDay(z timeZone, d isoDate) (int128, error) {
	dt := isoDateTime{date: d}
	p, err := getPossibleEpochNanoseconds(z, dt)
	if err != nil || p.n > 0 {
		return p.times[0], err
	}
	return skippingTransition(z, dt), nil
}

// getTimeZoneTransition is GetNamedTimeZoneNextTransition or
// GetNamedTimeZonePreviousTransition (sec-temporal-getnamedtimezonenexttransition).
func getTimeZoneTransition(z timeZone, epochNs int128, next bool) (int128, bool) {
	if z.isOffset() {
		return int128{}, false
	}
	seconds, rest := epochNs.floorDiv(nsPerSecond)
	at, zone := int64(seconds.lo), tz.Load(int(z))
	var ok bool
	if next {
		at, ok = zone.Next(at)
	} else {
		if rest > 0 {
			at++
		}
		at, ok = zone.Previous(at)
	}
	return mul64(at, nsPerSecond), ok
}

// offsetBehaviour and offsetOption say what an offset beside a time zone means.
type (
	offsetBehaviour uint8
	offsetOption    uint8
)

const (
	behaviourOption offsetBehaviour = iota
	behaviourExact
	behaviourWall
)

const (
	offsetPrefer offsetOption = iota
	offsetUse
	offsetIgnore
	offsetReject
)

// interpretISODateTimeOffset is InterpretISODateTimeOffset
// (sec-temporal-interpretisodatetimeoffset). With startOfDay the time is not given; with
// matchMinutes an offset may be rounded to minutes.
func interpretISODateTimeOffset(dt isoDateTime, startOfDay bool, behaviour offsetBehaviour, offset int64, z timeZone, d disambiguation, option offsetOption, matchMinutes bool) (int128, error) {
	if startOfDay {
		return getStartOfDay(z, dt.date)
	}
	switch {
	case behaviour == behaviourWall || behaviour == behaviourOption && option == offsetIgnore:
		return getEpochNanosecondsFor(z, dt, d)
	case behaviour == behaviourExact || behaviour == behaviourOption && option == offsetUse:
		ns := getUTCEpochNanoseconds(dt).sub(wide(offset))
		if !isValidEpochNanoseconds(ns) {
			return ns, errInstantRange
		}
		return ns, nil
	}
	if err := checkISODaysRange(dt.date); err != nil {
		return int128{}, err
	}
	utc := getUTCEpochNanoseconds(dt)
	p, err := getPossibleEpochNanoseconds(z, dt)
	if err != nil {
		return int128{}, err
	}
	for _, candidate := range p.times[:p.n] {
		its := int64(utc.sub(candidate).lo)
		if its == offset || matchMinutes && roundInt64(its, nsPerMinute, roundHalfExpand) == offset {
			return candidate, nil
		}
	}
	if option == offsetReject {
		return int128{}, rangeError("the offset is not that of the time zone")
	}
	return disambiguatePossibleEpochNanoseconds(p, z, dt, d)
}

// addInstant is AddInstant (sec-temporal-addinstant).
func addInstant(epochNs, d int128) (int128, error) {
	sum := epochNs.add(d)
	if !isValidEpochNanoseconds(sum) {
		return sum, errInstantRange
	}
	return sum, nil
}

// addZonedDateTime is AddZonedDateTime (sec-temporal-addzoneddatetime).
func addZonedDateTime(epochNs int128, z timeZone, c calendarID, d internalDuration, o overflow) (int128, error) {
	if d.date.sign() == 0 {
		return addInstant(epochNs, d.time)
	}
	dt := getISODateTimeFor(z, epochNs)
	var err error
	if dt.date, err = calendarDateAdd(c, dt.date, d.date, o); err != nil {
		return epochNs, err
	}
	if !isoDateTimeWithinLimits(dt) {
		return epochNs, errDateTimeRange
	}
	ns, err := getEpochNanosecondsFor(z, dt, compatible)
	if err != nil {
		return epochNs, err
	}
	return addInstant(ns, d.time)
}
