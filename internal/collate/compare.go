package collate

import (
	"sync"

	"github.com/kilnjs/kiln/internal/ucd"
)

// Text is a text of Latin-1 or of UTF-16; both nil is the empty one.
type Text struct {
	Latin1 []byte
	UTF16  []uint16
}

func (t Text) len() int { return len(t.Latin1) + len(t.UTF16) }

func (t Text) unit(i int) uint16 {
	if t.UTF16 != nil {
		return t.UTF16[i]
	}
	return uint16(t.Latin1[i])
}

// Sensitivity is what makes a difference.
type Sensitivity uint8

// The values of the option.
const (
	Base    Sensitivity = iota // letters
	Accent                     // and accents
	Case                       // letters and case
	Variant                    // all
)

// CaseFirst is which letters stand first when nothing but case differs.
type CaseFirst uint8

// The values of the option.
const (
	CaseFirstFalse CaseFirst = iota // as the order has it: small letters, by a lower weight
	CaseFirstUpper
	CaseFirstLower
)

// Options are what a Collator is made with.
type Options struct {
	Order             Order
	Sensitivity       Sensitivity
	IgnorePunctuation bool
	Numeric           bool
	CaseFirst         CaseFirst
}

// Work is what bounds a comparison: it counts steps and memory, and may end it.
type Work interface {
	Steps(n int) error
	CheckAlloc(bytes int) error
}

// Collator compares texts.
type Collator struct {
	options Options
	root    *mappings
	han     *mappings    // the order of ideographs, when one has been met
	own     *mappings    // nil for the root
	letters *[256]letter // those of Latin-1; nil in tests that compare elements alone
	// plainHangul says that the order has nothing of its own for the letters of Hangul.
	plainHangul bool
	a, b        source
}

// New makes a collator.
func New(options Options) *Collator {
	c := &Collator{options: options, root: open("root"), own: options.Order.own()}
	c.a.c, c.b.c = c, c
	c.plainHangul = c.isPlainHangul()
	c.letters = c.newLetters()
	return c
}

// source is a text on its way to elements.
type source struct {
	c    *Collator
	text Text
	at   int
	end  int
	// runes is the text from where it is read, in the form NFD, where it has to be in that.
	runes    []rune
	isNFD    bool
	previous rune // the character before, for contractions that want one
	// elements are those that were read, each of them once.
	elements []element
	next     int // the first that has not been compared
	variable bool
	// needsNFD says that what has been read cannot be read without that form.
	needsNFD bool
}

// keep is how many elements a source keeps memory for between comparisons.
const keep = 1 << 12

func (s *source) reset(t Text, at int) {
	*s = source{c: s.c, text: t, at: at, end: t.len(), elements: s.elements[:0], runes: s.runes[:0]}
	if cap(s.elements) > keep {
		s.elements = nil
	}
	if cap(s.runes) > keep {
		s.runes = nil
	}
}

// peek is the character at a place and how long it is.
func (s *source) peek(at int) (rune, int) {
	if s.isNFD {
		return s.runes[at], 1
	}
	u := s.text.unit(at)
	if u&0xFC00 == 0xD800 && at+1 < s.end {
		if v := s.text.unit(at + 1); v&0xFC00 == 0xDC00 {
			return fromSurrogates(rune(u), rune(v)), 2
		}
	}
	return rune(u), 1
}

func fromSurrogates(high, low rune) rune { return 0x10000 + high&0x3FF<<10 + low&0x3FF }

// slice is how many characters are read between two looks at the limits.
const slice = 256

// normalize brings a source into the form NFD.
func (s *source) normalize(w Work) error {
	n := ucd.NewNormalizer(ucd.NFD)
	n.Out = s.runes[:0]
	for at := s.at; at < s.end; {
		for from := at; at < s.end && at-from < slice; {
			r, size := s.peek(at)
			n.Add(r)
			at += size
		}
		if w == nil {
			continue
		}
		if err := w.Steps(slice / 4); err != nil {
			return err
		}
		if cap(n.Out)-len(n.Out) < 4*slice {
			if err := w.CheckAlloc(8 * (cap(n.Out) + 4*slice)); err != nil {
				return err
			}
		}
		if k := n.Pending(); k > slice {
			if err := w.CheckAlloc(k * ucd.PendingBytes); err != nil {
				return err
			}
		}
	}
	n.Finish()
	s.runes = n.Out
	s.isNFD, s.at, s.end = true, 0, len(s.runes)
	return nil
}

