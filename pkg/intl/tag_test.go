package intl

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/cldr"
)

// canonical is the canonical form of a tag, "" if it is not well-formed.
func canonical(tag string) string {
	id, ok := parseTag(tag)
	if !ok {
		return ""
	}
	id.canonicalize()
	return id.String()
}

func TestTagsHaveOneCanonicalForm(t *testing.T) {
	for tag, want := range map[string]string{
		"EN-us":                             "en-US",
		"zh-hANT-tw":                        "zh-Hant-TW",
		"cmn":                               "zh",
		"sh":                                "sr-Latn",
		"sh-Cyrl":                           "sr-Cyrl",
		"cnr-BA":                            "sr-BA",
		"sgn-gr":                            "gss",
		"art-lojban":                        "jbo",
		"hy-arevmda":                        "hyw",
		"und-aaland":                        "und-AX",
		"ja-latn-hepburn-heploc":            "ja-Latn-alalc97",
		"ja-heploc":                         "ja-alalc97",
		"ja-alalc97-heploc":                 "ja-alalc97",
		"hy-SU":                             "hy-AM",
		"und-Armn-SU":                       "und-Armn-AM",
		"en-062":                            "en-034",
		"und-Qaai":                          "und-Zinh",
		"sl-rozaj-biske-1994":               "sl-1994-biske-rozaj",
		"en-u-nu-latn-ca-gregory":           "en-u-ca-gregory-nu-latn",
		"en-u-b-ar":                         "",
		"en-u-foo-bar-foo-co-search-co-eor": "en-u-bar-foo-co-search",
		"en-u-kn-true":                      "en-u-kn",
		"en-u-kn-yes":                       "en-u-kn",
		"en-u-ks-primary":                   "en-u-ks-level1",
		"en-u-tz-eire":                      "en-u-tz-iedub",
		"en-u-rg-fra":                       "en-u-rg-frges",
		"en-u-sd-usas":                      "en-u-sd-aszzzz",
		"en-t-iw-m0-names":                  "en-t-he-m0-prprname",
		"en-t-DE-latn-at":                   "en-t-de-latn-at",
		"en-z-foo-a-bar-u-ca-t-de-x-u-y":    "en-a-bar-t-de-u-ca-z-foo-x-u-y",
		"en-0-foo":                          "en-0-foo",
		"":                                  "",
		"e":                                 "",
		"root":                              "",
		"latn-us":                           "",
		"en-":                               "",
		"-en":                               "",
		"en--us":                            "",
		"en_US":                             "",
		"en-u":                              "",
		"en-x":                              "",
		"en-t":                              "",
		"en-t-m0":                           "",
		"en-t-de-fonipa-fonipa":             "",
		"en-a-foo-a-bar":                    "",
		"en-fonipa-FONIPA":                  "",
		"i-klingon":                         "",
		"zh-min-nan":                        "",
		"en-GB-oed":                         "",
		"x-private":                         "",
		"en-u-00":                           "",
		"en-\u0130":                         "",
		"\u212Aa":                           "",
	} {
		require.Equal(t, want, canonical(tag), tag)
	}
}

func TestCanonicalFormsOfAliasesAreFinal(t *testing.T) {
	check := func(tag string) {
		once := canonical(tag)
		require.Equal(t, once, canonical(once), tag)
	}
	for section, prefix := range map[string]string{
		"languages": "", "scripts": "und-", "territories": "und-", "variants": "und-", "subdivisions": "und-u-rg-", "types": "und-u-",
	} {
		cldr.Of(section).Each(func(key, _ string) bool {
			check(prefix + key)
			return true
		})
	}
	rules := languageRules()
	require.True(t, slices.IsSortedFunc(rules, func(a, b languageRule) int { return b.size() - a.size() }))
	require.Greater(t, len(rules), 30)
}

