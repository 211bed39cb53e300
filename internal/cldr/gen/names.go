package main

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// localeNames is what a locale has in a file of cldr-localenames-full; some have none.
func localeNames(s *source, locale, file string) map[string]string {
	name := path.Join("cldr-localenames-full/main", locale, file+".json")
	if _, err := fs.Stat(s.files, name); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return read[map[string]string](s, name, "main", locale, "localeDisplayNames", file)
}

// withShort are names by code, short ones by code/short, without other alternatives.
func withShort(names map[string]string) lines {
	l := lines{}
	for key, name := range names {
		code, alternative, isAlternative := strings.Cut(key, "-alt-")
		switch {
		case strings.Contains(code, "-menu-"):
		case !isAlternative:
			l[code] = name
		case alternative == "short":
			l[code+"/short"] = name
		}
	}
	return l
}

// languages are the names of languages, and of languages with a script or region that have one of their own.
func languages(s *source, locale string) lines { return withShort(localeNames(s, locale, "languages")) }

// regions are the names of regions.
func regions(s *source, locale string) lines { return withShort(localeNames(s, locale, "territories")) }

// calendarTypes are calendars whose key in the types of localeDisplayNames is not the one of ECMA-402.
var calendarTypes = map[string]string{"gregorian": "gregory", "ethiopic-amete-alem": "ethioaa"}

// names are those of scripts, variants and calendars, and the pattern and separator that make one name of the
// names of a language and of its other subtags.
func names(s *source, locale string) lines {
	l := lines{}
	for code, name := range withShort(localeNames(s, locale, "scripts")) {
		l["script/"+code] = name
	}
	for code, name := range localeNames(s, locale, "variants") {
		if !strings.Contains(code, "-") {
			l["variant/"+strings.ToLower(code)] = name
		}
	}
	file := path.Join("cldr-localenames-full/main", locale, "localeDisplayNames.json")
	all := read[struct {
		LocaleDisplayPattern struct{ LocalePattern, LocaleSeparator string }
		Types                map[string]map[string]string
	}](s, file, "main", locale, "localeDisplayNames")
	l["pattern"], l["separator"] = all.LocaleDisplayPattern.LocalePattern, all.LocaleDisplayPattern.LocaleSeparator
	for code, name := range all.Types["calendar"] {
		if canonical, ok := calendarTypes[code]; ok {
			code = canonical
		}
		if code != "core" {
			l["calendar/"+code] = name
		}
	}
	return l
}

// dateFields are the fields of dates and times; those of relative times have patterns.
var dateFields = strings.Fields("era year quarter month week weekday day dayperiod hour minute second zone")

// fields have, for each field and width (-short, -narrow), at field/name its name, at field/N what is said of N
// of it from now, and at field/past and field/future the patterns by plural category. At hour/digits is how many
// digits the hours of a duration like 1:02:03 have at least.
func fields(s *source, locale string) lines {
	l := lines{"hour/digits": "1"}
	clock := read[struct {
		HMS struct{ DurationUnitPattern string } `json:"durationUnit-type-hms"`
	}](s, path.Join("cldr-units-full/main", locale, "units.json"), "main", locale, "units")
	if strings.HasPrefix(clock.HMS.DurationUnitPattern, "hh") {
		l["hour/digits"] = "2"
	}
	file := path.Join("cldr-dates-full/main", locale, "dateFields.json")
	for key, texts := range read[map[string]map[string]any](s, file, "main", locale, "dates", "fields") {
		kind, width, _ := strings.Cut(key, "-")
		if !slices.Contains(dateFields, kind) || width != "" && width != "short" && width != "narrow" {
			continue
		}
		for name, text := range texts {
			switch text := text.(type) {
			case string:
				if n, ok := strings.CutPrefix(name, "relative-type-"); ok {
					l[key+"/"+n] = text
				} else if name == "displayName" {
					l[key+"/name"] = text
				}
			case map[string]any:
				patterns := map[string]string{}
				for name, pattern := range text {
					patterns[strings.TrimPrefix(name, "relativeTimePattern-count-")], _ = pattern.(string)
				}
				l[key+"/"+strings.TrimPrefix(name, "relativeTime-type-")] = byCategory(patterns)
			}
		}
	}
	return l
}
