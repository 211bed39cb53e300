package segment

// Granularity is what a text is divided into.
type Granularity uint8

// The granularities.
const (
	Grapheme Granularity = iota
	Word
	Sentence
	// GreekSentence is Sentence where ; and U+037E end one.
	GreekSentence
)

// Text is the code units of a text; one of the slices is set.
type Text struct {
	Latin1 []byte
	UTF16  []uint16
}

// Len is the number of code units.
func (t Text) Len() int { return len(t.Latin1) + len(t.UTF16) }

// Segment is a part of a text between two boundaries that follow each other.
type Segment struct {
	Start, End int
	WordLike   bool // of words: not only spaces, punctuation and symbols
}

// Pacer hears of n code units that were looked at. An error ends the search.
type Pacer interface{ Steps(n int) error }

// Next returns the segment that begins at start, a boundary before the end of the text.
func (g Granularity) Next(t Text, start int, p Pacer) (Segment, error) {
	if t.UTF16 != nil {
		return next(g, t.UTF16, start, p)
	}
	return next(g, t.Latin1, start, p)
}

// Containing returns the segment with the code unit at index, which the text has. known is a
// boundary at or before index; 0 is one always.
func (g Granularity) Containing(t Text, index, known int, p Pacer) (Segment, error) {
	if t.UTF16 != nil {
		return containing(g, t.UTF16, index, known, p)
	}
	return containing(g, t.Latin1, index, known, p)
}

// unit is a code unit of a text.
type unit interface{ byte | uint16 }

func next[U unit](g Granularity, t []U, start int, p Pacer) (Segment, error) {
	s := scanner[U]{t: t, pos: start, pace: start + paceEvery, p: p}
	seg := Segment{Start: start}
	switch g {
	case Grapheme:
		seg.End = s.grapheme()
	case Word:
		seg.End, seg.WordLike = s.word()
	default:
		s.greek = g == GreekSentence
		seg.End = s.sentence()
	}
	return seg, s.err
}

func containing[U unit](g Granularity, t []U, index, known int, p Pacer) (Segment, error) {
	s := scanner[U]{t: t, pace: paceEvery, p: p, greek: g == GreekSentence}
	start := s.boundaryBefore(g, index, known)
	for s.err == nil {
		seg, err := next(g, t, start, p)
		if err != nil || seg.End > index {
			return seg, err
		}
		start = seg.End
	}
	return Segment{}, s.err
}

// boundaryBefore is a boundary from known to index that is easily found: the last of those
// that need no context.
func (s *scanner[U]) boundaryBefore(g Granularity, index, known int) int {
	if inPair(s.t, index) {
		index--
	}
	for i, steps := index, 0; i > known; {
		switch {
		case g == Grapheme && s.graphemeBoundary(i), g == Word && s.wordBoundary(i):
			return i
		case g >= Sentence:
			if b := s.sentenceBoundary(i); known < b && b <= index {
				return b
			}
		}
		_, n := decodeBefore(s.t, i)
		i -= n
		if steps++; steps%paceEvery == 0 && s.p != nil {
			if s.err = s.p.Steps(paceEvery); s.err != nil {
				return known
			}
		}
	}
	return known
}

// paceEvery is the number of code units between two calls of a Pacer.
const paceEvery = 1 << 12

// scanner goes through a text.
type scanner[U unit] struct {
	t     []U
	pos   int // of the character that is next
	pace  int // where p is called next
	p     Pacer
	err   error
	greek bool
}

// more reports whether there is a character at pos. The scanner has an error if that is not
// because the text ends.
func (s *scanner[U]) more() bool {
	if s.pos < s.pace {
		return s.pos < len(s.t)
	}
	s.pace = s.pos + paceEvery
	if s.p != nil && s.err == nil {
		s.err = s.p.Steps(paceEvery)
	}
	return s.err == nil && s.pos < len(s.t)
}

// inPair reports whether i is between two surrogates of a pair.
func inPair[U unit](t []U, i int) bool {
	return i > 0 && i < len(t) && uint32(t[i])&0xFC00 == 0xDC00 && uint32(t[i-1])&0xFC00 == 0xD800
}

// decode returns the character at i and its length.
func decode[U unit](t []U, i int) (r rune, n int) {
	r = rune(t[i])
	if r&^0x3FF == 0xD800 && inPair(t, i+1) {
		return (r&0x3FF)<<10 + rune(t[i+1])&0x3FF + 0x10000, 2
	}
	return r, 1
}

// decodeBefore returns the character that ends at i and its length.
func decodeBefore[U unit](t []U, i int) (r rune, n int) {
	if inPair(t, i-1) {
		return decode(t, i-2)
	}
	return rune(t[i-1]), 1
}
