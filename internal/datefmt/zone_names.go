package datefmt

import (
	"strings"
	"time"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/internal/tz"
)

// metazone is the metazone that a zone belongs to for some time, in seconds since the epoch.
type metazone struct {
	name        string
	from, until int64
}

// zoneName is the name of a zone in a locale for a field of a pattern and for some time.
type zoneName struct {
	locale      *Locale
	char        byte
	n           int
	from, until int64
	text        string
}

// The kinds of names, in the order of the data.
const (
	genericName = iota
	standardName
	summerName
	shortNames // what is added to these
)

// metazonesOf are the metazones of the zone.
func (z *Zone) metazonesOf() []metazone {
	z.metazones.Do(func() {
		text, _ := cldr.ZoneNames.Section("und").Get("t/" + z.name())
		if text == "" {
			return
		}
		const always = 1 << 60 // the first use, which has no start, begins with the epoch
		second := func(s string, none int64) int64 {
			if t, err := time.Parse("2006-01-02 15:04", s); err == nil {
				return t.Unix()
			}
			return none
		}
		for use := range strings.SplitSeq(text, ";") {
			f := strings.Split(use, ",")
			if len(f) != 3 {
				continue
			}
			z.spans = append(z.spans, metazone{f[0], second(f[1], 0), second(f[2], always)})
		}
	})
	return z.spans
}

// appendZone appends the name of a zone at a time.
func (l *Locale) appendZone(b []byte, it *field, at, offset int64, zone *Zone) []byte {
	second, _ := floorDiv(at, 1000)
	last := zone.last.Load()
	if last == nil || last.locale != l || last.char != it.char || last.n != it.n || second < last.from || second >= last.until {
		last = l.nameZone(it, second, offset, zone)
		zone.last.Store(last)
	}
	return append(b, last.text...)
}

// nameZone finds the name of a zone, and how long it holds.
func (l *Locale) nameZone(it *field, second, offset int64, zone *Zone) *zoneName {
	n := &zoneName{locale: l, char: it.char, n: it.n}
	n.from, n.until = zone.around(second)
	summer := zone.isSummer(n.from, n.until)
	meta := ""
	for _, m := range zone.metazonesOf() {
		if second >= m.from && second < m.until {
			meta = m.name
			n.from, n.until = max(n.from, m.from), min(n.until, m.until)
		} else if second < m.from {
			n.until = min(n.until, m.from)
		} else {
			n.from = max(n.from, m.until)
		}
	}
	short := 0
	if it.n < 4 {
		short = shortNames
	}
	switch it.char {
	case 'z':
		kind := standardName
		if summer {
			kind = summerName
		}
		n.text = l.zoneText(zone, meta, kind+short)
	case 'v':
		n.text = l.genericText(zone, meta, second, summer, short)
	}
	switch {
	case n.text != "":
	case zone.id < 0 && offset == 0 && (it.char == 'z' || it.char == 'v'):
		n.text = l.gmtZero()
	default:
		n.text = l.gmtText(offset, short != 0)
	}
	return n
}

// gmtZero is the name of the zone +00:00, which is Greenwich's.
func (l *Locale) gmtZero() string {
	text, _ := cldr.ZoneNames.Find(l.name, "gmt")
	return strings.TrimSpace(substitute(text, ""))
}

// zoneText is the name of a zone, or of its metazone; "" for none.
func (l *Locale) zoneText(zone *Zone, meta string, kind int) string {
	if zone.id < 0 {
		return ""
	}
	if text := l.nameAt("z/"+zone.name(), kind); text != "" {
		return text
	}
	if meta == "" {
		return ""
	}
	return l.nameAt("m/"+meta, kind)
}

func (l *Locale) nameAt(path string, kind int) string {
	text, ok := cldr.ZoneNames.Find(l.name, path)
	if !ok {
		return ""
	}
	return at(strings.Split(text, cldr.Separator), kind)
}

// genericText is a name that holds all the year: UTS #35, part 4, "Generic non-location format" with its
// fallbacks.
func (l *Locale) genericText(zone *Zone, meta string, second int64, summer bool, short int) string {
	if zone.id < 0 {
		return ""
	}
	if text := l.nameAt("z/"+zone.name(), genericName+short); text != "" {
		return text
	}
	if meta != "" {
		generic := l.nameAt("m/"+meta, genericName+short)
		if !summer && !zone.changesNear(second) {
			if text := l.zoneText(zone, meta, standardName+short); text != "" && !strings.EqualFold(text, generic) {
				return text
			}
		}
		if generic != "" {
			return l.inMetazone(zone, meta, second, generic)
		}
	}
	return l.locationText(zone)
}

