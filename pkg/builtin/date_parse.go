package builtin

import (
	"math"
	"strings"

	"github.com/kilnjs/kiln/internal/num"
)

// parseDate is the time value of a text (sec-date.parse): the date time string
// format of the specification, else what people write otherwise; NaN when
// neither reads it.
func parseDate(s string) float64 {
	s = num.Trim(s)
	if t, ok := parseISODate(s); ok {
		return t
	}
	p := looseDate{text: s, month: -1, clock: -1, hours: -1}
	if !p.scan() {
		return math.NaN()
	}
	return p.value()
}

// digits reads exactly n digits at the start of s.
func digits(s string, n int) (value int, rest string, ok bool) {
	if len(s) < n {
		return 0, s, false
	}
	for i := range n {
		d := s[i] - '0'
		if d > 9 {
			return 0, s, false
		}
		value = value*10 + int(d)
	}
	return value, s[n:], true
}

// after cuts prefix and n digits, which must be from low to high.
func after(s string, prefix byte, n, low, high int) (value int, rest string, ok bool) {
	if s == "" || s[0] != prefix {
		return 0, s, false
	}
	value, rest, ok = digits(s[1:], n)
	return value, rest, ok && value >= low && value <= high
}

// parseISODate reads the date time string format (sec-date-time-string-format).
// ok is false for text of any other form; text of this form with an impossible
// date is NaN.
func parseISODate(s string) (t float64, ok bool) {
	sign := 1
	width := 4
	rest := s
	if s != "" && (s[0] == '+' || s[0] == '-') {
		if s[0] == '-' {
			sign = -1
		}
		width, rest = 6, s[1:]
	}
	year, rest, ok := digits(rest, width)
	switch {
	case !ok:
		return 0, false
	case year == 0 && sign < 0:
		return math.NaN(), true
	}
	parts := [dateParts]float64{dateYear: float64(sign * year), dateDay: 1}
	if month, tail, found := after(rest, '-', 2, 1, 12); found {
		parts[dateMonth], rest = float64(month-1), tail
		if day, tail, found := after(rest, '-', 2, 1, 31); found {
			parts[dateDay], rest = float64(day), tail
		}
	}
	if rest == "" {
		return timeClip(exactTime(&parts)), true
	}
	rest, ok = parseISOClock(rest, &parts)
	if !ok {
		return 0, false
	}
	t = exactTime(&parts)
	if rest == "" {
		return timeClip(utcTime(t)), true
	}
	offset, ok := parseISOOffset(rest)
	return timeClip(t - offset), ok
}

// exactTime is joinTime, but NaN for a day that the month does not have.
func exactTime(parts *[dateParts]float64) float64 {
	t := joinTime(parts)
	if day := daysFromCivil(int64(parts[dateYear]), int64(parts[dateMonth])) + int64(parts[dateDay]) - 1; parts[dateDay] > 28 {
		if _, _, d := civilFromDays(day); d != int64(parts[dateDay]) {
			return math.NaN()
		}
	}
	return t
}

// parseISOClock reads THH:mm, with seconds and a fraction if they are there.
func parseISOClock(s string, parts *[dateParts]float64) (rest string, ok bool) {
	hour, s, ok := after(s, 'T', 2, 0, 24)
	if !ok {
		return s, false
	}
	minute, s, ok := after(s, ':', 2, 0, 59)
	if !ok {
		return s, false
	}
	second := 0
	if s != "" && s[0] == ':' {
		if second, s, ok = after(s, ':', 2, 0, 59); !ok {
			return s, false
		}
		if s != "" && s[0] == '.' {
			parts[dateMs], s, ok = fraction(s[1:])
			if !ok {
				return s, false
			}
		}
	}
	parts[dateHour], parts[dateMinute], parts[dateSecond] = float64(hour), float64(minute), float64(second)
	return s, hour < 24 || minute == 0 && second == 0 && parts[dateMs] == 0
}

