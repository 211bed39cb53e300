package temporal

import "strings"

// goal is a nonterminal of the grammar that a text has to match
// (sec-temporal-iso8601grammar).
type goal uint8

const (
	goalZonedDateTime goal = iota // TemporalDateTimeString[+Zoned]
	goalDateTime                  // TemporalDateTimeString[~Zoned]
	goalInstant
	goalTime
	goalMonthDay
	goalYearMonth
)

// anyGoal lists what a text may be that is asked for a time zone or a calendar only.
var anyGoal = []goal{goalZonedDateTime, goalDateTime, goalInstant, goalTime, goalMonthDay, goalYearMonth}

// isoParse is an ISO Date-Time Parse Record (sec-temporal-iso-date-time-parse-records).
type isoParse struct {
	date       isoDate
	yearAbsent bool
	dayAbsent  bool
	startOfDay bool // there is no time
	time       timeOfDay
	z          bool
	hasOffset  bool
	offset     int64 // nanoseconds
	// offsetSeconds says that the offset has seconds.
	offsetSeconds bool
	timeZone      string // the annotation, "" for none
	calendar      string // "" for none

	calendarCritical bool
	bad              bool // an annotation is critical and unknown, or contradicts another
}

// dateTime is the date and time; without time it is midnight.
func (p *isoParse) dateTime() isoDateTime { return isoDateTime{p.date, p.time} }

// calendarID is the calendar of the annotation.
func (p *isoParse) calendarID() (calendarID, error) {
	if p.calendar == "" {
		return iso8601, nil
	}
	return canonicalizeCalendar(p.calendar)
}

// parseISODateTime is ParseISODateTime (sec-temporal-parseisodatetime).
func parseISODateTime(s string, goals ...goal) (isoParse, error) {
	for _, g := range goals {
		in := scanner{text: s}
		if !in.goal(g) || in.at != len(s) {
			continue
		}
		p := in.out
		other := p.calendar != "" && lowerASCII(p.calendar) != "iso8601"
		if p.bad || other && (p.yearAbsent || p.dayAbsent) {
			break
		}
		return p, nil
	}
	return isoParse{}, rangeError("invalid text: " + clip(s))
}

