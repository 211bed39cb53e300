// Package cmdline reads command lines of other engines, as flags have them. It imports
// nothing of the project.
package cmdline

import (
	"fmt"
	"path/filepath"
	"strings"
)

// Parse reads NAME='command line', or a command line, which is its own name then. Words are
// separated by spaces; quotes keep spaces together.
func Parse(text string) (name string, argv []string, err error) {
	name, line, named := strings.Cut(text, "=")
	if !named || strings.ContainsAny(name, " \t/-") {
		name, line = "", text
	}
	argv, err = words(line)
	if err != nil {
		return "", nil, fmt.Errorf("%q: %w", text, err)
	}
	if len(argv) == 0 {
		return "", nil, fmt.Errorf("%q has no command", text)
	}
	if name == "" {
		name = strings.Join(append([]string{filepath.Base(argv[0])}, argv[1:]...), " ")
	}
	return name, argv, nil
}

// words splits a command line.
func words(line string) ([]string, error) {
	var out []string
	var word strings.Builder
	var quote rune
	inside := false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote, inside = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			if inside {
				out = append(out, word.String())
				word.Reset()
			}
			inside = false
		default:
			word.WriteRune(r)
			inside = true
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("a quote is not closed")
	}
	if inside {
		out = append(out, word.String())
	}
	return out, nil
}
