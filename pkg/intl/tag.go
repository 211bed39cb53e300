package intl

import (
	"slices"
	"strings"
)

// languageID is a unicode_language_id of UTS #35. Subtags have their regular case; those
// that are missing are empty.
type languageID struct {
	language, script, region string
	variants                 []string
}

// keyword is a key of an extension with its value: subtags, "" for none.
type keyword struct{ key, value string }

// extension is another extension than -u- and -t-, or private use: the subtags after its
// singleton.
type extension struct {
	singleton byte
	subtags   string
}

// localeID is a unicode_bcp47_locale_id of UTS #35.
type localeID struct {
	languageID
	attributes []string    // of -u-
	keywords   []keyword   // of -u-
	source     *languageID // tlang of -t-, nil for none
	fields     []keyword   // of -t-
	others     []extension
	private    string // the subtags after -x-
}

// subtags reads a tag in lower case, one subtag after the other.
type subtags struct {
	tag        string
	start, end int // of the subtag at hand; start is past the tag when there is none
}

func newSubtags(tag string) *subtags {
	s := &subtags{tag: tag, end: -1}
	s.next()
	return s
}

func (s *subtags) next() {
	s.start = s.end + 1
	if s.start > len(s.tag) {
		s.end = s.start
		return
	}
	s.end = len(s.tag)
	if i := strings.IndexByte(s.tag[s.start:], '-'); i >= 0 {
		s.end = s.start + i
	}
}

// more reports whether there is a subtag at hand.
func (s *subtags) more() bool { return s.start <= len(s.tag) }

// text is the subtag at hand, "" if there is none.
func (s *subtags) text() string {
	if !s.more() {
		return ""
	}
	return s.tag[s.start:s.end]
}

// take passes subtags of so many letters and digits, and gives their text with what is
// between them.
func (s *subtags) take(least, most int) string {
	start, end := s.start, s.start
	for s.more() && isAlphanumeric(s.text(), least, most) {
		end = s.end
		s.next()
	}
	return s.tag[min(start, len(s.tag)):min(end, len(s.tag))]
}

