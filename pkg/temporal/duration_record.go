package temporal

// duration is what the slots of a Temporal.Duration hold
// (sec-properties-of-temporal-duration-instances), from years to nanoseconds: integral
// numbers.
type duration [10]float64

// dateDuration is a Date Duration Record (sec-temporal-date-duration-records).
type dateDuration struct{ years, months, weeks, days int64 }

// internalDuration is an Internal Duration Record (sec-temporal-internal-duration-records).
type internalDuration struct {
	date dateDuration
	time int128
}

// durationNames are the property names of the fields of a duration.
var durationNames = [10]string{"years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"}

// timeDurationLimit is maxTimeDuration + 1.
var timeDurationLimit = mul64(1<<53, nsPerSecond)

// The bounds of fields.
const (
	maxCalendarUnits = 1 << 32
	maxDays          = (1<<53 - 1) / secondsPerDay
)

// isValidTimeDuration reports whether a sum of nanoseconds is a time duration.
func isValidTimeDuration(d int128) bool { return d.abs().cmp(timeDurationLimit) < 0 }

// timeDuration is a sum that has to be a time duration.
func timeDuration(d int128) (int128, error) {
	if !isValidTimeDuration(d) {
		return d, errDuration
	}
	return d, nil
}

// durationSign is DurationSign (sec-durationsign).
func durationSign(d *duration) int {
	for _, v := range d {
		if v != 0 {
			if v < 0 {
				return -1
			}
			return 1
		}
	}
	return 0
}

func (d dateDuration) sign() int {
	for _, v := range [...]int64{d.years, d.months, d.weeks, d.days} {
		if v != 0 {
			return sign64(v)
		}
	}
	return 0
}

func (d internalDuration) sign() int {
	if s := d.date.sign(); s != 0 {
		return s
	}
	return d.time.sign()
}

// isValidDuration is IsValidDuration (sec-isvalidduration).
func isValidDuration(d *duration) bool {
	sign := 0.0
	for _, v := range d {
		if v == 0 {
			continue
		}
		if v*sign < 0 {
			return false
		}
		sign = 1
		if v < 0 {
			sign = -1
		}
	}
	// No field may be so large that the sum of all overflows: the limit is 2^53 seconds.
	const most = 1 << 53
	limits := [...]float64{maxCalendarUnits, maxCalendarUnits, maxCalendarUnits, most / secondsPerDay, most / 3600, most / 60, most, most * 1e3, most * 1e6, most * 1e9}
	small := true
	for i, v := range d {
		if v < 0 {
			v = -v
		}
		if i < 3 && v >= limits[i] || v > limits[i] {
			return false
		}
		small = small && v < 1<<31
	}
	if small {
		return true
	}
	return isValidTimeDuration(timeDurationFromComponents(d).add(mul64(int64(d[unitDay]), nsPerDay)))
}

// timeDurationFromComponents is TimeDurationFromComponents
// (sec-temporal-timedurationfromcomponents).
func timeDurationFromComponents(d *duration) int128 {
	var sum int128
	for u := unitHour; u <= unitNanosecond; u++ {
		if d[u] != 0 {
			sum = sum.add(wideFloat(d[u]).mul(u.length()))
		}
	}
	return sum
}

// createDateDurationRecord is CreateDateDurationRecord
// (sec-temporal-createdatedurationrecord).
func createDateDurationRecord(years, months, weeks, days int64) (dateDuration, error) {
	d := dateDuration{years, months, weeks, days}
	sign := d.sign()
	for _, v := range [...]int64{years, months, weeks, days} {
		if s := sign64(v); s != 0 && s != sign {
			return d, errDuration
		}
	}
	if max(years, -years, months, -months, weeks, -weeks) >= maxCalendarUnits || max(days, -days) > maxDays {
		return d, errDuration
	}
	return d, nil
}

// adjust is AdjustDateDurationRecord (sec-temporal-adjustdatedurationrecord) of days.
func (d dateDuration) adjust(days int64) (dateDuration, error) {
	return createDateDurationRecord(d.years, d.months, d.weeks, days)
}

