package datefmt

import (
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
)

// The fields in which the ends of a range may differ, the largest first.
const (
	differsEra = iota
	differsYear
	differsMonth
	differsDay
	differsHalfDay
	differsHour
	differsMinute
	differsSecond // or in a fraction of it
	numDiffers
)

// spanLetters are the letters of the fields in the data, and in skeletons.
const (
	spanLetters = "GyMdahm"
)

// spanTable are the patterns of intervals by skeleton; the letter of a field is an index.
type spanTable struct {
	skeletons []*spanEntry
	fallback  string
}

type spanEntry struct {
	skeleton string
	width    [128]uint8
	patterns [numDiffers]string
}

// widths counts the letters of a skeleton.
func widths(skeleton string) (w [128]uint8) {
	for i := range len(skeleton) {
		w[skeleton[i]&127]++
	}
	return w
}

// spansOf are the patterns of intervals of the locale.
func (l *Locale) spansOf() *spanTable {
	l.intervals.Do(func() {
		t := &l.spans
		t.fallback, _ = l.find("span")
		if t.fallback == "" {
			t.fallback, _ = cldr.Dates.Find(l.name, "n/span")
		}
		if t.fallback == "" {
			t.fallback, _ = cldr.Dates.Find(l.name, "g/span")
		}
		byName := map[string]*spanEntry{}
		l.each("span/", func(rest, pattern string) {
			skeleton, letter, ok := strings.Cut(rest, "/")
			if !ok {
				return
			}
			if letter == "H" {
				letter = "h"
			} else if letter == "B" {
				letter = "a"
			}
			field := strings.Index(spanLetters, letter)
			if field < 0 {
				return
			}
			e := byName[skeleton]
			if e == nil {
				e = &spanEntry{skeleton: skeleton, width: widths(skeleton)}
				byName[skeleton] = e
				t.skeletons = append(t.skeletons, e)
			}
			if e.patterns[field] == "" {
				e.patterns[field] = pattern
			}
		})
	})
	return &l.spans
}

// The distances of skeletons of intervals.
const (
	spanDifferentField = 0x1000
	spanNumberOrName   = 0x100
)

// How the best skeleton of an interval differs from the one sought.
const (
	spanSame = iota
	spanWidths
	spanLetterVariants
	spanFields // other fields: there is none
)

// best is the nearest skeleton.
func (t *spanTable) best(skeleton string) (found *spanEntry, difference int) {
	replaced := strings.NewReplacer("z", "v", "k", "H", "K", "h", "a", "", "b", "").Replace(skeleton)
	wanted := widths(replaced)
	least := 1 << 30
	for _, e := range t.skeletons {
		distance, kind := 0, spanWidths
		for c := range wanted {
			ours, theirs := int(wanted[c]), int(e.width[c])
			switch {
			case ours == theirs:
			case ours == 0 || theirs == 0:
				kind = spanFields
				distance += spanDifferentField
			case c == 'M' && (ours <= 2) != (theirs <= 2):
				distance += spanNumberOrName
			default:
				distance += max(ours-theirs, theirs-ours)
			}
		}
		if distance < least {
			least, found, difference = distance, e, kind
			if distance == 0 {
				difference = spanSame
				break
			}
		}
	}
	if replaced != skeleton && difference != spanFields {
		difference = spanLetterVariants
	}
	return found, difference
}

// named is the entry of a skeleton.
func (t *spanTable) named(skeleton string) *spanEntry {
	for _, e := range t.skeletons {
		if e.skeleton == skeleton {
			return e
		}
	}
	return nil
}

// span is what a range is formatted with that differs in a field: two patterns one after the other, or
// one for both ends.
type span struct {
	first, second []field
	whole         []field
}

// intervals are the ways to format a range.
type intervals struct {
	spans    [numDiffers]*span // nil where there is none
	whole    []field           // of both ends, where nothing else is known
	fallback [2]string
	smallest int // the smallest field in the pattern
	// A range of times of a day: the pattern of the date, of the time, and of both.
	date, time []field
	glue       string
}

// spanSkeleton is the skeleton of a format as those of intervals are: in full, and the fields of the date
// and of the time that intervals know. Offsets from UTC are not among these, and an hour is as short as can
// be, with the part of the day in one of three lengths.
func (f *Format) spanSkeleton() (skeleton, date, time string) {
	s := newSkeleton(patternOnly(f.pattern))
	hour := s.original[fieldHour].char
	for field, r := range s.original {
		if r.n == 0 {
			continue
		}
		text := strings.Repeat(string(r.char), int(r.n))
		switch {
		case field < fieldDayPeriod:
			date += text
		case field == fieldDayPeriod && hour != 0:
			time += strings.Repeat(string(r.char), [...]int{1: 1, 2: 1, 3: 3, 4: 3, 5: 5}[r.n])
			if s.addedPeriod {
				text = ""
			}
		case field == fieldHour:
			time += text[:1]
		case r.char != 'O':
			time += text
		}
		skeleton += text
	}
	return skeleton, date, time
}

