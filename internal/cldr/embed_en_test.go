//go:build kiln_intl_en

package cldr

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEnglishAloneIsThere(t *testing.T) {
	require.EqualValues(t, "en\t\nen-US\ten\n", Of("locales"))
	for _, section := range []string{"numbering", "lists"} {
		Of(section).Each(func(key, _ string) bool {
			require.Regexp(t, "^(en|und)/", key)
			return true
		})
	}
	patterns, ok := Find("lists", "en-US", "standard")
	require.True(t, ok)
	require.Equal(t, "{0} and {1}\x1F{0}, {1}\x1F{0}, {1}\x1F{0}, and {1}", patterns)
	for name, s := range subjects {
		s.subject.Find("en", s.path) // opens the table
		s.subject.table.directory.Each(func(locale, _ string) bool {
			require.Contains(t, []string{"*", "en", "und"}, locale, "%s", name)
			return true
		})
	}
}
