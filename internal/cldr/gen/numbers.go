package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
)

// What a subject has at a path is texts in a fixed order, or, where it depends on the plural
// category, pairs of category and text; categories whose text is that of other are left out.

// symbols are those of a numbering system, in the order of their line.
var symbols = []string{
	"decimal", "group", "percentSign", "plusSign", "minusSign", "approximatelySign", "exponential", "infinity", "nan", "timeSeparator",
	"currencyDecimal", "currencyGroup",
}

// rootSystems are symbols and patterns of the root for numbering systems of which the packages
// have those of locales alone.
var rootSystems = lines{
	"arab/symbols":    strings.Join([]string{"٫", "٬", "٪\u061C", "\u061C+", "\u061C-", "~", "اس", "∞", "NaN", ":", "", ""}, cldr.Separator),
	"arab/patterns":   strings.Join([]string{"", "#,##0%", "", "#,##0.00\u00A0¤", "#,##0.00\u00A0¤", ""}, cldr.Separator),
	"arabext/symbols": strings.Join([]string{"٫", "٬", "٪", "\u200E+\u200E", "\u200E-\u200E", "~", "×۱۰^", "∞", "NaN", "٫", "", ""}, cldr.Separator),
}

// numberFormats are, for each numbering system, the lines symbols, patterns (decimal, percent, scientific, currency,
// accounting, range) and short/N, long/N, money/N with the compact patterns of 10^N, money/name with those of
// an amount and a currency's name; and group, the fewest digits before a group.
func numberFormats(s *source, locale string) lines {
	l := lines{}
	if locale == "und" {
		maps.Copy(l, rootSystems)
	}
	name := path.Join("cldr-numbers-full/main", locale, "numbers.json")
	all := read[map[string]json.RawMessage](s, name, "main", locale, "numbers")
	l["group"] = decode[string](s, all["minimumGroupingDigits"])
	type decimal struct {
		Standard string
		Long     struct{ DecimalFormat map[string]string }
		Short    struct{ DecimalFormat map[string]string }
	}
	for key, data := range all {
		system, ok := strings.CutPrefix(key, "symbols-numberSystem-")
		if !ok {
			continue
		}
		of := func(kind string) json.RawMessage { return all[kind+"-numberSystem-"+system] }
		own := decode[map[string]string](s, data)
		var texts []string
		for _, symbol := range symbols {
			texts = append(texts, own[symbol])
		}
		l[system+"/symbols"] = strings.Join(texts, cldr.Separator)
		standard := func(kind string) string {
			return decode[struct{ Standard string }](s, of(kind)).Standard
		}
		currency := decode[map[string]json.RawMessage](s, of("currencyFormats"))
		formats := decode[decimal](s, of("decimalFormats"))
		l[system+"/patterns"] = strings.Join([]string{
			formats.Standard, standard("percentFormats"), standard("scientificFormats"),
			decode[string](s, currency["standard"]), decode[string](s, currency["accounting"]),
			decode[struct{ Range string }](s, of("miscPatterns")).Range,
		}, cldr.Separator)
		compact(l, system+"/short/", formats.Short.DecimalFormat)
		compact(l, system+"/long/", formats.Long.DecimalFormat)
		if short, ok := currency["short"]; ok {
			compact(l, system+"/money/", decode[struct{ Standard map[string]string }](s, short).Standard)
		}
		names := map[string]string{}
		for key, text := range currency {
			if category, ok := strings.CutPrefix(key, "unitPattern-count-"); ok {
				names[category] = decode[string](s, text)
			}
		}
		l[system+"/money/name"] = byCategory(names)
	}
	return l
}

// decode decodes JSON, which may be missing; the first error stays.
func decode[T any](s *source, data json.RawMessage) (v T) {
	if data != nil && s.err == nil {
		s.err = json.Unmarshal(data, &v)
	}
	return v
}

// compact adds the patterns of powers of ten, whose keys are like 1000-count-one.
func compact(l lines, prefix string, patterns map[string]string) {
	powers := map[string]map[string]string{}
	for key, pattern := range patterns {
		power, category, ok := strings.Cut(key, "-count-")
		if !ok || strings.Contains(category, "-") {
			continue // alternatives
		}
		n := fmt.Sprint(len(power) - 1)
		if powers[n] == nil {
			powers[n] = map[string]string{}
		}
		powers[n][category] = pattern
	}
	for n, byName := range powers {
		l[prefix+n] = byCategory(byName)
	}
}

// byCategory is the value for texts that depend on the plural category.
func byCategory(texts map[string]string) string {
	other := texts["other"]
	pairs := []string{"other", other}
	for _, category := range slices.Sorted(maps.Keys(texts)) {
		if texts[category] != other {
			pairs = append(pairs, category, texts[category])
		}
	}
	return strings.Join(pairs, cldr.Separator)
}

