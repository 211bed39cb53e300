package datefmt

import (
	"slices"
	"strings"
	"sync"

	"github.com/kilnjs/kiln/internal/cldr"
)

// Format is a pattern of a locale, ready to format times.
type Format struct {
	locale  *Locale
	pattern string
	letter  byte    // of hours that replace those of patterns, 0 for none
	items   []field // of a text that is shown as a whole
	parts   []field // of one that is shown in parts; see plainSpaces
	// hasMinute and hasSecond say what noon has to be exact in.
	hasMinute, hasSecond bool
	fraction             int // digits of seconds behind the separator

	once   sync.Once
	ranges intervals
}

// field is an item with the names it needs.
type field struct {
	item
	names, more []string
}

// PartType is the type of a part of a formatted time.
type PartType uint8

// The types of parts, in the order of ECMA-402.
const (
	Literal PartType = iota
	Weekday
	Era
	Year
	Month
	Day
	DayPeriod
	Hour
	Minute
	Second
	FractionalSecond
	TimeZoneName
	RelatedYear
	YearName
)

var partNames = [...]string{
	"literal", "weekday", "era", "year", "month", "day", "dayPeriod", "hour", "minute", "second", "fractionalSecond", "timeZoneName",
	"relatedYear", "yearName",
}

// String is the type as parts have it in scripts.
func (t PartType) String() string { return partNames[t] }

// partType is the type of the part that a letter makes.
func partType(char byte) PartType {
	switch char {
	case 'G':
		return Era
	case 'y', 'Y', 'u':
		return Year
	case 'r':
		return RelatedYear
	case 'U':
		return YearName
	case 'M', 'L':
		return Month
	case 'E', 'c':
		return Weekday
	case 'd':
		return Day
	case 'a', 'b', 'B':
		return DayPeriod
	case 'h', 'H', 'k', 'K':
		return Hour
	case 'm':
		return Minute
	case 's':
		return Second
	case 'S':
		return FractionalSecond
	case 'z', 'Z', 'O', 'v':
		return TimeZoneName
	}
	return Literal
}

// newFormat makes the Format of a pattern.
func (l *Locale) newFormat(pattern string, letter byte) *Format {
	f := &Format{locale: l, pattern: pattern, letter: letter, items: l.fields(pattern)}
	for i := range f.items {
		f.items[i].text = strings.ReplaceAll(f.items[i].text, narrowSpace, " ")
	}
	f.parts = slices.Clone(f.items)
	for i := range f.items {
		f.items[i].plainSpaces()
		f.hasMinute = f.hasMinute || f.items[i].char == 'm'
		f.hasSecond = f.hasSecond || f.items[i].char == 's'
		if f.items[i].char == 'S' {
			f.fraction = f.items[i].n
		}
	}
	return f
}

// plainSpaces replaces the narrow spaces in names. Programs take times apart at plain spaces, which
// these were until CLDR 42:
//
//	                       literals  names
//	a whole text (items)   plain     plain
//	parts                  plain     narrow
//	ranges that differ     narrow    narrow
//
// newFormat sees to the literals.
func (it *field) plainSpaces() {
	for _, names := range [...]*[]string{&it.names, &it.more} {
		if !slices.ContainsFunc(*names, func(name string) bool { return strings.Contains(name, narrowSpace) }) {
			continue
		}
		*names = slices.Clone(*names)
		for i, name := range *names {
			(*names)[i] = strings.ReplaceAll(name, narrowSpace, " ")
		}
	}
}

const narrowSpace = "\u202F"

// fields are those of a pattern. In Japanese the first year of an era has a name of its own where years are
// written with the character for them.
func (l *Locale) fields(pattern string) []field {
	if l.calendar == "japanese" && (l.name == "ja" || strings.HasPrefix(l.name, "ja-")) {
		text, numbers, _ := strings.Cut(pattern, cldr.Separator)
		if strings.Contains(text, "年") && numbers == "" {
			pattern = text + cldr.Separator + "y=jpanyear"
		}
	}
	var list []field
	for _, it := range compile(pattern) {
		names, more := l.namesOf(&it)
		list = append(list, field{it, names, more})
	}
	return list
}

// NewFormat makes the Format for a skeleton. Where it has hours, letter is theirs: h, H, k or K.
func (l *Locale) NewFormat(skeleton string, letter byte) *Format {
	pattern := l.BestPattern(skeleton, true)
	if letter != 0 {
		pattern = replaceHours(pattern, letter)
	}
	return l.newFormat(pattern, letter)
}

