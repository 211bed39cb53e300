package cldr

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// subjects are the data that differs by locale, each with a path that all locales have, if there is one.
var subjects = map[string]struct {
	subject *Subject
	path    string
}{
	"numbers":       {&Numbers, "latn/symbols"},
	"plurals":       {&Plurals, "cardinal"},
	"money":         {&Money, "USD"},
	"units":         {&Units, "long/meter"},
	"fields":        {&Fields, "year/name"},
	"names":         {&Names, "pattern"},
	"languages":     {&Languages, ""},
	"regions":       {&Regions, ""},
	"dates":         {&Dates, "g/date/full"},
	"calendarnames": {&CalendarNames, "hebrew/month/fw"},
	"zonenames":     {&ZoneNames, "gmt"},
}

func TestEveryLocaleHasEverySubject(t *testing.T) {
	for name, s := range subjects {
		Of("locales").Each(func(locale, _ string) bool {
			_, ok := s.subject.Find(locale, s.path)
			require.True(t, ok || s.path == "", "%s of %s", name, locale)
			return true
		})
		s.subject.table.directory.Each(func(locale, _ string) bool {
			section, err := s.subject.table.Section(locale)
			require.NoError(t, err, "%s of %s", name, locale)
			require.Less(t, len(section), 100<<10, "%s of %s: to be divided", name, locale)
			return true
		})
	}
}
