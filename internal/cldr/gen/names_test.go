package main

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/cldr"
)

// addNames adds the files with names of the locales that small has.
func addNames(files fstest.MapFS) {
	add := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	for _, locale := range []string{"und", "no", "nb", "sr", "sr-Cyrl", "sr-Cyrl-ME", "sr-Latn", "sr-Latn-ME"} {
		head := `{"main": {"` + locale + `": {`
		folder := "cldr-localenames-full/main/" + locale + "/"
		add(folder+"localeDisplayNames.json", head+`"localeDisplayNames": {"localeDisplayPattern": {"localePattern": "{0} ({1})", "localeSeparator": "{0}, {1}"},
			"types": {"calendar": {"core": "x", "gregorian": "G", "ethiopic-amete-alem": "E", "roc": "R"}}}}}}`)
		add("cldr-dates-full/main/"+locale+"/dateFields.json", head+`"dates": {"fields": {
			"day": {"displayName": "Day", "relative-type--1": "yesterday", "relativeTime-type-past": {"relativeTimePattern-count-one": "-{0} d", "relativeTimePattern-count-other": "-{0} ds"}},
			"day-short": {"displayName": "D"}, "dayOfYear": {"displayName": "x"}, "sun": {"relative-type-0": "x"}}}}}}`)
		if locale == "no" {
			add(folder+"languages.json", head+`"localeDisplayNames": {"languages": {"az": "a", "az-alt-short": "s", "ckb-alt-menu": "x", "ckb-menu-core": "x", "de-AT": "t"}}}}}`)
			add(folder+"territories.json", head+`"localeDisplayNames": {"territories": {"US": "u", "US-alt-short": "s", "FK-alt-variant": "x"}}}}}`)
			add(folder+"scripts.json", head+`"localeDisplayNames": {"scripts": {"Hans": "h", "Hans-alt-stand-alone": "x"}}}}}`)
			add(folder+"variants.json", head+`"localeDisplayNames": {"variants": {"FONIPA": "f", "POLYTON-alt-secondary": "x"}}}}}`)
		}
	}
}

func TestNamesHaveOneAlternative(t *testing.T) {
	tables, err := generate(small())
	require.NoError(t, err)
	for name, want := range map[string]map[string]string{
		"languages.bin": {"no": "az\ta\naz/short\ts\nde-AT\tt\n"},
		"regions.bin":   {"no": "US\tu\nUS/short\ts\n"},
		"names.bin": {
			"no":  "script/Hans\th\nvariant/fonipa\tf\n",
			"und": "calendar/ethioaa\tE\ncalendar/gregory\tG\ncalendar/roc\tR\npattern\t{0} ({1})\nseparator\t{0}, {1}\n",
		},
		"fields.bin": {"und": "day-short/name\tD\nday/-1\tyesterday\nday/name\tDay\nday/past\tother\x1F-{0} ds\x1Fone\x1F-{0} d\nhour/digits\t1\n"},
	} {
		table, err := cldr.Open(string(tables[name]))
		require.NoError(t, err)
		for locale, text := range want {
			s, err := table.Section(locale)
			require.NoError(t, err)
			require.Equal(t, text, string(s), "%s of %s", name, locale)
		}
	}
}
