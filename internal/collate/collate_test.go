package collate

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/internal/ucd"
)

// text is a text of Latin-1 if it can be one.
func text(s string) Text {
	var latin1 []byte
	for _, r := range s {
		if r > 0xFF {
			return Text{UTF16: utf16.Encode([]rune(s))}
		}
		latin1 = append(latin1, byte(r))
	}
	return Text{Latin1: latin1}
}

// hasEnglishAlone reports whether the build has no tailorings but those of English.
func hasEnglishAlone() bool { return !slices.Contains(orders(), "da/standard") }

func compare(t testing.TB, c *Collator, a, b string) int {
	order, err := c.Compare(text(a), text(b), nil)
	require.NoError(t, err)
	return order
}

// TestOrders has words in their order, separated by the difference between them.
func TestOrders(t *testing.T) {
	for _, test := range []struct{ locale, kind, words string }{
		{"en", "", "_ < - < , < 1 << ① << ² < a << A << á < ab < b < z < þ < α < я < א < あ < 一"},
		{"en", "", "cote << coté << côte << côté"},
		{"fr-CA", "", "cote << côte << coté << côté"},
		{"de", "", "ad << äd < ae < af"},
		{"de", "phonebk", "ad < ae << ä < af"},
		{"sv", "", "z < å << Å < ä < ö"},
		{"da", "", "Z << z < æ < ø < å << aa"},
		{"nb", "", "z < æ < ø < å"},
		{"es", "", "nz < ñ < o"},
		{"es", "trad", "cz < ch < d"},
		{"cs", "", "c < č < h < ch < i < r < ř < s < š"},
		{"sk", "", "a << á < ä < b < ch < i"},
		{"hu", "", "c < cs < d < dz < dzs < e << é < gy < o << ó < ö << ő"},
		{"pl", "", "a < ą < b < l < ł < m < z < ź < ż"},
		{"tr", "", "c < ç < g < ğ < h < ı < i < o < ö < ş < u < ü"},
		{"hr", "", "c < č < ć < d < dž < đ < e < lj < m < nj"},
		{"lt", "", "i << y < j < s < š"},
		{"lv", "", "a < ā < b < c < č < ȼ < g < ģ < h < i < y < ī < k < ķ < l < ļ < n < ņ < r < ŗ < š < t < z < ž"},
		{"hy", "", "ե < եա < եվ < եւ < զ < ւ < փ < ք"},
		{"he", "", "' << ׳ < ״ < א < ת < a < α"},
		{"und", "", "' << ‘ << ’ << ‛ << ׳ < “ << ” << 〟 << ״ < «"},
		{"und", "search", "' << ׳ < ״ < «"},
		{"fi", "search", "d << đ < t < u < v < w < y << ü < z << ʒ < å"},
		{"sv", "search", "d << đ << ð < u < v < w < y << ü < z < å"},
		{"et", "", "s < š < z < ž < t < w < õ < ä < ö < ü < x"},
		{"fi", "", "v < w < x < z < å < ä < ö"},
		{"is", "", "a < á < b < d << ð < e < z < þ < æ < ö < å"},
		{"ro", "", "a < ă < â < b < i < î < s < ș < t < ț"},
		{"vi", "", "a << à << ả << ã << á << ạ < ă < â < b < d < đ < e"},
		{"cy", "", "c < ch < d < dd < e < f < ff < g < ng < h"},
		{"ca", "", "l < ll < lz < m"},
		{"th", "", "ก < เก < ข < แข < ค"},
		{"ja", "", "a < あ < い < か < が < 亜 < 唖 < 漢"},
		{"ja", "", "カー << カア < カイ"},
		{"ko", "", "가 < 나 < a"},
		{"zh", "", "阿 < 北京 < 上海 < 中 < 祖 < a"},
		{"zh", "stroke", "一 < 人 < 中 < 北"},
		{"zh-Hant", "", "一 < 人 < 中 < 北"},
		{"zh", "zhuyin", "八 < 中 < 阿"},
		{"ru", "", "а < я < a < z"},
		{"el", "", "α < ω < a"},
		{"ar", "", "ء < ب < ة << ت < a"},
		{"hi", "", "अ < क < ह < a"},
		{"und", "emoji", "😀 < 😁 < 😎"},
	} {
		if hasEnglishAlone() && test.locale != "en" && test.locale != "und" {
			continue
		}
		words := strings.Fields(test.words)
		c := New(Options{Order: Find(test.locale, test.kind), Sensitivity: Variant})
		base := New(Options{Order: Find(test.locale, test.kind), Sensitivity: Base})
		if test.locale == "da" || test.locale == "ja" || test.kind == "zhuyin" {
			base = nil // what differs is not what the table says
		}
		if test.locale == "da" {
			c = New(Options{Order: Find(test.locale, test.kind), Sensitivity: Variant, CaseFirst: CaseFirstUpper})
		}
		for i := 0; i+2 < len(words); i += 2 {
			a, b := words[i], words[i+2]
			assert.Equal(t, -1, compare(t, c, a, b), "%s: %s and %s", test.locale, a, b)
			assert.Equal(t, 1, compare(t, c, b, a), "%s: %s and %s", test.locale, b, a)
			if base != nil && words[i+1] == "<" {
				assert.Equal(t, -1, compare(t, base, a, b), "%s: %s and %s", test.locale, a, b)
			}
		}
	}
}