// scanner reads a text of the grammar from left to right. Its methods report whether the text
// at the position matches, and move it behind what does; after a mismatch the position means
// nothing.
type scanner struct {
	text string
	at   int
	out  isoParse
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// peek is the character at the position, 0 at the end.
func (s *scanner) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

// accept moves behind c if it is next.
func (s *scanner) accept(c byte) bool {
	if s.peek() == c && s.at < len(s.text) {
		s.at++
		return true
	}
	return false
}

// acceptFold is accept of a letter, given in lower case.
func (s *scanner) acceptFold(c byte) bool {
	if p := s.peek(); p == c || p == c-0x20 {
		s.at++
		return true
	}
	return false
}

// number reads exactly n digits whose number is at least low and at most high.
func (s *scanner) number(n int, low, high int64, to *int64) bool {
	if len(s.text)-s.at < n {
		return false
	}
	v := int64(0)
	for _, c := range []byte(s.text[s.at : s.at+n]) {
		if !isDigit(c) {
			return false
		}
		v = v*10 + int64(c-'0')
	}
	s.at += n
	*to = v
	return v >= low && v <= high
}

// goal reads a goal.
func (s *scanner) goal(g goal) bool {
	switch g {
	case goalZonedDateTime:
		return s.annotatedDateTime(true, false)
	case goalDateTime:
		return s.annotatedDateTime(false, false)
	case goalInstant:
		return s.date() && s.separator() && s.time() && s.offsetOrZ(true) && s.annotations()
	}
	start := *s
	switch g {
	case goalTime:
		if s.annotatedTime() && s.at == len(s.text) {
			return true
		}
	case goalMonthDay:
		if s.monthDay() && s.annotations() && s.at == len(s.text) {
			s.out.yearAbsent, s.out.startOfDay = true, true
			return true
		}
	case goalYearMonth:
		if s.yearMonth() && s.annotations() && s.at == len(s.text) {
			s.out.dayAbsent, s.out.startOfDay = true, true
			return true
		}
	}
	*s = start
	return s.annotatedDateTime(false, g == goalTime)
}

// annotatedDateTime is AnnotatedDateTime[Zoned, TimeRequired].
func (s *scanner) annotatedDateTime(zoned, timeRequired bool) bool {
	if !s.date() {
		return false
	}
	s.out.startOfDay = true
	if s.separator() {
		s.out.startOfDay = false
		if !s.time() {
			return false
		}
		if !s.offsetOrZ(zoned) && s.badOffset() {
			return false
		}
	} else if timeRequired {
		return false
	}
	return s.annotations() && (!zoned || s.out.timeZone != "")
}

// badOffset reports whether there is the beginning of an offset that cannot be read.
func (s *scanner) badOffset() bool {
	c := s.peek()
	return c == '+' || c == '-'
}

// separator is DateTimeSeparator.
func (s *scanner) separator() bool { return s.accept(' ') || s.acceptFold('t') }

// annotatedTime is AnnotatedTime, with its early errors: without a designator a time must not
// read as a month and day or a year and month.
func (s *scanner) annotatedTime() bool {
	designator := s.acceptFold('t')
	start := s.at
	if !s.time() || !s.offsetOrZ(false) && s.badOffset() {
		return false
	}
	if !designator {
		for _, read := range [...]func(*scanner) bool{(*scanner).monthDay, (*scanner).yearMonth} {
			if other := (scanner{text: s.text[start:s.at]}); read(&other) && other.at == len(other.text) {
				return false
			}
		}
	}
	return s.annotations()
}

// year is DateYear.
func (s *scanner) year() bool {
	year := &s.out.date.year
	switch {
	case s.accept('+'):
		return s.number(6, 0, 999_999, year)
	case s.accept('-'):
		ok := s.number(6, 1, 999_999, year)
		*year = -*year
		return ok
	}
	return s.number(4, 0, 9999, year)
}

// date is Date.
func (s *scanner) date() bool {
	d := &s.out.date
	if !s.year() {
		return false
	}
	extended := s.accept('-')
	if !s.number(2, 1, 12, &d.month) || extended != s.accept('-') {
		return false
	}
	return s.number(2, 1, isoDaysInMonth(d.year, d.month), &d.day)
}

// monthDay is DateSpecMonthDay.
func (s *scanner) monthDay() bool {
	d := &s.out.date
	d.year = referenceISOYear
	if s.accept('-') && !s.accept('-') {
		return false
	}
	if !s.number(2, 1, 12, &d.month) {
		return false
	}
	s.accept('-')
	return s.number(2, 1, isoDaysInMonth(d.year, d.month), &d.day)
}

// yearMonth is DateSpecYearMonth.
func (s *scanner) yearMonth() bool {
	s.out.date.day = 1
	if !s.year() {
		return false
	}
	s.accept('-')
	return s.number(2, 1, 12, &s.out.date.month)
}

// time is Time.
func (s *scanner) time() bool {
	var hour, minute, second, fraction int64
	if !s.number(2, 0, 23, &hour) {
		return false
	}
	if extended := s.accept(':'); extended || isDigit(s.peek()) {
		if !s.number(2, 0, 59, &minute) {
			return false
		}
		if extended && s.accept(':') || !extended && isDigit(s.peek()) {
			if !s.number(2, 0, 60, &second) || !s.fraction(&fraction) {
				return false
			}
		}
	}
	s.out.time = timeOfDay(hour*nsPerHour + minute*nsPerMinute + min(second, 59)*nsPerSecond + fraction)
	return true
}

// fraction is TemporalDecimalFraction, if there is one, in billionths.
func (s *scanner) fraction(to *int64) bool {
	if !s.accept('.') && !s.accept(',') {
		return true
	}
	v, n := int64(0), 0
	for ; n < 9 && isDigit(s.peek()); n++ {
		v = v*10 + int64(s.peek()-'0')
		s.at++
	}
	digits := n
	for ; n < 9; n++ {
		v *= 10
	}
	*to = v
	return digits > 0 && !isDigit(s.peek())
}

// offsetOrZ is DateTimeUTCOffset[Z]; the position stays if there is none.
func (s *scanner) offsetOrZ(z bool) bool {
	if z && s.acceptFold('z') {
		s.out.z = true
		return true
	}
	start := s.at
	if !s.utcOffset(true) {
		s.at = start
		return false
	}
	s.out.hasOffset = true
	return true
}

// utcOffset is UTCOffset[SubMinutePrecision].
func (s *scanner) utcOffset(subMinute bool) bool {
	sign := int64(1)
	if s.accept('-') {
		sign = -1
	} else if !s.accept('+') {
		return false
	}
	var hour, minute, second, fraction int64
	if !s.number(2, 0, 23, &hour) {
		return false
	}
	s.out.offsetSeconds = false
	if extended := s.accept(':'); extended || isDigit(s.peek()) {
		if !s.number(2, 0, 59, &minute) {
			return false
		}
		if extended && s.peek() == ':' || !extended && isDigit(s.peek()) {
			if extended {
				s.at++
			}
			if !subMinute || !s.number(2, 0, 59, &second) || !s.fraction(&fraction) {
				return false
			}
			s.out.offsetSeconds = true
		}
	}
	s.out.offset = sign * (hour*nsPerHour + minute*nsPerMinute + second*nsPerSecond + fraction)
	return true
}

// annotations is TimeZoneAnnotation? Annotations?.
func (s *scanner) annotations() bool {
	for first := true; s.accept('['); first = false {
		critical := s.accept('!')
		end := strings.IndexByte(s.text[s.at:], ']')
		if end < 0 {
			return false
		}
		inner := s.text[s.at : s.at+end]
		s.at += end + 1
		key, value, is := strings.Cut(inner, "=")
		switch {
		case !is:
			if !first || !isTimeZoneIdentifier(inner) {
				return false
			}
			s.out.timeZone = inner
		case !isAnnotationKey(key) || !isAnnotationValue(value):
			return false
		case key != "u-ca":
			s.out.bad = s.out.bad || critical
		case s.out.calendar == "":
			s.out.calendar, s.out.calendarCritical = value, critical
		default:
			s.out.bad = s.out.bad || critical || s.out.calendarCritical
		}
	}
	return true
}

// isAnnotationKey matches AnnotationKey.
func isAnnotationKey(key string) bool {
	for i := range len(key) {
		c := key[i]
		if !(c >= 'a' && c <= 'z' || c == '_' || i > 0 && (isDigit(c) || c == '-')) {
			return false
		}
	}
	return key != ""
}

// isAnnotationValue matches AnnotationValue.
func isAnnotationValue(value string) bool {
	dash := true
	for i := range len(value) {
		c := value[i]
		if c == '-' && dash || c != '-' && !isAlpha(c) && !isDigit(c) {
			return false
		}
		dash = c == '-'
	}
	return !dash
}

// isTimeZoneIdentifier matches TimeZoneIdentifier.
func isTimeZoneIdentifier(id string) bool {
	if id != "" && (id[0] == '+' || id[0] == '-') {
		s := scanner{text: id}
		return s.utcOffset(false) && s.at == len(id)
	}
	start := true
	for i := range len(id) {
		c := id[i]
		switch {
		case c == '/':
			if start {
				return false
			}
			start = true
			continue
		case isAlpha(c) || c == '.' || c == '_':
		case start || !isDigit(c) && c != '-' && c != '+':
			return false
		}
		start = false
	}
	return !start
}

// parseDateTimeUTCOffset is ParseDateTimeUTCOffset (sec-parsedatetimeutcoffset).
func parseDateTimeUTCOffset(text string) (int64, error) {
	s := scanner{text: text}
	if !s.utcOffset(true) || s.at != len(text) {
		return 0, rangeError("invalid offset: " + clip(text))
	}
	return s.out.offset, nil
}

// parseTimeZoneIdentifier is ParseTimeZoneIdentifier (sec-parsetimezoneidentifier) and what all
// callers do with the record: it finds the available time zone.
func parseTimeZoneIdentifier(id string) (timeZone, error) {
	if !isTimeZoneIdentifier(id) {
		return 0, rangeError("invalid time zone: " + clip(id))
	}
	if id[0] != '+' && id[0] != '-' {
		return namedTimeZone(id)
	}
	offset, err := parseDateTimeUTCOffset(id)
	return offsetTimeZone(offset / nsPerMinute), err
}

// parseTemporalTimeZoneString is ParseTemporalTimeZoneString
// (sec-temporal-parsetemporaltimezonestring) with what ToTemporalTimeZoneIdentifier does with
// the record.
func parseTemporalTimeZoneString(text string) (timeZone, error) {
	if isTimeZoneIdentifier(text) {
		return parseTimeZoneIdentifier(text)
	}
	p, err := parseISODateTime(text, anyGoal...)
	switch {
	case err != nil:
		return 0, err
	case p.timeZone != "":
		return parseTimeZoneIdentifier(p.timeZone)
	case p.z:
		return namedTimeZone("UTC")
	case p.hasOffset && !p.offsetSeconds:
		return offsetTimeZone(p.offset / nsPerMinute), nil
	}
	return 0, rangeError("no time zone: " + clip(text))
}

// parseTemporalCalendarString is ParseTemporalCalendarString
// (sec-temporal-parsetemporalcalendarstring).
func parseTemporalCalendarString(text string) (string, error) {
	if p, err := parseISODateTime(text, anyGoal...); err == nil {
		if p.calendar == "" {
			return "iso8601", nil
		}
		return p.calendar, nil
	}
	if !isAnnotationValue(text) {
		return "", rangeError("invalid calendar: " + clip(text))
	}
	return text, nil
}
