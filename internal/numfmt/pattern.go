package numfmt

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a piece of an affix.
type token struct {
	kind tokenKind
	text string // of literals and symbols
	part Kind
}

type tokenKind uint8

const (
	tokenText    tokenKind = iota
	tokenSign              // - or + or ~, by the number
	tokenSpacing           // a no-break space between a currency and digits
)

// affixes are what stands before and behind a number.
type affixes struct{ prefix, suffix []token }

// pattern is a pattern of numbers, compiled.
type pattern struct {
	positive, negative affixes
	hasNegative        bool // there is a pattern of its own for negative numbers
	negativeHasMinus   bool
	positiveHasPlus    bool
	hasDigits          bool
	zeros              int // 0s in the integer part
	primary, secondary int // sizes of groups, 0 for none
}

// symbolTable is what symbols of patterns stand for.
type symbolTable struct {
	percent  token
	currency string
	literal  Kind // of the texts between
}

// parsePattern compiles a pattern.
func parsePattern(text string, symbols *symbolTable) *pattern {
	p := &pattern{}
	positive, negative, hasNegative := cutUnquoted(text)
	prefix, number, suffix := splitPattern(positive)
	p.positive = affixes{symbols.tokens(prefix, true), symbols.tokens(suffix, false)}
	p.positiveHasPlus = strings.Contains(prefix+suffix, "+")
	if hasNegative {
		prefix, _, suffix := splitPattern(negative)
		p.negative = affixes{symbols.tokens(prefix, true), symbols.tokens(suffix, false)}
		p.hasNegative, p.negativeHasMinus = true, strings.Contains(prefix+suffix, "-")
	}
	integer, _, _ := strings.Cut(number, ".")
	integer, _, _ = strings.Cut(integer, "E")
	p.hasDigits = number != ""
	p.zeros = strings.Count(integer, "0")
	if groups := strings.Split(integer, ","); len(groups) > 1 {
		p.primary = len(groups[len(groups)-1])
		p.secondary = p.primary
		if n := len(groups[len(groups)-2]); len(groups) > 2 && n > 0 {
			p.secondary = n
		}
	}
	return p
}

// cutUnquoted divides a pattern at its semicolon.
func cutUnquoted(text string) (positive, negative string, found bool) {
	quoted := false
	for i, c := range text {
		switch {
		case c == '\'':
			quoted = !quoted
		case c == ';' && !quoted:
			return text[:i], text[i+1:], true
		}
	}
	return text, "", false
}

// splitPattern divides a pattern into what is before the digits, the digits and what is behind them.
func splitPattern(text string) (prefix, number, suffix string) {
	const digits = "#0,.E"
	start, end, quoted := -1, -1, false
	for i, c := range text {
		switch {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case start < 0 && strings.ContainsRune("#0", c):
			start = i
		case start >= 0 && end < 0 && !strings.ContainsRune(digits, c):
			end = i
		}
	}
	if start < 0 {
		return text, "", ""
	}
	if end < 0 {
		end = len(text)
		if i := strings.IndexByte(text[start:], '\''); i >= 0 {
			end = start + i
		}
	} else if i := strings.IndexByte(text[start:end], '\''); i >= 0 {
		end = start + i
	}
	return text[:start], text[start:end], text[end:]
}

// tokens compiles an affix.
func (s *symbolTable) tokens(text string, isPrefix bool) (list []token) {
	quoted := false
	literal := func(c string) {
		if n := len(list) - 1; n >= 0 && list[n].kind == tokenText && list[n].part == s.literal {
			list[n].text += c
			return
		}
		list = append(list, token{tokenText, c, s.literal})
	}
	for _, c := range text {
		switch {
		case c == '\'':
			quoted = !quoted
		case quoted:
			literal(string(c))
		case c == '-', c == '+':
			list = append(list, token{kind: tokenSign})
		case c == '%':
			list = append(list, s.percent)
		case c == '¤':
			list = append(list, token{tokenText, s.currency, CurrencyPart})
		default:
			literal(string(c))
		}
	}
	if n := len(list); n > 0 && isPrefix && list[n-1].part == CurrencyPart {
		if r, _ := utf8.DecodeLastRuneInString(list[n-1].text); needsSpacing(r) {
			list = append(list, token{kind: tokenSpacing})
		}
	} else if n > 0 && !isPrefix && list[0].part == CurrencyPart {
		if r, _ := utf8.DecodeRuneInString(list[0].text); needsSpacing(r) {
			list = append([]token{{kind: tokenSpacing}}, list...)
		}
	}
	return list
}

// needsSpacing reports whether CLDR's currencySpacing wants space between a character of a currency and
// digits: it is the same in all locales.
func needsSpacing(r rune) bool { return !unicode.In(r, unicode.S, unicode.Z) }

// around is what the name of a unit or currency has before and behind the number.
type around struct {
	prefix, suffix string
	part           Kind
	isWhole        bool // it says the number itself, as the dual of Arabic does
}

// newAround takes a pattern with {0} apart.
func newAround(text string, part Kind) around {
	prefix, suffix, ok := strings.Cut(text, "{0}")
	return around{prefix, suffix, part, !ok}
}
