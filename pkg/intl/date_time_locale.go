package intl

import (
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
)

// dateTimeKeys are what options want of the relevant extension keys; "" is undefined.
type dateTimeKeys struct{ calendar, numbering, hourCycle string }

// noHourCycle is the hour cycle null, which no tag can have.
const noHourCycle = "null"

// canonicalCalendar is an available calendar for a type, "" for none. What the types islamic and
// islamic-rgsa stand for is left to implementations (sec-createdatetimeformat).
func canonicalCalendar(kind string) string {
	if alias, ok := cldr.Get("types", "ca-"+kind); ok {
		kind = alias
	}
	if kind == "islamic" || kind == "islamic-rgsa" {
		return "islamic-civil"
	}
	if slices.Contains(availableCalendars(), kind) {
		return kind
	}
	return ""
}

func numberingWithDigits(system string) string {
	if _, ok := cldr.Get("digits", system); ok {
		return system
	}
	return ""
}

func validHourCycle(cycle string) string {
	switch cycle {
	case "h11", "h12", "h23", "h24":
		return cycle
	}
	return ""
}

// matchLocale is the first of the requested locales that is available, and what was requested.
func matchLocale(requested []string) (found string, id localeID) {
	for _, tag := range requested {
		if id, ok := parseTag(tag); ok {
			if found := lookupMatchingLocaleByPrefix(&id); found != "" {
				return found, id
			}
		}
	}
	return defaultLocale, localeID{}
}

// resolve is ResolveLocale (sec-resolvelocale) with the keys ca, hc and nu.
func (d *dateTimeOptions) resolve(requested []string, wanted dateTimeKeys) {
	found, id := matchLocale(requested)
	d.data = found
	var extension strings.Builder
	key := func(name, byDefault, option string, canonical func(string) string) string {
		value, tagged := byDefault, ""
		if text, ok := id.keyword(name); ok {
			if c := canonical(text); c != "" {
				value, tagged = c, c
			}
		}
		if option == noHourCycle {
			return ""
		}
		if c := canonical(option); option != "" && c != "" && c != value {
			value, tagged = c, ""
		}
		if tagged != "" {
			extension.WriteString("-" + name + "-" + tagged)
		}
		return value
	}
	own, _ := parseTag(found)
	d.calendar = key("ca", defaultCalendar(&own), wanted.calendar, canonicalCalendar)
	d.hourCycle = key("hc", "", wanted.hourCycle, validHourCycle)
	system, _ := cldr.Find("numbering", found, "")
	if numberingWithDigits(system) == "" {
		system = "latn"
	}
	d.numbering = key("nu", system, wanted.numbering, numberingWithDigits)
	d.locale = found
	if extension.Len() > 0 {
		d.locale += "-u" + extension.String()
	}
}

// defaultCalendar is the calendar that a locale prefers.
func defaultCalendar(id *localeID) string {
	for _, name := range id.regionData("calendars") {
		if c := canonicalCalendar(name); c != "" {
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