func TestOptions(t *testing.T) {
	for _, test := range []struct {
		options Options
		a, b    string
		order   int
	}{
		{Options{Sensitivity: Base}, "a", "Á", 0},
		{Options{Sensitivity: Accent}, "a", "A", 0},
		{Options{Sensitivity: Accent}, "a", "á", -1},
		{Options{Sensitivity: Case}, "a", "á", 0},
		{Options{Sensitivity: Case}, "a", "A", -1},
		{Options{Sensitivity: Case, CaseFirst: CaseFirstUpper}, "a", "A", 1},
		{Options{Sensitivity: Variant}, "a", "A", -1},
		{Options{Sensitivity: Variant, CaseFirst: CaseFirstUpper}, "a", "A", 1},
		{Options{Sensitivity: Variant, CaseFirst: CaseFirstUpper}, "á", "A", 1},
		{Options{Sensitivity: Variant, CaseFirst: CaseFirstLower}, "a", "A", -1},
		{Options{Sensitivity: Variant}, "a10", "a9", -1},
		{Options{Sensitivity: Variant, Numeric: true}, "a10", "a9", 1},
		{Options{Sensitivity: Variant, Numeric: true}, "a010b", "a10b", 0},
		{Options{Sensitivity: Variant, Numeric: true}, "a0", "a", 1},
		{Options{Sensitivity: Variant, Numeric: true}, "a0", "a00", 0},
		{Options{Sensitivity: Variant, Numeric: true}, "a٩", "a10", -1},
		{Options{Sensitivity: Variant, Numeric: true}, "1" + strings.Repeat("0", 300), "9" + strings.Repeat("0", 299), 1},
		{Options{Sensitivity: Variant, Numeric: true}, "$2", "2", -1},
		{Options{Sensitivity: Variant}, "a b", "ab", -1},
		{Options{Sensitivity: Variant, IgnorePunctuation: true}, "a b", "ab", 0},
		{Options{Sensitivity: Variant, IgnorePunctuation: true}, "a-́b", "ab", 0},
		{Options{Sensitivity: Variant, IgnorePunctuation: true}, "a$b", "ab", -1},
		{Options{Sensitivity: Variant}, "a\x00b\x01", "ab", 0},
	} {
		c := New(test.options)
		assert.Equal(t, test.order, compare(t, c, test.a, test.b), "%+v %q %q", test.options, test.a, test.b)
		assert.Equal(t, -test.order, compare(t, c, test.b, test.a), "%+v %q %q", test.options, test.b, test.a)
	}
	assert.Equal(t, Root, Find("en-US", ""))
}

func TestLocalesHaveOrders(t *testing.T) {
	if hasEnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	assert.True(t, Find("da", "").CapitalsFirst())
	assert.False(t, Find("de", "").CapitalsFirst())
	assert.True(t, Find("th", "").IgnoresPunctuation())
	assert.Equal(t, Find("no", ""), Find("nb-NO", ""))
	assert.NotEqual(t, Find("zh", ""), Find("zh-Hant-TW", ""))
}

