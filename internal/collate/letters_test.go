package collate

import (
	"flag"
	"math/rand/v2"
	"slices"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/ucd"
)

var pairs = flag.Int("collate.pairs", 60_000, "compare `n` pairs of texts by both ways")

// alphabet makes texts that an order, or a script, has much to say about.
type alphabet struct {
	rng   *rand.Rand
	runes []rune // by groups: characters that differ little stand near each other
}

// common are characters that matter to all.
var common = []rune("aAbBcCdDhHlLnNzZ0129éÉåÅöÖñçß·-_ .'\x00\u00AD" + // Latin-1
	"\u0300\u0301\u0302\u0303\u0308\u030C\u0323\u0327\u0328\u0334\u0345\u20DD\u3099\u309A" + // marks
	"\u01C4\u01C5\u01C6\u1E69\u1EADﬁ①٣" + "\U0001D400\U0001F600\uD7A3\U00020000\uFFFD")

// scripts have letters, vowels and marks of many scripts.
var scripts = [][]rune{
	[]rune("абвАБВиИйЙъїЇґ\u0306\u0308"), []rune("αάΑΆβςσΣϊΐ\u0301\u0308\u0313"),
	[]rune("कखगहिीुंँः\u094D\u093C\u0958ऩन0"), []rune("কখ\u09BC\u09CD\u09C7\u09BE\u09CBংৎত"),
	[]rune("กขคเแโใไา\u0E4D\u0E31\u0E48\u0E49ๆฯ"), []rune("ກຂເແໂຽ\u0EB1\u0EC8ໜຫ"),
	[]rune("اأإآبةتيى\u0621ء\u064B\u064E\u0651\u0670ﷲ"), []rune("אבגשׁ\u05B0\u05C1\u05BCװ"),
	[]rune("가각갂나힣한ᄀᄁ나ᅢᆨᆩㄱㅏ伽佳漢"), []rune("あいアイァがカガーヽゝゞ\u3099ｶﾞｰ亜唖"),
	[]rune("一丁七万人中北\uF963\U0002F82B上阿䀀㐀\U00030000〇"), []rune("ကခဂ\u1031\u102B\u1039\u103A\u1037\u1038\u103Bဿ"),
	[]rune("ကសខ្កាេ\u17D2\u17C6"), []rune("ཀཁ\u0F90\u0F71\u0F72\u0F80\u0F73\u0F77\u0F81"), []rune("அஆஇகஙச\u0BCD\u0BC6\u0BBE\u0BCA"),
	[]rune("ആഅകക്\u0D4D\u0D46\u0D3Eൊൻ"), []rune("කඛ\u0DCA\u0DD9\u0DCFො\u0DDD"), []rune("աբևեւՒ"), []rune("აბგႠᲐ"), []rune("አበገሀ"),
	[]rune("😀👍🏽🏾👨‍👩☺️😃"), []rune("ßẞæÆœøØłđþðŋǆĳŀ"), []rune("čďěšžğşıİăâêôơưạảộ"),
}

func newAlphabet(rng *rand.Rand, m *mappings) *alphabet {
	a := &alphabet{rng: rng}
	if m == nil {
		return a
	}
	for r := rune(1); r < planeFourteen; r++ {
		if v := m.value(r); v != unmapped && r&^0x7FF != 0xD800 {
			a.runes = append(a.runes, r)
		}
	}
	for i := range m.contraction.len() {
		if r := rune(m.contraction.at(i)); r < planeFourteen && r&^0x7FF != 0xD800 && r > 0 {
			a.runes = append(a.runes, r)
		}
	}
	return a
}

// pick picks a character, of a script, of the order, of what is common or of all.
func (a *alphabet) pick(script []rune, from int) rune {
	switch n := a.rng.IntN(20); {
	case n < 8:
		return script[a.rng.IntN(len(script))]
	case n < 15 && len(a.runes) > 0:
		return a.runes[(from+a.rng.IntN(24))%len(a.runes)]
	case n < 19:
		return common[a.rng.IntN(len(common))]
	}
	return rune(a.rng.IntN(0xD800))
}

