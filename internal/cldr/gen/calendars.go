package main

import (
	"encoding/xml"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
)

// otherCalendars are the calendars of the subject calendarnames, by what CLDR calls them.
var otherCalendars = []string{
	"buddhist", "chinese", "coptic", "dangi", "ethiopic", "ethiopic-amete-alem", "indian", "japanese", "persian", "roc",
}

// calendarNames are names and patterns of calendars besides the Gregorian one, each with its name before
// the paths of the subject dates. iso8601 has patterns alone, its names are the Gregorian ones. The npm packages of the calendars hebrew and islamic are those of
// version 48; of the others there are none of that version, and the data is that of version 41 in
// Debian's package unicode-cldr-core (the folder common of CLDR, in XML, in which a locale has what
// differs from its parents).
func calendarNames(s *source, locale string) lines {
	l := lines{}
	for _, c := range []struct{ calendar, folder, file string }{
		{"hebrew", "cldr-cal-hebrew-full", "ca-hebrew.json"},
		{"islamic", "cldr-cal-islamic-full", "ca-islamic.json"},
	} {
		file := path.Join(c.folder, "main", locale, c.file)
		if !s.has(file) {
			continue
		}
		data := read[calendarData](s, file, "main", locale, "dates", "calendars", c.calendar)
		own := lines{}
		own.addPatterns("", &data, false)
		generic := read[calendarData](s, path.Join("cldr-dates-full/main", locale, "ca-generic.json"), "main", locale, "dates", "calendars", "generic")
		shared := lines{}
		shared.addPatterns("", &generic, false)
		for key, text := range own {
			// Where a parent differs from the generic calendar, so does a locale that has the same.
			if shared[key] != text || s.differs(c.calendar, key) {
				l[c.calendar+"/"+key] = text
			}
		}
		l.addNames(c.calendar+"/month/", data.Months, monthNumbers)
		l.addEras(c.calendar+"/", data.Eras, monthNumbersFrom0[:2])
	}
	if file := path.Join("cldr-dates-full/main", locale, "ca-generic.json"); s.has(file) {
		data := read[map[string]*calendarData](s, file, "main", locale, "dates", "calendars")["iso8601"]
		if data != nil {
			l.addPatterns("iso8601/", data, true)
		}
	}
	s.addXML(l, locale)
	if locale == "und" {
		// The names of eras that the root has since version 48.
		for calendar, eras := range map[string][]string{
			"coptic": {"ERA0", "AM"}, "ethiopic": {"AA", "AM"}, "ethiopic-amete-alem": {"AA"}, "indian": {"Śaka"}, "roc": {"BROC", "ROC"},
		} {
			l[calendar+"/era/a"] = strings.Join(eras, cldr.Separator)
		}
	}
	if locale == "en" {
		l["coptic/era/w"] = "ERA0" + cldr.Separator + "Anno Martyrum" // since version 48
	}
	return l
}

// differs reports whether the patterns of a calendar differ from those of the generic one at a path in
// some locale. The languages where they do are few.
func (s *source) differs(calendar, key string) bool {
	if s.different == nil {
		s.different = map[string]bool{}
		for _, c := range []struct{ calendar, folder, file string }{
			{"hebrew", "cldr-cal-hebrew-full", "ca-hebrew.json"},
			{"islamic", "cldr-cal-islamic-full", "ca-islamic.json"},
		} {
			files, _ := fs.Glob(s.files, path.Join(c.folder, "main/*", c.file))
			for _, file := range files {
				locale := path.Base(path.Dir(file))
				own, shared := lines{}, lines{}
				data := read[calendarData](s, file, "main", locale, "dates", "calendars", c.calendar)
				own.addPatterns("", &data, false)
				generic := read[calendarData](s, path.Join("cldr-dates-full/main", locale, "ca-generic.json"), "main", locale, "dates", "calendars", "generic")
				shared.addPatterns("", &generic, false)
				for key, text := range own {
					if shared[key] != text {
						s.different[c.calendar+"/"+key] = true
					}
				}
			}
		}
	}
	return s.different[calendar+"/"+key]
}

// node is an element of XML.
type node struct {
	XMLName  xml.Name
	Type     string `xml:"type,attr"`
	ID       string `xml:"id,attr"`
	Alt      string `xml:"alt,attr"`
	Draft    string `xml:"draft,attr"`
	Numbers  string `xml:"numbers,attr"`
	YearType string `xml:"yeartype,attr"`
	Text     string `xml:",chardata"`
	Children []node `xml:",any"`
}

// all are the elements below n at a path of names; a name may have a type behind a colon.
func (n *node) all(names ...string) (list []*node) {
	if len(names) == 0 {
		return []*node{n}
	}
	name, kind, typed := strings.Cut(names[0], ":")
	for i := range n.Children {
		c := &n.Children[i]
		if c.XMLName.Local == name && (!typed || c.Type == kind) && c.Alt == "" && c.Draft != "unconfirmed" && c.Draft != "provisional" {
			list = append(list, c.all(names[1:]...)...)
		}
	}
	return list
}

