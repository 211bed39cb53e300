package repl

import (
	"strings"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// Colours of what is being written.
const (
	keywordColor = "\x1b[35m"
	textColor    = "\x1b[32m"
	numberColor  = "\x1b[33m"
	regexpColor  = "\x1b[31m"
	remarkColor  = "\x1b[90m"
	noColor      = "\x1b[39m"
)

// Highlight returns an input in colour. Only colours are added.
func Highlight(text string) string {
	if _, _, ok := commandOf(text); ok {
		return text
	}
	var b strings.Builder
	at := 0
	for _, t := range syntax.Scan(text) {
		between(&b, text[at:t.From])
		part := text[t.From:t.To]
		at = int(t.To)
		paint(&b, colorOf(t.Kind, part), part)
	}
	between(&b, text[at:])
	return b.String()
}

// colorOf returns the colour of a token, "" for none.
func colorOf(kind syntax.TokenKind, text string) string {
	switch kind {
	case syntax.TokenKeyword:
		return keywordColor
	case syntax.TokenName:
		if text == "let" || text == "async" || text == "await" || text == "yield" || text == "of" {
			return keywordColor
		}
	case syntax.TokenString, syntax.TokenTemplate:
		return textColor
	case syntax.TokenNumber, syntax.TokenBigInt:
		return numberColor
	case syntax.TokenRegExp:
		return regexpColor
	}
	return ""
}

// between writes what stands between two tokens: space and comments, and at the end what
// could not be scanned.
func between(b *strings.Builder, text string) {
	if i := strings.IndexByte(text, '/'); i >= 0 && strings.ContainsAny(text[i:min(i+2, len(text))], "*/") {
		b.WriteString(text[:i])
		paint(b, remarkColor, text[i:])
		return
	}
	if i := strings.IndexAny(text, "'\"`"); i >= 0 {
		b.WriteString(text[:i])
		paint(b, textColor, text[i:]) // has no end yet
		return
	}
	b.WriteString(text)
}

// paint writes text in a colour, that ends with each line.
func paint(b *strings.Builder, color, text string) {
	if color == "" {
		b.WriteString(text)
		return
	}
	b.WriteString(color + strings.ReplaceAll(text, "\n", noColor+"\n"+color) + noColor)
}
