package ucd

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTablesBelongTogether(t *testing.T) {
	require.Len(t, tables, tablesSize, "tables.go and tables.bin are from different runs of the generator")
	const limit = 500 << 10
	assert.Less(t, len(tables), limit)
}

func TestIdentifiers(t *testing.T) {
	for _, c := range []struct {
		r                rune
		start, continues bool
	}{
		{'a', true, true}, {'Z', true, true}, {'0', false, true}, {'_', false, true}, {'$', false, false},
		{' ', false, false}, {0x7F, false, false}, {0xAA, true, true}, {0xB7, false, true}, {0xD7, false, false},
		{0x200C, false, true}, {0x200D, false, true}, {0x2118, true, true}, {0x180E, false, false},
		{0x4E00, true, true}, {0xD800, false, false}, {0x1D7CE, false, true}, {0x20000, true, true},
		{0xE0100, false, true}, {0x10FFFF, false, false}, {0x110000, false, false}, {-1, false, false},
	} {
		assert.Equal(t, c.start, IsIDStart(c.r), "ID_Start %x", c.r)
		assert.Equal(t, c.continues, IsIDContinue(c.r), "ID_Continue %x", c.r)
	}
}

func TestLookup(t *testing.T) {
	for name, member := range map[string]rune{
		"Lu": 'A', "Uppercase_Letter": 'A', "L": 'a', "LC": 'a', "punct": '!', "digit": '5', "cntrl": 0, "M": 0x300,
		"ASCII": 'a', "Any": 0x10FFFF, "Assigned": 'a', "Alpha": 'a', "AHex": 'F', "RI": 0x1F1E6, "space": 0x85,
		"White_Space": ' ', "Emoji": '#', "ExtPict": 0x1F600, "IDS": 'x', "Cn": 0x0378, "Cs": 0xD800, "Co": 0xE000,
	} {
		p, ok := LookupLone(name)
		require.True(t, ok, name)
		assert.True(t, p.Contains(member), name)
	}
	for _, name := range []string{"", "lu", "Script", "Greek", "Grek", "General_Category", "Any=Y", "isAlpha", "InGreek", "Block", "Other_Alphabetic", "RGI_Emoji", "Composition_Exclusion", "FC_NFKC_Closure"} {
		_, ok := LookupLone(name)
		assert.False(t, ok, name)
	}
	for _, c := range []struct {
		property, value string
		in, out         rune
	}{
		{"gc", "Lu", 'A', 'a'},
		{"General_Category", "Decimal_Number", '0', 'x'},
		{"sc", "Grek", 'α', 'a'},
		{"Script", "Greek", 'α', 0x342},
		{"scx", "Greek", 0x342, 'a'},
		{"Script_Extensions", "Zinh", 0x20D0, 0x342},
		{"sc", "Qaai", 0x342, 'a'},
		{"scx", "Zzzz", 0x0378, 'a'},
		{"sc", "Sidt", 0x10940, 'a'},
	} {
		p, ok := LookupValue(c.property, c.value)
		require.True(t, ok, c)
		assert.True(t, p.Contains(c.in), c)
		assert.False(t, p.Contains(c.out), c)
	}
	for _, c := range [][2]string{{"sc", ""}, {"", "Lu"}, {"SC", "Grek"}, {"gc", "Any"}, {"Alphabetic", "Y"}, {"sc", "greek"}, {"Block", "Arrows"}, {"scx", "Lu"}} {
		_, ok := LookupValue(c[0], c[1])
		assert.False(t, ok, c)
	}
}

func TestRangesAreCanonical(t *testing.T) {
	for p := range Property(len(setOffsets)) {
		last := rune(-2)
		for _, r := range p.Ranges() {
			require.Greater(t, r.Lo, last+1, "property %d: ranges touch", p)
			require.LessOrEqual(t, r.Lo, r.Hi)
			last = r.Hi
		}
		require.LessOrEqual(t, last, rune(MaxRune))
	}
}

func TestStrings(t *testing.T) {
	for name, member := range map[string]string{
		"Emoji_Keycap_Sequence": "1\uFE0F\u20E3", "RGI_Emoji_Flag_Sequence": "🇩🇪", "RGI_Emoji_ZWJ_Sequence": "👨‍👩‍👧",
		"RGI_Emoji_Modifier_Sequence": "👍🏽", "RGI_Emoji_Tag_Sequence": "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "Basic_Emoji": "❤️",
	} {
		s, ok := LookupStrings(name)
		require.True(t, ok, name)
		assert.Contains(t, s.Strings, member, name)
		all, _ := LookupStrings("RGI_Emoji")
		assert.Contains(t, all.Strings, member)
		assert.True(t, IsStringsName(name))
	}
	basic, _ := LookupStrings("Basic_Emoji")
	assert.True(t, contains(basic.Runes, 0x1F600))
	assert.False(t, contains(basic.Runes, 'a'))
	_, ok := LookupStrings("Emoji")
	assert.False(t, ok)
	assert.False(t, IsStringsName("rgi_emoji"))
}

