package intl

import (
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/internal/tz"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// canonicalUnicodeSubdivision is CanonicalUnicodeSubdivision
// (sec-canonicalunicodesubdivision), "" for undefined.
func (id *localeID) canonicalUnicodeSubdivision(key string) string {
	value, _ := id.keyword(key)
	n := 2 // letters, or three digits
	if len(value) > 0 && isDigit(value[0]) {
		n = 3
	}
	if len(value) <= n || !isRegion(value[:n]) || !isAlphanumeric(value[n:], 1, 4) {
		return ""
	}
	region := languageID{language: "und", region: strings.ToUpper(value[:n])}
	region.canonicalize()
	return region.region
}

// preferredRegions is RegionPreference (sec-regionpreference): the region override, if there
// is one, and the region.
func (id *localeID) preferredRegions() (regions []string) {
	if override := id.canonicalUnicodeSubdivision("rg"); override != "" {
		regions = append(regions, override)
	}
	region := id.region
	if region == "" {
		region = id.canonicalUnicodeSubdivision("sd")
	}
	if region == "" {
		maximal := id.languageID
		maximal.addLikelySubtags()
		maximal.canonicalize()
		region = maximal.region
	}
	if region == "" {
		region = "001"
	}
	return append(regions, region)
}

// regionData looks up what a section has for the language in a preferred region, or for the
// region.
func (id *localeID) regionData(section string) []string {
	table := cldr.Of(section)
	for _, region := range id.preferredRegions() {
		for _, key := range [...]string{id.language + "-" + region, region} {
			if value, ok := table.Get(key); ok {
				return strings.Fields(value)
			}
		}
	}
	return nil
}

// infoOr is the array of the value that the tag has for a key, else of what list gives.
func infoOr(rt *object.Runtime, id *localeID, key string, list func() []string) (heap.Value, error) {
	if value, ok := id.keyword(key); ok {
		return arrayOf(rt, []string{value})
	}
	return arrayOf(rt, list())
}

// getCalendars is CalendarsOfLocale (sec-calendarsoflocale).
func getCalendars(rt *object.Runtime, id *localeID) (heap.Value, error) {
	return infoOr(rt, id, "ca", func() (list []string) {
		available := availableCalendars()
		for _, name := range id.regionData("calendars") { // which are canonical and unique
			if slices.Contains(available, name) {
				list = append(list, name)
			}
		}
		if list == nil {
			return []string{"gregory"}
		}
		return list
	})
}

// getCollations is CollationsOfLocale (sec-collationsoflocale).
func getCollations(rt *object.Runtime, id *localeID) (heap.Value, error) {
	return infoOr(rt, id, "co", func() []string {
		list := rootCollations()
		if found := lookupMatchingLocaleByPrefix(id); found != "" {
			language, _, _ := strings.Cut(found, "-")
			types, _ := cldr.Get("collations", language)
			list = append(list, strings.Fields(types)...)
			slices.Sort(list)
		}
		return list
	})
}

// getHourCycles is HourCyclesOfLocale (sec-hourcyclesoflocale).
func getHourCycles(rt *object.Runtime, id *localeID) (heap.Value, error) {
	return infoOr(rt, id, "hc", func() []string {
		if list := id.regionData("hours"); list != nil {
			return list
		}
		return []string{"h23"}
	})
}

// getNumberingSystems is NumberingSystemsOfLocale (sec-numberingsystemsoflocale).
func getNumberingSystems(rt *object.Runtime, id *localeID) (heap.Value, error) {
	return infoOr(rt, id, "nu", func() []string {
		if found := lookupMatchingLocaleByPrefix(id); found != "" {
			return []string{defaultNumberingSystem(found)}
		}
		return []string{"latn"}
	})
}

// getTimeZones is TimeZonesOfLocale (sec-timezonesoflocale). What identifiers are primary says
// package tz, as for all that takes time zones.
func getTimeZones(rt *object.Runtime, id *localeID) (heap.Value, error) {
	if id.region == "" {
		return heap.Undefined, nil
	}
	names, _ := cldr.Get("zones", id.region)
	list := []string{}
	for _, name := range strings.Fields(names) {
		if zone, ok := tz.Lookup(name); ok {
			list = append(list, tz.Name(tz.Primary(zone)))
		}
	}
	slices.Sort(list)
	return arrayOf(rt, slices.Compact(list))
}

// getTextInfo is Intl.Locale.prototype.getTextInfo (sec-Intl.Locale.prototype.getTextInfo).
func getTextInfo(rt *object.Runtime, id *localeID) (heap.Value, error) {
	direction := heap.Undefined
	if d := id.textDirection(); d != "" {
		direction = rt.Heap.NewString(d).Value()
	}
	return newRecord(rt, field{"direction", direction})
}

// textDirection is TextDirectionOfLocale (sec-textdirectionoflocale), "" for undefined.
func (id *localeID) textDirection() string {
	maximal := id.languageID
	if maximal.script == "" && !maximal.addLikelySubtags() {
		return ""
	}
	d, _ := cldr.Get("directions", maximal.script)
	return d
}

// getWeekInfo is Intl.Locale.prototype.getWeekInfo (sec-Intl.Locale.prototype.getWeekInfo).
func getWeekInfo(rt *object.Runtime, id *localeID) (heap.Value, error) {
	first, days := id.weekInfo()
	weekend := make([]heap.Value, len(days))
	for i := range days {
		weekend[i] = heap.Int(int32(days[i] - '0'))
	}
	return newRecord(rt, field{"firstDay", heap.Int(int32(first))}, field{"weekend", rt.CreateArrayFromList(weekend).Value()})
}

// weekInfo is WeekInfoOfLocale (sec-weekinfooflocale): days by their number in ISO 8601, those
// of the weekend as digits.
func (id *localeID) weekInfo() (firstDay int, weekend string) {
	table := cldr.Of("weeks")
	data, _ := table.Get("001")
	for _, region := range id.preferredRegions() {
		if d, ok := table.Get(region); ok {
			data = d
			break
		}
	}
	first, weekend, _ := strings.Cut(data, " ")
	if firstDay = 1; len(first) == 1 {
		firstDay = int(first[0] - '0')
	}
	if value, ok := id.keyword("fw"); ok {
		if day := weekdayUValueToNumber(value); day != 0 {
			firstDay = day
		}
	}
	return firstDay, weekend
}
