package temporal

// relativePoint is what a duration is rounded relative to: a point of a calendar, in a time
// zone if zoned.
type relativePoint struct {
	dateTime isoDateTime
	calendar calendarID
	zoned    bool
	timeZone timeZone
}

// epochNs is the exact time of a local time, in UTC without time zone.
func (p *relativePoint) epochNs(date isoDate) (int128, error) {
	dt := isoDateTime{date, p.dateTime.time}
	if !p.zoned {
		return getUTCEpochNanoseconds(dt), nil
	}
	return getEpochNanosecondsFor(p.timeZone, dt, compatible)
}

// after is the date of the point plus a duration, and its exact time.
func (p *relativePoint) after(d dateDuration) (isoDate, int128, error) {
	date, err := calendarDateAdd(p.calendar, p.dateTime.date, d, constrain)
	if err != nil {
		return date, int128{}, err
	}
	ns, err := p.epochNs(date)
	return date, ns, err
}

// nudgeResult is a Duration Nudge Result Record (sec-temporal-duration-nudge-result-records).
type nudgeResult struct {
	duration  internalDuration
	epochNs   int128
	didExpand bool
}

// nudgeWindow is the record of ComputeNudgeWindow.
type nudgeWindow struct {
	r1, r2                     int64
	startNs, endNs             int128
	startDuration, endDuration dateDuration
}

// computeNudgeWindow is ComputeNudgeWindow (sec-temporal-computenudgewindow).
func (p *relativePoint) computeNudgeWindow(sign int64, d internalDuration, originNs int128, increment int64, u unit, shift bool) (w nudgeWindow, err error) {
	var make func(r int64) (dateDuration, error)
	var value int64
	switch u {
	case unitYear:
		value = d.date.years
		make = func(r int64) (dateDuration, error) { return createDateDurationRecord(r, 0, 0, 0) }
	case unitMonth:
		value = d.date.months
		make = func(r int64) (dateDuration, error) { return createDateDurationRecord(d.date.years, r, 0, 0) }
	case unitWeek:
		start, err := calendarDateAdd(p.calendar, p.dateTime.date, dateDuration{years: d.date.years, months: d.date.months}, constrain)
		if err != nil {
			return w, err
		}
		end := addDaysToISODate(start, d.date.days)
		value = d.date.weeks + calendarDateUntil(p.calendar, start, end, unitWeek).weeks
		shift = false
		make = func(r int64) (dateDuration, error) {
			return createDateDurationRecord(d.date.years, d.date.months, r, 0)
		}
	default:
		value = d.date.days
		shift = false
		make = d.date.adjust
	}
	w.r1 = roundInt64(value, increment, roundTrunc)
	if shift {
		w.r1 += increment * sign
	}
	w.r2 = w.r1 + increment*sign
	if w.startDuration, err = make(w.r1); err != nil {
		return w, err
	}
	if w.endDuration, err = make(w.r2); err != nil {
		return w, err
	}
	// A window that begins at the point itself begins at its exact time, which the local time need
	// not tell; later than the text of the specification, one of zero weeks may begin months on.
	w.startNs = originNs
	if w.startDuration.sign() != 0 {
		if _, w.startNs, err = p.after(w.startDuration); err != nil {
			return w, err
		}
	}
	_, w.endNs, err = p.after(w.endDuration)
	return w, err
}

// within reports whether a time lies between the ends of the window.
func (w *nudgeWindow) within(ns int128, sign int64) bool {
	return int64(w.startNs.cmp(ns))*sign <= 0 && int64(ns.cmp(w.endNs))*sign <= 0
}