// pair makes two texts, which often differ little.
func (a *alphabet) pair() (x, y []rune) {
	script := scripts[a.rng.IntN(len(scripts))]
	from := a.rng.IntN(len(a.runes) + 1)
	word := func() (list []rune) {
		for range a.rng.IntN(7) {
			list = append(list, a.pick(script, from))
		}
		return list
	}
	x = word()
	if a.rng.IntN(3) == 0 {
		return x, word()
	}
	y = slices.Clone(x)
	for range 1 + a.rng.IntN(3) {
		at := a.rng.IntN(len(y) + 1)
		switch r := a.pick(script, from); {
		case a.rng.IntN(3) == 0:
			y = slices.Insert(y, at, r)
		case at < len(y):
			y[at] = r
		}
	}
	return x, y
}

func textOf(list []rune, isWide bool) Text {
	if isWide {
		return Text{UTF16: utf16.Encode(list)}
	}
	return text(string(list))
}

// TestLettersAreComparedAsAllTexts compares the short way with the one that all texts can go, in all orders.
func TestLettersAreComparedAsAllTexts(t *testing.T) {
	options := []Options{
		{Sensitivity: Variant}, {Sensitivity: Base}, {Sensitivity: Accent}, {Sensitivity: Case}, {Sensitivity: Variant, Numeric: true},
		{Sensitivity: Variant, IgnorePunctuation: true}, {Sensitivity: Variant, CaseFirst: CaseFirstUpper}, {Sensitivity: Variant, CaseFirst: CaseFirstLower},
		{Sensitivity: Case, CaseFirst: CaseFirstUpper},
	}
	all := len(orders()) + 1
	decided, count := 0, 0
	for order := range all {
		rng := rand.New(rand.NewPCG(uint64(order), 2))
		letters := newAlphabet(rng, Order(order).own())
		for _, o := range options {
			o.Order = Order(order)
			quick, whole := New(o), New(o)
			whole.letters = nil
			for range *pairs / (all * len(options)) {
				x, y := letters.pair()
				a, b := textOf(x, rng.IntN(4) == 0), textOf(y, rng.IntN(4) == 0)
				count++
				if order, ok := quick.compareLetters(a, b); ok {
					decided++
					want, err := whole.Compare(a, b, nil)
					require.NoError(t, err)
					require.Equal(t, want, order, "%v %+v %+q %+q", o.Order, o, string(x), string(y))
				}
			}
		}
	}
	assert.Greater(t, decided, count/3)
}

// TestSyllablesAscendAsTheirLetters is what comparing syllables of Hangul by their numbers rests on.
func TestSyllablesAscendAsTheirLetters(t *testing.T) {
	root := open("root")
	last := uint32(0)
	for r := rune(leadBase); r < trailBase+trailCount; r++ {
		isModern := r < leadBase+19 || r >= vowelBase && r < vowelBase+vowelCount || r > trailBase
		v, has := root.look(r)
		if !isModern {
			continue
		}
		require.EqualValues(t, kindElement, v>>kindShift, "%X", r)
		e := narrow(v)
		assert.Greater(t, e.primary(), last, "%X", r)
		assert.EqualValues(t, commonSecondary<<secondaryShift, e.secondary(), "%X", r)
		assert.EqualValues(t, commonTertiary<<tertiaryShift, e.tertiary(), "%X", r)
		assert.Zero(t, has&^joins, "%X", r)
		last = e.primary()
	}
}

// TestMarksOfCharacters holds the marks of the root against the Unicode tables.
func TestMarksOfCharacters(t *testing.T) {
	root := open("root")
	for r := rune(0); r < 0x110000; r++ {
		_, has := root.look(r)
		d := ucd.Decomposition(r)
		first := r
		for _, c := range d {
			first = c
			break
		}
		combining := ucd.CombiningClass(r) != 0 || ucd.CombiningClass(first) != 0
		if d != "" != (has&decomposes != 0) || combining != (has&combines != 0) || combining && has&joins == 0 {
			t.Fatalf("%X has the marks %b", r, has)
		}
	}
	for _, name := range append(slices.Clone(orders()), "root") {
		m := open(name)
		for at := 0; at < m.contraction.len(); {
			n := int(m.contraction.at(at + 1))
			at += 2
			for range n {
				length := int(m.contraction.at(at + 1))
				at += 3
				for range length {
					_, has := m.look(rune(m.contraction.at(at)))
					require.NotZero(t, has&joins, "%s %X", name, m.contraction.at(at))
					at++
				}
			}
		}
	}
}
