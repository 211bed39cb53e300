package segment

import "github.com/kilnjs/kiln/internal/ucd"

// greekQuestionMark is U+037E, for which ; is written.
const greekQuestionMark = 0x37E

// sentenceClass is the class of the character at i, and its length.
func (s *scanner[U]) sentenceClass(i int) (class uint8, n int) {
	r, n := decode(s.t, i)
	if s.greek && (r == ';' || r == greekQuestionMark) {
		return ucd.SentenceSTerm, n
	}
	return ucd.SentenceClasses().Of(r), n
}

func isParagraphEnd(class uint8) bool {
	return class == ucd.SentenceSep || class == ucd.SentenceCR || class == ucd.SentenceLF
}

func isTerm(class uint8) bool { return class == ucd.SentenceATerm || class == ucd.SentenceSTerm }

func isCased(class uint8) bool { return class == ucd.SentenceUpper || class == ucd.SentenceLower }

// isSkipped reports whether a character belongs to what stands before it (SB5).
func isSkipped(class uint8) bool {
	return class == ucd.SentenceExtend || class == ucd.SentenceFormat
}

// skip goes behind characters for which f is true, and what belongs to them, and returns the
// class of the one at pos; SentenceOther at the end.
func (s *scanner[U]) skip(f func(class uint8) bool) uint8 {
	for s.more() {
		class, n := s.sentenceClass(s.pos)
		if !isSkipped(class) && !f(class) {
			return class
		}
		s.pos += n
	}
	return ucd.SentenceOther
}

// sentence is the end of the sentence that begins at pos.
func (s *scanner[U]) sentence() int {
	base := uint8(ucd.SentenceOther)
	for s.more() {
		class, n := s.sentenceClass(s.pos)
		switch {
		case isParagraphEnd(class):
			return s.paragraphEnd()
		case isTerm(class):
			if s.ends(base, class, n) {
				return s.pos
			}
			base = ucd.SentenceOther
			continue
		case !isSkipped(class):
			base = class
		}
		s.pos += n
	}
	return s.pos
}

// paragraphEnd goes behind the separator at pos (SB3, SB4).
func (s *scanner[U]) paragraphEnd() int {
	class, n := s.sentenceClass(s.pos)
	s.pos += n
	if class == ucd.SentenceCR && s.pos < len(s.t) && s.t[s.pos] == '\n' {
		s.pos++
	}
	return s.pos
}

// ends goes behind the terminator at pos and what belongs to it, and reports whether the
// sentence ends there. before is the class of what stands before the terminator.
func (s *scanner[U]) ends(before, term uint8, n int) bool {
	s.pos += n
	class := s.skip(func(uint8) bool { return false })
	if term == ucd.SentenceATerm &&
		(class == ucd.SentenceNumeric || isCased(before) && class == ucd.SentenceUpper) { // SB6, SB7
		return false
	}
	s.skip(func(class uint8) bool { return class == ucd.SentenceClose })      // SB9
	class = s.skip(func(class uint8) bool { return class == ucd.SentenceSp }) // SB10
	end := s.pos
	switch {
	case end == len(s.t):
		return true
	case isParagraphEnd(class):
		s.paragraphEnd()
		return true
	case class == ucd.SentenceSContinue || isTerm(class): // SB8a
		return false
	case term == ucd.SentenceATerm: // SB8
		class = s.skip(func(class uint8) bool {
			return class != ucd.SentenceOLetter && !isCased(class) && !isParagraphEnd(class) && !isTerm(class)
		})
		if class == ucd.SentenceLower {
			return false
		}
		s.pos = end
	}
	return true // SB11
}

// sentenceBoundary is where the sentence ends whose terminator, or end of a paragraph, is the
// character that ends at i; 0 if it is neither, or no sentence ends.
func (s *scanner[U]) sentenceBoundary(i int) int {
	_, n := decodeBefore(s.t, i)
	s.pos = i - n
	s.pace = s.pos + paceEvery
	class, _ := s.sentenceClass(s.pos)
	switch {
	case isParagraphEnd(class):
		return s.paragraphEnd()
	case !isTerm(class):
		return 0
	}
	before := uint8(ucd.SentenceOther)
	for j := s.pos; j > 0; {
		_, n := decodeBefore(s.t, j)
		j -= n
		if before, _ = s.sentenceClass(j); !isSkipped(before) {
			break
		}
	}
	if !s.ends(before, class, n) || s.err != nil {
		return 0
	}
	return s.pos
}