func TestCanonicallyEquivalentTextsAreEqual(t *testing.T) {
	for _, locale := range []string{"en", "sv", "vi", "ja", "ko", "zh", "my", "bn", "yo"} {
		c := New(Options{Order: Find(locale, ""), Sensitivity: Variant})
		for _, pair := range [][2]string{
			{"ö", "o\u0308"}, {"ạ\u0302", "a\u0302\u0323"}, {"Å", "Å"}, {"가각", "\u1100\u1161\u1100\u1161\u11A8"},
			{"が", "か\u3099"}, {"ガー", "カ\u3099ー"}, {"\uF963", "北"}, {"\U0002F82B", "北"}, {"ó\u0323 ", "o\u0323\u0301 "},
			{"\u0958", "\u0915\u093C"}, {"ဖ\u1039\u030A", "ဖ\u030A\u1039"}, {"\u0344", "\u0308\u0301"}, {"ΐ", "ι\u0308\u0301"},
		} {
			assert.Zero(t, compare(t, c, pair[0], pair[1]), "%s: %+q", locale, pair)
			assert.Zero(t, compare(t, c, "x"+pair[0]+"y", "x"+pair[1]+"y"), "%s: %+q", locale, pair)
		}
	}
}

func TestIdeographsOfAllBlocksHaveAPlace(t *testing.T) {
	c := New(Options{Sensitivity: Variant})
	p, _ := ucd.LookupLone("Unified_Ideograph")
	for _, x := range p.Ranges() {
		for r := x.Lo; r <= x.Hi; r++ {
			require.Equal(t, 1, compare(t, c, string(r), "я"), "%X", r)
			require.Equal(t, -1, compare(t, c, string(r), "\U0010FFFD"), "%X", r)
		}
	}
	assert.Equal(t, -1, compare(t, c, "一", "丁"))
	assert.Equal(t, -1, compare(t, c, "人", "口"), "by radicals")
}

type noWork struct{ err error }

func (w noWork) Steps(int) error      { return w.err }
func (w noWork) CheckAlloc(int) error { return w.err }

func TestLongTextsAreInterrupted(t *testing.T) {
	c := New(Options{Sensitivity: Variant})
	for _, s := range []string{strings.Repeat("é\u0323", 1<<16), strings.Repeat("- ", 1<<16), strings.Repeat("が", 1<<16)} {
		_, err := c.Compare(text("я"+s), text("Я"+s+"x"), noWork{assert.AnError})
		assert.ErrorIs(t, err, assert.AnError)
		_, err = c.Compare(text("я"+s), text("я"+s+"x"), noWork{assert.AnError})
		assert.ErrorIs(t, err, assert.AnError)
		order, err := c.Compare(text("я"+s), text("Я"+s), noWork{})
		assert.NoError(t, err)
		assert.Equal(t, -1, order)
	}
}

func FuzzCompareIsAnOrder(f *testing.F) {
	for _, s := range []string{"aå\u030A", "Dž-\u0323", "กเก็", "ガー", "가\u1100", "l·l", "\u0FB2\u0F71\u0F80", "00127", "北\U0002F82B", "\xED\xA0\x80"} {
		f.Add(s, s+"a", "b"+s, uint8(len(s)))
	}
	list := orders()
	f.Fuzz(func(t *testing.T, a, b, x string, which uint8) {
		if len(a)+len(b)+len(x) > 1000 {
			return
		}
		o := Options{Order: Order(int(which) % (len(list) + 1)), Sensitivity: Sensitivity(which) & 3, Numeric: which&16 != 0, IgnorePunctuation: which&32 != 0}
		c := New(o)
		texts := [3]string{a, b, x}
		var order [3][3]int
		for i := range texts {
			for k := range texts {
				order[i][k] = compare(t, c, texts[i], texts[k])
			}
		}
		for i := range texts {
			n := ucd.NewNormalizer(ucd.NFD)
			for _, r := range texts[i] {
				n.Add(r)
			}
			n.Finish()
			require.Zero(t, compare(t, c, texts[i], string(n.Out)), "%+v %+q is what it is equivalent to", o, texts[i])
			for k := range texts {
				require.Equal(t, order[i][k], -order[k][i], "%+v %+q", o, texts)
				for j := range texts {
					if order[i][k] <= 0 && order[k][j] <= 0 {
						require.LessOrEqual(t, order[i][j], 0, "%+v %+q %+q %+q", o, texts[i], texts[k], texts[j])
					}
				}
			}
		}
	})
}

