package main

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
)

// has reports whether a package has a file.
func (s *source) has(file string) bool {
	_, err := fs.Stat(s.files, file)
	return err == nil
}

// The keys of names in the subject dates, and the order of what is joined in a value.
var (
	contexts = map[string]string{"format": "f", "stand-alone": "s"}
	widths   = map[string]string{"abbreviated": "a", "narrow": "n", "wide": "w", "short": "s"}
	weekdays = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
	periods  = []string{
		"midnight", "am", "noon", "pm", "morning1", "morning2", "afternoon1", "afternoon2",
		"evening1", "evening2", "night1", "night2",
	}
	eraWidths = map[string]string{"eraAbbr": "a", "eraNarrow": "n", "eraNames": "w"}
	styles    = []string{"full", "long", "medium", "short"}
	items     = []string{"Era", "Year", "Month", "Day-Of-Week", "Day", "Hour", "Minute", "Second", "Timezone"}
	// fieldNames are what appended fields are called.
	fieldNames = []string{"era", "year", "month", "weekday", "day", "dayperiod", "hour", "minute", "second", "zone"}
)

// monthNumbers are the months of a calendar: 13 at most, and the one that is called otherwise in leap
// years.
var monthNumbers = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "7-yeartype-leap"}

// named are names by width by context.
type named map[string]map[string]map[string]string

// calendarData is a calendar of a file ca-….json.
type calendarData struct {
	Months     named                        `json:"months"`
	Days       named                        `json:"days"`
	DayPeriods named                        `json:"dayPeriods"`
	Eras       map[string]map[string]string `json:"eras"`
	Dates      map[string]json.RawMessage   `json:"dateFormats"`
	Times      map[string]json.RawMessage   `json:"timeFormats"`
	Formats    map[string]json.RawMessage   `json:"dateTimeFormats"`
	AtTime     struct {
		Standard map[string]string `json:"standard"`
	} `json:"dateTimeFormats-atTime"`
}

// joined are names in an order, without the empty ones at the end.
func joined(names map[string]string, order []string) string {
	var list []string
	for _, key := range order {
		list = append(list, names[key])
	}
	return strings.TrimRight(strings.Join(list, cldr.Separator), cldr.Separator)
}

// addNames adds names by context and width.
func (l lines) addNames(prefix string, names named, order []string) {
	for context, byWidth := range names {
		for width, texts := range byWidth {
			l[prefix+contexts[context]+widths[width]] = joined(texts, order)
		}
	}
}

// pattern is a text, or an object with that and with the numbering systems of fields, which then
// stand behind it.
func pattern(data json.RawMessage) string {
	var text string
	if json.Unmarshal(data, &text) == nil {
		return text
	}
	var v struct {
		Value   string `json:"_value"`
		Numbers string `json:"_numbers"`
	}
	_ = json.Unmarshal(data, &v)
	return v.Value + cldr.Separator + v.Numbers
}

// addPatterns adds the patterns of a calendar: those of styles, available formats, intervals. withTime says
// that it has styles of times, which all calendars share with the Gregorian one but iso8601.
func (l lines) addPatterns(prefix string, c *calendarData, withTime bool) {
	for _, style := range styles {
		if data := c.Dates[style]; data != nil {
			l[prefix+"date/"+style] = pattern(data)
		}
		if data := c.Times[style]; data != nil && withTime {
			l[prefix+"time/"+style] = pattern(data)
		}
		if data := c.Formats[style]; data != nil {
			l[prefix+"glue/"+style] = pattern(data)
		}
		if text := c.AtTime.Standard[style]; text != "" {
			l[prefix+"at/"+style] = text
		}
	}
	of := func(name string) (m map[string]json.RawMessage) {
		_ = json.Unmarshal(c.Formats[name], &m)
		return m
	}
	for skeleton, data := range of("availableFormats") {
		if strings.ContainsAny(skeleton, "-QwW") {
			continue // variants, and fields that ECMA-402 has not
		}
		l[prefix+"form/"+skeleton] = pattern(data)
	}
	for skeleton, data := range of("intervalFormats") {
		var byField map[string]string
		switch {
		case skeleton == "intervalFormatFallback":
			l[prefix+"span"] = pattern(data)
		case !strings.ContainsAny(skeleton, "-QwW") && json.Unmarshal(data, &byField) == nil:
			for field, text := range byField {
				if !strings.Contains(field, "-") {
					l[prefix+"span/"+skeleton+"/"+field] = text
				}
			}
		}
	}
	if appended := of("appendItems"); prefix == "g/" || prefix == "n/" {
		for _, item := range items {
			l[prefix+"item/"+item] = pattern(appended[item])
		}
	}
}

