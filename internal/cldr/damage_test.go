package cldr

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// edit replaces some bytes of a text.
func edit(text string, at uint32, length uint16, by string) string {
	start := int(at) % (len(text) + 1)
	end := min(start+int(length), len(text))
	return text[:start] + by + text[end:]
}

// A table that is damaged gives errors, or sections that it had before.
func FuzzDamagedSubjects(f *testing.F) {
	names := []string{"table"}
	texts := map[string]*string{"table": &tableData}
	for name, s := range subjects {
		names, texts[name] = append(names, name), s.subject.text
	}
	slices.Sort(names)
	whole := map[string]map[Section]bool{}
	for i, name := range names {
		table, err := Open(*texts[name])
		require.NoError(f, err)
		sections := map[Section]bool{"": true}
		table.directory.Each(func(section, _ string) bool {
			s, err := table.Section(section)
			require.NoError(f, err)
			sections[s] = true
			return true
		})
		whole[name] = sections
		end := uint32(len(*texts[name]))
		f.Add(uint8(i), uint32(3), uint16(1), "x", "und")
		f.Add(uint8(i), uint32(len(Magic)+2), uint16(1), "9", "en")
		f.Add(uint8(i), uint32(len(Magic)+40), uint16(20), "4194304 4194304 1 0 *\n", "de")
		f.Add(uint8(i), end/2, uint16(1), "\xFF", "ar")
		f.Add(uint8(i), end-1, uint16(1), "", "*")
	}
	f.Fuzz(func(t *testing.T, which uint8, at uint32, length uint16, by, section string) {
		name := names[int(which)%len(names)]
		table, err := Open(edit(*texts[name], at, length, by))
		if err != nil {
			require.ErrorIs(t, err, ErrDamaged)
			return
		}
		lines := 0
		table.directory.Each(func(string, string) bool {
			lines++
			return lines < 10_000
		})
		asked := []string{"und", "en", "*", section}
		if lines > 0 {
			n := 0
			table.directory.Each(func(key, _ string) bool {
				if n++; n == int(at)%lines {
					asked = append(asked, key)
				}
				return n < 10_000
			})
		}
		for _, key := range asked {
			s, err := table.Section(key)
			if err != nil {
				require.Empty(t, s)
				continue
			}
			require.True(t, whole[name][s], "%s %s", name, key)
			s.Get(by)
		}
	})
}

// A program goes on with a table that is damaged, as if it had nothing.
func TestDamagedTablesAreEmpty(t *testing.T) {
	if EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	text := edit(numbersData, uint32(strings.Index(numbersData, "\nund\t")+len("\nund\t")), 1, "x")
	s := Subject{text: &text}
	_, ok := s.Find("de", "latn/symbols")
	require.True(t, ok)
	_, ok = s.Find("und", "latn/symbols")
	require.False(t, ok)
	text = "kiln"
	s = Subject{text: &text}
	_, ok = s.Find("de", "latn/symbols")
	require.False(t, ok)
}

func TestParentsThatGoInACircleEnd(t *testing.T) {
	defer Replace("parents", "de\tfr\nfr\tde\n")()
	n := 0
	for range Lineage("de") {
		n++
	}
	require.Equal(t, maxParents, n)
	_, ok := Numbers.Find("de", "nothing")
	require.False(t, ok)
}

func TestWhatIsReplacedComesBack(t *testing.T) {
	if EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	want, _ := Numbers.Find("de", "latn/symbols")
	restore := Numbers.Replace("de", "latn/symbols\tx\n")
	got, _ := Numbers.Find("de", "latn/symbols")
	require.Equal(t, "x", got)
	restore()
	got, _ = Numbers.Find("de", "latn/symbols")
	require.Equal(t, want, got)
	restore = Replace("digits", "")
	_, ok := Get("digits", "arab")
	require.False(t, ok)
	restore()
	_, ok = Get("digits", "arab")
	require.True(t, ok)
}