// nudgeToCalendarUnit is NudgeToCalendarUnit (sec-temporal-nudgetocalendarunit). The total is
// as a Number.
func (p *relativePoint) nudgeToCalendarUnit(sign int64, d internalDuration, originNs, destNs int128, increment int64, u unit, m roundingMode) (r nudgeResult, total float64, err error) {
	w, err := p.computeNudgeWindow(sign, d, originNs, increment, u, false)
	if err != nil {
		return r, 0, err
	}
	if !w.within(destNs, sign) {
		if w, err = p.computeNudgeWindow(sign, d, originNs, increment, u, true); err != nil {
			return r, 0, err
		}
		r.didExpand = true
	}
	done, width := destNs.sub(w.startNs), w.endNs.sub(w.startNs)
	if width.sign() == 0 {
		return r, 0, errDuration
	}
	// r1 + done / width × increment × sign, as one quotient.
	total = width.mul(w.r1).add(done.mul(increment * sign)).quotient(width)
	done, width = done.abs(), width.abs()
	if done == width || applyUnsignedRoundingMode(done, width, (w.r1/increment)&1 != 0, getUnsignedRoundingMode(m, sign < 0)) {
		r.didExpand = true
		r.duration.date, r.epochNs = w.endDuration, w.endNs
	} else {
		r.duration.date, r.epochNs = w.startDuration, w.startNs
	}
	return r, total, nil
}

// nudgeToZonedTime is NudgeToZonedTime (sec-temporal-nudgetozonedtime).
func (p *relativePoint) nudgeToZonedTime(sign int64, d internalDuration, increment int64, u unit, m roundingMode) (r nudgeResult, err error) {
	start, startNs, err := p.after(d.date)
	if err != nil {
		return r, err
	}
	endNs, err := p.epochNs(addDaysToISODate(start, sign))
	if err != nil {
		return r, err
	}
	daySpan := endNs.sub(startNs)
	step := mul64(increment, u.length())
	rounded, err := roundTimeDurationToIncrement(d.time, step, m)
	if err != nil {
		return r, err
	}
	days := d.date.days
	beyond := rounded.sub(daySpan)
	if int64(beyond.sign()) != -sign {
		r.didExpand = true
		days += sign
		if rounded, err = roundTimeDurationToIncrement(beyond, step, m); err != nil {
			return r, err
		}
		r.epochNs = endNs.add(rounded)
	} else {
		r.epochNs = startNs.add(rounded)
	}
	r.duration.time = rounded
	r.duration.date, err = d.date.adjust(days)
	return r, err
}

// nudgeToDayOrTime is NudgeToDayOrTime (sec-temporal-nudgetodayortime).
func nudgeToDayOrTime(d internalDuration, destNs int128, largest unit, increment int64, smallest unit, m roundingMode) (r nudgeResult, err error) {
	sum := d.time.add(mul64(d.date.days, nsPerDay))
	rounded, err := roundTimeDuration(sum, increment, smallest, m)
	if err != nil {
		return r, err
	}
	day := wide(nsPerDay)
	wholeDays, _ := sum.quoRem(day)
	roundedDays, rest := rounded.quoRem(day)
	r.didExpand = roundedDays.sub(wholeDays).sign() == sum.sign()
	r.epochNs = destNs.add(rounded.sub(sum))
	days := int64(0)
	r.duration.time = rounded
	if largest.isDate() {
		days = int64(roundedDays.lo)
		r.duration.time = rest
	}
	r.duration.date, err = d.date.adjust(days)
	return r, err
}

// bubbleRelativeDuration is BubbleRelativeDuration (sec-temporal-bubblerelativeduration).
func (p *relativePoint) bubbleRelativeDuration(sign int64, d internalDuration, nudgedNs int128, largest, smallest unit) (internalDuration, error) {
	if smallest == largest {
		return d, nil
	}
	for u := smallest; u > largest; {
		u--
		if u == unitWeek && largest != unitWeek {
			continue
		}
		var end dateDuration
		var err error
		switch u {
		case unitYear:
			end, err = createDateDurationRecord(d.date.years+sign, 0, 0, 0)
		case unitMonth:
			end, err = createDateDurationRecord(d.date.years, d.date.months+sign, 0, 0)
		default:
			end, err = createDateDurationRecord(d.date.years, d.date.months, d.date.weeks+sign, 0)
		}
		if err != nil {
			return d, err
		}
		_, endNs, err := p.after(end)
		if err != nil {
			return d, err
		}
		if int64(nudgedNs.cmp(endNs)) == -sign {
			break
		}
		d = internalDuration{date: end}
	}
	return d, nil
}