// toInternalDurationRecord is ToInternalDurationRecord
// (sec-temporal-tointernaldurationrecord).
func toInternalDurationRecord(d *duration) internalDuration {
	return internalDuration{
		dateDuration{int64(d[0]), int64(d[1]), int64(d[2]), int64(d[3])},
		timeDurationFromComponents(d),
	}
}

// toInternalDurationRecordWith24HourDays is the operation of that name
// (sec-temporal-tointernaldurationrecordwith24hourdays).
func toInternalDurationRecordWith24HourDays(d *duration) internalDuration {
	in := toInternalDurationRecord(d)
	in.time = in.time.add(mul64(in.date.days, nsPerDay))
	in.date.days = 0
	return in
}

// toDateDurationRecordWithoutTime is ToDateDurationRecordWithoutTime
// (sec-temporal-todatedurationrecordwithouttime).
func toDateDurationRecordWithoutTime(d *duration) dateDuration {
	if d[4] == 0 && d[5] == 0 && d[6] == 0 && d[7] == 0 && d[8] == 0 && d[9] == 0 {
		return dateDuration{int64(d[0]), int64(d[1]), int64(d[2]), int64(d[3])}
	}
	in := toInternalDurationRecordWith24HourDays(d)
	days, _ := in.time.quoRem(wide(nsPerDay))
	in.date.days = int64(days.lo)
	return in.date
}

// temporalDurationFromInternal is TemporalDurationFromInternal
// (sec-temporal-temporaldurationfrominternal), as the fields of the duration.
func temporalDurationFromInternal(in internalDuration, largest unit) (duration, error) {
	d := duration{float64(in.date.years), float64(in.date.months), float64(in.date.weeks)}
	first := max(largest, unitDay)
	rest := in.time
	for u := first; u < unitNanosecond && rest != (int128{}); u++ {
		var q int128
		q, rest = rest.quoRem(wide(u.length()))
		d[u] = q.float()
	}
	if first == unitNanosecond || rest != (int128{}) {
		d[unitNanosecond] = rest.float()
	}
	d[unitDay] += float64(in.date.days)
	if !isValidDuration(&d) {
		return d, errDuration
	}
	return d, nil
}

// defaultTemporalLargestUnit is DefaultTemporalLargestUnit
// (sec-temporal-defaulttemporallargestunit).
func defaultTemporalLargestUnit(d *duration) unit {
	for u := unitYear; u < unitNanosecond; u++ {
		if d[u] != 0 {
			return u
		}
	}
	return unitNanosecond
}

// negated is the duration of CreateNegatedTemporalDuration
// (sec-temporal-createnegatedtemporalduration).
func (d duration) negated() duration {
	for i, v := range d {
		d[i] = 0 - v // no negative zero
	}
	return d
}

// roundTimeDurationToIncrement is RoundTimeDurationToIncrement
// (sec-temporal-roundtimedurationtoincrement).
func roundTimeDurationToIncrement(d, increment int128, m roundingMode) (int128, error) {
	return timeDuration(roundNumberToIncrement(d, increment, m))
}

// roundTimeDuration is RoundTimeDuration (sec-temporal-roundtimeduration).
func roundTimeDuration(d int128, increment int64, u unit, m roundingMode) (int128, error) {
	return roundTimeDurationToIncrement(d, mul64(increment, u.length()), m)
}

// totalTimeDuration is TotalTimeDuration (sec-temporal-totaltimeduration), as a Number.
func totalTimeDuration(d int128, u unit) float64 { return d.quotient(wide(u.length())) }

// differenceInstant is DifferenceInstant (sec-temporal-differenceinstant).
func differenceInstant(ns1, ns2 int128, increment int64, smallest unit, m roundingMode) (internalDuration, error) {
	d, err := roundTimeDuration(ns2.sub(ns1), increment, smallest, m)
	return internalDuration{time: d}, err
}
