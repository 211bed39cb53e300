package intl

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/cldr"
)

func TestKeysOfALocaleGiveWayToOptions(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
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
		r, err := resolveLocale(nil, []string{test.tag}, []extensionKey{numberingKey}, []string{test.option})
		require.NoError(t, err)
		require.Equal(t, test.locale, r.locale, test)
		require.Equal(t, test.value, r.values[0], test)
	}
	r, err := resolveLocale(nil, []string{"qtz", "de-u-nu-beng"}, []extensionKey{numberingKey}, []string{""})
	require.NoError(t, err)
	require.Equal(t, resolvedLocale{"de-u-nu-beng", "de", []string{"beng"}}, r)
}

func TestKeysOfADateTimeFormatGiveWayToOptions(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	for _, test := range []struct{ tag, calendar, hourCycle, locale, resolved string }{
		{"de", "", "", "de", "gregory -"},
		{"th", "", "", "th", "buddhist -"},
		{"en-u-ca-islamic-civil", "", "", "en-u-ca-islamic-civil", "islamic-civil -"},
		{"en-u-ca-islamic", "", "", "en-u-ca-islamic-civil", "islamic-civil -"},
		{"en", "islamic-rgsa", "", "en", "islamic-civil -"},
		{"en-u-ca-islamic-civil", "islamic", "", "en-u-ca-islamic-civil", "islamic-civil -"},
		{"en", "ethiopic-amete-alem", "", "en", "ethioaa -"},
		{"en-u-ca-hebrew-hc-h23", "unknown", "", "en-u-ca-hebrew-hc-h23", "hebrew h23"},
		{"en-u-ca-hebrew-hc-h23", "", "h11", "en-u-ca-hebrew", "hebrew h11"},
		{"en-u-hc-h23", "", nullValue, "en", "gregory -"},
	} {
		r, err := resolveLocale(nil, []string{test.tag}, dateTimeKeys, []string{test.calendar, "", "", test.hourCycle})
		require.NoError(t, err)
		require.Equal(t, test.locale, r.locale, test)
		require.Equal(t, test.resolved, r.values[atCalendar]+" "+r.values[atHourCycle], test)
	}
}