// signOf is the sign of a duration, 1 for none.
func signOf(d internalDuration) int64 {
	if d.sign() < 0 {
		return -1
	}
	return 1
}

// roundRelativeDuration is RoundRelativeDuration (sec-temporal-roundrelativeduration).
func (p *relativePoint) roundRelativeDuration(d internalDuration, originNs, destNs int128, largest unit, increment int64, smallest unit, m roundingMode) (internalDuration, error) {
	sign := signOf(d)
	var r nudgeResult
	var err error
	switch {
	case smallest.isCalendarUnit() || p.zoned && smallest == unitDay:
		r, _, err = p.nudgeToCalendarUnit(sign, d, originNs, destNs, increment, smallest, m)
	case p.zoned:
		r, err = p.nudgeToZonedTime(sign, d, increment, smallest, m)
	default:
		r, err = nudgeToDayOrTime(d, destNs, largest, increment, smallest, m)
	}
	if err != nil || !r.didExpand || smallest == unitWeek {
		return r.duration, err
	}
	return p.bubbleRelativeDuration(sign, r.duration, r.epochNs, largest, largerOfTwoTemporalUnits(smallest, unitDay))
}

// totalRelativeDuration is TotalRelativeDuration (sec-temporal-totalrelativeduration), as a
// Number.
func (p *relativePoint) totalRelativeDuration(d internalDuration, originNs, destNs int128, u unit) (float64, error) {
	if u.isCalendarUnit() || p.zoned && u == unitDay {
		_, total, err := p.nudgeToCalendarUnit(signOf(d), d, originNs, destNs, 1, u, roundTrunc)
		return total, err
	}
	return totalTimeDuration(d.time.add(mul64(d.date.days, nsPerDay)), u), nil
}

// differenceISODateTime is DifferenceISODateTime (sec-temporal-differenceisodatetime).
func differenceISODateTime(a, b isoDateTime, c calendarID, largest unit) internalDuration {
	t := int64(b.time - a.time)
	date := b.date
	if s := sign64(t); s != 0 && s == compareISODate(a.date, b.date) {
		date = addDaysToISODate(date, int64(s))
		t -= int64(s) * nsPerDay
	}
	dateLargest := largerOfTwoTemporalUnits(unitDay, largest)
	d := internalDuration{calendarDateUntil(c, a.date, date, dateLargest), wide(t)}
	if largest != dateLargest {
		d.time = d.time.add(mul64(d.date.days, nsPerDay))
		d.date.days = 0
	}
	return d
}

// differencePlainDateTimeWithRounding is DifferencePlainDateTimeWithRounding
// (sec-temporal-differenceplaindatetimewithrounding).
func differencePlainDateTimeWithRounding(a, b isoDateTime, c calendarID, largest unit, increment int64, smallest unit, m roundingMode) (internalDuration, error) {
	if a == b {
		return internalDuration{}, nil
	}
	if !isoDateTimeWithinLimits(a) || !isoDateTimeWithinLimits(b) {
		return internalDuration{}, errDateTimeRange
	}
	d := differenceISODateTime(a, b, c, largest)
	if smallest == unitNanosecond && increment == 1 {
		return d, nil
	}
	p := relativePoint{dateTime: a, calendar: c}
	return p.roundRelativeDuration(d, getUTCEpochNanoseconds(a), getUTCEpochNanoseconds(b), largest, increment, smallest, m)
}