// mostLetters is how many letters are compared between two looks at the limits.
const mostLetters = 16 * slice

// Compare compares two texts: negative, zero or positive. A nil w bounds nothing.
func (c *Collator) Compare(a, b Text, w Work) (int, error) {
	if n := min(a.len(), b.len()); c.letters != nil && n <= mostLetters {
		if w != nil && n > slice {
			if err := w.Steps(n / slice); err != nil {
				return 0, err
			}
		}
		if order, ok := c.compareLetters(a, b); ok {
			return order, nil
		}
	}
	at, err := c.commonPrefix(a, b, w)
	if err != nil || at == a.len() && at == b.len() {
		return 0, err
	}
	c.a.reset(a, at)
	c.b.reset(b, at)
	if at > 0 {
		c.a.previous, c.b.previous = rune(a.unit(at-1)), rune(b.unit(at-1))
	}
	order, err := c.compare(w)
	if err == nil && (c.a.needsNFD || c.b.needsNFD) {
		c.a.reset(a, at)
		c.b.reset(b, at)
		if at > 0 {
			c.a.previous, c.b.previous = rune(a.unit(at-1)), rune(b.unit(at-1))
		}
		if err = c.a.normalize(w); err != nil {
			return 0, err
		}
		if err = c.b.normalize(w); err != nil {
			return 0, err
		}
		order, err = c.compare(w)
	}
	return order, err
}

// compareLetters is the function of that name, for texts of any form.
func (c *Collator) compareLetters(a, b Text) (order int, ok bool) {
	switch {
	case a.UTF16 == nil && b.UTF16 == nil:
		return compareLetters(c, a.Latin1, b.Latin1)
	case a.UTF16 == nil:
		return compareLetters(c, a.Latin1, b.UTF16)
	case b.UTF16 == nil:
		return compareLetters(c, a.UTF16, b.Latin1)
	}
	return compareLetters(c, a.UTF16, b.UTF16)
}

// commonPrefix is how many units at the beginning of both texts are equal and make no difference:
// what stands behind them begins elements of its own.
func (c *Collator) commonPrefix(a, b Text, w Work) (int, error) {
	n, i := min(a.len(), b.len()), 0
	for i < n {
		from := i
		for i < n && i-from < 16*slice && a.unit(i) == b.unit(i) {
			i++
		}
		if i-from < 16*slice {
			break
		}
		if w != nil {
			if err := w.Steps(slice); err != nil {
				return 0, err
			}
		}
	}
	if i == a.len() && i == b.len() {
		return i, nil
	}
	for i > 0 && (c.isUnsafe(a, i) || c.isUnsafe(b, i)) {
		i--
		if w != nil {
			if err := w.Steps(1); err != nil {
				return 0, err
			}
		}
	}
	return i, nil
}

// isUnsafe reports whether what a character belongs to may depend on what stands before it.
func (c *Collator) isUnsafe(t Text, at int) bool {
	if at >= t.len() {
		return false
	}
	r := rune(t.unit(at))
	switch r & 0xFC00 {
	case 0xDC00:
		if t.unit(at-1)&0xFC00 == 0xD800 {
			return true
		}
	case 0xD800:
		if at+1 < t.len() && t.unit(at+1)&0xFC00 == 0xDC00 {
			r = fromSurrogates(r, rune(t.unit(at+1)))
		}
	}
	return c.options.Numeric && c.isDigit(r) || c.marks(r)&joins != 0
}

