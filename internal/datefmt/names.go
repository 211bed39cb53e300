package datefmt

import (
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
)

// aliases are the widths and contexts in which names are looked up one after the other.
var aliases = map[string][]string{
	"fa": {"fa", "fw"}, "fn": {"fn", "sn"}, "fw": {"fw"}, "sa": {"sa", "fa", "fw"}, "sn": {"sn", "fn"}, "sw": {"sw", "fw"},
	"a": {"a"}, "n": {"n", "a"}, "w": {"w", "a"},
}

// list are the names at a path of the calendar: of months, eras, leap months.
func (l *Locale) list(kind, width string) []string {
	for _, width := range aliases[width] {
		if text, ok := l.find(kind + "/" + width); ok && text != "" {
			return strings.Split(text, cldr.Separator)
		}
	}
	return nil
}

// shared are names at a path that all calendars share.
func (l *Locale) shared(path string) []string {
	text, _ := cldr.Dates.Find(l.name, path)
	return strings.Split(text, cldr.Separator)
}

func at(names []string, i int) string {
	if i < 0 || i >= len(names) {
		return ""
	}
	return names[i]
}

// width is the letter of the width of a field that has names.
func width(n int) string {
	switch n {
	case 4:
		return "w"
	case 5:
		return "n"
	}
	return "a"
}

// namesOf are the names that a field of a pattern needs, nil for numbers.
func (l *Locale) namesOf(it *item) (names, more []string) {
	switch it.char {
	case 'G':
		names = l.list("era", width(it.n))
		if l.calendar == "japanese" {
			more = l.shared("g/era/" + width(it.n))
		}
	case 'M', 'L':
		if it.n < 3 {
			if l.lunisolar() {
				more = l.list("leap", "numeric")
				if text, ok := l.find("leap/numeric"); ok {
					more = []string{text}
				}
			}
			return nil, more
		}
		context := map[byte]string{'M': "f", 'L': "s"}[it.char]
		names = l.list("month", context+width(it.n))
		if l.lunisolar() {
			more = l.list("leap", context+width(it.n))
		}
	case 'E', 'c':
		context := map[byte]string{'E': "f", 'c': "s"}[it.char]
		names = l.shared("day/" + context + map[bool]string{true: "s", false: width(it.n)}[it.n == 6])
	case 'a', 'b':
		names = l.shared("period/f" + map[bool]string{true: "n", false: "a"}[it.n >= 5])
	case 'B':
		names = l.shared("period/f" + width(it.n))
		more = l.shared("period/fa")
	case 'U':
		if text, ok := l.find("year"); ok {
			names = strings.Split(text, cldr.Separator)
		}
	}
	return names, more
}

// The numbers of names of parts of the day.
const (
	periodMidnight = iota
	periodAM
	periodNoon
	periodPM
	periodMorning1
	periodMorning2
	periodAfternoon1
	periodAfternoon2
	periodEvening1
	periodEvening2
	periodNight1
	periodNight2
)

var periodNumbers = map[string]int{
	"midnight": periodMidnight, "noon": periodNoon, "morning1": periodMorning1, "morning2": periodMorning2,
	"afternoon1": periodAfternoon1, "afternoon2": periodAfternoon2, "evening1": periodEvening1, "evening2": periodEvening2,
	"night1": periodNight1, "night2": periodNight2,
}

// dayPeriods say which part of the day an hour is in.
type dayPeriods struct {
	known bool
	noon  bool
	hours [24]int
}

// dayPeriodsOf are the rules of the locale's language.
func (l *Locale) dayPeriodsOf() *dayPeriods {
	l.periods.Do(func() {
		d := new(dayPeriods)
		l.rulesOf = d
		var rules string
		for name := l.name; name != "" && rules == ""; name = name[:max(strings.LastIndexByte(name, '-'), 0)] {
			rules, _ = cldr.Dates.Section("und").Get("rules/" + name)
		}
		if rules == "" {
			return
		}
		d.known = true
		for i := range d.hours {
			d.hours[i] = periodAM
			if i >= 12 {
				d.hours[i] = periodPM
			}
		}
		for _, rule := range strings.Split(rules, ",") {
			f := strings.Fields(rule)
			if len(f) == 2 {
				d.noon = d.noon || f[0] == "noon"
			}
			if len(f) != 3 {
				continue
			}
			period := periodNumbers[f[0]]
			from, _ := strconv.Atoi(f[1])
			before, _ := strconv.Atoi(f[2])
			if from < 0 || before < 0 {
				continue
			}
			for h := from; h%24 != before%24 || h == from; h++ {
				d.hours[h%24] = period
			}
		}
	})
	return l.rulesOf
}

// dayPeriod is the part of the day of a time; exact says that it is to the second what it has to be to
// be noon.
func (d *dayPeriods) dayPeriod(hour int, exact bool) int {
	if hour == 12 && exact && d.noon {
		return periodNoon
	}
	return d.hours[hour]
}
