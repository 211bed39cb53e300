package suite

import (
	"fmt"
	"slices"
	"strings"
)

// Flags is the set of values of a test's `flags` attribute.
type Flags uint16

// The flags that INTERPRETING.md defines.
const (
	OnlyStrict Flags = 1 << iota
	NoStrict
	Module
	Raw
	Async
	Generated
	CanBlockIsFalse
	CanBlockIsTrue
	NonDeterministic
)

// parseFlag returns the flag of a name.
func parseFlag(name string) (Flags, bool) {
	for i, n := range [...]string{"onlyStrict", "noStrict", "module", "raw", "async", "generated", "CanBlockIsFalse", "CanBlockIsTrue", "non-deterministic"} {
		if n == name {
			return 1 << i, true
		}
	}
	return 0, false
}

// Has reports whether f contains all of g.
func (f Flags) Has(g Flags) bool { return f&g == g }

// Negative says that a test must end with an uncaught error.
type Negative struct {
	// Phase is "parse", "resolution", "runtime" or AnyPhase.
	Phase string
	// Type is the name of the error's constructor; in AnyPhase it may be a part of what the
	// error says of itself.
	Type string
}

// AnyPhase is the phase of an error that may come at any time.
const AnyPhase = "any"

// Meta is what a test's front matter demands of a runner.
type Meta struct {
	Flags    Flags
	Includes []string
	Features []string
	Locale   []string
	// ES6 says that the test cites a section of the sixth edition.
	ES6 bool
	// Edition is the edition of the standard, where the suite itself says it.
	Edition string
	// Negative is nil for a test that must end without an error.
	Negative *Negative
}

// ParseMeta reads the front matter of a test file. The text stands between
// `/*---` and `---*/` and is YAML; of YAML the function understands what the
// suite uses: top-level keys, plain and quoted scalars, block scalars, flow
// and block lists of scalars and one level of mapping. An attribute that it
// knows but that has another shape is an error, never silently ignored. A file
// without front matter has the zero Meta.
func ParseMeta(source string) (Meta, error) {
	var meta Meta
	start := strings.Index(source, "/*---")
	if start < 0 {
		return meta, nil
	}
	text := source[start+len("/*---"):]
	end := strings.Index(text, "---*/")
	if end < 0 {
		return meta, fmt.Errorf("front matter has no end")
	}
	entries, err := splitEntries(text[:end])
	if err != nil {
		return meta, err
	}
	for _, e := range entries {
		if err := meta.set(e); err != nil {
			return meta, fmt.Errorf("front matter: %s: %w", e.key, err)
		}
	}
	return meta, nil
}

// entry is one top-level key with the text that belongs to it: what follows
// the colon, and the lines up to the next key with their indentation.
type entry struct {
	key, inline string
	lines       []string
}

func splitEntries(text string) ([]entry, error) {
	var entries []entry
	indent := -1
	for line := range lines(text) {
		body := strings.TrimLeft(line, " ")
		if body == "" {
			if n := len(entries); n > 0 {
				entries[n-1].lines = append(entries[n-1].lines, "")
			}
			continue
		}
		if indent < 0 {
			if body[0] == '#' {
				continue
			}
			indent = len(line) - len(body)
		}
		depth := len(line) - len(body)
		if depth < indent {
			return nil, fmt.Errorf("front matter: indentation decreases at %q", line)
		}
		if key, rest, ok := cutKey(body); depth == indent && ok {
			entries = append(entries, entry{key: key, inline: rest})
			continue
		}
		if depth == indent && body[0] == '#' {
			continue
		}
		if len(entries) == 0 {
			return nil, fmt.Errorf("front matter: %q stands before the first key", line)
		}
		last := &entries[len(entries)-1]
		last.lines = append(last.lines, line)
	}
	return entries, nil
}

// lines yields the lines of text without their ends; CR, LF and CR LF all end
// a line, since tests about line ends use each of them.
func lines(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for text != "" {
			i := strings.IndexAny(text, "\r\n")
			if i < 0 {
				yield(text)
				return
			}
			line := text[:i]
			if text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n' {
				i++
			}
			text = text[i+1:]
			if !yield(strings.TrimRight(line, " \t")) {
				return
			}
		}
	}
}