func TestLikelySubtags(t *testing.T) {
	for tag, want := range map[string][2]string{
		"en":             {"en-Latn-US", "en"},
		"und":            {"en-Latn-US", "en"},
		"zh-TW":          {"zh-Hant-TW", "zh-TW"},
		"zh-Hant-TW":     {"zh-Hant-TW", "zh-TW"},
		"und-Cyrl-RO":    {"bg-Cyrl-RO", "bg-RO"},
		"en-Arab":        {"en-Arab-US", "en-Arab"},
		"und-Zzzz-ZZ":    {"en-Latn-US", "en"},
		"en-fonipa-x-a":  {"en-Latn-US-fonipa-x-a", "en-fonipa-x-a"},
		"qtz-CN":         {"qtz-CN", "qtz-CN"},
		"it-Kana-CA":     {"it-Kana-CA", "it-Kana-CA"},
		"sr-Latn-u-co-x": {"", ""},
	} {
		id, ok := parseTag(tag)
		require.Equal(t, want[0] != "", ok, tag)
		if ok {
			short := id
			id.addLikelySubtags()
			short.removeLikelySubtags()
			require.Equal(t, want, [2]string{id.String(), short.String()}, tag)
		}
	}
	cldr.Of("likely").Each(func(key, value string) bool {
		id, ok := parseTag(key)
		require.True(t, ok, key)
		require.True(t, id.addLikelySubtags(), key)
		if id.script != "" && !strings.HasPrefix(key, "und") {
			require.Equal(t, value, id.String(), key)
		}
		return true
	})
}

func TestDataOfTheTableIsWhatTheLibraryExpects(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	cldr.Of("weeks").Each(func(region, value string) bool {
		require.Regexp(t, `^[1-7] [1-7]+$`, value, region)
		return true
	})
	cldr.Of("locales").Each(func(locale, data string) bool {
		require.Equal(t, locale, canonical(locale))
		if data != "" {
			own, ok := cldr.Get("locales", data)
			require.True(t, ok, locale)
			require.Empty(t, own, "%s has the data of %s, which has that of another", locale, data)
		}
		return true
	})
	for locale, want := range map[string]string{"ar-EG": "arab", "ar": "latn", "fa-IR": "arabext", "mr-IN": "deva", "de": "latn"} {
		system, _ := cldr.Find("numbering", locale, "")
		require.Equal(t, want, system, locale)
	}
	for _, key := range []string{"calendar", "collation", "currency", "numberingSystem", "timeZone", "unit"} {
		require.True(t, slices.IsSorted(supported(key)), key)
	}
	require.Nil(t, supported("x"))
}

func TestLongTagsAreReadInLinearTime(t *testing.T) {
	const n = 90_000
	var b strings.Builder
	b.WriteString("en")
	for i := range n {
		fmt.Fprintf(&b, "-%05d", n-i)
	}
	require.Len(t, canonical(b.String()), b.Len())
	id, ok := parseTag("en-x" + strings.Repeat("-a1", n))
	require.True(t, ok)
	id.canonicalize()
	require.Len(t, id.private, 3*n-1)
	require.NotEmpty(t, canonical("en-u"+strings.Repeat("-ka-foo", n)))
	require.NotEmpty(t, canonical("en-t"+strings.Repeat("-k0-foo", n)))
	require.NotEmpty(t, canonical("en-a"+strings.Repeat("-foo", n)))
}

func FuzzTag(f *testing.F) {
	for _, s := range []string{"en-US-u-ca-gregory-x-a", "sl-rozaj-biske-1994-t-de-m0-din", "und-Armn-SU", "art-lojban", "ja-latn-hepburn-heploc-u-rg-fra", "en-0-ab"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, tag string) {
		id, ok := parseTag(tag)
		if !ok {
			return
		}
		require.True(t, strings.EqualFold(id.languageID.baseName(), tag[:len(id.languageID.baseName())]), tag)
		id.canonicalize()
		text := id.String()
		again, ok := parseTag(text)
		require.True(t, ok, "%s -> %s", tag, text)
		again.canonicalize()
		require.Equal(t, text, again.String(), tag)
		maximal, minimal := id, id
		maximal.languageID.variants = slices.Clone(id.variants)
		if maximal.addLikelySubtags() {
			minimal.removeLikelySubtags()
			require.True(t, minimal.addLikelySubtags())
			require.Equal(t, maximal.baseName(), minimal.baseName(), tag)
		}
	})
}
