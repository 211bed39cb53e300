package intl

import (
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/internal/numfmt"
)

// displayNames finds names as an Intl.DisplayNames wants them.
type displayNames struct {
	locale     string
	style      int  // of displayStyles
	dialect    bool // languages with a script or region may have names of their own
	substitute bool // a part that has no name stands for itself
}

// dateTimeFields are the codes of table-validcodefordatetimefield, with what CLDR calls them.
var dateTimeFields = map[string]string{
	"era": "era", "year": "year", "quarter": "quarter", "month": "month", "weekOfYear": "week", "weekday": "weekday", "day": "day",
	"dayPeriod": "dayperiod", "hour": "hour", "minute": "minute", "second": "second", "timeZoneName": "zone",
}

// of is the name of a canonical code of another type than language.
func (d *displayNames) of(kind, code string) (name string, ok bool) {
	switch kind {
	case "region":
		return d.region(code)
	case "script":
		return d.find(&cldr.Names, "script/"+code)
	case "currency":
		return d.currency(code)
	case "calendar":
		return cldr.Names.Find(d.locale, "calendar/"+code)
	}
	width := [...]string{styleNarrow: "-narrow", styleShort: "-short", styleLong: ""}[d.style]
	return cldr.Fields.Find(d.locale, dateTimeFields[code]+width+"/name")
}

// find looks up a name; where a short one exists, it is that of the styles short and narrow.
func (d *displayNames) find(subject *cldr.Subject, path string) (name string, ok bool) {
	if d.style != styleLong {
		if name, ok = subject.Find(d.locale, path+"/short"); ok {
			return name, true
		}
	}
	return subject.Find(d.locale, path)
}

// currency is the name of a currency in all styles: symbols say less, and Intl.NumberFormat has
// them.
func (d *displayNames) currency(code string) (name string, ok bool) {
	name = numfmt.CurrencyDisplayName(d.locale, code)
	return name, name != ""
}

// region is the name of a region, or of the first that has taken its place.
func (d *displayNames) region(code string) (name string, ok bool) {
	if name, ok = d.find(&cldr.Regions, code); ok {
		return name, true
	}
	if successors, ok := cldr.Get("territories", code); ok {
		first, _, _ := strings.Cut(successors, " ")
		return d.find(&cldr.Regions, first)
	}
	return "", false
}

// language is the name of a language with its other subtags: UTS #35, Part 2, Locale Display
// Name Algorithm.
func (d *displayNames) language(id *languageID) (name string, ok bool) {
	rest := *id
	if d.dialect {
		name, ok = d.dialectName(&rest)
	}
	if !ok {
		if name, ok = d.find(&cldr.Languages, id.language); !ok {
			if !d.substitute {
				return "", false
			}
			name = id.language
		}
	}
	qualifiers, ok := d.qualifiers(&rest)
	if !ok || len(qualifiers) == 0 {
		return name, ok
	}
	pattern, _ := cldr.Names.Find(d.locale, "pattern")
	separator, _ := cldr.Names.Find(d.locale, "separator")
	between := strings.TrimPrefix(strings.TrimSuffix(separator, "{1}"), "{0}")
	text := strings.Join(qualifiers, between)
	// Parentheses within those of the pattern become brackets.
	if strings.Contains(pattern, "（") {
		text = wideParentheses.Replace(text)
	} else {
		text = parentheses.Replace(text)
	}
	p := newListPattern(pattern)
	return p.before + name + p.between + text + p.behind, true
}

var (
	parentheses     = strings.NewReplacer("(", "[", ")", "]")
	wideParentheses = strings.NewReplacer("（", "［", "）", "］")
)

// qualifiers are the names of the subtags after the language; false if one has none and must not
// stand for itself.
func (d *displayNames) qualifiers(id *languageID) (names []string, ok bool) {
	ok = true
	add := func(code, name string, found bool) {
		if !found {
			name = code
			ok = ok && d.substitute
		}
		names = append(names, name)
	}
	if id.script != "" {
		name, found := d.find(&cldr.Names, "script/"+id.script)
		add(id.script, name, found)
	}
	if id.region != "" {
		name, found := d.region(id.region)
		add(id.region, name, found)
	}
	for _, v := range id.variants {
		name, found := cldr.Names.Find(d.locale, "variant/"+v)
		add(strings.ToUpper(v), name, found)
	}
	return names, ok
}

// dialectName is the name that a language has together with its script and region, which
// id has no longer then. As in ICU, nothing else is tried for a language with both.
func (d *displayNames) dialectName(id *languageID) (name string, ok bool) {
	if id.script == "" && id.region == "" {
		return "", false
	}
	dialect := languageID{language: id.language, script: id.script, region: id.region}
	if name, ok = d.find(&cldr.Languages, dialect.baseName()); ok {
		id.script, id.region = "", ""
	}
	return name, ok
}
