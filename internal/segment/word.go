package segment

import "github.com/kilnjs/kiln/internal/ucd"

func isNewline(class uint8) bool {
	return class == ucd.WordCR || class == ucd.WordLF || class == ucd.WordNewline
}

// isIgnored reports whether a character belongs to what stands before it (WB4).
func isIgnored(class uint8) bool {
	return class == ucd.WordExtend || class == ucd.WordFormat || class == ucd.WordZWJ
}

// isLetter reports whether a class is of AHLetter.
func isLetter(class uint8) bool {
	return class == ucd.WordALetter || class == ucd.WordHebrewLetter || class == ucd.WordALetterPictographic
}

// isWord reports whether a character makes the word that it is in word-like.
func isWord(class uint8) bool {
	switch class {
	case ucd.WordNumeric, ucd.WordHangul, ucd.WordIdeograph, ucd.WordKatakana:
		return true
	}
	return isLetter(class)
}

// adjacent reports whether no boundary is between characters of two classes, whatever stands
// around them. What would be ignored between them was.
func adjacent(before, after uint8) bool {
	switch {
	case isLetter(before):
		return isLetter(after) || after == ucd.WordNumeric || after == ucd.WordExtendNumLet || // WB5, WB9, WB13a
			before == ucd.WordHebrewLetter && after == ucd.WordSingleQuote // WB7a
	case before == ucd.WordNumeric:
		return isLetter(after) || after == ucd.WordNumeric || after == ucd.WordExtendNumLet // WB8, WB10, WB13a
	case before == ucd.WordKatakana:
		return after == ucd.WordKatakana || after == ucd.WordExtendNumLet // WB13, WB13a
	case before == ucd.WordExtendNumLet: // WB13a, WB13b
		return isLetter(after) || after == ucd.WordNumeric || after == ucd.WordKatakana || after == ucd.WordExtendNumLet
	}
	return before == ucd.WordHangul && after == ucd.WordHangul
}

// bridges reports whether a character of the class middle goes with what it stands between,
// which goes together through it.
func bridges(before, middle, after uint8) bool {
	switch middle {
	case ucd.WordMidLetter:
		return isLetter(before) && isLetter(after) // WB6, WB7
	case ucd.WordMidNumLet, ucd.WordSingleQuote: // also WB11, WB12
		return isLetter(before) && isLetter(after) || before == ucd.WordNumeric && after == ucd.WordNumeric
	case ucd.WordMidNum:
		return before == ucd.WordNumeric && after == ucd.WordNumeric
	case ucd.WordDoubleQuote:
		return before == ucd.WordHebrewLetter && after == ucd.WordHebrewLetter // WB7b, WB7c
	}
	return false
}

// isBridge reports whether bridges may be true of a middle after before.
func isBridge(before, middle uint8) bool {
	return bridges(before, middle, before)
}

// word is the end of the word that begins at pos, and whether it is word-like.
func (s *scanner[U]) word() (end int, wordLike bool) {
	classes := ucd.WordClasses()
	r, n := decode(s.t, s.pos)
	s.pos += n
	last := classes.Of(r) // of the last character
	base := last          // of the last that is not ignored
	wordLike = isWord(last)
	oddFlag := last == ucd.WordRegionalIndicator
	for s.more() {
		r, n := decode(s.t, s.pos)
		class := classes.Of(r)
		switch {
		case isNewline(last) || isNewline(class):
			if last != ucd.WordCR || class != ucd.WordLF { // WB3, WB3a, WB3b
				return s.pos, wordLike
			}
		case isIgnored(class):
			s.pos += n
			last, wordLike = class, isWord(base) // as ICU has it
			continue
		case last == ucd.WordZWJ && (class == ucd.WordPictographic || class == ucd.WordALetterPictographic): // WB3c
			wordLike = false // the same
		case last == ucd.WordWSegSpace && class == ucd.WordWSegSpace: // WB3d
		case isBridge(base, class):
			at := s.pos
			s.pos += n
			after, length := s.following()
			switch {
			case bridges(base, class, after):
				class, n = after, length
			case adjacent(base, class): // WB7a
				s.pos = at
			default:
				return at, wordLike
			}
		case adjacent(base, class):
			wordLike = wordLike || class == ucd.WordExtendNumLet
		case base == ucd.WordRegionalIndicator && class == ucd.WordRegionalIndicator && oddFlag: // WB15, WB16
		default: // WB999
			return s.pos, wordLike
		}
		s.pos += n
		last, base = class, class
		wordLike = wordLike || isWord(class)
		oddFlag = class == ucd.WordRegionalIndicator && !oddFlag
	}
	return s.pos, wordLike
}

// following goes to the next character that is not ignored and returns its class and length;
// WordOther at the end.
func (s *scanner[U]) following() (class uint8, n int) {
	classes := ucd.WordClasses()
	for s.more() {
		r, n := decode(s.t, s.pos)
		if class := classes.Of(r); !isIgnored(class) {
			return class, n
		}
		s.pos += n
	}
	return ucd.WordOther, 0
}

// wordBoundary reports whether i, inside the text, is a boundary whatever stands farther away
// than two characters.
func (s *scanner[U]) wordBoundary(i int) bool {
	classes := ucd.WordClasses()
	r, before := decodeBefore(s.t, i)
	last := classes.Of(r)
	r, n := decode(s.t, i)
	class := classes.Of(r)
	switch {
	case isNewline(last) || isNewline(class):
		return last != ucd.WordCR || class != ucd.WordLF
	case isIgnored(class):
		return false
	case class == ucd.WordWSegSpace:
		return last != ucd.WordWSegSpace
	case class == ucd.WordOther || class == ucd.WordIdeograph:
		return true
	case class == ucd.WordPictographic:
		return last != ucd.WordZWJ
	case isIgnored(last) || adjacent(last, class) || last == ucd.WordRegionalIndicator && class == ucd.WordRegionalIndicator:
		return false
	}
	if isBridge(last, class) {
		if i+n == len(s.t) {
			return true
		}
		r, _ := decode(s.t, i+n)
		after := classes.Of(r)
		return !isIgnored(after) && !bridges(last, class, after)
	}
	if isBridge(class, last) {
		if i == before {
			return true
		}
		r, _ := decodeBefore(s.t, i-before)
		first := classes.Of(r)
		return !isIgnored(first) && !bridges(first, last, class)
	}
	return true
}
