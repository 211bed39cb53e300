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

// tableOf is the table, which is opened when somebody first asks for it.
func (s *Subject) tableOf() *Table {
	s.once.Do(func() { s.table = OpenEmbedded(*s.text) })
	return s.table
}

// Section is what a locale itself has, "" if it has all from its parents, or if the table is damaged.
// The locale is one that the section locales names as having data.
func (s *Subject) Section(locale string) Section {
	table := s.tableOf()
	if _, ok := table.directory.Get(locale); !ok {
		return ""
	}
	section, _ := table.Section(locale)
	return section
}

// Replace is for tests: it puts another section in the place of that of a locale, and returns what puts
// that back. What has been made of the section stays.
func (s *Subject) Replace(locale string, section Section) (restore func()) {
	return s.tableOf().replace(locale, section)
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

// maxParents bounds how many parents a locale has. The data has four at most.
const maxParents = 16

// Lineage yields the locale that has the data of an available one, its parent, the parent of that,
// and last und.
func Lineage(locale string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if data, _ := Get("locales", locale); data != "" {
			locale = data
		}
		parents := Of("parents")
		for range maxParents {
			if !yield(locale) || locale == "und" {
				return
			}
			named, _ := parents.Get(locale)
			locale = Parent(locale, named)
		}
	}
}