// addEras adds the names of eras, which have numbers from 0.
func (l lines) addEras(prefix string, eras map[string]map[string]string, order []string) {
	for width, names := range eras {
		if key := eraWidths[width]; key != "" {
			l[prefix+"era/"+key] = joined(names, order)
		}
	}
}

// dates are patterns and names of the Gregorian calendar (g/…), and patterns of the generic one (n/…),
// which other calendars have.
func dates(s *source, locale string) lines {
	l := lines{}
	folder := path.Join("cldr-dates-full/main", locale)
	if !s.has(path.Join(folder, "ca-gregorian.json")) {
		return l
	}
	of := func(file, calendar string) calendarData {
		return read[calendarData](s, path.Join(folder, file), "main", locale, "dates", "calendars", calendar)
	}
	g, n := of("ca-gregorian.json", "gregorian"), of("ca-generic.json", "generic")
	l.addPatterns("g/", &g, true)
	l.addPatterns("n/", &n, false)
	l.addNames("g/month/", g.Months, monthNumbers)
	l.addNames("day/", g.Days, weekdays)
	l.addNames("period/", g.DayPeriods, periods)
	l.addEras("g/", g.Eras, monthNumbersFrom0[:2])
	fields := read[map[string]struct {
		Name string `json:"displayName"`
	}](s, path.Join(folder, "dateFields.json"), "main", locale, "dates", "fields")
	for _, name := range fieldNames {
		l["field/"+name] = fields[name].Name
	}
	if locale == "und" {
		for language, rules := range supplemental[map[string]map[string]struct {
			At     string `json:"_at"`
			From   string `json:"_from"`
			Before string `json:"_before"`
		}](s, "dayPeriods", "dayPeriodRuleSet") {
			var list []string
			for _, period := range periods {
				if rule, ok := rules[period]; ok {
					hour := func(text string) string { return strings.TrimSuffix(text, ":00") }
					if rule.At != "" {
						list = append(list, period+" "+hour(rule.At))
					} else {
						list = append(list, period+" "+hour(rule.From)+" "+hour(rule.Before))
					}
				}
			}
			l["rules/"+language] = strings.Join(list, ",")
		}
	}
	return l
}

// monthNumbersFrom0 are numbers of eras.
var monthNumbersFrom0 = []string{"0", "1", "2", "3", "4"}

// zoneNames are the names of time zones (z/…), metazones (m/…), example cities (c/…) and the patterns that
// make names. und also has what is the same everywhere: metazones by zone and time (t/…), the zone that
// stands for a metazone in a region (r/…), regions of zones (l/…).
func zoneNames(s *source, locale string) lines {
	l := lines{}
	file := path.Join("cldr-dates-full/main", locale, "timeZoneNames.json")
	if !s.has(file) {
		return l
	}
	all := read[map[string]json.RawMessage](s, file, "main", locale, "dates", "timeZoneNames")
	for key, name := range map[string]string{
		"hourFormat": "hour", "gmtFormat": "gmt", "regionFormat": "region", "fallbackFormat": "fallback",
	} {
		var text string
		_ = json.Unmarshal(all[key], &text)
		l[name] = text
	}
	type zone struct {
		City  string            `json:"exemplarCity"`
		Long  map[string]string `json:"long"`
		Short map[string]string `json:"short"`
	}
	kinds := []string{"generic", "standard", "daylight"}
	names := func(z zone) string {
		for _, m := range []map[string]string{z.Long, z.Short} {
			for kind, text := range m {
				if text == "∅∅∅" {
					m[kind] = ""
				}
			}
		}
		long, short := joined(z.Long, kinds), joined(z.Short, kinds)
		if short == "" {
			return long
		}
		return long + strings.Repeat(cldr.Separator, 3-strings.Count(long, cldr.Separator)) + short
	}
	var metazones map[string]zone
	_ = json.Unmarshal(all["metazone"], &metazones)
	for name, z := range metazones {
		l["m/"+name] = names(z)
	}
	iana := ianaNames(s)
	var walk func(id string, data json.RawMessage)
	walk = func(id string, data json.RawMessage) {
		var z zone
		var parts map[string]json.RawMessage
		if json.Unmarshal(data, &parts) != nil {
			return
		}
		if _, leaf := parts["_type"]; !leaf {
			for name, part := range parts {
				walk(strings.TrimPrefix(id+"/"+name, "/"), part)
			}
			return
		}
		_ = json.Unmarshal(data, &z)
		if name := iana[id]; name != "" {
			id = name
		}
		if z.City != "" {
			l["c/"+id] = z.City
		}
		if text := names(z); text != "" {
			l["z/"+id] = text
		}
	}
	walk("", all["zone"])
	// The names of countries with one zone, or with one that stands for all.
	if file := path.Join("cldr-localenames-full/main", locale, "territories.json"); s.has(file) {
		names := read[map[string]string](s, file, "main", locale, "localeDisplayNames", "territories")
		for _, region := range s.oneZone() {
			l["n/"+region] = names[region]
		}
	}
	if locale == "und" {
		addMetazones(s, l, iana)
	}
	return l
}

