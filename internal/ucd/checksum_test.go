package ucd

import (
	"fmt"
	"hash/fnv"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/ucd/gen/source"
)

// checksum is a hash of text, and how many parts it was made of.
func checksum(parts []string) string {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p + "\n"))
	}
	return fmt.Sprintf("%d %016x", len(parts), h.Sum64())
}

func rangeParts(ranges [][2]rune) (parts []string) {
	for _, r := range ranges {
		parts = append(parts, fmt.Sprintf("%x-%x", r[0], r[1]))
	}
	return parts
}

// tableChecksums returns a line for each table, made from the answers that the
// package gives for every code point.
func tableChecksums() (lines []string) {
	add := func(name string, parts []string) { lines = append(lines, name+" "+checksum(parts)) }
	addSet := func(name string, has func(rune) bool) {
		var ranges [][2]rune
		for r := rune(0); r <= MaxRune; r++ {
			if !has(r) {
				continue
			}
			if n := len(ranges); n > 0 && ranges[n-1][1] == r-1 {
				ranges[n-1][1] = r
			} else {
				ranges = append(ranges, [2]rune{r, r})
			}
		}
		add(name, rangeParts(ranges))
	}
	addProperty := func(name string, p Property) {
		var ranges [][2]rune
		for _, r := range p.Ranges() {
			ranges = append(ranges, [2]rune{r.Lo, r.Hi})
		}
		add(name, rangeParts(ranges))
	}
	for _, n := range source.Names() {
		paths := n.Paths()
		switch n.Kind {
		case source.Script:
			sc, _ := LookupValue("sc", n.Long)
			addProperty(paths[0], sc)
			scx, _ := LookupValue("scx", n.Long)
			addProperty(paths[1], scx)
		case source.Strings:
			s, _ := LookupStrings(n.Long)
			add(paths[0], s.Strings)
			var ranges [][2]rune
			for _, r := range s.Runes {
				ranges = append(ranges, [2]rune{r.Lo, r.Hi})
			}
			add(paths[0]+"/single", rangeParts(ranges))
		default:
			p, _ := LookupLone(n.Long)
			addProperty(paths[0], p)
		}
	}
	addSet("IsIDStart", IsIDStart)
	addSet("IsIDContinue", IsIDContinue)
	for _, m := range []struct {
		name string
		f    func(rune) []rune
	}{
		{"SimpleUpper", func(r rune) []rune { return []rune{SimpleUpper(r)} }},
		{"SimpleLower", func(r rune) []rune { return []rune{SimpleLower(r)} }},
		{"SimpleFold", func(r rune) []rune { return []rune{SimpleFold(r)} }},
		{"Canonicalize", func(r rune) []rune { return []rune{Canonicalize(r, false)} }},
		{"ToUpper", func(r rune) []rune { to, n := ToUpper(r); return to[:n] }},
		{"ToLower", func(r rune) []rune { to, n := ToLower(r); return to[:n] }},
		{"FoldFull", func(r rune) []rune { to, n := FoldFull(r); return to[:n] }},
		{"NFC", func(r rune) []rune { return normalized(NFC, []rune{r}) }},
		{"NFD", func(r rune) []rune { return normalized(NFD, []rune{r}) }},
		{"NFKC", func(r rune) []rune { return normalized(NFKC, []rune{r}) }},
		{"NFKD", func(r rune) []rune { return normalized(NFKD, []rune{r}) }},
		{"NFD before U+0301", func(r rune) []rune { return normalized(NFD, []rune{r, 0x301}) }},
	} {
		var parts []string
		for r := rune(0); r <= MaxRune; r++ {
			if to := m.f(r); len(to) != 1 || to[0] != r {
				parts = append(parts, fmt.Sprintf("%x %x", r, to))
			}
		}
		add(m.name, parts)
	}
	for _, m := range []struct {
		name    string
		classes *Classes
	}{{"GraphemeClasses", GraphemeClasses()}, {"WordClasses", WordClasses()}, {"SentenceClasses", SentenceClasses()}} {
		var parts []string
		for r := rune(0); r <= MaxRune; r++ {
			if c := m.classes.Of(r); c != 0 {
				parts = append(parts, fmt.Sprintf("%x %d", r, c))
			}
		}
		add(m.name, parts)
	}
	return lines
}

// TestChecksums finds tables that have changed since they were last compared with
// their source, which the other tests need and may not have. KILN_UPDATE=1 makes
// the file again, after that comparison.
func TestChecksums(t *testing.T) {
	const file = "testdata/checksums.txt"
	got := tableChecksums()
	if os.Getenv("KILN_UPDATE") != "" {
		require.NotEmpty(t, os.Getenv("KILN_UNICODE"), "the tables must be compared with their source first")
		TestTablesMatchSource(t)
		require.False(t, t.Failed())
		require.NoError(t, os.WriteFile(file, []byte(strings.Join(got, "\n")+"\n"), 0o644))
	}
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, strings.Split(strings.TrimSuffix(string(text), "\n"), "\n"), got)
}
