package intl

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestKeysOfALocaleGiveWayToOptions(t *testing.T) {
	for _, test := range []struct{ tag, option, locale, value string }{
		{"de", "", "de", "latn"},
		{"ar-EG", "", "ar-EG", "arab"},
		{"de-u-nu-thai-x-a", "", "de-u-nu-thai", "thai"},
		{"de-DE-u-ca-gregory-nu-thai", "thai", "de-DE-u-nu-thai", "thai"},
		{"de-u-nu-thai", "arab", "de", "arab"},
		{"de-u-nu-thai", "unknown", "de-u-nu-thai", "thai"},
		{"de-u-nu-roman", "", "de", "latn"},
		{"de-u-nu", "", "de", "latn"},
		{"qtz-u-nu-thai", "", "en-US", "latn"},
		{"de-u-nu-thai", nullValue, "de-u-nu-thai", "thai"},
	} {
		r := resolveLocale([]string{test.tag}, []extensionKey{numberingKey}, []string{test.option})
		require.Equal(t, test.locale, r.locale, test)
		require.Equal(t, test.value, r.values[0], test)
	}
	r := resolveLocale([]string{"qtz", "de-u-nu-beng"}, []extensionKey{numberingKey}, []string{""})
	require.Equal(t, resolvedLocale{"de-u-nu-beng", "de", []string{"beng"}}, r)
}
