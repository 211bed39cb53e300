package temporal

// precision is how much of a time a text has: a number of digits of the second, or one of
// these.
type precision int8

const (
	precisionAuto   precision = -1
	precisionMinute precision = -2
)

// showCalendar says whether a text has an annotation of the calendar.
type showCalendar uint8

const (
	calendarAuto showCalendar = iota
	calendarAlways
	calendarNever
	calendarCritical
)

// appendPadded appends a number of at least width digits (ToZeroPaddedDecimalString).
func appendPadded(b []byte, n int64, width int) []byte {
	var digits [20]byte
	i := len(digits)
	for ; n > 0 || width > 0; width-- {
		i--
		digits[i] = byte('0' + n%10)
		n /= 10
	}
	return append(b, digits[i:]...)
}

// appendYear is PadISOYear (sec-temporal-padisoyear).
func appendYear(b []byte, year int64) []byte {
	switch {
	case year >= 0 && year <= 9999:
		return appendPadded(b, year, 4)
	case year > 0:
		return appendPadded(append(b, '+'), year, 6)
	}
	return appendPadded(append(b, '-'), -year, 6)
}

func appendDate(b []byte, d isoDate) []byte {
	b = append(appendYear(b, d.year), '-')
	b = append(appendPadded(b, d.month, 2), '-')
	return appendPadded(b, d.day, 2)
}

// appendFraction is FormatFractionalSeconds (sec-temporal-formatfractionalseconds).
func appendFraction(b []byte, ns int64, p precision) []byte {
	if p == 0 || p == precisionAuto && ns == 0 {
		return b
	}
	b = appendPadded(append(b, '.'), ns, 9)
	if p != precisionAuto {
		return b[:len(b)-9+int(p)]
	}
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return b
}

// appendTime is TimeRecordToString (sec-temporal-timerecordtostring).
func appendTime(b []byte, t timeOfDay, p precision) []byte {
	b = append(appendPadded(b, t.hour(), 2), ':')
	b = appendPadded(b, t.minute(), 2)
	if p == precisionMinute {
		return b
	}
	b = appendPadded(append(b, ':'), t.second(), 2)
	return appendFraction(b, int64(t)%nsPerSecond, p)
}

// appendCalendar is FormatCalendarAnnotation (sec-temporal-formatcalendarannotation).
func appendCalendar(b []byte, c calendarID, show showCalendar) []byte {
	if show == calendarNever || show == calendarAuto && c == iso8601 {
		return b
	}
	b = append(b, '[')
	if show == calendarCritical {
		b = append(b, '!')
	}
	b = append(b, "u-ca="...)
	return append(append(b, c.String()...), ']')
}

// isoDateTimeToString is ISODateTimeToString (sec-temporal-isodatetimetostring).
func isoDateTimeToString(b []byte, dt isoDateTime, c calendarID, p precision, show showCalendar) []byte {
	b = append(appendDate(b, dt.date), 'T')
	return appendCalendar(appendTime(b, dt.time, p), c, show)
}

// appendOffset is FormatUTCOffsetNanoseconds (sec-temporal-formatutcoffsetnanoseconds).
func appendOffset(b []byte, offset int64) []byte {
	if offset < 0 {
		b, offset = append(b, '-'), -offset
	} else {
		b = append(b, '+')
	}
	p := precisionAuto
	if offset%nsPerMinute == 0 {
		p = precisionMinute
	}
	return appendTime(b, timeOfDay(offset), p)
}

// appendOffsetRounded is FormatDateTimeUTCOffsetRounded
// (sec-temporal-formatdatetimeutcoffsetrounded).
func appendOffsetRounded(b []byte, offset int64) []byte {
	return appendOffset(b, roundInt64(offset, nsPerMinute, roundHalfExpand))
}

// temporalDurationToString is TemporalDurationToString (sec-temporal-temporaldurationtostring).
func temporalDurationToString(d *duration, p precision) string {
	b := make([]byte, 0, 32)
	if durationSign(d) < 0 {
		b = append(b, '-')
	}
	b = append(b, 'P')
	part := func(u unit, designator byte) {
		if d[u] != 0 {
			b = append(append(b, wideFloat(d[u]).abs().String()...), designator)
		}
	}
	part(unitYear, 'Y')
	part(unitMonth, 'M')
	part(unitWeek, 'W')
	part(unitDay, 'D')
	start := len(b)
	b = append(b, 'T')
	part(unitHour, 'H')
	part(unitMinute, 'M')
	seconds := timeDurationFromComponents(&duration{unitSecond: d[6], unitMillisecond: d[7], unitMicrosecond: d[8], unitNanosecond: d[9]}).abs()
	if seconds.sign() != 0 || defaultTemporalLargestUnit(d) >= unitSecond || p != precisionAuto {
		whole, rest := seconds.floorDiv(nsPerSecond)
		b = append(appendFraction(append(b, whole.String()...), rest, p), 'S')
	}
	if len(b) == start+1 {
		b = b[:start]
	}
	return string(b)
}
