package intl

import (
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/internal/tz"
)

// units are those of table-sanctioned-single-unit-identifiers, sorted.
const units = "acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot gallon gigabit gigabyte gram hectare hour inch " +
	"kilobit kilobyte kilogram kilometer liter megabit megabyte meter microsecond mile mile-scandinavian milliliter millimeter " +
	"millisecond minute month nanosecond ounce percent petabyte pound second stone terabit terabyte week yard year"

// calendars are those of table-calendar-types, sorted.
const calendars = "buddhist chinese coptic dangi ethioaa ethiopic gregory hebrew indian islamic-civil islamic-tbla islamic-umalqura " +
	"iso8601 japanese persian roc"

// availableCalendars is AvailableCalendars (sec-availablecalendars), without aliases.
func availableCalendars() []string { return strings.Fields(calendars) }

// rootCollations are the types of collation that all languages have.
func rootCollations() []string { return []string{"emoji", "eor"} }

// availableCanonicalCollations is AvailableCanonicalCollations
// (sec-availablecanonicalcollations).
func availableCanonicalCollations() []string {
	list := rootCollations()
	cldr.Of("collations").Each(func(language, types string) bool {
		if _, ok := cldr.Get("locales", language); ok {
			list = append(list, strings.Fields(types)...)
		}
		return true
	})
	slices.Sort(list)
	return slices.Compact(list)
}

// availablePrimaryTimeZoneIdentifiers is AvailablePrimaryTimeZoneIdentifiers
// (sec-availableprimarytimezoneidentifiers).
func availablePrimaryTimeZoneIdentifiers() (list []string) {
	for i, name := range tz.Names() {
		if tz.Primary(i) == i {
			list = append(list, name)
		}
	}
	return list
}

// keysOf are the keys of a section.
func keysOf(section string) (list []string) {
	cldr.Of(section).Each(func(key, _ string) bool {
		list = append(list, key)
		return true
	})
	return list
}

// supported are the values of a key of Intl.supportedValuesOf, sorted; nil for another key.
func supported(key string) []string {
	switch key {
	case "calendar":
		return availableCalendars()
	case "collation":
		return availableCanonicalCollations()
	case "currency":
		return keysOf("currencies")
	case "numberingSystem":
		return keysOf("digits")
	case "timeZone":
		return availablePrimaryTimeZoneIdentifiers()
	case "unit":
		return strings.Fields(units)
	}
	return nil
}
