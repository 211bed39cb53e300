package cldr

import (
	"sync"
)

// Subject is data that differs by locale: a table of its own, with one section for each
// locale that has something which its parent has not.
type Subject struct {
	text *string // what go:embed gave

	once  sync.Once
	table *Table
}

// Section is what a locale itself has, "" if it has all from its parents. The locale is one that
// the section locales names as having data.
func (s *Subject) Section(locale string) Section {
	s.once.Do(func() {
		t, err := Open(*s.text)
		if err != nil {
			panic(err) // the build has another table than the one that is tested
		}
		s.table = t
	})
	if _, ok := s.table.directory.Get(locale); !ok {
		return ""
	}
	section, err := s.table.Section(locale)
	if err != nil {
		panic(err)
	}
	return section
}

// Find looks up what a locale, or the nearest of its parents, has at a path. The locale is one
// of those that are available.
func (s *Subject) Find(locale, path string) (value string, ok bool) {
	for locale := range Lineage(locale) {
		if value, ok = s.Section(locale).Get(path); ok {
			return value, true
		}
	}
	return "", false
}

// Lineage yields the locale that has the data of an available one, its parent, the parent of that,
// and last und.
func Lineage(locale string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if data, _ := Get("locales", locale); data != "" {
			locale = data
		}
		parents := Of("parents")
		for yield(locale) && locale != "und" {
			named, _ := parents.Get(locale)
			locale = Parent(locale, named)
		}
	}
}
