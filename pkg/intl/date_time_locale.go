package intl

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// The relevant extension keys of Intl.DateTimeFormat, and the option hour12 that is read between them, in the order
// of [[ResolutionOptionDescriptors]] (sec-intl.datetimeformat-internal-slots).
var (
	calendarKey = extensionKey{
		key: "ca", read: typeOption("calendar"),
		byDefault: func(locale string) string {
			id, _ := parseTag(locale)
			return defaultCalendar(&id)
		},
		canonical: canonicalCalendar,
		has:       func(_, value string) bool { return slices.Contains(availableCalendars(), value) },
	}
	// hour12Key is no key of tags: it has no value that a locale has.
	hour12Key = extensionKey{
		key:       "hour12",
		read:      func(o *options) (string, bool, error) { return o.flag("hour12") },
		byDefault: func(string) string { return nullValue },
		has:       func(string, string) bool { return false },
	}
	hourCycleKey = extensionKey{
		key: "hc", read: readHourCycle,
		byDefault: func(string) string { return nullValue },
		has: func(_, value string) bool {
			return value == nullValue || slices.Contains(hourCycles, value)
		},
	}
	dateTimeKeys = []extensionKey{calendarKey, numberingKey, hour12Key, hourCycleKey}
)

// The places of keys in dateTimeKeys.
const (
	atCalendar = iota
	atNumbering
	atHour12
	atHourCycle
)

// canonicalCalendar is the type of the calendar that is used for a type. What the types islamic and
// islamic-rgsa stand for is left to implementations.
func canonicalCalendar(kind string) string {
	if kind == "islamic" || kind == "islamic-rgsa" {
		return "islamic-civil"
	}
	return kind
}

// resolve reads the options of the locale.
func (d *dateTimeOptions) resolve(rt *object.Runtime, locales, v heap.Value) (options, error) {
	hour12 := ""
	o, r, err := resolveOptions(rt, locales, v, coerceOptionsToObject, func(values []string) {
		if hour12 = values[atHour12]; hour12 != "" {
			values[atHourCycle] = nullValue
		}
	}, dateTimeKeys...)
	if err != nil {
		return o, err
	}
	d.locale, d.data = r.locale, r.data
	d.calendar, d.numbering, d.hourCycle = r.values[atCalendar], r.values[atNumbering], r.values[atHourCycle]
	switch {
	case hour12 != "":
		d.hourCycle = hourCycleOf(d.data, hour12 == "true")
	case d.hourCycle == nullValue:
		d.hourCycle = defaultHourCycle(d.data)
	}
	return o, nil
}

// defaultCalendar is the calendar that a locale prefers.
func defaultCalendar(id *localeID) string {
	for _, name := range id.regionData("calendars") {
		if c := canonicalCalendar(name); slices.Contains(availableCalendars(), c) {
			return c
		}
	}
	return "gregory"
}

// defaultHourCycle is [[hourCycle]] of a locale.
func defaultHourCycle(locale string) string {
	id, _ := parseTag(locale)
	if list := id.regionData("hours"); len(list) > 0 {
		return list[0]
	}
	return "h23"
}

// hourCycleOf is [[hourCycle12]] or [[hourCycle24]] of a locale: the one that it prefers if that is such;
// else clocks count from 0 to 11 in Japan.
func hourCycleOf(locale string, twelve bool) string {
	own := defaultHourCycle(locale)
	switch {
	case twelve == (own == "h11" || own == "h12"):
		return own
	case !twelve:
		return "h23"
	}
	id, _ := parseTag(locale)
	if regions := id.preferredRegions(); len(regions) > 0 && regions[0] == "JP" {
		return "h11"
	}
	return "h12"
}
