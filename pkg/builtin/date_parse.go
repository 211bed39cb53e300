package builtin

import (
	"math"
	"strings"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// maxDateText is the length, in code units, beyond which a text is no date: those of
// the date time string format have 30 at most with a fraction that counts, and what
// people write otherwise is not much longer.
const maxDateText = 1000

// dateOf is parseDate for a string of the heap.
func dateOf(rt *object.Runtime, s *heap.String) float64 {
	if s.Len() > maxDateText {
		return math.NaN()
	}
	return parseDate(rt, s.Go(rt.Heap))
}

// parseDate is the time value of a text (sec-date.parse): the date time string
// format of the specification, else what people write otherwise; NaN when
// neither reads it. A date of that format directly followed by T is of no other form.
func parseDate(rt *object.Runtime, s string) float64 {
	if t, ok := parseISODate(rt, s); ok {
		return t
	}
	p := looseDate{text: num.Trim(s), month: -1, clock: -1, hours: -1, joint: -1}
	if !p.scan() {
		return math.NaN()
	}
	return p.value(rt)
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

// parseISODate reads the date time string format (sec-date-time-string-format). The
// letters may be small, the fraction may have any number of digits, and an offset
// may lack its colon. ok is false for a text that does not begin as one of that
// format does; the value is NaN when it goes on otherwise, or with an impossible date.
func parseISODate(rt *object.Runtime, s string) (t float64, ok bool) {
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
	switch {
	case rest == "":
		return timeClip(exactTime(&parts)), true
	case rest[0]|0x20 != 't':
		return 0, false
	}
	rest, ok = parseISOClock(rest[1:], &parts)
	if !ok {
		return math.NaN(), true
	}
	t = exactTime(&parts)
	if rest == "" {
		return timeClip(utcTime(rt, t)), true
	}
	offset, ok := parseISOOffset(rest)
	if !ok {
		return math.NaN(), true
	}
	return timeClip(t - offset), true
}

// exactTime is joinTime, but NaN for a day that the month does not have.
func exactTime(parts *[dateParts]float64) float64 {
	t := joinTime(parts)
	if day := num.DaysFromCivil(int64(parts[dateYear]), int64(parts[dateMonth])) + int64(parts[dateDay]) - 1; parts[dateDay] > 28 {
		if _, _, d := num.CivilFromDays(day); d != int64(parts[dateDay]) {
			return math.NaN()
		}
	}
	return t
}

// parseISOClock reads HH:mm, with seconds and a fraction if they are there.
func parseISOClock(s string, parts *[dateParts]float64) (rest string, ok bool) {
	hour, s, ok := digits(s, 2)
	if !ok {
		return s, false
	}
	minute, s, ok := after(s, ':', 2, 0, 59)
	if !ok {
		return s, false
	}
	second, whole := 0, true
	if s != "" && s[0] == ':' {
		if second, s, ok = after(s, ':', 2, 0, 59); !ok {
			return s, false
		}
		if s != "" && s[0] == '.' {
			if parts[dateMs], whole, s, ok = fraction(s[1:]); !ok {
				return s, false
			}
		}
	}
	parts[dateHour], parts[dateMinute], parts[dateSecond] = float64(hour), float64(minute), float64(second)
	return s, hour < 24 || hour == 24 && minute == 0 && second == 0 && whole
}

// fraction reads the digits of a fraction of a second as milliseconds; digits
// beyond the third do not count. whole is true when all digits are zero.
func fraction(s string) (ms float64, whole bool, rest string, ok bool) {
	i, scale := 0, 100.0
	for i < len(s) && s[i]-'0' <= 9 {
		ms += float64(s[i]-'0') * math.Trunc(scale)
		scale /= 10
		if i >= 2 {
			scale = 0
		}
		i++
	}
	return ms, strings.Trim(s[:i], "0") == "", s[i:], i > 0
}

// parseISOOffset reads Z, ±HH:mm or ±HHmm, in milliseconds.
func parseISOOffset(s string) (offset float64, ok bool) {
	if s == "Z" || s == "z" {
		return 0, true
	}
	if s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	hour, rest, ok := after(s, s[0], 2, 0, 23)
	if !ok {
		return 0, false
	}
	if rest != "" && rest[0] != ':' {
		rest = ":" + rest
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
// twelve hours, names of time zones, comments in parentheses. Words that mean
// nothing may only stand before the first number. Other punctuation separates, but
// colons only stand in clocks and offsets, and signs only between numbers and names
// of months without space, or before an offset or a year.
type looseDate struct {
	text   string
	pos    int
	dates  []int // numbers that are no part of the clock
	widths []int // how many digits each of them has
	month  int   // a month given by name, or -1
	clock  int   // how many parts of the clock were read, or -1
	times  [3]int
	ms     float64
	uneven bool // the fraction of the second is not 0
	hours  int  // 0 for AM, 12 for PM, or -1
	joint  int  // offset of the end of a date number or month's name, where `-` joins
	zoned  bool
	moved  bool // an offset in digits was read
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
			ok = p.number(1)
		case ch|0x20 >= 'a' && ch|0x20 <= 'z':
			ok = p.word()
		case ch == '(':
			p.comment()
		case ch == '+' || ch == '-':
			ok = p.sign(ch)
		default:
			ok = ch < 0x7F && ch != ':' && ch != ')' && (ch >= ' ' || ch >= '\t' && ch <= '\r')
			p.pos++
		}
		if !ok {
			return false
		}
	}
	return true
}

// started reports whether a number was read.
func (p *looseDate) started() bool { return len(p.dates) > 0 || p.clock >= 0 }

// digitAfter reports whether a digit follows the current character.
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

// sign reads a sign, with the number that it belongs to.
func (p *looseDate) sign(ch byte) bool {
	switch {
	case ch == '-' && p.pos == p.joint:
		p.pos++
		return p.pos < len(p.text) && (p.text[p.pos]-'0' <= 9 || p.text[p.pos]|0x20 >= 'a' && p.text[p.pos]|0x20 <= 'z')
	case p.clock > 0 || p.zoned:
		return !p.moved && p.digitAfter() && p.zone()
	case !p.digitAfter():
		p.pos++
		return !p.started()
	case !p.started():
		p.pos++
		if ch == '-' && p.widthHere() == expandedYear {
			return p.number(-1)
		}
		return p.number(1)
	}
	// Tue Apr 20 -271821, as toString writes it.
	p.pos++
	return ch == '-' && p.month >= 0 && len(p.dates) == 1 && p.widthHere() >= 4 && p.number(-1)
}

// expandedYear is the number of digits of a year with a sign (sec-expanded-years).
const expandedYear = 6

// widthHere is the number of digits at the current place, as far as it matters.
func (p *looseDate) widthHere() int {
	n := 0
	for n <= expandedYear && p.pos+n < len(p.text) && p.text[p.pos+n]-'0' <= 9 {
		n++
	}
	return n
}

// number reads a number, the factor for which is 1, or -1 for a year before 0.
func (p *looseDate) number(factor int) bool {
	joined := p.pos > 0 && p.pos-1 == p.joint && p.text[p.joint] == '-'
	n, width, ok := p.run()
	if !ok || n == 0 && factor < 0 {
		return false
	}
	if p.pos < len(p.text) && p.text[p.pos] == ':' {
		return p.clock < 0 && factor > 0 && width <= 2 && !joined && p.clockFrom(n)
	}
	if len(p.dates) == 3 {
		return false
	}
	p.dates, p.widths, p.joint = append(p.dates, n*factor), append(p.widths, width), p.pos
	return true
}

// clockFrom reads the rest of a clock whose hour was read.
func (p *looseDate) clockFrom(hour int) bool {
	p.times[0], p.clock = hour, 1
	for p.clock < 3 && p.pos < len(p.text) && p.text[p.pos] == ':' && p.digitAfter() {
		p.pos++
		n, width, ok := p.run()
		if !ok || width > 2 {
			return false
		}
		p.times[p.clock] = n
		p.clock++
	}
	if p.pos < len(p.text) && p.text[p.pos] == '.' {
		if p.clock < 3 || !p.digitAfter() {
			return false
		}
		ms, whole, rest, _ := fraction(p.text[p.pos+1:])
		p.ms, p.uneven, p.pos = ms, !whole, len(p.text)-len(rest)
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
	} else if p.pos < len(p.text) && p.text[p.pos] == ':' {
		p.pos++
		if minutes, width, ok = p.run(); !ok || width != 2 {
			return false
		}
	}
	p.zoned, p.moved = true, true
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
	case len(w) >= 3:
		if i := strings.Index(strings.ToLower(monthNames), w[:3]); i >= 0 && i%3 == 0 {
			if p.month >= 0 {
				return false
			}
			p.month, p.joint = i/3, p.pos
			return true
		}
		if i := strings.Index(strings.ToLower(dayNames), w[:3]); i >= 0 && i%3 == 0 {
			return true
		}
	}
	return !p.started() && (p.pos == len(p.text) || p.text[p.pos]-'0' > 9)
}

// value makes the time value of what was read.
func (p *looseDate) value(rt *object.Runtime) float64 {
	year, month, day, ok := p.date()
	if !ok || month < 0 || month > 11 || day < 1 || day > 31 {
		return math.NaN()
	}
	if p.times[0] == 24 && (p.times[1] > 0 || p.times[2] > 0 || p.uneven) {
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
	return timeClip(utcTime(rt, t))
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