// patternOnly is a pattern without quoted text and without numbering systems.
func patternOnly(pattern string) string {
	var b strings.Builder
	pattern, _, _ = strings.Cut(pattern, cldr.Separator)
	for t := range runs(pattern) {
		if t.char != 0 {
			b.WriteString(t.text)
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// normal is a skeleton with the lengths that intervals tell apart.
func normal(skeleton string) string {
	var b strings.Builder
	for t := range runs(skeleton) {
		n := t.n
		switch t.char {
		case 'M':
			if n < 3 {
				n = 1
			}
		case 'E':
			if n <= 3 {
				n = 1
			}
		case 'a', 'b':
			n = 0
		case 'd', 'h', 'H', 'k', 'K', 'm', 'v', 'z':
			n = 1
		}
		for range n {
			b.WriteByte(t.char)
		}
	}
	return b.String()
}

// intervalsOf are the ways to format ranges with the format.
func (f *Format) intervalsOf() *intervals {
	f.once.Do(func() {
		l, r := f.locale, &f.ranges
		table := l.spansOf()
		whole, date, time := f.spanSkeleton()
		r.whole = l.fields(f.best(whole))
		r.fallback[0], r.fallback[1], _ = strings.Cut(strings.TrimPrefix(table.fallback, "{0}"), "{1}")
		for i := range f.items {
			switch partType(f.items[i].char) {
			case Second, FractionalSecond:
				r.smallest = max(r.smallest, differsSecond)
			case Minute:
				r.smallest = max(r.smallest, differsMinute)
			case Hour:
				r.smallest = max(r.smallest, differsHour)
			case DayPeriod:
				if f.items[i].char == 'a' {
					r.smallest = max(r.smallest, differsHalfDay)
				}
			case Day, Weekday:
				r.smallest = max(r.smallest, differsDay)
			case Month:
				r.smallest = max(r.smallest, differsMonth)
			case Year, RelatedYear, YearName:
				r.smallest = max(r.smallest, differsYear)
			}
		}
		found := r.separate(f, table, normal(date), normal(time))
		if time != "" && date != "" {
			if i := strings.IndexByte(time, 'z'); i >= 0 {
				time = time[:i+1] // a short name will do within a day
			}
			r.date, r.time = l.fields(f.best(date)), l.fields(f.best(time))
			if !found {
				r.date, r.time = l.fields(f.best(normal(date))), l.fields(f.best(normal(time)))
			}
			r.glue, _ = cldr.Dates.Find(l.name, "g/glue/medium")
		}
		set := func(field int, skeleton string) {
			r.spans[field] = &span{whole: l.fields(f.best(skeleton))}
		}
		switch {
		case time == "":
		case date == "":
			for _, field := range [...]int{differsDay, differsMonth, differsYear} {
				set(field, "yMd"+time)
			}
			set(differsEra, "GyMd"+time)
		case found:
			skeleton := whole
			for _, field := range [...]int{differsDay, differsMonth, differsYear, differsEra} {
				if letter := spanLetters[field]; strings.IndexByte(date, letter) < 0 {
					skeleton = string(letter) + skeleton
					set(field, skeleton)
				}
			}
			for _, field := range [...]int{differsHalfDay, differsHour, differsMinute} {
				if s := r.spans[field]; s != nil {
					r.spans[field] = s.withDate(r.date, r.glue)
				}
			}
		}
	})
	return &f.ranges
}

// best is the pattern for a skeleton, with the hours of the format.
func (f *Format) best(skeleton string) string {
	pattern := f.locale.BestPattern(skeleton, false)
	if f.letter != 0 {
		pattern = replaceHours(pattern, f.letter)
	}
	return pattern
}

// withDate is a range of times behind or before a date.
func (s *span) withDate(date []field, glue string) *span {
	if s.first == nil {
		return s
	}
	var both span
	before, rest, _ := strings.Cut(glue, "{")
	number, rest, _ := strings.Cut(rest, "}")
	between, rest, _ := strings.Cut(rest, "{")
	_, behind, _ := strings.Cut(rest, "}")
	literal := func(list []field, text string) []field {
		if text = unquote(text); text != "" {
			list = append(list, field{item: item{text: text}})
		}
		return list
	}
	both.first = literal(nil, before)
	if number == "1" {
		both.first = append(literal(append(both.first, date...), between), s.first...)
		both.second = literal(append(both.second, s.second...), behind)
		return &both
	}
	both.first = append(both.first, s.first...)
	both.second = literal(append(literal(append(both.second, s.second...), between), date...), behind)
	return &both
}

// separate finds the patterns of intervals for the time, or else for the date; false for none.
func (r *intervals) separate(f *Format, table *spanTable, date, time string) bool {
	skeleton := date
	if time != "" {
		skeleton = time
	}
	best, difference := table.best(skeleton)
	if best == nil || difference == spanFields {
		return false
	}
	// Widths are adjusted to those of the format.
	if time == "" {
		r.set(f, table, differsDay, skeleton, best, difference, false)
		if r.set(f, table, differsMonth, skeleton, best, difference, true) {
			skeleton = "M" + skeleton
			if e := table.named("M" + best.skeleton); e != nil {
				best = e
			}
		}
		r.set(f, table, differsYear, skeleton, best, difference, true)
		r.set(f, table, differsEra, skeleton, best, difference, true)
		return true
	}
	for _, field := range [...]int{differsMinute, differsHour, differsHalfDay} {
		r.set(f, table, field, skeleton, best, difference, false)
	}
	return true
}

// set sets the pattern for ranges that differ in a field. With extend the field may be one that the
// skeleton lacks; it reports whether that was so.
func (r *intervals) set(f *Format, table *spanTable, field int, skeleton string, best *spanEntry, difference int, extend bool) (extended bool) {
	pattern := best.patterns[field]
	if pattern == "" {
		letter := spanLetters[field]
		if field > smallestOf(best.skeleton) {
			return false
		}
		if field == differsHalfDay {
			if pattern = best.patterns[differsHour]; pattern != "" {
				r.spans[field] = f.newSpan(adjustWidths(skeleton, best, pattern, difference, f))
			}
			return false
		}
		if !extend {
			return false
		}
		skeleton = string(letter) + skeleton
		if e := table.named(string(letter) + best.skeleton); e != nil {
			best, pattern = e, e.patterns[field]
		} else if difference == spanSame {
			if e, d := table.best(string(letter) + best.skeleton); e != nil && d != spanFields {
				best, difference, pattern = e, d, e.patterns[field]
			}
		}
		extended = pattern != ""
	}
	if pattern != "" {
		r.spans[field] = f.newSpan(adjustWidths(skeleton, best, pattern, difference, f))
	}
	return extended
}

// smallestOf is the smallest field of a skeleton.
func smallestOf(skeleton string) (smallest int) {
	for i := range len(skeleton) {
		switch skeleton[i] {
		case 'm':
			smallest = max(smallest, differsMinute)
		case 'h', 'H', 'k', 'K':
			smallest = max(smallest, differsHour)
		case 'B', 'a', 'b':
			smallest = max(smallest, differsHalfDay)
		case 'd', 'E':
			smallest = max(smallest, differsDay)
		case 'M':
			smallest = max(smallest, differsMonth)
		case 'y', 'U', 'r':
			smallest = max(smallest, differsYear)
		}
	}
	return smallest
}

// adjustWidths makes the fields of a pattern as long as those of the format where they are shorter.
func adjustWidths(skeleton string, best *spanEntry, pattern string, difference int, f *Format) string {
	wanted := widths(skeleton)
	theirs := best.width
	if strings.Contains(pattern, "a") && theirs['a'] == 0 {
		theirs['a'] = 1
	}
	replaceZone := difference == spanLetterVariants && strings.Contains(skeleton, "z")
	var b strings.Builder
	for t := range runs(pattern) {
		if t.char == 0 {
			b.WriteString(t.text)
			continue
		}
		c, n := t.char, t.n
		key := c
		if key == 'L' {
			key = 'M'
		}
		if int(theirs[key]) == n && int(wanted[key]) > n {
			n = int(wanted[key])
		}
		if replaceZone && c == 'v' {
			c = 'z'
		}
		for range n {
			b.WriteByte(c)
		}
	}
	text := b.String()
	if f.letter != 0 {
		text = replaceHours(text, f.letter)
	}
	return text
}

// newSpan divides a pattern where a letter is repeated.
func (f *Format) newSpan(pattern string) *span {
	seen := map[byte]bool{}
	end, at := len(pattern), 0
	for t := range runs(pattern) {
		if t.char != 0 {
			if seen[t.char] {
				end = at
				break
			}
			seen[t.char] = true
		}
		at += len(t.text)
	}
	return &span{first: f.locale.fields(pattern[:end]), second: f.locale.fields(pattern[end:])}
}

// AppendRange appends a range of times as text, with parts if they are wanted.
func (f *Format) AppendRange(b []byte, parts *[]Part, start, end int64, zone *Zone) []byte {
	r := f.intervalsOf()
	x, y := f.locale.fieldsOf(start, zone.Offset(start)), f.locale.fieldsOf(end, zone.Offset(end))
	differs := f.differs(&x, &y)
	if differs == numDiffers || differs > r.smallest && r.spans[differs] == nil {
		return f.appendItems(b, parts, f.itemsFor(parts), &x, zone)
	}
	var list []Part
	var marks spanMarks
	switch s := r.spans[differs]; {
	case s != nil && s.whole == nil:
		b = f.appendMarked(b, &list, &marks, s.first, &x, zone)
		b = f.appendMarked(b, &list, &marks, s.second, &y, zone)
	case s != nil:
		b = f.appendBoth(b, &list, &marks, s.whole, &x, &y, zone)
	case differs >= differsHalfDay && r.date != nil:
		// The date once, and a range of times.
		before, rest, _ := strings.Cut(r.glue, "{")
		number, rest, _ := strings.Cut(rest, "}")
		between, rest, _ := strings.Cut(rest, "{")
		_, behind, _ := strings.Cut(rest, "}")
		b = f.appendLiteral(b, &list, before)
		for i := range 2 {
			if (number == "1") == (i == 0) {
				var none spanMarks
				b = f.appendMarked(b, &list, &none, r.date, &x, zone)
			} else {
				b = f.appendBoth(b, &list, &marks, r.time, &x, &y, zone)
			}
			if i == 0 {
				b = f.appendLiteral(b, &list, between)
			}
		}
		b = f.appendLiteral(b, &list, behind)
	default:
		b = f.appendBoth(b, &list, &marks, r.whole, &x, &y, zone)
	}
	if parts != nil {
		*parts = append(*parts, marks.parts(list)...)
	}
	return b
}

// spanMarks collects where the fields are that both ends of a range have.
type spanMarks struct {
	fields []markedField
}

type markedField struct {
	kind       PartType
	start, end int
}

func (f *Format) appendLiteral(b []byte, parts *[]Part, text string) []byte {
	if text = unquote(text); text == "" {
		return b
	}
	b = append(b, text...)
	*parts = append(*parts, Part{Type: Literal, End: len(b)})
	return b
}

// appendMarked appends fields and marks them.
func (f *Format) appendMarked(b []byte, parts *[]Part, marks *spanMarks, items []field, t *fields, zone *Zone) []byte {
	for i := range items {
		start := len(b)
		b = f.appendItems(b, nil, items[i:i+1], t, zone)
		if len(b) == start {
			continue
		}
		kind := partType(items[i].char)
		*parts = append(*parts, Part{Type: kind, End: len(b)})
		if kind != Literal {
			marks.fields = append(marks.fields, markedField{kind, start, len(b)})
		}
	}
	return b
}

// appendBoth appends both ends of a range with all their fields.
func (f *Format) appendBoth(b []byte, parts *[]Part, marks *spanMarks, items []field, x, y *fields, zone *Zone) []byte {
	r := &f.ranges
	b = f.appendMarked(b, parts, marks, items, x, zone)
	b = f.appendLiteral(b, parts, r.fallback[0])
	b = f.appendMarked(b, parts, marks, items, y, zone)
	return f.appendLiteral(b, parts, r.fallback[1])
}

// parts says of each part of a range whose it is: what lies between the first and the last of the fields
// that come twice belongs to an end, all else to both.
func (m *spanMarks) parts(list []Part) []Part {
	const far = 1 << 30
	first, second := [2]int{far, 0}, [2]int{far, 0}
	for i, a := range m.fields {
		for _, b := range m.fields[i+1:] {
			if a.kind == b.kind {
				first = [2]int{min(first[0], a.start), max(first[1], a.end)}
				second = [2]int{min(second[0], b.start), max(second[1], b.end)}
				break
			}
		}
	}
	start := 0
	var out []Part
	for _, p := range list {
		switch {
		case start >= first[0] && p.End <= first[1]:
			p.Source = 1
		case start >= second[0] && p.End <= second[1]:
			p.Source = 2
		}
		start = p.End
		if n := len(out); n > 0 && p.Type == Literal && out[n-1].Type == Literal && out[n-1].Source == p.Source {
			out[n-1].End = p.End
			continue
		}
		out = append(out, p)
	}
	return out
}

// fractionOf are the first digits of milliseconds.
func fractionOf(ms, digits int) int { return ms / [...]int{1000, 100, 10, 1}[min(digits, 3)] }

// differs is the largest field in which two times differ, numDiffers for none.
func (f *Format) differs(x, y *fields) int {
	switch {
	case x.era != y.era || x.japanese != y.japanese:
		return differsEra
	case x.extended != y.extended:
		return differsYear
	case x.month != y.month || x.leapMonth != y.leapMonth:
		return differsMonth
	case x.day != y.day:
		return differsDay
	case (x.hour < 12) != (y.hour < 12):
		return differsHalfDay
	case x.hour != y.hour:
		return differsHour
	case x.minute != y.minute:
		return differsMinute
	case x.second != y.second || fractionOf(x.ms, f.fraction) != fractionOf(y.ms, f.fraction):
		return differsSecond
	}
	return numDiffers
}
