package tz

import (
	_ "embed"
	"strings"
	"sync"
)

//go:generate go run ./gen -out .

//go:embed names.txt
var namesText string

// identifiers are the available named time zone identifiers.
var identifiers struct {
	once    sync.Once
	names   []string // sorted
	primary []int    // index of the primary identifier of each
	folded  map[string]int
}

func loadNames() {
	t := &identifiers
	t.once.Do(func() {
		lines := strings.Split(strings.TrimSuffix(namesText, "\n"), "\n")
		t.names, t.primary = make([]string, len(lines)), make([]int, len(lines))
		t.folded = make(map[string]int, len(lines))
		links := make(map[int]string)
		for i, line := range lines {
			name, to, link := strings.Cut(line, " ")
			t.names[i], t.primary[i] = name, i
			t.folded[strings.ToLower(name)] = i
			if link {
				links[i] = to
			}
		}
		for i, to := range links {
			t.primary[i] = t.folded[strings.ToLower(to)]
		}
	})
}

// Lookup finds an identifier, whatever the case of its letters, and gives its number.
func Lookup(name string) (id int, ok bool) {
	loadNames()
	if id, ok = identifiers.folded[name]; ok {
		return id, true
	}
	id, ok = identifiers.folded[lowerASCII(name)]
	return id, ok
}

// lowerASCII is a name in lower case; letters beyond ASCII are no letters of names.
func lowerASCII(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, name)
}

// Name is the identifier with a number of Lookup, in its preferred case.
func Name(id int) string {
	loadNames()
	return identifiers.names[id]
}

// Primary is the number of the primary identifier of the zone of an identifier.
func Primary(id int) int {
	loadNames()
	return identifiers.primary[id]
}

// Names are all identifiers, sorted; a number is an index into them. They are not to be
// changed.
func Names() []string {
	loadNames()
	return identifiers.names
}