// NewStyleFormat makes the Format of a style of dates, of times, or of both: full, long, medium, short, or
// "". It is DateTimeStyleFormat (sec-date-time-style-format).
func (l *Locale) NewStyleFormat(dateStyle, timeStyle string, letter byte) *Format {
	var date, time, numbers string
	if dateStyle != "" {
		date, _ = l.find("date/" + dateStyle)
		date, numbers, _ = strings.Cut(date, cldr.Separator)
	}
	if timeStyle != "" {
		time, _ = l.find("time/" + timeStyle)
	}
	pattern := date + time
	if date != "" && time != "" {
		for i, style := range styles {
			if style == dateStyle {
				pattern = substitute(l.glueOf(i), time, date)
			}
		}
	}
	if timeStyle == "" || letter == 0 {
		letter = 0
	} else if own := hourLetter(pattern); own != 0 && own != letter {
		s := newSkeleton(pattern)
		s.original[fieldDayPeriod] = run{}
		s.original[fieldHour].char = letter
		pattern, numbers = replaceHours(l.BestPattern(s.String(), true), letter), ""
	}
	if numbers != "" {
		pattern += cldr.Separator + numbers
	}
	return l.newFormat(pattern, letter)
}

// Restrict makes the Format with those fields of f that are of some types: AdjustDateTimeStyleFormat
// (sec-adjustdatetimestyleformat).
func (f *Format) Restrict(allowed ...PartType) *Format {
	var has [len(partNames)]bool
	for _, t := range allowed {
		has[t] = true
	}
	has[RelatedYear], has[YearName], has[Literal] = has[Year], has[Year], true
	var b strings.Builder
	conflict := false
	for i := range f.items {
		it := &f.items[i]
		switch {
		case !has[partType(it.char)] && it.char != 'a' && it.char != 'b':
			conflict = true
		case it.char != 0 && has[partType(it.char)]:
			char := it.char
			if char == 'L' {
				char = 'M'
			} else if char == 'c' {
				char = 'E'
			}
			b.WriteString(strings.Repeat(string(char), it.n))
		}
	}
	if !conflict {
		return f
	}
	letter := f.letter
	if !has[Hour] {
		letter = 0
	}
	skeleton := newSkeleton(b.String())
	return f.locale.NewFormat(skeleton.String(), letter)
}

// values are the values of options by the length of a field.
var (
	nameValues   = [...]string{1: "short", 2: "short", 3: "short", 4: "long", 5: "narrow", 6: "short"}
	numberValues = [...]string{1: "numeric", 2: "2-digit", 3: "numeric", 4: "numeric", 5: "numeric", 6: "numeric"}
	monthValues  = [...]string{1: "numeric", 2: "2-digit", 3: "short", 4: "long", 5: "narrow", 6: "numeric"}
)

// Value is the value of the option that the format has for a type of part, "" for none; digits is the
// number of digits of a fraction.
func (f *Format) Value(t PartType) (value string, digits int) {
	for i := range f.items {
		it := &f.items[i]
		n := min(it.n, 6)
		switch own := partType(it.char); {
		case own == Literal:
		case t == Year && (own == RelatedYear || own == YearName):
			value = "numeric"
		case own != t, it.char == 'a', it.char == 'b':
		case t == FractionalSecond:
			return "", it.n
		case t == Month:
			value = monthValues[n]
		case t == Weekday || t == Era || t == DayPeriod:
			value = nameValues[n]
		case t == TimeZoneName:
			value = map[string]string{
				"z": "short", "zzzz": "long", "O": "shortOffset", "OOOO": "longOffset", "v": "shortGeneric", "vvvv": "longGeneric",
			}[strings.Repeat(string(it.char), it.n)]
		default:
			value = numberValues[n]
		}
	}
	return value, 0
}

// HasHour reports whether the format has hours.
func (f *Format) HasHour() bool { return hourLetter(f.pattern) != 0 }

// Part is a part of a formatted time: its type, and where in the text it ends.
type Part struct {
	Type PartType
	End  int
	// Source is 0 for what both ends of a range share, 1 for its start, 2 for its end.
	Source uint8
}

// Append appends a time, in milliseconds since the epoch, as text. The parts, if wanted, are appended to
// those that are there.
func (f *Format) Append(b []byte, parts *[]Part, at int64, zone *Zone) []byte {
	t := f.locale.fieldsOf(at, zone.Offset(at))
	return f.appendItems(b, parts, f.itemsFor(parts), &t, zone)
}

// itemsFor are the items for a text that is shown as a whole, or in parts: these have the narrow spaces of
// names.
func (f *Format) itemsFor(parts *[]Part) []field {
	if parts != nil {
		return f.parts
	}
	return f.items
}

