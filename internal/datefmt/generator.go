package datefmt

import (
	"math/bits"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
)

// entry is a pattern with its skeleton; specified says that the data names the skeleton, so that the
// lengths of the pattern's fields are those for it.
type entry struct {
	skeleton  skeleton
	pattern   string
	specified bool
}

// patternMap are the patterns of a locale for a calendar. They stand in the order in which they are
// compared.
type patternMap struct {
	buckets [52][]*entry
	// glue are the patterns that put a date and a time together, by length of the date.
	glue [4]string
	// items are the patterns that append a field, names what fields are called.
	items, names [numFields]string
	decimal      string // between seconds and their fraction
}

// styles are the lengths of formats, and their number in glue.
var styles = [...]string{"full", "long", "medium", "short"}

func bucket(base string) int {
	if c := base[0]; c >= 'a' {
		return int(c-'a') + 26
	}
	return int(base[0] - 'A')
}

// add adds a pattern; a skeleton is "" where the data names none. override replaces one that has no
// skeleton of its own.
func (m *patternMap) add(pattern, named string, override bool) {
	s := newSkeleton(pattern)
	if named != "" {
		s = newSkeleton(named)
	}
	base := text(&s.base)
	if base == "" {
		return
	}
	list := &m.buckets[bucket(base)]
	for _, e := range *list {
		if e.skeleton.base != s.base {
			continue
		}
		if !e.specified && !override {
			return
		}
		if e.skeleton.original == s.original && (!override || named != "" && e.specified) {
			return
		}
		if e.skeleton.kinds == s.kinds {
			e.pattern, e.specified = pattern, named != ""
			return
		}
	}
	*list = append(*list, &entry{s, pattern, named != ""})
}

// generatorOf are the patterns of the locale.
func (l *Locale) generatorOf() *patternMap {
	l.generator.Do(func() {
		m := &l.patterns
		for i := range canonicalAll {
			m.add(canonicalAll[i:i+1], "", false)
		}
		for i, style := range styles {
			date, _ := l.find("date/" + style)
			date, _, _ = strings.Cut(date, cldr.Separator)
			m.add(date, "", false)
			time, _ := l.find("time/" + style)
			m.add(time, "", false)
			m.glue[i] = l.glueOf(i)
		}
		m.decimal = l.decimal()
		l.each("form/", func(named, pattern string) { m.add(pattern, named, true) })
		for field, item := range [...]string{
			fieldEra: "Era", fieldYear: "Year", fieldMonth: "Month", fieldWeekday: "Day-Of-Week", fieldDay: "Day", fieldHour: "Hour",
			fieldMinute: "Minute", fieldSecond: "Second", fieldZone: "Timezone",
		} {
			m.items[field] = "{0} ├{2}: {1}┤"
			if item != "" {
				m.items[field], _ = l.find("item/" + item)
			}
		}
		m.items[fieldFraction] = "{0} ├{2}: {1}┤"
		for field, name := range [...]string{
			"era", "year", "month", "weekday", "day", "dayperiod", "hour", "minute", "second", "", "zone",
		} {
			m.names[field] = "F14"
			if name != "" {
				m.names[field], _ = cldr.Dates.Find(l.name, "field/"+name)
			}
		}
	})
	return &l.patterns
}

// glueOf is the pattern that puts a date of a style and a time together. All calendars have that of the
// Gregorian one.
func (l *Locale) glueOf(style int) string {
	text, _ := cldr.Dates.Find(l.name, "g/at/"+styles[style])
	return text
}

// decimal is the decimal separator of the numbering system, that of latn where the locale has none.
func (l *Locale) decimal() string {
	for _, system := range [...]string{l.system, "latn"} {
		if symbols, ok := cldr.Numbers.Find(l.name, system+"/symbols"); ok {
			if decimal, _, _ := strings.Cut(symbols, cldr.Separator); decimal != "" {
				return decimal
			}
		}
	}
	return "."
}