// nextPrimary reads up to the next element with a primary weight, 0 at the end.
func (s *source) nextPrimary(w Work) (uint32, error) {
	for {
		for s.next < len(s.elements) {
			p := s.elements[s.next].primary()
			s.next++
			if p != 0 {
				return s.c.place(p), nil
			}
		}
		if s.at >= s.end || s.needsNFD {
			return 0, nil
		}
		if w != nil && len(s.elements)&(slice-1) == 0 {
			if err := w.Steps(slice / 4); err != nil {
				return 0, err
			}
		}
		if w != nil && cap(s.elements)-len(s.elements) < 32 && cap(s.elements) >= keep {
			if err := w.CheckAlloc(2 * 8 * cap(s.elements)); err != nil {
				return 0, err
			}
		}
		s.read()
	}
}

// place is the weight where reordering puts a primary one.
func (c *Collator) place(p uint32) uint32 {
	if c.own == nil || len(c.own.reorder) == 0 {
		return p
	}
	moves := c.own.reorder
	low, high := 0, moves.len()/3
	for low < high {
		mid := (low + high) / 2
		if p < moves.at(3*mid+1) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	if low < moves.len()/3 && p >= moves.at(3*low) {
		return p + moves.at(3*low+2)
	}
	return p
}

// compare compares what the sources have, as far as the options want.
func (c *Collator) compare(w Work) (int, error) {
	a, b := &c.a, &c.b
	for {
		p, err := a.nextPrimary(w)
		if err != nil {
			return 0, err
		}
		q, err := b.nextPrimary(w)
		if err != nil {
			return 0, err
		}
		if a.needsNFD || b.needsNFD {
			return 0, nil
		}
		if p != q {
			if p < q {
				return -1, nil
			}
			return 1, nil
		}
		if p == 0 {
			break
		}
	}
	if w != nil {
		if err := w.Steps((len(a.elements) + len(b.elements)) / 16); err != nil {
			return 0, err
		}
	}
	sensitivity := c.options.Sensitivity
	if sensitivity == Base {
		return 0, nil
	}
	if sensitivity == Case {
		return compareLevel(a.elements, b.elements, false, c.caseWeight), nil
	}
	backwards := c.own != nil && c.own.flags&flagBackwards != 0
	if order := compareLevel(a.elements, b.elements, backwards, element.secondary); order != 0 || sensitivity == Accent {
		return order, nil
	}
	return compareLevel(a.elements, b.elements, false, c.tertiaryWeight), nil
}

// caseWeight is the weight of the level of case, of elements with a primary weight.
func (c *Collator) caseWeight(e element) uint32 {
	switch {
	case e.primary() == 0:
		return 0
	case c.options.CaseFirst == CaseFirstUpper:
		return 4 - uint32(e.letterCase())
	}
	return 1 + uint32(e.letterCase())
}

// tertiaryWeight is the weight of the third level.
func (c *Collator) tertiaryWeight(e element) uint32 {
	t := e.tertiary()
	if t == 0 || c.options.CaseFirst == CaseFirstFalse {
		return t
	}
	order := uint32(e.letterCase())
	if c.options.CaseFirst == CaseFirstUpper {
		order = 3 - order
	}
	return order<<11 | t
}

// compareLevel compares the weights of a level that are not 0, if wanted from the end.
func compareLevel(a, b []element, backwards bool, weight func(element) uint32) int {
	for {
		x, y := nextWeight(&a, backwards, weight), nextWeight(&b, backwards, weight)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		case x == 0:
			return 0
		}
	}
}

// nextWeight takes elements from the beginning or the end of a list up to one with a weight that is not 0; it
// is 0 when there is none.
func nextWeight(list *[]element, backwards bool, weight func(element) uint32) uint32 {
	for rest := *list; len(rest) > 0; {
		e := rest[0]
		if backwards {
			e, rest = rest[len(rest)-1], rest[:len(rest)-1]
		} else {
			rest = rest[1:]
		}
		if w := weight(e); w != 0 {
			*list = rest
			return w
		}
	}
	*list = nil
	return 0
}

var decimalDigits = sync.OnceValue(func() ucd.Property {
	p, _ := ucd.LookupLone("Nd")
	return p
})

// isDigit reports whether a character is a decimal digit.
func (c *Collator) isDigit(r rune) bool {
	if r < 0x660 {
		return '0' <= r && r <= '9'
	}
	return decimalDigits().Contains(r)
}