// withCategories are the texts of keys that have the prefix before a plural category.
func withCategories(texts map[string]string, prefix string) map[string]string {
	found := map[string]string{}
	for key, text := range texts {
		if category, ok := strings.CutPrefix(key, prefix); ok && !strings.Contains(category, "-") {
			found[category] = text
		}
	}
	return found
}

// plurals are the rules cardinal and ordinal, pairs of a category and its condition, and the categories of
// ranges, triples of those of start, end and range.
func plurals(s *source, locale string) lines {
	l := lines{"cardinal": "", "ordinal": "", "ranges": ""}
	for kind, file := range map[string]string{"cardinal": "plurals", "ordinal": "ordinals"} {
		rules := ofLanguage(supplemental[map[string]map[string]string](s, file, "plurals-type-"+kind), locale)
		var pairs []string
		for _, category := range []string{"zero", "one", "two", "few", "many"} {
			if rule, ok := rules["pluralRule-count-"+category]; ok {
				condition, _, _ := strings.Cut(rule, "@")
				pairs = append(pairs, category, strings.TrimSpace(condition))
			}
		}
		l[kind] = strings.Join(pairs, cldr.Separator)
	}
	var triples []string
	for key, category := range ofLanguage(supplemental[map[string]map[string]string](s, "pluralRanges", "plurals"), locale) {
		start, end, _ := strings.Cut(strings.TrimPrefix(key, "pluralRange-start-"), "-end-")
		triples = append(triples, start+" "+end+" "+category)
	}
	slices.Sort(triples)
	l["ranges"] = strings.Join(triples, cldr.Separator)
	return l
}

// ofLanguage is what a locale or the nearest of its prefixes has.
func ofLanguage(m map[string]map[string]string, locale string) map[string]string {
	for {
		if v, ok := m[locale]; ok {
			return v
		}
		i := strings.LastIndexByte(locale, '-')
		if i < 0 {
			return nil
		}
		locale = locale[:i]
	}
}

// money has at a currency's code its symbol, its narrow symbol and its name, at code/names its names with an
// amount, and, for und, at code/digits its digits where they are not two.
func money(s *source, locale string) lines {
	l := lines{}
	name := path.Join("cldr-numbers-full/main", locale, "currencies.json")
	for code, texts := range read[map[string]map[string]string](s, name, "main", locale, "numbers", "currencies") {
		symbol := texts["symbol"]
		if symbol == "" {
			symbol = code
		}
		narrow := texts["symbol-alt-narrow"]
		if narrow == "" {
			narrow = symbol
		}
		display := texts["displayName"]
		if symbol != code || narrow != code || display != "" {
			l[code] = strings.Join([]string{symbol, narrow, display}, cldr.Separator)
		}
		if names := withCategories(texts, "displayName-count-"); len(names) > 1 || len(names) == 1 && names["other"] != display {
			l[code+"/names"] = byCategory(names)
		}
	}
	if locale == "und" {
		for code, fraction := range supplemental[map[string]struct {
			Digits string `json:"_digits"`
		}](s, "currencyData", "currencyData", "fractions") {
			if fraction.Digits != "2" {
				l[code+"/digits"] = fraction.Digits
			}
		}
	}
	return l
}

// sanctioned are the units of table-sanctioned-single-unit-identifiers.
var sanctioned = strings.Fields("acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot gallon gigabit gigabyte gram hectare " +
	"hour inch kilobit kilobyte kilogram kilometer liter megabit megabyte meter microsecond mile mile-scandinavian milliliter millimeter " +
	"millisecond minute month nanosecond ounce percent petabyte pound second stone terabit terabyte week yard year")

// units have at width/unit the patterns of an amount, at width/unit/per that of something divided by the unit,
// and at width/per that of one unit divided by another. Units that are made of two have patterns
// where the language has own ones.
func units(s *source, locale string) lines {
	l := lines{}
	name := path.Join("cldr-units-full/main", locale, "units.json")
	all := read[map[string]map[string]json.RawMessage](s, name, "main", locale, "units")
	for _, width := range []string{"long", "short", "narrow"} {
		if per := decode[map[string]string](s, all[width]["per"])["compoundUnitPattern"]; per != "" {
			l[width+"/per"] = per
		}
		for key, data := range all[width] {
			_, unit, _ := strings.Cut(key, "-")
			numerator, denominator, isRatio := strings.Cut(unit, "-per-")
			if !slices.Contains(sanctioned, numerator) || isRatio && !slices.Contains(sanctioned, denominator) {
				continue
			}
			texts := decode[map[string]string](s, data)
			if patterns := withCategories(texts, "unitPattern-count-"); len(patterns) > 0 {
				l[width+"/"+unit] = byCategory(patterns)
			}
			if per := texts["perUnitPattern"]; per != "" {
				l[width+"/"+unit+"/per"] = per
			}
		}
	}
	return l
}
