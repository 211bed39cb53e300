package parser

import (
	"errors"
	"fmt"
	"strings"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// Re2Dot is what the dot of a pattern matches, for Go's package regexp.
const Re2Dot = "[^\r\n\u2028\u2029]"

// RegexpErrorIncompatible is a pattern that Go's package regexp has nothing for: a
// lookaround or a backreference.
type RegexpErrorIncompatible struct{ text string }

// Error is the message.
func (s RegexpErrorIncompatible) Error() string { return s.text }

// RegexpSyntaxError is a pattern that scripts cannot have.
type RegexpSyntaxError struct{ text string }

// Error is the message.
func (s RegexpSyntaxError) Error() string { return s.text }

// whitespaceClass is what \s matches, within a class.
const whitespaceClass = " \\f\\n\\r\\t\\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"

// TransformRegExp turns a pattern of scripts into one for Go's package regexp. The error is a
// RegexpSyntaxError, or a RegexpErrorIncompatible where that package has nothing like it.
// Kiln itself matches patterns with a package of its own.
func TransformRegExp(pattern string, dotAll, unicode bool) (transformed string, err error) {
	if err := checkPattern(pattern, unicode); err != nil {
		return "", err
	}
	t := transformer{in: pattern, dotAll: dotAll}
	for t.at < len(t.in) {
		if err := t.next(); err != nil {
			return "", err
		}
	}
	return t.out.String(), nil
}

// checkPattern parses the pattern as a literal.
func checkPattern(pattern string, unicode bool) error {
	flags := ""
	if unicode {
		flags = "u"
	}
	literal := "/" + strings.NewReplacer("\n", "\\n", "\r", "\\r", "\u2028", "\\u2028", "\u2029", "\\u2029").Replace(escapeSlashes(pattern)) + "/" + flags
	if pattern == "" {
		return nil
	}
	_, err := syntax.Parse(syntax.NewSource("", literal), syntax.Options{})
	var e *syntax.Error
	if errors.As(err, &e) {
		return RegexpSyntaxError{e.Msg}
	}
	return err
}

// escapeSlashes is pattern as it stands between slashes.
func escapeSlashes(pattern string) string {
	var b strings.Builder
	class := false
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\' && i+1 < len(pattern):
			b.WriteByte(c)
			i++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			b.WriteByte('\\')
		}
		b.WriteByte(pattern[i])
	}
	return b.String()
}

type transformer struct {
	in     string
	at     int
	out    strings.Builder
	dotAll bool
	class  bool
}

// next transforms what comes next.
func (t *transformer) next() error {
	c := t.in[t.at]
	rest := t.in[t.at:]
	switch {
	case c == '\\':
		return t.escape()
	case t.class:
		t.class = c != ']'
		if c == '[' {
			t.out.WriteByte('\\')
		}
	case c == '[':
		switch {
		case strings.HasPrefix(rest, "[]"):
			t.out.WriteString("[^\\x00-\\x{10FFFF}]")
			t.at += 2
			return nil
		case strings.HasPrefix(rest, "[^]"):
			t.out.WriteString("[\\x00-\\x{10FFFF}]")
			t.at += 3
			return nil
		}
		t.class = true
	case c == '.' && !t.dotAll:
		t.out.WriteString(Re2Dot)
		t.at++
		return nil
	case strings.HasPrefix(rest, "(?=") || strings.HasPrefix(rest, "(?!") || strings.HasPrefix(rest, "(?<=") || strings.HasPrefix(rest, "(?<!"):
		return RegexpErrorIncompatible{fmt.Sprintf("re2: Invalid (%s) <lookahead>", rest[1:3])}
	case strings.HasPrefix(rest, "(?<"):
		t.out.WriteString("(?P<")
		t.at += 3
		return nil
	}
	t.out.WriteByte(c)
	t.at++
	return nil
}

// escape transforms a backslash and what belongs to it.
func (t *transformer) escape() error {
	rest := t.in[t.at+1:]
	if rest == "" {
		return RegexpSyntaxError{"\\ at end of pattern"}
	}
	c := rest[0]
	t.at += 2
	switch {
	case c >= '1' && c <= '9' || c == 'k' && !t.class:
		return RegexpErrorIncompatible{fmt.Sprintf("re2: Invalid \\%c <backreference>", c)}
	case c == '0':
		t.out.WriteString("\\x00")
	case c == 'u' && len(rest) > 1 && rest[1] == '{':
		end := strings.IndexByte(rest, '}')
		t.out.WriteString("\\x" + rest[1:end+1])
		t.at += end
	case c == 'u' && len(rest) >= 5:
		t.out.WriteString("\\x{" + rest[1:5] + "}")
		t.at += 4
	case c == 'c' && len(rest) >= 2:
		fmt.Fprintf(&t.out, "\\x%02x", rest[1]&31)
		t.at++
	case c == 's' && t.class:
		t.out.WriteString(whitespaceClass)
	case c == 's':
		t.out.WriteString("[" + whitespaceClass + "]")
	case c == 'S' && !t.class:
		t.out.WriteString("[^" + whitespaceClass + "]")
	case c == 'b' && t.class:
		t.out.WriteString("\\x08")
	case strings.IndexByte("bBdDwWfnrtvx", c) >= 0 || strings.IndexByte("^$\\.*+?()[]{}|-/", c) >= 0:
		t.out.WriteByte('\\')
		t.out.WriteByte(c)
	default:
		t.out.WriteByte(c)
	}
	return nil
}
