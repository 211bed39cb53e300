package ucd

import (
	"cmp"
	"slices"
	"sync"
)

// Form is a normalization form (Unicode Standard Annex 15).
type Form uint8

// The normalization forms.
const (
	NFC  Form = iota // composed
	NFD              // decomposed
	NFKC             // composed, compatible characters replaced
	NFKD             // decomposed, compatible characters replaced
)

func (f Form) compatible() bool { return f == NFKC || f == NFKD }
func (f Form) composes() bool   { return f == NFC || f == NFKC }

// normTables are the decoded tables of normalization.
type normTables struct {
	classes               []classRun
	canonical, compatible decompositions
	composed              map[[2]rune]rune
	// seconds has the code points that compose with one before them.
	seconds map[rune]bool
}

// classRun is a run of code points of one combining class.
type classRun struct {
	lo, hi rune
	class  uint8
}

// decompositions has full decompositions in UTF-8, sorted by code point.
type decompositions struct {
	runes []rune
	texts []string
}

var normalization = sync.OnceValue(decodeNormalization)

func decodeNormalization() *normTables {
	t := &normTables{
		canonical: decodeDecompositions(canonicalOffset), compatible: decodeDecompositions(compatibleOffset),
		composed: map[[2]rune]rune{}, seconds: map[rune]bool{},
	}
	d := decoderAt(classesOffset)
	t.classes = d.classRuns()
	d = decoderAt(compositionsOffset)
	next := rune(0)
	for range d.count(3) {
		a, b := d.uvarint(), d.uvarint()
		x, ok := d.nextRune(next)
		if !ok || a > MaxRune || b > MaxRune {
			break
		}
		t.composed[[2]rune{rune(a), rune(b)}] = x
		t.seconds[rune(b)] = true
		next = x + 1
	}
	return t
}

// classRuns reads runs of code points with a class each.
func (d *decoder) classRuns() []classRun {
	list := make([]classRun, d.count(3))
	next := rune(0)
	for i := range list {
		x, ok := d.next(next)
		class := d.text(1)
		if !ok || class == "" {
			return list[:i]
		}
		list[i] = classRun{x.Lo, x.Hi, class[0]}
		next = x.Hi + 1
	}
	return list
}

// nextRune reads a code point that stands some behind another one.
func (d *decoder) nextRune(after rune) (r rune, ok bool) {
	n := int(after) + d.uvarint()
	return rune(n), n <= MaxRune
}

func decodeDecompositions(offset int) decompositions {
	d := decoderAt(offset)
	n := d.count(2)
	t := decompositions{make([]rune, n), make([]string, n)}
	next := rune(0)
	for i := range n {
		r, ok := d.nextRune(next)
		if !ok {
			return decompositions{t.runes[:i], t.texts[:i]}
		}
		t.runes[i], t.texts[i] = r, d.text(d.uvarint())
		next = r + 1
	}
	return t
}

func (d *decompositions) of(r rune) string {
	if i, ok := slices.BinarySearch(d.runes, r); ok {
		return d.texts[i]
	}
	return ""
}

// Hangul syllables are numbers in base 19, 21, 28 of letters that lead, vowels
// and letters that trail; trailing number 0 is none.
const (
	hangulBase  = 0xAC00
	leadBase    = 0x1100
	vowelBase   = 0x1161
	trailBase   = 0x11A7
	vowelCount  = 21
	trailCount  = 28
	hangulCount = 19 * vowelCount * trailCount
)

func isHangul(r rune) bool { return hangulBase <= r && r < hangulBase+hangulCount }

// classOf returns the combining class of a code point that has no canonical
// decomposition.
func (t *normTables) classOf(r rune) uint8 {
	if r < 0x300 || 0x3100 <= r && r < 0xA000 || isHangul(r) {
		return 0
	}
	i, ok := slices.BinarySearchFunc(t.classes, r, func(x classRun, r rune) int {
		if x.hi < r {
			return -1
		}
		return cmp.Compare(max(x.lo, r), r)
	})
	if !ok {
		return 0
	}
	return t.classes[i].class
}

// compose returns the code point that a and b compose to, or -1.
func (t *normTables) compose(a, b rune) rune {
	if lead, vowel := a-leadBase, b-vowelBase; 0 <= lead && lead < 19 && 0 <= vowel && vowel < vowelCount {
		return hangulBase + (lead*vowelCount+vowel)*trailCount
	}
	if trail := b - trailBase; 0 < trail && trail < trailCount && isHangul(a) && (a-hangulBase)%trailCount == 0 {
		return a + trail
	}
	if r, ok := t.composed[[2]rune{a, b}]; ok {
		return r
	}
	return -1
}

// composesBack reports whether r may compose with a code point before it.
func (t *normTables) composesBack(r rune) bool {
	return vowelBase <= r && r < vowelBase+vowelCount || trailBase < r && r < trailBase+trailCount || t.seconds[r]
}

