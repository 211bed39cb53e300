package cldr

import (
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// sectionNames are those of doc.go.
var sectionNames = []string{
	"calendars", "collations", "currencies", "digits", "directions", "hours", "languages", "likely", "lists", "locales", "numbering",
	"parents", "scripts", "subdivisions", "territories", "types", "variants", "weeks", "zones",
}

func TestTheTableHasTheSectionsOfTheDocumentation(t *testing.T) {
	table, err := Open(tableData)
	require.NoError(t, err)
	var names []string
	table.directory.Each(func(name, _ string) bool {
		names = append(names, name)
		return true
	})
	require.Equal(t, sectionNames, names)
}

func TestEveryKeyIsFound(t *testing.T) {
	for _, name := range sectionNames {
		s := Of(name)
		last, n := "", 0
		s.Each(func(key, value string) bool {
			require.Less(t, last, key, name)
			got, ok := s.Get(key)
			require.True(t, ok, "%s %s", name, key)
			require.Equal(t, value, got)
			for _, other := range []string{key + "\x00", key[:len(key)-1] + "\x7F", last + "!"} {
				_, ok := s.Get(other)
				require.False(t, ok, other)
			}
			last = key
			n++
			return true
		})
		require.Positive(t, n, name)
	}
	_, ok := Section("").Get("a")
	require.False(t, ok)
}

func TestWhatALocaleLacksItHasFromItsParents(t *testing.T) {
	if EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	Of("locales").Each(func(locale, _ string) bool {
		_, ok := Find("numbering", locale, "")
		require.True(t, ok, locale)
		for _, kind := range []string{"standard", "or-short", "unit-narrow"} {
			patterns, ok := Find("lists", locale, kind)
			require.True(t, ok, locale)
			require.Len(t, strings.Split(patterns, Separator), 4, locale)
		}
		return true
	})
	for locale, want := range map[string]string{"en-GB": "{0} and {1}", "en": "{0}, and {1}", "nb-NO": "{0} og {1}", "zh-TW": "{0}和{1}"} {
		patterns, _ := Find("lists", locale, "standard")
		require.Equal(t, want, strings.Split(patterns, Separator)[3], locale)
	}
}

func TestParentsEndAtTheRoot(t *testing.T) {
	parents := Of("parents")
	Of("locales").Each(func(locale, _ string) bool {
		for range 7 {
			if locale == "und" {
				return true
			}
			named, _ := parents.Get(locale)
			locale = Parent(locale, named)
		}
		t.Error(locale)
		return true
	})
}

func TestLookingUpAllocatesNothing(t *testing.T) {
	Of("likely")
	require.Zero(t, testing.AllocsPerRun(100, func() {
		if v, _ := Get("likely", "zh-TW"); v != "zh-Hant-TW" {
			t.Error(v)
		}
	}))
}

// makeTable makes a table of a section and its dictionary, with what the directory says of
// the section.
func makeTable(t testing.TB, text, dictionary, entry string) string {
	compress := func(text, dictionary string) string {
		var b bytes.Buffer
		w, err := flate.NewWriterDict(&b, flate.BestCompression, []byte(dictionary))
		require.NoError(t, err)
		_, err = w.Write([]byte(text))
		require.NoError(t, err)
		require.NoError(t, w.Close())
		return b.String()
	}
	d, s := compress(dictionary, ""), compress(text, dictionary)
	if entry == "" {
		entry = fmt.Sprintf("%d %d %d %x dictionary", len(d), len(s), len(text), crc32.ChecksumIEEE([]byte(text)))
	}
	directory := fmt.Sprintf("dictionary\t0 %d %d %x\ntext\t%s\n", len(d), len(dictionary), crc32.ChecksumIEEE([]byte(dictionary)), entry)
	return fmt.Sprintf("%s%08d\n%s%s%s", Magic, len(directory), directory, d, s)
}

const exampleText, exampleDictionary = "months/1\tJanuar\nmonths/2\tFebruar\n", "months/1\tJanuary\n"

func TestASectionMayHaveADictionary(t *testing.T) {
	table, err := Open(makeTable(t, exampleText, exampleDictionary, ""))
	require.NoError(t, err)
	s, err := table.Section("text")
	require.NoError(t, err)
	require.Equal(t, Section(exampleText), s)
	v, ok := s.Get("months/2")
	require.True(t, ok)
	require.Equal(t, "Februar", v)
}

func TestDamageIsAnError(t *testing.T) {
	for _, head := range []string{"", Magic, Magic + "00000000", Magic + "00000001\n", Magic + "x0000000\n", "kiln cldr 2\n00000000\n"} {
		_, err := Open(head)
		require.ErrorIs(t, err, ErrDamaged, head)
	}
	for _, entry := range []string{
		"0", "a b c d", "0 1 2 3 4 5", "-1 1 1 1", "99999 1 1 1", "0 99999 1 1", "0 10 99999999 0", "0 10 4294967296 0",
		"0 20 18 0", "0 20 1 0 dictionary", "0 20 18 0 text",
	} {
		table, err := Open(makeTable(t, exampleText, exampleDictionary, entry))
		require.NoError(t, err)
		_, err = table.Section("text")
		require.ErrorIs(t, err, ErrDamaged, entry)
	}
	table, err := Open(makeTable(t, exampleText, exampleDictionary, ""))
	require.NoError(t, err)
	_, err = table.Section("other")
	require.Error(t, err)
}

// A damaged table gives errors, or what it was before.
func FuzzDamage(f *testing.F) {
	whole := makeTable(f, exampleText, exampleDictionary, "")
	f.Add(whole, "text", "months/2")
	f.Add(strings.Replace(whole, "dictionary\t0", "dictionary\t1", 1), "text", "months/1")
	f.Add(whole[:len(whole)-4], "dictionary", "")
	f.Fuzz(func(t *testing.T, text, name, key string) {
		table, err := Open(text)
		if err != nil {
			return
		}
		table.directory.Get(key)
		for _, name := range []string{name, "text"} {
			s, err := table.Section(name)
			if err != nil {
				continue
			}
			if v, ok := s.Get(key); ok {
				require.Contains(t, string(s), v)
			}
			s.Each(func(_, _ string) bool { return true })
		}
		Section(text).Get(key)
	})
}

func BenchmarkOpenLikely(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		table, _ := Open(tableData)
		if _, err := table.Section("likely"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGet(b *testing.B) {
	for b.Loop() {
		Get("likely", "zh-TW")
	}
}