// fraction reads the digits of a fraction of a second as milliseconds; digits
// beyond the third do not count.
func fraction(s string) (ms float64, rest string, ok bool) {
	i, scale := 0, 100.0
	for i < len(s) && s[i]-'0' <= 9 {
		ms += float64(s[i]-'0') * math.Trunc(scale)
		scale /= 10
		if i >= 2 {
			scale = 0
		}
		i++
	}
	return ms, s[i:], i > 0
}

// parseISOOffset reads Z or ±HH:mm, in milliseconds.
func parseISOOffset(s string) (offset float64, ok bool) {
	if s == "Z" {
		return 0, true
	}
	if s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	hour, rest, ok := after(s, s[0], 2, 0, 23)
	if !ok {
		return 0, false
	}
	minute, rest, ok := after(rest, ':', 2, 0, 59)
	if !ok || rest != "" {
		return 0, false
	}
	offset = float64(hour)*msPerHour + float64(minute)*msPerMinute
	if s[0] == '-' {
		offset = -offset
	}
	return offset, true
}

// looseDate reads dates in other forms: what toString and toUTCString give,
// month/day/year, year-month-day without leading zeros, names of months, clocks of
// twelve hours, names of time zones, comments in parentheses.
type looseDate struct {
	text   string
	pos    int
	dates  []int // numbers that are no part of the clock
	widths []int // how many digits each of them has
	month  int   // a month given by name, or -1
	clock  int   // how many parts of the clock were read, or -1
	times  [3]int
	ms     float64
	hours  int // 0 for AM, 12 for PM, or -1
	zoned  bool
	offset float64
}

var zoneNames = map[string]float64{
	"z": 0, "ut": 0, "utc": 0, "gmt": 0,
	"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}

// scan reads the tokens of the text.
func (p *looseDate) scan() bool {
	for p.pos < len(p.text) {
		ch := p.text[p.pos]
		ok := true
		switch {
		case ch >= '0' && ch <= '9':
			ok = p.number()
		case ch|0x20 >= 'a' && ch|0x20 <= 'z':
			ok = p.word()
		case ch == '(':
			p.comment()
		case (ch == '+' || ch == '-') && (p.clock > 0 || p.zoned) && p.digitAfter():
			ok = p.zone()
		default:
			if ch >= 0x80 {
				return false
			}
			p.pos++
		}
		if !ok {
			return false
		}
	}
	return true
}

func (p *looseDate) digitAfter() bool {
	return p.pos+1 < len(p.text) && p.text[p.pos+1]-'0' <= 9
}

// run reads digits; a number that is too large for any part of a date fails.
func (p *looseDate) run() (value, width int, ok bool) {
	for ; p.pos < len(p.text) && p.text[p.pos]-'0' <= 9; p.pos++ {
		if width++; width > 9 {
			return 0, 0, false
		}
		value = value*10 + int(p.text[p.pos]-'0')
	}
	return value, width, true
}

func (p *looseDate) number() bool {
	n, width, ok := p.run()
	if !ok {
		return false
	}
	if p.pos < len(p.text) && p.text[p.pos] == ':' && p.clock <= 0 {
		return p.clockFrom(n)
	}
	if len(p.dates) == 3 {
		return false
	}
	p.dates, p.widths = append(p.dates, n), append(p.widths, width)
	return true
}

// clockFrom reads the rest of a clock whose hour was read.
func (p *looseDate) clockFrom(hour int) bool {
	p.times[0], p.clock = hour, 1
	for p.clock < 3 && p.pos < len(p.text) && p.text[p.pos] == ':' && p.digitAfter() {
		p.pos++
		n, _, ok := p.run()
		if !ok {
			return false
		}
		p.times[p.clock] = n
		p.clock++
	}
	if p.clock == 3 && p.pos < len(p.text) && p.text[p.pos] == '.' && p.digitAfter() {
		ms, rest, _ := fraction(p.text[p.pos+1:])
		p.ms, p.pos = ms, len(p.text)-len(rest)
	}
	return p.clock > 1 && p.times[0] <= 24 && p.times[1] < 60 && p.times[2] < 60
}

// zone reads an offset from UTC: +hh, +hmm, +hhmm or +hh:mm.
func (p *looseDate) zone() bool {
	sign := 1.0
	if p.text[p.pos] == '-' {
		sign = -1
	}
	p.pos++
	n, width, ok := p.run()
	if !ok || width > 4 {
		return false
	}
	hours, minutes := n, 0
	if width > 2 {
		hours, minutes = n/100, n%100
	} else if p.pos < len(p.text) && p.text[p.pos] == ':' && p.digitAfter() {
		p.pos++
		if minutes, _, ok = p.run(); !ok {
			return false
		}
	}
	p.zoned = true
	p.offset = sign * float64(hours*msPerHour+minutes*msPerMinute)
	return hours < 24 && minutes < 60
}

func (p *looseDate) comment() {
	depth := 0
	for ; p.pos < len(p.text); p.pos++ {
		switch p.text[p.pos] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				p.pos++
				return
			}
		}
	}
}