// every reports whether s has so many bytes, all of them of the kind.
func every(s string, least, most int, is func(byte) bool) bool {
	if len(s) < least || len(s) > most {
		return false
	}
	for i := range len(s) {
		if !is(s[i]) {
			return false
		}
	}
	return true
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isAlpha(s string, least, most int) bool { return every(s, least, most, isLower) }

func isAlphanumeric(s string, least, most int) bool {
	return every(s, least, most, func(c byte) bool { return isLower(c) || isDigit(c) })
}

// The nonterminals of UTS #35, of subtags in lower case.
func isLanguage(s string) bool { return isAlpha(s, 2, 3) || isAlpha(s, 5, 8) }

func isScript(s string) bool { return isAlpha(s, 4, 4) }

func isRegion(s string) bool { return isAlpha(s, 2, 2) || every(s, 3, 3, isDigit) }

func isVariant(s string) bool {
	return isAlphanumeric(s, 5, 8) || isAlphanumeric(s, 4, 4) && isDigit(s[0])
}

func isKey(s string) bool { return isAlphanumeric(s, 2, 2) && isLower(s[1]) }

func isFieldKey(s string) bool { return len(s) == 2 && isLower(s[0]) && isDigit(s[1]) }

// isType reports whether s, in lower case, is a value of a key of -u-.
func isType(s string) bool {
	t := newSubtags(s)
	t.take(3, 8)
	return !t.more()
}

// languageID reads a unicode_language_id; false if there is none, or a variant is there twice.
func (s *subtags) languageID() (id languageID, ok bool) {
	if !isLanguage(s.text()) {
		return id, false
	}
	id.language = s.text()
	s.next()
	if isScript(s.text()) {
		id.script = titleCase(s.text())
		s.next()
	}
	if isRegion(s.text()) {
		id.region = strings.ToUpper(s.text())
		s.next()
	}
	for isVariant(s.text()) {
		id.variants = append(id.variants, s.text())
		s.next()
	}
	return id, !hasDuplicates(id.variants)
}

func titleCase(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func hasDuplicates(list []string) bool {
	if len(list) < 2 {
		return false
	}
	sorted := slices.Sorted(slices.Values(list))
	return len(slices.Compact(sorted)) < len(list)
}

// parseTag reads a language tag; false if IsWellFormedLanguageTag
// (sec-iswellformedlanguagetag) is.
func parseTag(tag string) (id localeID, ok bool) {
	s := newSubtags(asciiLower(tag))
	if id.languageID, ok = s.languageID(); !ok {
		return id, false
	}
	var seen [256]bool
	for s.more() {
		singleton := s.text()
		if len(singleton) != 1 || !isAlphanumeric(singleton, 1, 1) || seen[singleton[0]] {
			return id, false
		}
		seen[singleton[0]] = true
		s.next()
		switch singleton {
		case "u":
			ok = s.unicodeExtension(&id)
		case "t":
			ok = s.transformedExtension(&id)
		case "x":
			id.private = s.take(1, 8)
			return id, id.private != "" && !s.more()
		default:
			e := extension{singleton[0], s.take(2, 8)}
			id.others = append(id.others, e)
			ok = e.subtags != ""
		}
		if !ok {
			return id, false
		}
	}
	return id, true
}

// unicodeExtension reads what follows -u-.
func (s *subtags) unicodeExtension(id *localeID) bool {
	for isAlphanumeric(s.text(), 3, 8) {
		id.attributes = append(id.attributes, s.text())
		s.next()
	}
	for isKey(s.text()) {
		key := s.text()
		s.next()
		id.keywords = append(id.keywords, keyword{key, s.take(3, 8)})
	}
	return len(id.attributes) > 0 || len(id.keywords) > 0
}

// transformedExtension reads what follows -t-.
func (s *subtags) transformedExtension(id *localeID) bool {
	if isLanguage(s.text()) {
		source, ok := s.languageID()
		if !ok {
			return false
		}
		id.source = &source
	}
	for isFieldKey(s.text()) {
		key := s.text()
		s.next()
		value := s.take(3, 8)
		if value == "" {
			return false
		}
		id.fields = append(id.fields, keyword{key, value})
	}
	return id.source != nil || len(id.fields) > 0
}

// asciiLower is the ASCII-lowercase of a text.
func asciiLower(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for j, c := range b {
				if 'A' <= c && c <= 'Z' {
					b[j] = c + 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// baseName is GetLocaleBaseName (sec-getlocalebasename).
func (id *languageID) baseName() string { return string(id.append(nil)) }

func (id *languageID) append(b []byte) []byte {
	b = append(b, id.language...)
	for _, s := range [...]string{id.script, id.region} {
		if s != "" {
			b = append(append(b, '-'), s...)
		}
	}
	for _, v := range id.variants {
		b = append(append(b, '-'), v...)
	}
	return b
}

// String is the tag, with extensions in the order of their singletons.
func (id *localeID) String() string {
	b := id.languageID.append(make([]byte, 0, 32))
	others := id.others
	before := func(singleton byte) {
		for len(others) > 0 && others[0].singleton < singleton {
			b = append(append(b, '-', others[0].singleton, '-'), others[0].subtags...)
			others = others[1:]
		}
	}
	before('t')
	if id.source != nil || len(id.fields) > 0 {
		b = append(b, "-t"...)
		if id.source != nil {
			b = append(append(b, '-'), asciiLower(id.source.baseName())...)
		}
		b = appendKeywords(b, id.fields)
	}
	before('u')
	if len(id.attributes) > 0 || len(id.keywords) > 0 {
		b = append(b, "-u"...)
		for _, a := range id.attributes {
			b = append(append(b, '-'), a...)
		}
		b = appendKeywords(b, id.keywords)
	}
	before(0xFF)
	if id.private != "" {
		b = append(append(b, "-x-"...), id.private...)
	}
	return string(b)
}

func appendKeywords(b []byte, list []keyword) []byte {
	for _, k := range list {
		b = append(append(b, '-'), k.key...)
		if k.value != "" {
			b = append(append(b, '-'), k.value...)
		}
	}
	return b
}

// keyword is UnicodeExtensionValue (sec-unicodeextensionvalue).
func (id *localeID) keyword(key string) (value string, ok bool) {
	for _, k := range id.keywords {
		if k.key == key {
			return k.value, true
		}
	}
	return "", false
}

// setKeyword gives a key a value in place of the one that it has.
func (id *localeID) setKeyword(key, value string) {
	for i := range id.keywords {
		if id.keywords[i].key == key {
			id.keywords[i].value = value
			return
		}
	}
	id.keywords = append(id.keywords, keyword{key, value})
}