// Normalizer brings text into a normalization form, a code point at a time. A
// lone surrogate stays as it is, and nothing moves across it.
type Normalizer struct {
	// Out has what is finished. The caller may take it and empty it.
	Out []rune

	form   Form
	tables *normTables
	// open has decomposed code points that later ones can still change: nothing in
	// it but the first begins a piece on its own.
	open []classed
	// sorted says that open is in canonical order.
	sorted bool
	// whole says that open is one code point that is not decomposed yet.
	whole bool
}

type classed struct {
	r     rune
	class uint8
}

// NewNormalizer returns a normalizer for a form.
func NewNormalizer(form Form) *Normalizer {
	return &Normalizer{form: form, tables: normalization(), sorted: true}
}

// Add adds a code point to the text.
func (n *Normalizer) Add(r rune) {
	if r < 0x300 && (r < 0x80 || n.form == NFC) {
		n.Finish()
		n.open = append(n.open, classed{r, 0})
		n.whole = r >= 0x80
		return
	}
	if isHangul(r) {
		n.hangul(r - hangulBase)
		return
	}
	text := ""
	if n.form.compatible() {
		text = n.tables.compatible.of(r)
	}
	if text == "" {
		text = n.tables.canonical.of(r)
	}
	if text == "" {
		n.add(r)
		return
	}
	for _, c := range text {
		n.add(c)
	}
}

// hangul adds the syllable of that number.
func (n *Normalizer) hangul(syllable rune) {
	if n.form.composes() {
		n.Finish()
		n.open = append(n.open, classed{hangulBase + syllable, 0})
		return
	}
	n.add(leadBase + syllable/(vowelCount*trailCount))
	n.add(vowelBase + syllable/trailCount%vowelCount)
	if trail := syllable % trailCount; trail != 0 {
		n.add(trailBase + trail)
	}
}

// add adds a code point that is decomposed.
func (n *Normalizer) add(r rune) {
	class := n.tables.classOf(r)
	if class == 0 && !(n.form.composes() && n.tables.composesBack(r)) {
		n.Finish()
	}
	if n.whole && len(n.open) > 0 {
		n.unfold()
	}
	if k := len(n.open); class != 0 && k > 0 && n.open[k-1].class > class {
		n.sorted = false
	}
	n.open = append(n.open, classed{r, class})
}

// unfold decomposes what is open, because something follows that may come between.
func (n *Normalizer) unfold() {
	n.whole = false
	if text := n.tables.canonical.of(n.open[0].r); text != "" {
		n.open = n.open[:0]
		for _, c := range text {
			n.add(c)
		}
	}
}

// Finish says that the text ends here, or that nothing that follows can change
// what came before.
func (n *Normalizer) Finish() {
	if !n.sorted {
		n.order()
	}
	switch {
	case len(n.open) == 1:
		n.Out = append(n.Out, n.open[0].r)
	case n.form.composes():
		n.compose()
	default:
		for _, c := range n.open {
			n.Out = append(n.Out, c.r)
		}
	}
	n.open = n.open[:0]
	n.sorted, n.whole = true, false
}

// Pending is how many code points wait for what comes after them.
func (n *Normalizer) Pending() int { return len(n.open) }

// PendingBytes is about what a pending code point takes, with what Finish needs.
const PendingBytes = 24

// shortRun is the length up to which sorting by comparison is the faster way.
const shortRun = 64

// orderRun sorts by class, in linear time, and leaves equals in their order.
func orderRun(run []classed) {
	if len(run) <= shortRun {
		slices.SortStableFunc(run, func(a, b classed) int { return cmp.Compare(a.class, b.class) })
		return
	}
	var at [256]int
	for _, c := range run {
		at[c.class]++
	}
	next := 0
	for class, n := range at {
		at[class] = next
		next += n
	}
	for _, c := range slices.Clone(run) {
		run[at[c.class]] = c
		at[c.class]++
	}
}

// order brings the code points between those of class zero into the order of
// their classes.
func (n *Normalizer) order() {
	for i := 0; i < len(n.open); {
		j := i + 1
		if n.open[i].class != 0 {
			for j < len(n.open) && n.open[j].class != 0 {
				j++
			}
			orderRun(n.open[i:j])
		}
		i = j
	}
}

// compose composes each code point with the last one of class zero, unless one
// between them stands in its way, and writes what remains.
func (n *Normalizer) compose() {
	starter := -1 // its place in Out
	last := -1    // the class of the last code point that was not composed
	for _, c := range n.open {
		if starter >= 0 && last < int(c.class) {
			if r := n.tables.compose(n.Out[starter], c.r); r >= 0 {
				n.Out[starter] = r
				continue
			}
		}
		last = int(c.class)
		if c.class == 0 {
			starter, last = len(n.Out), -1
		}
		n.Out = append(n.Out, c.r)
	}
}

// CombiningClass is Canonical_Combining_Class of a code point.
func CombiningClass(r rune) uint8 { return normalization().classOf(r) }

// Decomposition is the full canonical decomposition of a code point that is no Hangul syllable, in
// UTF-8; "" for one that has none.
func Decomposition(r rune) string {
	if r < 0xC0 {
		return ""
	}
	return normalization().canonical.of(r)
}