func upper(s string) string {
	var b strings.Builder
	for _, r := range s {
		to, n := ToUpper(r)
		b.WriteString(string(to[:n]))
	}
	return b.String()
}

func lower(s string) string {
	var b strings.Builder
	for _, r := range s {
		to, n := ToLower(r)
		b.WriteString(string(to[:n]))
	}
	return b.String()
}

func TestCaseMapping(t *testing.T) {
	for in, want := range map[string]string{
		"abc": "ABC", "ß": "SS", "ŉ": "ʼN", "ﬃ": "FFI", "\u0390": "\u0399\u0308\u0301", "ǆ": "Ǆ", "ǅ": "Ǆ", "ÿ": "Ÿ", "µ": "Μ", "ı": "I",
		"ſ": "S", "ᾳ": "ΑΙ", "ა": "Ა", "\U00010428": "\U00010400", "ᲀ": "В", "ꭰ": "Ꭰ", "ɤ": "Ɤ", "1": "1",
	} {
		assert.Equal(t, want, upper(in), in)
	}
	for in, want := range map[string]string{
		"ABC": "abc", "İ": "i̇", "Σ": "σ", "ẞ": "ß", "K": "k", "Å": "å", "Ǆ": "ǆ", "ǅ": "ǆ", "Ა": "ა",
		"\U00010400": "\U00010428", "Ꭰ": "ꭰ", "ᾼ": "ᾳ", "Ω": "ω",
	} {
		assert.Equal(t, want, lower(in), in)
	}
	to, n := FoldFull('ß')
	assert.Equal(t, "ss", string(to[:n]))
	to, n = FoldFull('A')
	assert.Equal(t, "a", string(to[:n]))
	assert.True(t, IsCased('a'))
	assert.False(t, IsCased('1'))
	assert.True(t, IsCaseIgnorable('\''))
	assert.False(t, IsCaseIgnorable(' '))
	assert.True(t, IsWhiteSpace(0x85))
}

func TestCanonicalize(t *testing.T) {
	for _, c := range []struct{ r, legacy, unicode rune }{
		{'a', 'A', 'a'}, {'A', 'A', 'a'}, {'1', '1', '1'},
		{0x17F, 0x17F, 's'}, {0x212A, 0x212A, 'k'}, {0x131, 0x131, 0x131}, {0x130, 0x130, 0x130},
		{0xDF, 0xDF, 0xDF}, {0x1E9E, 0x1E9E, 0xDF}, {0xB5, 0x39C, 0x3BC}, {0x3C2, 0x3A3, 0x3C3},
		{0x1C5, 0x1C4, 0x1C6}, {0x1F80, 0x1F80, 0x1F80}, {0x1F88, 0x1F88, 0x1F80},
		{0x10428, 0x10428, 0x10428}, {0x10400, 0x10400, 0x10428}, {0x13A0, 0x13A0, 0x13A0}, {0xAB70, 0x13A0, 0x13A0},
		{0xFB05, 0xFB05, 0xFB06}, {0x1FD3, 0x1FD3, 0x390},
	} {
		assert.Equal(t, c.legacy, Canonicalize(c.r, false), "legacy %x", c.r)
		assert.Equal(t, c.unicode, Canonicalize(c.r, true), "unicode %x", c.r)
	}
	assert.Equal(t, []rune{'K', 'k', 0x212A}, AppendCaseVariants(nil, 'k', true))
	assert.Equal(t, []rune{'K', 'k'}, AppendCaseVariants(nil, 'k', false))
	assert.Equal(t, []rune{0x212A}, AppendCaseVariants(nil, 0x212A, false))
	assert.Equal(t, []rune{0x3A3, 0x3C2, 0x3C3}, AppendCaseVariants(nil, 0x3C2, false))
	assert.Equal(t, []rune{'1'}, AppendCaseVariants(nil, '1', true))
}

// TestCaseVariants checks against the definition for every code point.
func TestCaseVariants(t *testing.T) {
	for _, unicode := range []bool{false, true} {
		members := map[rune][]rune{}
		for r := rune(0); r <= 0x1FFFF; r++ {
			c := Canonicalize(r, unicode)
			members[c] = append(members[c], r)
		}
		for r := rune(0); r <= 0x1FFFF; r++ {
			want := members[Canonicalize(r, unicode)]
			if got := AppendCaseVariants(nil, r, unicode); !slices.Equal(want, got) {
				require.Equal(t, want, got, "%x", r)
			}
		}
		CaseClasses(unicode, func(class []rune) {
			want := members[Canonicalize(class[0], unicode)]
			assert.Equal(t, want, class)
			delete(members, Canonicalize(class[0], unicode))
		})
		for _, m := range members {
			if !assert.Len(t, m, 1) {
				return
			}
		}
	}
}

func BenchmarkIsIDContinue(b *testing.B) {
	for b.Loop() {
		for r := rune(0x4E00); r < 0x4F00; r++ {
			IsIDContinue(r)
		}
	}
}

func BenchmarkSimpleLower(b *testing.B) {
	for b.Loop() {
		for r := rune(0x400); r < 0x500; r++ {
			SimpleLower(r)
		}
	}
}