// changesNear reports whether there is summer time half a year before or after.
func (z *Zone) changesNear(second int64) bool {
	if z.zone == nil {
		return false
	}
	const half = 184 * 24 * 60 * 60
	from, until := z.around(second)
	if second-from < half {
		before, start := from-1, int64(0)
		start, _ = z.around(before)
		if z.isSummer(start, from) {
			return true
		}
	}
	if until-second < half {
		_, end := z.around(until)
		return z.isSummer(until, end)
	}
	return false
}

// inMetazone is the name of a metazone, with the location where the clocks of the zone show another time
// than those of the zone that stands for it.
func (l *Locale) inMetazone(zone *Zone, meta string, second int64, name string) string {
	und := cldr.ZoneNames.Section("und")
	reference, ok := und.Get("r/" + meta + "/" + l.region())
	if !ok {
		reference, ok = und.Get("r/" + meta + "/001")
	}
	if !ok || reference == zone.name() {
		return name
	}
	id, ok := tz.Lookup(reference)
	if !ok || tz.Load(id).Offset(second) == zone.zone.Offset(second) {
		return name
	}
	pattern, _ := cldr.ZoneNames.Find(l.name, "fallback")
	return substitute(pattern, l.city(zone), name)
}

// region is the region of the locale, "001" where it names none.
func (l *Locale) region() string {
	subtags := strings.Split(l.name, "-")
	if last := subtags[len(subtags)-1]; len(subtags) > 1 && (len(last) == 2 || len(last) == 3) {
		return last
	}
	likely, _ := cldr.Get("likely", l.name)
	if i := strings.LastIndexByte(likely, '-'); i >= 0 {
		return likely[i+1:]
	}
	return "001"
}

// city is the example city of a zone.
func (l *Locale) city(zone *Zone) string {
	if text, ok := cldr.ZoneNames.Find(l.name, "c/"+zone.name()); ok {
		return text
	}
	name := zone.name()
	return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ")
}

// locationText is the name of a zone by its country, if that has no other, else by its city.
func (l *Locale) locationText(zone *Zone) string {
	region, ok := cldr.ZoneNames.Section("und").Get("l/" + zone.name())
	if !ok {
		return ""
	}
	place := ""
	if country, only := strings.CutSuffix(region, "!"); only {
		place, _ = cldr.ZoneNames.Find(l.name, "n/"+country)
	}
	if place == "" {
		place = l.city(zone)
	}
	pattern, _ := cldr.ZoneNames.Find(l.name, "region")
	return substitute(pattern, place)
}

// gmtFormat is how a locale writes offsets from UTC.
type gmtFormat struct {
	around string
	// of offsets that are not and that are below zero
	signs [2]struct{ before, between, behind string }
}

// gmtText is an offset in seconds: UTS #35, part 4, "Localized GMT format".
func (l *Locale) gmtText(offset int64, short bool) string {
	l.zones.Do(func() {
		g := &l.gmt
		g.around, _ = cldr.ZoneNames.Find(l.name, "gmt")
		hour, _ := cldr.ZoneNames.Find(l.name, "hour")
		plus, minus, _ := strings.Cut(hour, ";")
		for i, pattern := range [...]string{plus, minus} {
			s := &g.signs[i]
			before, rest, _ := strings.Cut(pattern, "H")
			between, behind, _ := strings.Cut(strings.TrimLeft(rest, "H"), "mm")
			s.before, s.between, s.behind = before, between, behind
		}
	})
	g := &l.gmt
	s := &g.signs[0]
	if offset < 0 {
		s, offset = &g.signs[1], -offset
	}
	least := 2
	if short {
		least = 1
	}
	b := []byte(s.before)
	b = l.digits.append(b, offset/3600, least)
	if minutes, seconds := offset/60%60, offset%60; !short || minutes != 0 || seconds != 0 {
		b = append(b, s.between...)
		b = l.digits.append(b, minutes, 2)
		if seconds != 0 {
			b = append(b, s.between...)
			b = l.digits.append(b, seconds, 2)
		}
		b = append(b, s.behind...)
	}
	return substitute(g.around, string(b))
}
