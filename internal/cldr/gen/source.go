package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
)

//go:embed collations.txt
var collations string

// source reads files of the packages; its first error stays.
type source struct {
	files fs.FS
	err   error
}

// read decodes a file, or what is in it at a path of properties.
func read[T any](s *source, file string, properties ...string) (v T) {
	if s.err != nil {
		return v
	}
	data, err := fs.ReadFile(s.files, file)
	for _, p := range properties {
		var object map[string]json.RawMessage
		if err == nil {
			err = json.Unmarshal(data, &object)
		}
		data = object[p]
	}
	if err == nil {
		err = json.Unmarshal(data, &v)
	}
	if err != nil {
		s.err = fmt.Errorf("%s: %w", file, err)
	}
	return v
}

// supplemental reads what is below supplemental in a file of that folder.
func supplemental[T any](s *source, file string, properties ...string) T {
	return read[T](s, "cldr-core/supplemental/"+file+".json", append([]string{"supplemental"}, properties...)...)
}

// generate makes the tables of the packages in files, by name of their file.
func generate(files fs.FS) (map[string][]byte, error) {
	s := &source{files: files}
	likely := supplemental[lines](s, "likelySubtags", "likelySubtags")
	sections := map[string]lines{
		"likely":     likely,
		"calendars":  calendars(s),
		"hours":      hours(s),
		"weeks":      weeks(s),
		"digits":     digits(s),
		"directions": directions(s),
		"collations": lines{},
	}
	for section, kind := range map[string]string{
		"languages": "languageAlias", "scripts": "scriptAlias", "territories": "territoryAlias",
		"variants": "variantAlias", "subdivisions": "subdivisionAlias",
	} {
		sections[section] = aliases(s, kind)
	}
	for line := range strings.Lines(collations) {
		if language, types, ok := strings.Cut(strings.TrimSpace(line), " "); ok && language != "#" {
			sections["collations"][language] = types
		}
	}
	sections["types"], sections["zones"], sections["currencies"] = extensions(s)
	parents := supplemental[map[string]string](s, "parentLocales", "parentLocales", "parentLocale")
	sections["parents"] = parents
	sections["locales"] = locales(s, likely, parents)
	own := []string{"und"}
	for locale, data := range sections["locales"] {
		if data == "" {
			own = append(own, locale)
		}
	}
	sections["numbering"], sections["lists"] = numbering(s, own, parents), listPatterns(s, own, parents)
	if s.err != nil {
		return nil, s.err
	}
	tables := map[string][]byte{}
	var err error
	if tables["table.bin"], err = encode(sections, nil); err != nil {
		return nil, err
	}
	for name, texts := range subjects {
		byLocale := map[string]lines{}
		for _, locale := range own {
			byLocale[locale] = texts(s, locale)
		}
		if s.err != nil {
			return nil, fmt.Errorf("%s: %w", name, s.err)
		}
		own := subject(byLocale, parents)
		if tables[name+".bin"], err = encode(own, dictionary(own)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return tables, nil
}

// subjects are the functions that read what a locale has of a subject, by path. What it has from its
// parents is left out afterwards.
var subjects = map[string]func(s *source, locale string) lines{}

func lists(m map[string][]string) lines {
	l := lines{}
	for k, v := range m {
		l[k] = strings.Join(v, " ")
	}
	return l
}

// aliases are the replacements of one kind.
func aliases(s *source, kind string) lines {
	l := lines{}
	for k, v := range supplemental[map[string]struct {
		Replacement string `json:"_replacement"`
	}](s, "aliases", "metadata", "alias", kind) {
		l[k] = v.Replacement
	}
	return l
}

// calendars are the calendars of calendarPreferenceData, by their canonical names.
func calendars(s *source) lines {
	names := map[string]string{} // by alias
	for name, data := range read[map[string]json.RawMessage](s, "cldr-bcp47/bcp47/calendar.json", "keyword", "u", "ca") {
		var v struct {
			Alias     string `json:"_alias"`
			Preferred string `json:"_preferred"`
		}
		if json.Unmarshal(data, &v) != nil {
			continue // a property of the key
		}
		if v.Preferred != "" {
			names[name] = v.Preferred
		} else if v.Alias != "" {
			names[v.Alias] = name
		}
	}
	data := supplemental[map[string][]string](s, "calendarPreferenceData", "calendarPreferenceData")
	for _, list := range data {
		for i, name := range list {
			if canonical := names[name]; canonical != "" {
				list[i] = canonical
			}
		}
	}
	return lists(data)
}

// hours are the hour cycles of timeData.
func hours(s *source) lines {
	cycles := map[string]string{"h": "h12", "H": "h23", "K": "h11", "k": "h24", "hb": "h12", "hB": "h12"}
	l := lines{}
	for place, v := range supplemental[map[string]struct {
		Allowed   string `json:"_allowed"`
		Preferred string `json:"_preferred"`
	}](s, "timeData", "timeData") {
		var list []string
		for _, symbol := range append([]string{v.Preferred}, strings.Fields(v.Allowed)...) {
			if cycle := cycles[symbol]; cycle != "" && !slices.Contains(list, cycle) {
				list = append(list, cycle)
			}
		}
		l[strings.ReplaceAll(place, "_", "-")] = strings.Join(list, " ")
	}
	return l
}

// weeks are the first days of weeks and the weekends of weekData.
func weeks(s *source) lines {
	days := []string{"", "mon", "tue", "wed", "thu", "fri", "sat", "sun"}
	data := map[string]map[string]string{}
	for _, kind := range []string{"firstDay", "weekendStart", "weekendEnd"} {
		data[kind] = supplemental[map[string]string](s, "weekData", "weekData", kind)
	}
	at := func(kind, region string) int {
		day, ok := data[kind][region]
		if !ok {
			day = data[kind]["001"]
		}
		return slices.Index(days, day)
	}
	l := lines{}
	for _, regions := range data {
		for region := range regions {
			if strings.Contains(region, "-") {
				continue // GB-alt-variant
			}
			start, end := at("weekendStart", region), at("weekendEnd", region)
			var weekend []byte
			for day := 1; day <= 7; day++ {
				if start <= end && start <= day && day <= end || start > end && (day >= start || day <= end) {
					weekend = append(weekend, byte('0'+day))
				}
			}
			l[region] = fmt.Sprintf("%d %s", at("firstDay", region), weekend)
		}
	}
	return l
}

func digits(s *source) lines {
	l := lines{}
	for name, v := range supplemental[map[string]struct {
		Type   string `json:"_type"`
		Digits string `json:"_digits"`
	}](s, "numberingSystems", "numberingSystems") {
		if v.Type == "numeric" {
			l[name] = v.Digits
		}
	}
	return l
}

func directions(s *source) lines {
	names := map[string]string{"YES": "rtl", "NO": "ltr"}
	l := lines{}
	for script, v := range read[map[string]struct {
		RTL string `json:"rtl"`
	}](s, "cldr-core/scriptMetadata.json", "scriptMetadata") {
		if d := names[v.RTL]; d != "" {
			l[script] = d
		}
	}
	return l
}

// extensions are the canonical values of keys, the time zones of regions, and currencies, of
// the files of cldr-bcp47.
func extensions(s *source) (types, zones, currencies lines) {
	types, zones, currencies = lines{}, lines{}, lines{}
	files, err := fs.Glob(s.files, "cldr-bcp47/bcp47/*.json")
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("cldr-bcp47 has no files")
	}
	if err != nil {
		s.err = err
		return
	}
	byRegion := map[string][]string{}
	for _, file := range files {
		for _, keys := range read[map[string]map[string]map[string]json.RawMessage](s, file, "keyword") {
			for key, values := range keys {
				for name, data := range values {
					var v struct {
						Alias      string `json:"_alias"`
						IANA       string `json:"_iana"`
						Preferred  string `json:"_preferred"`
						Region     string `json:"_region"`
						Deprecated bool   `json:"_deprecated"`
					}
					if strings.HasPrefix(name, "_") || json.Unmarshal(data, &v) != nil {
						continue
					}
					name = strings.ToLower(name)
					if v.Preferred != "" {
						types[key+"-"+name] = v.Preferred
					} else {
						for _, alias := range strings.Fields(v.Alias) {
							if alias = strings.ToLower(alias); isType(alias) && alias != name {
								types[key+"-"+alias] = name
							}
						}
					}
					switch key {
					case "cu":
						currencies[strings.ToUpper(name)] = ""
					case "tz":
						region := v.Region
						if region == "" && len(name) == 5 {
							region = strings.ToUpper(name[:2])
						}
						zone := v.IANA
						if zone == "" {
							zone, _, _ = strings.Cut(v.Alias, " ")
						}
						if !v.Deprecated && region != "" && strings.Contains(zone, "/") && !strings.HasPrefix(zone, "Etc/") {
							byRegion[region] = append(byRegion[region], zone)
						}
					}
				}
			}
		}
	}
	for _, list := range byRegion {
		slices.Sort(list)
	}
	return types, lists(byRegion), currencies
}

// isType reports whether s is the value of a key: subtags of 3 to 8 letters and digits.
func isType(s string) bool {
	for part := range strings.SplitSeq(s, "-") {
		if len(part) < 3 || len(part) > 8 || strings.ContainsFunc(part, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
			return false
		}
	}
	return true
}

// locales are those of modern coverage, those whose data is that of their parent, and, as
// ECMA-402 asks, each with a script without that as well.
func locales(s *source, likely, parents lines) lines {
	coverage := read[map[string]string](s, "cldr-core/coverageLevels.json", "coverageLevels")
	isModern := func(locale string) bool {
		for {
			if level, ok := coverage[locale]; ok {
				return level == "modern"
			}
			i := strings.LastIndexByte(locale, '-')
			if i < 0 {
				return coverage[parents[locale]] == "modern"
			}
			if last := locale[i+1:]; len(last) == 4 && !strings.Contains(likely[locale[:i]], "-"+last+"-") {
				return false
			}
			locale = locale[:i]
		}
	}
	l := lines{}
	for _, locale := range read[[]string](s, "cldr-core/availableLocales.json", "availableLocales", "full") {
		if locale != "und" && isModern(locale) {
			l[locale] = ""
		}
	}
	for _, locale := range read[[]string](s, "cldr-core/defaultContent.json", "defaultContent") {
		parent := locale[:strings.LastIndexByte(locale, '-')]
		if _, ok := l[locale]; !ok && isModern(locale) {
			if _, ok := l[parent]; ok {
				l[locale] = parent
			}
		}
	}
	short := lines{}
	for _, locale := range slices.Sorted(maps.Keys(l)) {
		data := l[locale]
		subtags := strings.Split(locale, "-")
		if len(subtags) != 3 || len(subtags[1]) != 4 {
			continue
		}
		if data == "" {
			data = locale
		}
		name := subtags[0] + "-" + subtags[2]
		if _, ok := l[name]; ok {
			continue
		}
		// Of several scripts, the likely one.
		if short[name] == "" || strings.HasPrefix(likely[name], subtags[0]+"-"+subtags[1]+"-") ||
			likely[name] == "" && strings.HasPrefix(likely[subtags[0]], subtags[0]+"-"+subtags[1]+"-") {
			short[name] = data
		}
	}
	maps.Copy(l, short)
	return l
}

// inherit leaves out what a locale has from its parents, and makes one section of all. texts
// are those of locales by path.
func inherit(texts map[string]lines, parents lines) lines {
	l := lines{}
	for locale, own := range subject(texts, parents) {
		for path, text := range own {
			l[locale+"/"+path] = text
		}
	}
	return l
}

// subject makes the sections of a subject: what locales have not from their parents.
func subject(texts map[string]lines, parents lines) map[string]lines {
	sections := map[string]lines{}
	for locale, own := range texts {
		section := lines{}
		for path, text := range own {
			inherited, ok := "", false
			for parent := locale; parent != "und" && !ok; {
				parent = cldr.Parent(parent, parents[parent])
				inherited, ok = texts[parent][path]
			}
			if !ok || inherited != text {
				section[path] = text
			}
		}
		if len(section) > 0 {
			sections[locale] = section
		}
	}
	return sections
}

// numbering are the default numbering systems of locales.
func numbering(s *source, locales []string, parents lines) lines {
	texts := map[string]lines{}
	for _, locale := range locales {
		name := path.Join("cldr-numbers-full/main", locale, "numbers.json")
		texts[locale] = lines{"": read[string](s, name, "main", locale, "numbers", "defaultNumberingSystem")}
	}
	return inherit(texts, parents)
}

// listPatterns are the patterns of lists: pair, start, middle and end.
func listPatterns(s *source, locales []string, parents lines) lines {
	texts := map[string]lines{}
	for _, locale := range locales {
		name := path.Join("cldr-misc-full/main", locale, "listPatterns.json")
		texts[locale] = lines{}
		for kind, patterns := range read[map[string]map[string]string](s, name, "main", locale, "listPatterns") {
			var all []string
			for _, place := range []string{"2", "start", "middle", "end"} {
				p := patterns[place]
				first, second := strings.Index(p, "{0}"), strings.Index(p, "{1}")
				if s.err == nil && (first < 0 || second < first) {
					s.err = fmt.Errorf("%s: the pattern %q of %s has not {0} and {1}", name, p, place)
				}
				all = append(all, p)
			}
			texts[locale][strings.TrimPrefix(kind, "listPattern-type-")] = strings.Join(all, cldr.Separator)
		}
	}
	return inherit(texts, parents)
}
