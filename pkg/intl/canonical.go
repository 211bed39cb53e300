package intl

import (
	"slices"
	"strings"
	"sync"

	"github.com/kilnjs/kiln/internal/cldr"
)

// canonicalize is CanonicalizeUnicodeLocaleId (sec-canonicalizeunicodelocaleid).
func (id *localeID) canonicalize() {
	id.languageID.canonicalize()
	slices.Sort(id.attributes)
	id.attributes = slices.Compact(id.attributes)
	// The first of a key holds: the order of equal keys stays.
	slices.SortStableFunc(id.keywords, compareKeys)
	id.keywords = slices.CompactFunc(id.keywords, func(a, b keyword) bool { return a.key == b.key })
	for i := range id.keywords {
		k := &id.keywords[i]
		k.value = canonicalizeUValue(k.key, k.value)
	}
	if id.source != nil {
		id.source.canonicalize()
	}
	slices.SortStableFunc(id.fields, compareKeys)
	for i := range id.fields {
		f := &id.fields[i]
		if value, ok := cldr.Get("types", f.key+"-"+f.value); ok {
			f.value = value
		}
	}
	slices.SortFunc(id.others, func(a, b extension) int { return int(a.singleton) - int(b.singleton) })
}

func compareKeys(a, b keyword) int { return strings.Compare(a.key, b.key) }

// canonicalizeUValue is CanonicalizeUValue (sec-canonicalizeuvalue) of a value in lower case.
func canonicalizeUValue(key, value string) string {
	if replacement, ok := cldr.Get("types", key+"-"+value); ok {
		value = replacement
	}
	if key == "rg" || key == "sd" {
		if replacement, ok := cldr.Get("subdivisions", value); ok {
			value, _, _ = strings.Cut(replacement, " ")
			if value = asciiLower(value); isRegion(value) {
				value += "zzzz"
			}
		}
	}
	if value == "true" {
		return ""
	}
	return value
}

// languageRule is an alias of languages that asks for more than a language.
type languageRule struct{ from, to languageID }

// size is how many fields a rule asks for: those that ask for more come first.
func (r *languageRule) size() int {
	n := len(r.from.variants)
	for _, s := range [...]string{strings.TrimPrefix(r.from.language, "und"), r.from.script, r.from.region} {
		if s != "" {
			n++
		}
	}
	return n
}

// languageRules are the rules, in order. Aliases that are not of the syntax of a
// unicode_language_id are left out, such as i-klingon: tags with them are not well-formed.
var languageRules = sync.OnceValue(func() (rules []languageRule) {
	cldr.Of("languages").Each(func(key, value string) bool {
		if strings.Contains(key, "-") {
			from, ok := parseTag(key)
			to, valid := parseTag(value)
			if ok && valid {
				slices.Sort(from.variants)
				rules = append(rules, languageRule{from.languageID, to.languageID})
			}
		}
		return true
	})
	slices.SortStableFunc(rules, func(a, b languageRule) int { return b.size() - a.size() })
	return rules
})

// maxReplacements bounds how often one alias leads to another; the data has chains of three.
const maxReplacements = 16

// canonicalize brings a language identifier into canonical form: UTS #35, Annex C, Processing
// LanguageIds.
func (id *languageID) canonicalize() {
	slices.Sort(id.variants)
	for range maxReplacements {
		if !id.replaceLanguage() {
			break
		}
	}
	if script, ok := cldr.Get("scripts", id.script); ok {
		id.script = script
	}
	if id.region != "" {
		for range maxReplacements {
			regions, ok := cldr.Get("territories", id.region)
			if !ok {
				break
			}
			if list := strings.Fields(regions); len(list) > 0 {
				id.region = id.likeliestOf(list)
			}
		}
	}
	replaced := false
	for i, v := range id.variants {
		if variant, ok := cldr.Get("variants", v); ok {
			id.variants[i], replaced = variant, true
		}
	}
	if replaced {
		slices.Sort(id.variants)
		id.variants = slices.Compact(id.variants)
	}
}

// likeliestOf chooses a region: that which is likely for the language and script, if it is
// among them, else the first.
func (id *languageID) likeliestOf(regions []string) string {
	if len(regions) > 1 {
		likely := languageID{language: id.language, script: id.script}
		if likely.addLikelySubtags() && slices.Contains(regions, likely.region) {
			return likely.region
		}
	}
	return regions[0]
}

// replaceLanguage applies the first alias of languages that fits, if there is one.
func (id *languageID) replaceLanguage() bool {
	if len(id.variants) > 0 || id.region != "" || id.script != "" {
		rules := languageRules()
		for i := range rules {
			if rules[i].from.covers(id) {
				id.replace(&rules[i].from, &rules[i].to)
				return true
			}
		}
	}
	replacement, ok := cldr.Get("languages", id.language)
	if !ok {
		return false
	}
	to, ok := parseTag(replacement)
	if !ok {
		return false
	}
	id.replace(&languageID{language: id.language}, &to.languageID)
	return true
}

// covers reports whether id has all that a rule asks for. Its variants are sorted.
func (id *languageID) covers(other *languageID) bool {
	if id.language != "und" && id.language != other.language ||
		id.script != "" && id.script != other.script ||
		id.region != "" && id.region != other.region {
		return false
	}
	for _, v := range id.variants {
		if _, ok := slices.BinarySearch(other.variants, v); !ok {
			return false
		}
	}
	return true
}

// replace puts what a rule has in place of what it asks for; what it does not ask for stays,
// or is filled in where it is missing.
func (id *languageID) replace(from, to *languageID) {
	if from.language != "und" {
		id.language = to.language
	}
	if from.script != "" || id.script == "" {
		id.script = to.script
	}
	if from.region != "" || id.region == "" {
		id.region = to.region
	}
	if len(from.variants) > 0 {
		id.variants = slices.DeleteFunc(id.variants, func(v string) bool { return slices.Contains(from.variants, v) })
	} else if len(id.variants) > 0 {
		return
	}
	id.variants = append(id.variants, to.variants...)
	slices.Sort(id.variants)
	id.variants = slices.Compact(id.variants)
}
