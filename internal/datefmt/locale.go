package datefmt

import (
	"strings"
	"sync"

	"github.com/kilnjs/kiln/internal/calendar"
	"github.com/kilnjs/kiln/internal/cldr"
)

// Locale is what a locale has for a calendar and a numbering system.
type Locale struct {
	name     string // an available locale
	calendar string
	rules    *calendar.Calendar // nil for the calendars gregory and iso8601
	digits   *digits
	system   string // the numbering system

	generator sync.Once
	patterns  patternMap

	intervals sync.Once
	spans     spanTable

	periods sync.Once
	rulesOf *dayPeriods

	zones sync.Once
	gmt   gmtFormat
}

func calendarRules(id string) *calendar.Calendar {
	for _, c := range [...]*calendar.Calendar{
		&calendar.Buddhist, &calendar.Chinese, &calendar.Coptic, &calendar.Dangi, &calendar.Ethioaa, &calendar.Ethiopic,
		&calendar.Hebrew, &calendar.Indian, &calendar.IslamicCivil, &calendar.IslamicTbla, &calendar.IslamicUmalqura,
		&calendar.Japanese, &calendar.Persian, &calendar.ROC,
	} {
		if c.ID() == id {
			return c
		}
	}
	return nil
}

// NewLocale makes the Locale of an available locale, a calendar type in its canonical form, and a
// numbering system that has digits.
func NewLocale(name, calendarID, numbering string) *Locale {
	return &Locale{
		name: name, calendar: calendarID, rules: calendarRules(calendarID), digits: newDigits(numbering), system: numbering,
	}
}

// lunisolar reports whether years have names of a cycle of sixty years.
func (l *Locale) lunisolar() bool { return l.calendar == "chinese" || l.calendar == "dangi" }

// names are what CLDR calls a calendar, and after that the calendars whose data it shares.
func (l *Locale) calendarNames() []string {
	switch l.calendar {
	case "dangi":
		return []string{"dangi", "chinese"}
	case "ethioaa":
		return []string{"ethiopic-amete-alem", "ethiopic"}
	case "islamic-civil", "islamic-tbla", "islamic-umalqura":
		return []string{"islamic"}
	}
	return []string{l.calendar}
}

// find looks up a path of the calendar: its own, that of calendars it shares data with, and what all
// calendars share.
func (l *Locale) find(path string) (string, bool) {
	switch l.calendar {
	case "gregory":
		return cldr.Dates.Find(l.name, "g/"+path)
	default:
		for _, c := range l.calendarNames() {
			if text, ok := cldr.CalendarNames.Find(l.name, c+"/"+path); ok {
				return text, true
			}
		}
	}
	kind, _, _ := strings.Cut(path, "/")
	switch kind {
	case "time":
		return cldr.Dates.Find(l.name, "g/"+path)
	case "month", "era":
		switch l.calendar {
		case "buddhist", "roc", "iso8601":
			if kind == "month" || l.calendar == "iso8601" {
				return cldr.Dates.Find(l.name, "g/"+path)
			}
		case "japanese":
			if kind == "month" {
				return cldr.Dates.Find(l.name, "g/"+path)
			}
		}
		return "", false
	}
	return cldr.Dates.Find(l.name, "n/"+path)
}

// source is a table with the prefix of a calendar.
type source struct {
	subject *cldr.Subject
	prefix  string
}

// each calls f with the paths below one that the calendar has, those of the locale before those of its
// parents, and those of the calendar before those that calendars share.
func (l *Locale) each(path string, f func(rest, text string)) {
	var sources []source
	switch l.calendar {
	case "gregory":
		sources = []source{{&cldr.Dates, "g/"}}
	default:
		for _, c := range l.calendarNames() {
			sources = append(sources, source{&cldr.CalendarNames, c + "/"})
		}
		if !l.lunisolar() && l.calendar != "iso8601" {
			// Those have all patterns themselves.
			sources = append(sources, source{&cldr.Dates, "n/"})
		}
	}
	for _, s := range sources {
		for locale := range cldr.Lineage(l.name) {
			s.subject.Section(locale).Each(func(key, text string) bool {
				if rest, ok := strings.CutPrefix(key, s.prefix+path); ok {
					f(rest, text)
				}
				return true
			})
		}
	}
}