// Tables that are damaged are none, or order texts somehow.
func FuzzDecodeDamagedTables(f *testing.F) {
	names := []string{"da/standard", "ja/standard", "th/standard", "ug/standard", "fr-CA/standard", "root"}
	if hasEnglishAlone() {
		names = []string{"und/emoji", "und/eor", "root"}
	}
	var sections []string
	for i, name := range names {
		table := tables[1]
		if name == "root" {
			table = tables[0]
		}
		s, err := table().Section(name)
		require.NoError(f, err)
		sections = append(sections, string(s))
		f.Add(uint8(i), "aå ガーเก็", uint32(0), uint32(1), uint16(8), uint64(0))
		f.Add(uint8(i), "\u064A\u0654é", uint32(len(s)/2), ^uint32(0), uint16(20), uint64(1<<63))
		f.Add(uint8(i), "xy", uint32(len(s)-4), uint32(0), uint16(4), uint64(0))
	}
	f.Fuzz(func(t *testing.T, which uint8, s string, at, word uint32, more uint16, pair uint64) {
		if len(s) > 1000 {
			return
		}
		section := []byte(sections[int(which)%len(sections)])
		// A word, and a pair of words some bytes behind it.
		i := int(at) % len(section)
		copy(section[i:], binary.LittleEndian.AppendUint32(nil, word))
		i = (i + int(more)) % len(section)
		copy(section[i:], binary.LittleEndian.AppendUint64(nil, pair))
		if which >= 128 {
			section = section[:int(at)%len(section)]
		}
		m := decode(string(section))
		if m == nil {
			return
		}
		c := &Collator{options: Options{Sensitivity: Variant, Numeric: which&1 != 0, IgnorePunctuation: which&2 != 0}, root: open("root"), own: m}
		if names[int(which)%len(names)] == "root" {
			c.root, c.own = m, nil
		}
		c.a.c, c.b.c = c, c
		c.plainHangul = c.isPlainHangul()
		c.letters = c.newLetters()
		for _, other := range []string{"x" + s, s + "x", "\u00E5\u0E40\u0E01\u30AC" + s} {
			_, err := c.Compare(text(s), text(other), nil)
			require.NoError(t, err)
		}
	})
}

func TestWithoutTablesTextsStandByCodePoints(t *testing.T) {
	c := &Collator{options: Options{Sensitivity: Variant, Numeric: true}, root: new(mappings), own: new(mappings)}
	c.a.c, c.b.c = c, c
	c.letters = c.newLetters()
	require.Equal(t, -1, compare(t, c, "a", "b"))
	require.Equal(t, -1, compare(t, c, "a9", "a10"))
}

// A contraction of the root stays where a tailoring moves the character that it begins with.
func TestContractionsOfTheRootStay(t *testing.T) {
	for _, locale := range []string{"ug", "ar", "fa"} {
		c := New(Options{Order: Find(locale, ""), Sensitivity: Variant})
		require.Zero(t, compare(t, c, "\u064A\u0654", "\u0626"), locale)
		require.Equal(t, -1, compare(t, c, "\u064A\u0654", "\u064A"), locale)
	}
}

func BenchmarkCompare(b *testing.B) {
	for _, bench := range []struct{ name, locale, a, b string }{
		{"latin", "en", "Hamburg", "Hamilton"}, {"accents", "en", "résumé", "resume"}, {"swedish", "sv", "Åland", "Älvsborg"}, {"czech", "cs", "chrast", "chudenice"},
		{"cyrillic", "ru", "Москва", "Мурманск"}, {"hindi", "hi", "हिन्दी", "हिंदुस्तान"}, {"chinese", "zh", "北京", "上海"}, {"korean", "ko", "서울특별시", "서초구"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			c := New(Options{Order: Find(bench.locale, ""), Sensitivity: Variant})
			x, y := text(bench.a), text(bench.b)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Compare(x, y, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	for _, name := range []string{"root", "zh/pinyin", "sv/standard"} {
		b.Run(strings.ReplaceAll(name, "/", "-"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s, err := freshTable(name).Section(name)
				if err != nil || decode(string(s)) == nil {
					b.Fatal(name)
				}
			}
		})
	}
}

// freshTable is the table of a section, with nothing opened.
func freshTable(name string) *cldr.Table {
	data := tailoringsData
	if name == "root" {
		data = rootData
	}
	t, err := cldr.Open(data)
	if err != nil {
		panic(err)
	}
	return t
}