// differencePlainDateTimeWithTotal is DifferencePlainDateTimeWithTotal
// (sec-temporal-differenceplaindatetimewithtotal), as a Number.
func differencePlainDateTimeWithTotal(a, b isoDateTime, c calendarID, u unit) (float64, error) {
	if a == b {
		return 0, nil
	}
	if !isoDateTimeWithinLimits(a) || !isoDateTimeWithinLimits(b) {
		return 0, errDateTimeRange
	}
	d := differenceISODateTime(a, b, c, u)
	if u == unitNanosecond {
		return d.time.float(), nil
	}
	p := relativePoint{dateTime: a, calendar: c}
	return p.totalRelativeDuration(d, getUTCEpochNanoseconds(a), getUTCEpochNanoseconds(b), u)
}

// differenceZonedDateTime is DifferenceZonedDateTime (sec-temporal-differencezoneddatetime).
func differenceZonedDateTime(ns1, ns2 int128, z timeZone, c calendarID, largest unit) (internalDuration, error) {
	if ns1 == ns2 {
		return internalDuration{}, nil
	}
	start, end := getISODateTimeFor(z, ns1), getISODateTimeFor(z, ns2)
	if start.date == end.date {
		return internalDuration{time: ns2.sub(ns1)}, nil
	}
	sign, maxCorrection := int64(-ns2.cmp(ns1)), int64(1)
	if sign < 0 {
		maxCorrection = 2
	}
	correction := int64(0)
	if int64(sign64(int64(end.time-start.time))) == sign {
		correction++
	}
	for ; correction <= maxCorrection; correction++ {
		date := addDaysToISODate(end.date, correction*sign)
		ns, err := getEpochNanosecondsFor(z, isoDateTime{date, start.time}, compatible)
		if err != nil {
			return internalDuration{}, err
		}
		rest := ns2.sub(ns)
		if int64(rest.sign()) != sign {
			return internalDuration{calendarDateUntil(c, start.date, date, largerOfTwoTemporalUnits(largest, unitDay)), rest}, nil
		}
	}
	return internalDuration{}, errDateTimeRange
}

// differenceZonedDateTimeWithRounding is DifferenceZonedDateTimeWithRounding
// (sec-temporal-differencezoneddatetimewithrounding).
func differenceZonedDateTimeWithRounding(ns1, ns2 int128, z timeZone, c calendarID, largest unit, increment int64, smallest unit, m roundingMode) (internalDuration, error) {
	if !largest.isDate() {
		return differenceInstant(ns1, ns2, increment, smallest, m)
	}
	d, err := differenceZonedDateTime(ns1, ns2, z, c, largest)
	if err != nil || smallest == unitNanosecond && increment == 1 {
		return d, err
	}
	p := relativePoint{getISODateTimeFor(z, ns1), c, true, z}
	return p.roundRelativeDuration(d, ns1, ns2, largest, increment, smallest, m)
}

// differenceZonedDateTimeWithTotal is DifferenceZonedDateTimeWithTotal
// (sec-temporal-differencezoneddatetimewithtotal), as a Number.
func differenceZonedDateTimeWithTotal(ns1, ns2 int128, z timeZone, c calendarID, u unit) (float64, error) {
	if !u.isDate() {
		return totalTimeDuration(ns2.sub(ns1), u), nil
	}
	d, err := differenceZonedDateTime(ns1, ns2, z, c, u)
	if err != nil {
		return 0, err
	}
	p := relativePoint{getISODateTimeFor(z, ns1), c, true, z}
	return p.totalRelativeDuration(d, ns1, ns2, u)
}

// dateDurationDays is DateDurationDays (sec-temporal-datedurationdays).
func dateDurationDays(d dateDuration, c calendarID, relativeTo isoDate) (int64, error) {
	days := d.days
	d.days = 0
	if d.sign() == 0 {
		return days, nil
	}
	to, err := calendarDateAdd(c, relativeTo, d, constrain)
	return days + to.epochDays() - relativeTo.epochDays(), err
}