// oneZone are the regions with one time zone, or with one that stands for all.
func (s *source) oneZone() (regions []string) {
	if s.regions == nil {
		_, zones, _ := extensions(s)
		primary := supplemental[map[string]string](s, "primaryZones", "primaryZones")
		for region, list := range zones {
			if !strings.Contains(list, " ") || primary[region] != "" {
				s.regions = append(s.regions, region)
			}
		}
	}
	return s.regions
}

// ianaNames are the names of zones in the IANA database by those that CLDR has.
func ianaNames(s *source) map[string]string {
	names := map[string]string{}
	for _, data := range read[map[string]json.RawMessage](s, "cldr-bcp47/bcp47/timezone.json", "keyword", "u", "tz") {
		var v struct {
			Alias string `json:"_alias"`
			IANA  string `json:"_iana"`
		}
		if json.Unmarshal(data, &v) != nil || v.Alias == "" {
			continue
		}
		first, _, _ := strings.Cut(v.Alias, " ")
		names[first] = first
		if v.IANA != "" {
			names[first] = v.IANA
		}
	}
	return names
}

// addMetazones adds what is the same in all locales.
func addMetazones(s *source, l lines, iana map[string]string) {
	nameOf := func(id string) string {
		if name := iana[id]; name != "" {
			return name
		}
		return id
	}
	var walk func(id string, data json.RawMessage)
	walk = func(id string, data json.RawMessage) {
		var parts map[string]json.RawMessage
		if json.Unmarshal(data, &parts) == nil {
			for name, part := range parts {
				walk(strings.TrimPrefix(id+"/"+name, "/"), part)
			}
			return
		}
		var uses []struct {
			U struct {
				Metazone string `json:"_mzone"`
				From     string `json:"_from"`
				To       string `json:"_to"`
			} `json:"usesMetazone"`
		}
		if json.Unmarshal(data, &uses) != nil {
			return
		}
		var list []string
		for _, u := range uses {
			list = append(list, u.U.Metazone+","+u.U.From+","+u.U.To)
		}
		l["t/"+nameOf(id)] = strings.Join(list, ";")
	}
	walk("", supplemental[json.RawMessage](s, "metaZones", "metaZones", "metazoneInfo", "timezone"))
	for _, m := range supplemental[[]struct {
		Map struct {
			Metazone  string `json:"_other"`
			Zone      string `json:"_type"`
			Territory string `json:"_territory"`
		} `json:"mapZone"`
	}](s, "metaZones", "metaZones", "metazones") {
		l["r/"+m.Map.Metazone+"/"+m.Map.Territory] = nameOf(m.Map.Zone)
	}
	_, zones, _ := extensions(s)
	primary := supplemental[map[string]string](s, "primaryZones", "primaryZones")
	for region, list := range zones {
		fields := strings.Fields(list)
		for _, zone := range fields {
			mark := ""
			if len(fields) == 1 || primary[region] == zone || nameOf(primary[region]) == zone {
				mark = "!"
			}
			l["l/"+nameOf(zone)] = region + mark
		}
	}
}
