package tz

import "strings"

// rule is what the footer of a TZif file says of the time after its table: a string like TZ
// of POSIX (RFC 9636, section 3.3.1).
type rule struct {
	std, summer int64 // offsets in seconds
	dst         bool  // there is summer time
	start, end  ruleDate
}

// ruleDate is a day of a year, and a time of it.
type ruleDate struct {
	kind             byte // 'J', 'M', or '0' for a day from 0 that counts leap days
	day, month, week int64
	time             int64 // seconds after midnight by the clock before the change
}

// parseRule reads a rule.
func parseRule(s string) (*rule, error) {
	p := &ruleParser{rest: s}
	r := new(rule)
	p.name()
	r.std = p.offset()
	if p.rest == "" {
		return r, p.err()
	}
	p.name()
	r.summer = r.std + 3600
	if p.rest != "" && p.rest[0] != ',' {
		r.summer = p.offset()
	}
	// Nothing changes where both offsets are the same.
	r.dst = r.summer != r.std
	p.skip(',')
	r.start = p.date()
	p.skip(',')
	r.end = p.date()
	if p.rest != "" {
		p.failed = true
	}
	p.failed = p.failed || r.summer >= secondsPerDay
	return r, p.err()
}

// ruleParser reads a rule from left to right.
type ruleParser struct {
	rest   string
	failed bool
}

func (p *ruleParser) err() error {
	if p.failed {
		return errDamaged
	}
	return nil
}

func (p *ruleParser) peek() byte {
	if p.rest == "" {
		return 0
	}
	return p.rest[0]
}

func (p *ruleParser) skip(c byte) {
	if p.peek() != c {
		p.failed, p.rest = true, ""
		return
	}
	p.rest = p.rest[1:]
}

// name skips an abbreviation.
func (p *ruleParser) name() {
	if p.peek() == '<' {
		if _, after, ok := strings.Cut(p.rest, ">"); ok {
			p.rest = after
			return
		}
		p.failed, p.rest = true, ""
		return
	}
	n := 0
	for n < len(p.rest) && (p.rest[n]|0x20 >= 'a' && p.rest[n]|0x20 <= 'z') {
		n++
	}
	p.failed = p.failed || n < 3
	p.rest = p.rest[n:]
}

// number reads at most four digits.
func (p *ruleParser) number() int64 {
	n, digits := int64(0), 0
	for digits < 4 && p.peek() >= '0' && p.peek() <= '9' {
		n = n*10 + int64(p.rest[0]-'0')
		p.rest = p.rest[1:]
		digits++
	}
	p.failed = p.failed || digits == 0
	return n
}

// clock reads hours, or hours, minutes and seconds, with a sign.
func (p *ruleParser) clock() int64 {
	sign := int64(1)
	if c := p.peek(); c == '+' || c == '-' {
		p.rest = p.rest[1:]
		if c == '-' {
			sign = -1
		}
	}
	hours, rest := p.number(), int64(0)
	for unit := int64(60); unit > 0 && p.peek() == ':'; unit /= 60 {
		p.rest = p.rest[1:]
		n := p.number()
		p.failed = p.failed || n > 59
		rest += n * unit
	}
	p.failed = p.failed || hours > 167
	return sign * (hours*3600 + rest)
}

// offset reads an offset from UTC, which is below a day. What is ahead has a minus sign here.
func (p *ruleParser) offset() int64 {
	n := -p.clock()
	p.failed = p.failed || max(n, -n) >= secondsPerDay
	return n
}

func (p *ruleParser) date() ruleDate {
	d := ruleDate{kind: '0', time: 2 * 3600}
	switch p.peek() {
	case 'J':
		d.kind = 'J'
		p.rest = p.rest[1:]
		d.day = p.number()
		p.failed = p.failed || d.day < 1 || d.day > 365
	case 'M':
		d.kind = 'M'
		p.rest = p.rest[1:]
		d.month = p.number()
		p.skip('.')
		d.week = p.number()
		p.skip('.')
		d.day = p.number()
		p.failed = p.failed || d.month < 1 || d.month > 12 || d.week < 1 || d.week > 5 || d.day > 6
	default:
		d.day = p.number()
		p.failed = p.failed || d.day > 365
	}
	if p.peek() == '/' {
		p.rest = p.rest[1:]
		d.time = p.clock()
	}
	return d
}

// changesAt reports whether the offset is another from a time on.
func (r *rule) changesAt(at int64) bool { return r.offset(at-1) != r.offset(at) }

// bounds are the times at which summer time of a year begins and ends.
func (r *rule) bounds(year int64) (start, end int64) {
	return r.start.seconds(year) - r.std, r.end.seconds(year) - r.summer
}

// offset is the offset at a time. The year of the time is that of standard time. A change of a year may be
// some days before or after it, and so one of the next year or of the one before the last may be the last.
func (r *rule) offset(at int64) int64 {
	if !r.dst {
		return r.std
	}
	year := yearOf(at + r.std)
	last, offset := int64(-1<<62), r.std
	for y := year - 2; y <= year+1; y++ {
		start, end := r.bounds(y)
		// Of two changes at one time the one of the later year, or the beginning, holds.
		if end <= at && end >= last {
			last, offset = end, r.std
		}
		if start <= at && start >= last {
			last, offset = start, r.summer
		}
	}
	return offset
}

// seconds is the local time of the date in a year, in seconds as if it were UTC.
func (d ruleDate) seconds(year int64) int64 {
	days := daysBefore(year)
	switch d.kind {
	case 'J':
		days += d.day - 1
		if isLeap(year) && d.day >= 60 {
			days++
		}
	case '0':
		days += d.day
	default:
		first := days + monthStart(year, d.month)
		// The first of these weekdays in the month; 1970 began with a Thursday.
		day := floorMod(d.day-(first+4), 7) + 7*(d.week-1)
		if d.week == 5 && day >= monthStart(year, d.month+1)-monthStart(year, d.month) {
			day -= 7
		}
		days = first + day
	}
	return days*secondsPerDay + d.time
}

func isLeap(year int64) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// monthStart is the day of the year, from 0, on which a month begins; month 13 is the next
// year.
func monthStart(year, month int64) int64 {
	day := [...]int64{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}[month-1]
	if month > 2 && isLeap(year) {
		day++
	}
	return day
}

// daysBefore is the number of days from the epoch to the beginning of a year.
func daysBefore(year int64) int64 {
	return 365*(year-1970) + floorDiv(year-1969, 4) - floorDiv(year-1901, 100) + floorDiv(year-1601, 400)
}

// yearOf is the year of a time in seconds since the epoch.
func yearOf(at int64) int64 {
	days := floorDiv(at, secondsPerDay)
	year := 1970 + floorDiv(days*400, 146097)
	for daysBefore(year) > days {
		year--
	}
	for daysBefore(year+1) <= days {
		year++
	}
	return year
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - b*floorDiv(a, b) }