func (p *looseDate) word() bool {
	from := p.pos
	for p.pos < len(p.text) && p.text[p.pos]|0x20 >= 'a' && p.text[p.pos]|0x20 <= 'z' {
		p.pos++
	}
	w := strings.ToLower(p.text[from:p.pos])
	if hours, ok := zoneNames[w]; ok {
		p.zoned, p.offset = true, hours*msPerHour
		return true
	}
	switch {
	case w == "am" || w == "pm":
		p.hours = 0
		if w == "pm" {
			p.hours = 12
		}
		return p.clock > 0
	case w == "t" && len(p.dates) > 0:
		return true
	case len(w) >= 3:
		if i := strings.Index(strings.ToLower(monthNames), w[:3]); i >= 0 && i%3 == 0 {
			if p.month >= 0 {
				return false
			}
			p.month = i / 3
			return true
		}
		if i := strings.Index(strings.ToLower(dayNames), w[:3]); i >= 0 && i%3 == 0 {
			return true
		}
	}
	return len(p.dates) == 0
}

// value makes the time value of what was read.
func (p *looseDate) value() float64 {
	year, month, day, ok := p.date()
	if !ok || month < 0 || month > 11 || day < 1 || day > 31 {
		return math.NaN()
	}
	if p.hours >= 0 {
		if p.times[0] < 1 || p.times[0] > 12 {
			return math.NaN()
		}
		p.times[0] = p.times[0]%12 + p.hours
	}
	t := joinTime(&[dateParts]float64{
		float64(year), float64(month), float64(day),
		float64(p.times[0]), float64(p.times[1]), float64(p.times[2]), p.ms,
	})
	if p.zoned {
		return timeClip(t - p.offset)
	}
	return timeClip(utcTime(t))
}

// date sorts the numbers into year, month from 0, and day.
func (p *looseDate) date() (year, month, day int, ok bool) {
	d := p.dates
	yearFirst := len(d) > 0 && (p.widths[0] > 2 || d[0] > 31)
	at := 0 // which number is the year
	switch {
	case p.month >= 0 && len(d) == 1 && !yearFirst:
		return 2001, p.month, d[0], true
	case p.month >= 0 && len(d) == 1:
		year, month, day = d[0], p.month, 1
	case p.month >= 0 && len(d) == 2 && yearFirst:
		year, month, day = d[0], p.month, d[1]
	case p.month >= 0 && len(d) == 2:
		year, month, day, at = d[1], p.month, d[0], 1
	case p.month >= 0:
		return 0, 0, 0, false
	case len(d) == 3 && yearFirst:
		year, month, day = d[0], d[1]-1, d[2]
	case len(d) == 3:
		year, month, day, at = d[2], d[0]-1, d[1], 2
	case len(d) == 2 && yearFirst:
		year, month, day = d[0], d[1]-1, 1
	case len(d) == 2:
		return 2001, d[0] - 1, d[1], true
	case len(d) == 1 && yearFirst:
		year, month, day = d[0], 0, 1
	default:
		return 0, 0, 0, false
	}
	if p.widths[at] <= 2 {
		if year < 50 {
			year += 2000
		} else {
			year += 1900
		}
	}
	return year, month, day, true
}
