package object

import (
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
)

// Internal slots of a RegExp object (ClassRegExp) that describe it; package builtin has
// the others.
const (
	RegExpSource = iota // [[OriginalSource]]; Undefined before RegExpInitialize
	RegExpFlags         // [[OriginalFlags]]
)

// EscapeRegExpPattern is the operation of that name (sec-escaperegexppattern): a
// pattern that can stand between slashes in source text.
func EscapeRegExpPattern(pattern string) string {
	if pattern == "" {
		return "(?:)"
	}
	if !strings.ContainsAny(pattern, "/\n\r\u2028\u2029") {
		return pattern
	}
	var b strings.Builder
	escaped, class := false, false
	for _, piece := range splitRunes(pattern) {
		named := ""
		switch piece {
		case "\n":
			named = "n"
		case "\r":
			named = "r"
		case "\u2028":
			named = "u2028"
		case "\u2029":
			named = "u2029"
		}
		switch {
		case named != "" && escaped:
			b.WriteString(named)
		case named != "":
			b.WriteString(`\` + named)
		case piece == "/" && !escaped && !class:
			b.WriteString(`\/`)
		default:
			b.WriteString(piece)
		}
		switch {
		case escaped:
			escaped = false
		case piece == `\`:
			escaped = true
		case piece == "[":
			class = true
		case piece == "]":
			class = false
		}
	}
	return b.String()
}

// splitRunes cuts WTF-8 text into its characters; the bytes of a lone surrogate
// come one by one.
func splitRunes(s string) []string {
	pieces := make([]string, 0, len(s))
	from := 0
	for i := range s {
		if i > from {
			pieces = append(pieces, s[from:i])
		}
		from = i
	}
	return append(pieces, s[from:])
}

// IsRegExp is the operation of that name (sec-isregexp).
func (rt *Runtime) IsRegExp(v heap.Value) (bool, error) {
	if !v.IsObject() {
		return false, nil
	}
	m, err := rt.Get(v.Object(), rt.Heap.Symbols.Match)
	if err != nil {
		return false, err
	}
	if !m.IsUndefined() {
		return ToBoolean(m), nil
	}
	return v.Object().Class() == heap.ClassRegExp, nil
}