func (f *Format) appendItems(b []byte, parts *[]Part, items []field, t *fields, zone *Zone) []byte {
	for i := range items {
		it := &items[i]
		if it.char == 0 {
			b = append(b, it.text...)
		} else {
			b = f.appendField(b, it, t, zone)
		}
		if parts == nil {
			continue
		}
		kind := partType(it.char)
		if n := len(*parts); n > 0 && (*parts)[n-1].End == len(b) {
			continue
		} else if n > 0 && kind == Literal && (*parts)[n-1].Type == Literal {
			(*parts)[n-1].End = len(b)
			continue
		}
		if len(b) > 0 {
			*parts = append(*parts, Part{Type: kind, End: len(b)})
		}
	}
	return b
}

// number appends a number in the numbering system of the field.
func (f *Format) number(b []byte, it *field, n int64, least int) []byte {
	if it.special != ordinaryNumbers {
		if b, ok := appendSpecial(b, n, it.special); ok {
			return b
		}
	}
	return f.locale.digits.append(b, n, least)
}

// appendField appends a field.
func (f *Format) appendField(b []byte, it *field, t *fields, zone *Zone) []byte {
	switch it.char {
	case 'G':
		names := it.names
		if f.locale.lunisolar() {
			return f.number(b, it, int64(t.era), 1)
		}
		if f.locale.calendar == "japanese" && !t.japanese {
			names = it.more
		}
		return append(b, at(names, t.era)...)
	case 'y', 'Y':
		return f.year(b, it, t.year)
	case 'u':
		return f.year(b, it, t.extended)
	case 'r':
		return f.number(b, it, t.relatedYear, it.n)
	case 'U':
		if name := at(it.names, t.yearOfCycle-1); name != "" {
			return append(b, name...)
		}
		return f.number(b, it, int64(t.yearOfCycle), 1)
	case 'M', 'L':
		return f.month(b, it, t)
	case 'E', 'c':
		if it.char == 'c' && it.n < 3 {
			return f.number(b, it, int64(t.weekday), it.n)
		}
		return append(b, at(it.names, t.weekday)...)
	case 'd':
		return f.number(b, it, t.day, it.n)
	case 'a', 'b':
		return append(b, at(it.names, halfDay(t))...)
	case 'B':
		return f.dayPeriod(b, it, t)
	case 'h', 'K', 'H', 'k':
		return f.number(b, it, int64(hourOf(it.char, t.hour)), it.n)
	case 'm':
		return f.number(b, it, int64(t.minute), it.n)
	case 's':
		return f.number(b, it, int64(t.second), it.n)
	case 'S':
		n := int64(t.ms)
		for range 3 - it.n {
			n /= 10
		}
		return f.number(b, it, n, it.n)
	}
	return f.locale.appendZone(b, it, t.at, t.offset, zone)
}

// year appends a year, of two digits if the pattern says so.
func (f *Format) year(b []byte, it *field, year int64) []byte {
	if it.n == 2 && it.special == ordinaryNumbers {
		if year < 0 {
			year = -year
		}
		return f.locale.digits.append(b, year%100, 2)
	}
	return f.number(b, it, year, it.n)
}

// month appends a month as its name or as a number.
func (f *Format) month(b []byte, it *field, t *fields) []byte {
	leap := ""
	if t.leapMonth && f.locale.lunisolar() {
		leap = at(it.more, 0)
	}
	before, behind, _ := strings.Cut(leap, "{0}")
	b = append(b, before...)
	name := ""
	if it.n >= 3 {
		name = at(it.names, t.month-1)
		if t.alternative && len(it.names) > 13 {
			name = it.names[13]
		}
	}
	if name != "" {
		b = append(b, name...)
	} else {
		least := it.n
		if least > 2 {
			least = 1
		}
		b = f.number(b, it, int64(t.number), least)
	}
	return append(b, behind...)
}

// dayPeriod appends the part of the day.
func (f *Format) dayPeriod(b []byte, it *field, t *fields) []byte {
	d := f.locale.dayPeriodsOf()
	if !d.known {
		return append(b, at(it.more, halfDay(t))...)
	}
	exact := (!f.hasMinute || t.minute == 0) && (!f.hasSecond || t.second == 0)
	name := at(it.names, d.dayPeriod(t.hour, exact))
	if name == "" {
		name = at(it.names, d.hours[t.hour])
	}
	if name == "" {
		name = at(it.more, halfDay(t))
	}
	return append(b, name...)
}

func halfDay(t *fields) int {
	if t.hour >= 12 {
		return periodPM
	}
	return periodAM
}

// hourOf is an hour as a letter counts them.
func hourOf(char byte, hour int) int {
	switch char {
	case 'h':
		return (hour+11)%12 + 1
	case 'K':
		return hour % 12
	case 'k':
		return (hour+23)%24 + 1
	}
	return hour
}