// best is the nearest pattern to the fields of a skeleton in mask.
func (m *patternMap) best(s *skeleton, mask int) (found *entry, missing, extra int) {
	least := 1 << 30
	for _, list := range m.buckets {
		for _, e := range list {
			distance, lacks, more := s.distance(&e.skeleton, mask)
			// Of two that are as far the one that has larger fields.
			if distance < least || distance == least && lacks > missing {
				least, found, missing, extra = distance, e, lacks, more
				if distance == 0 {
					return found, missing, extra
				}
			}
		}
	}
	return found, missing, extra
}

// BestPattern is the pattern for a skeleton. With hourLength an hour is as long as the skeleton wants.
func (l *Locale) BestPattern(fields string, hourLength bool) string {
	m := l.generatorOf()
	s := newSkeleton(fields)
	found, missing, extra := m.best(&s, 1<<numFields-1)
	if found == nil {
		return ""
	}
	if missing == 0 && extra == 0 {
		return s.adjust(found, hourLength, "")
	}
	needed := s.mask()
	date := m.appending(&s, needed&dateMask, hourLength)
	time := m.appending(&s, needed&timeMask, hourLength)
	switch {
	case date == "":
		return time
	case time == "":
		return date
	}
	style := 3
	switch s.base[fieldMonth].n {
	case 4:
		style = 1
		if s.base[fieldWeekday].n > 0 {
			style = 0
		}
	case 3:
		style = 2
	}
	return substitute(m.glue[style], time, date)
}

// appending is the best pattern for some fields of a skeleton; what that lacks is appended.
func (m *patternMap) appending(s *skeleton, mask int, hourLength bool) string {
	if mask == 0 {
		return ""
	}
	found, missing, _ := m.best(s, mask)
	if found == nil {
		return ""
	}
	pattern := s.adjust(found, hourLength, "")
	for last := 0; missing != 0 && missing != last; {
		if missing&(secondBit|fractionBit) == fractionBit && mask&(secondBit|fractionBit) == secondBit|fractionBit {
			pattern = s.adjust(&entry{found.skeleton, pattern, found.specified}, hourLength, m.decimal)
			missing &^= fractionBit
			continue
		}
		before := missing
		var e *entry
		e, missing, _ = m.best(s, before)
		if e == nil {
			break
		}
		found = e
		more := s.adjust(e, hourLength, "")
		if top := bits.Len(uint(before&^missing)) - 1; top >= 0 {
			pattern = substitute(m.items[top], pattern, more, "'"+m.names[top]+"'")
		}
		last = missing
	}
	return pattern
}

// adjust makes the fields of a pattern those that a skeleton wants. With a decimal separator the seconds
// get decimals.
func (s *skeleton) adjust(e *entry, hourLength bool, decimal string) string {
	var b strings.Builder
	for t := range runs(e.pattern) {
		symbol := symbolOf(t.char, t.n)
		if t.char == 0 || symbol == nil {
			b.WriteString(t.text)
			continue
		}
		field := symbol.field
		if decimal != "" && field == fieldSecond {
			b.WriteString(t.text)
			b.WriteString(decimal)
			for range s.original[fieldFraction].n {
				b.WriteByte('S')
			}
			continue
		}
		if s.kinds[field] == 0 {
			b.WriteString(t.text)
			continue
		}
		wanted := s.original[field]
		if wanted.char == 'E' && wanted.n < 3 {
			wanted.n = 3
		}
		n := int(wanted.n)
		switch {
		case field == fieldHour && !hourLength, field == fieldMinute, field == fieldSecond:
			n = t.n
		case e.specified && wanted.char != 'c' && wanted.char != 'e':
			if e.skeleton.original[field].n == wanted.n || (symbol.kind > 0) != (s.kinds[field] > 0) {
				n = t.n
			}
		}
		c := wanted.char
		switch field {
		case fieldHour, fieldMonth, fieldWeekday:
			c = t.char
		case fieldYear:
			if c != 'Y' {
				c = t.char
			}
		}
		for range n {
			b.WriteByte(c)
		}
	}
	return b.String()
}