// addXML adds what a locale itself has of other calendars.
func (s *source) addXML(l lines, locale string) {
	name := strings.ReplaceAll(locale, "-", "_")
	switch locale {
	case "und":
		name = "root"
	}
	data, err := fs.ReadFile(s.files, path.Join("unicode-cldr-core/main", name+".xml"))
	if err != nil {
		return // it is newer
	}
	// Most of a file is about something else.
	_, text, _ := strings.Cut(string(data), "<calendars>")
	text, _, found := strings.Cut(text, "</calendars>")
	if !found {
		return
	}
	var calendars node
	if err := xml.Unmarshal([]byte("<calendars>"+text+"</calendars>"), &calendars); err != nil {
		s.err = err
		return
	}
	for _, name := range otherCalendars {
		for _, c := range calendars.all("calendar:" + name) {
			l.addCalendar(locale, name+"/", c)
		}
	}
}

// addCalendar adds a calendar of XML.
func (l lines) addCalendar(locale, prefix string, c *node) {
	texts := func(parents []*node, name string, order []string) string {
		names := map[string]string{}
		for _, p := range parents {
			for _, n := range p.all(name) {
				key := n.Type
				if n.YearType != "" {
					key += "-yeartype-" + n.YearType
				}
				names[key] = strings.TrimSpace(n.Text)
			}
		}
		if len(names) == 0 {
			return ""
		}
		return joined(names, order)
	}
	put := func(key, text string) {
		if text != "" {
			l[prefix+key] = text
		}
	}
	for context, c1 := range contexts {
		for width, w := range widths {
			put("month/"+c1+w, texts(c.all("months", "monthContext:"+context, "monthWidth:"+width), "month", monthNumbers))
			put("leap/"+c1+w, texts(c.all("monthPatterns", "monthPatternContext:"+context, "monthPatternWidth:"+width), "monthPattern", []string{"leap"}))
		}
	}
	put("leap/numeric", texts(c.all("monthPatterns", "monthPatternContext:numeric", "monthPatternWidth:all"), "monthPattern", []string{"leap"}))
	put("year", texts(c.all("cyclicNameSets", "cyclicNameSet:years", "cyclicNameContext:format", "cyclicNameWidth:abbreviated"), "cyclicName", cycle))
	order := monthNumbersFrom0
	if prefix == "japanese/" {
		order = japaneseEras
	}
	for width, w := range eraWidths {
		putEras := func(key, text string) {
			switch {
			case text == "":
			case prefix == "japanese/":
				text = withRoot(text, width)
			case prefix == "roc/" && locale != "es-419":
				text = withRepublic(text)
			}
			if !isReplaced(locale, prefix, text) {
				put(key, text)
			}
		}
		putEras("era/"+w, texts(c.all("eras", width), "era", order))
	}
	patternOf := func(n *node) string {
		text := strings.TrimSpace(n.Text)
		if n.Numbers != "" {
			text += cldr.Separator + n.Numbers
		}
		return text
	}
	for _, style := range styles {
		for _, n := range c.all("dateFormats", "dateFormatLength:"+style, "dateFormat", "pattern") {
			put("date/"+style, patternOf(n))
		}
	}
	for _, n := range c.all("dateTimeFormats", "availableFormats", "dateFormatItem") {
		if !strings.ContainsAny(n.ID, "QwW") {
			put("form/"+n.ID, strings.TrimSpace(n.Text))
		}
	}
	if prefix == "chinese/" {
		// The others share the generic one. What version 41 has in the root has got thin spaces since.
		for _, n := range c.all("dateTimeFormats", "intervalFormats", "intervalFormatFallback") {
			put("span", strings.ReplaceAll(strings.TrimSpace(n.Text), " – ", "\u2009–\u2009"))
		}
	}
	for _, item := range c.all("dateTimeFormats", "intervalFormats", "intervalFormatItem") {
		for _, n := range item.all("greatestDifference") {
			if n.ID != "" {
				put("span/"+item.ID+"/"+n.ID, n.Text)
			}
		}
	}
}

// withRepublic gives the eras of the Republic of China the names that version 48 has in place of
// placeholders.
func withRepublic(text string) string {
	names := strings.Split(text, cldr.Separator)
	for i, root := range []string{"BROC", "ROC"} {
		if i >= len(names) {
			names = append(names, root)
		} else if names[i] == "" || names[i] == "Before R.O.C." || names[i] == "R.O.C." {
			names[i] = root
		}
	}
	return strings.Join(names, cldr.Separator)
}

// withRoot gives the eras of Japan that a locale does not name the names of the root.
func withRoot(text, width string) string {
	names := []string{"Meiji", "Taishō", "Shōwa", "Heisei", "Reiwa"}
	if width == "eraNarrow" {
		names = []string{"M", "T", "S", "H", "R"}
	}
	for i, name := range strings.Split(text, cldr.Separator) {
		if name != "" {
			names[i] = name
		}
	}
	return strings.Join(names, cldr.Separator)
}

// isReplaced reports whether names of eras are those of the root, placeholders, or mistakes, that version 48
// has replaced.
func isReplaced(locale, prefix, text string) bool {
	switch prefix {
	case "coptic/":
		return strings.ContainsAny(text, "1১") || locale == "am" || locale == "fa"
	case "ethiopic/", "ethiopic-amete-alem/":
		return true
	case "indian/":
		return text == "Saka" && locale != "es-419" && locale != "fr-CA"
	}
	return false
}

// cycle are the numbers of the years of a cycle, japaneseEras those of the eras since Meiji.
var (
	cycle        = sequence(1, 60)
	japaneseEras = sequence(232, 236)
)

func sequence(from, to int) (list []string) {
	for n := range to - from + 1 {
		list = append(list, strconv.Itoa(from+n))
	}
	return slices.Clip(list)
}