// cutKey splits "key: value"; a key is a run of letters, digits, '_' and '-'
// followed by a colon and a space or the end of the line.
func cutKey(s string) (key, rest string, ok bool) {
	i := 0
	for i < len(s) && isKeyByte(s[i]) {
		i++
	}
	if i == 0 || i == len(s) || s[i] != ':' || s[0] == '-' {
		return "", "", false
	}
	rest = s[i+1:]
	if rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		return "", "", false
	}
	return s[:i], strings.TrimSpace(rest), true
}

func isKeyByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

func (m *Meta) set(e entry) error {
	var err error
	switch e.key {
	case "flags":
		var names []string
		if names, err = e.list(); err != nil {
			return err
		}
		for _, name := range names {
			flag, known := parseFlag(name)
			if !known {
				return fmt.Errorf("unknown flag %q", name)
			}
			m.Flags |= flag
		}
	case "includes":
		m.Includes, err = e.list()
	case "features":
		m.Features, err = e.list()
	case "es6id":
		m.ES6 = true
	case "locale":
		m.Locale, err = e.list()
	case "negative":
		var pairs map[string]string
		if pairs, err = e.mapping(); err != nil {
			return err
		}
		m.Negative = &Negative{Phase: pairs["phase"], Type: pairs["type"]}
		if !slices.Contains([]string{"parse", "resolution", "runtime"}, m.Negative.Phase) {
			return fmt.Errorf("unknown phase %q", m.Negative.Phase)
		}
		if m.Negative.Type == "" {
			return fmt.Errorf("no type")
		}
	}
	return err
}

// list reads a list of scalars, written `[a, b]` (over several lines if need
// be) or as lines that begin with a dash.
func (e entry) list() ([]string, error) {
	inline := stripComment(e.inline)
	if strings.HasPrefix(inline, "[") {
		for _, line := range e.lines {
			inline += " " + stripComment(strings.TrimSpace(line))
		}
		inline = strings.TrimSpace(inline)
		if !strings.HasSuffix(inline, "]") || strings.ContainsAny(inline[1:len(inline)-1], "[]{}") {
			return nil, fmt.Errorf("not a flow list of scalars: %q", inline)
		}
		var out []string
		for item := range strings.SplitSeq(inline[1:len(inline)-1], ",") {
			if item = strings.TrimSpace(item); item != "" {
				out = append(out, unquote(item))
			}
		}
		return out, nil
	}
	if inline != "" {
		return nil, fmt.Errorf("not a list: %q", inline)
	}
	var out []string
	for _, line := range e.lines {
		line = stripComment(strings.TrimSpace(line))
		if line == "" {
			continue
		}
		item, ok := strings.CutPrefix(line, "-")
		item = strings.TrimSpace(item)
		if !ok || item == "" || strings.ContainsAny(item, "[]{}") {
			return nil, fmt.Errorf("not a list of scalars: %q", line)
		}
		out = append(out, unquote(item))
	}
	return out, nil
}

// mapping reads indented lines `key: scalar`.
func (e entry) mapping() (map[string]string, error) {
	if stripComment(e.inline) != "" {
		return nil, fmt.Errorf("not a mapping: %q", e.inline)
	}
	out := map[string]string{}
	for _, line := range e.lines {
		line = stripComment(strings.TrimSpace(line))
		if line == "" {
			continue
		}
		key, value, ok := cutKey(line)
		if !ok || value == "" {
			return nil, fmt.Errorf("not a pair: %q", line)
		}
		out[key] = unquote(value)
	}
	return out, nil
}

func stripComment(s string) string {
	if strings.HasPrefix(s, "#") {
		return ""
	}
	if i := strings.Index(s, " #"); i >= 0 {
		return strings.TrimSpace(s[:i])
	}
	return s
}

func unquote(s string) string {
	if n := len(s); n >= 2 && (s[0] == '\'' || s[0] == '"') && s[n-1] == s[0] {
		return s[1 : n-1]
	}
	return s
}
