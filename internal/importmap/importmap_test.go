package importmap

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const text = `{
	"imports": {
		"moment": "./node_modules/moment/src/moment.js",
		"moment/": "./node_modules/moment/src/",
		"deep/": "/deep/",
		"deep/er/": "/deeper/",
		"deep/er/exact": "./exact.mjs",
		"nothing": null,
		"nothing/": null,
		"bare-address": "bare",
		"no-slash/": "./no-slash",
		"number": 5,
		"/app/lib/": "./other/",
		"https://cdn.example/x.js": "./x.js",
		"https://cdn.example/dir/": "./vendored/",
		"./beside.js": "./moved.js",
		"node:fs": "./fs.mjs",
		"std:kv/": "./kv/",
		"package/data": "data:text/javascript,0",
		"blocked-data/": "data:text/",
		"": "./empty.js"
	},
	"scopes": {
		"./js/": {"moment": "./js/moment.js", "only-there": "./there.mjs"},
		"./js/exact.mjs": {"moment": "./exactly.js"},
		"./js/deep/": {"moment": "./deep.js"},
		"https://other.example": {"moment": "./elsewhere.js"}
	},
	"extra": 1
}`

func TestResolve(t *testing.T) {
	m, err := Parse([]byte(text), "https://example.com/app/index.html")
	require.NoError(t, err)
	const app = "https://example.com/app/"
	for _, c := range []struct{ specifier, from, want, err string }{
		{"moment", "main.mjs", app + "node_modules/moment/src/moment.js", ""},
		{"moment/", "main.mjs", app + "node_modules/moment/src/", ""},
		{"moment/locale/de.js", "main.mjs", app + "node_modules/moment/src/locale/de.js", ""},
		{"moment/../../up.js", "main.mjs", "", "not below"},
		{"moment//etc", "main.mjs", "", "not below"},
		{"deep/x", "main.mjs", "https://example.com/deep/x", ""},
		{"deep/er/x", "main.mjs", "https://example.com/deeper/x", ""},
		{"deep/er/exact", "main.mjs", app + "exact.mjs", ""},
		{"nothing", "main.mjs", "", "blocks"},
		{"nothing/at/all", "main.mjs", "", "blocks"},
		{"bare-address", "main.mjs", "", "blocks"},
		{"no-slash/x", "main.mjs", "", "blocks"},
		{"number", "main.mjs", "", "blocks"},
		{"unknown", "main.mjs", "", ""},
		{"momentous", "main.mjs", "", ""},
		{"/app/lib/x.mjs", "main.mjs", app + "other/x.mjs", ""},
		{"./lib/x.mjs", "main.mjs", app + "other/x.mjs", ""},
		{app + "lib/x.mjs", "main.mjs", app + "other/x.mjs", ""},
		{"../x.js", "js/main.mjs", "", ""},
		{"https://cdn.example/x.js", "main.mjs", app + "x.js", ""},
		{"https://cdn.example/a/../dir/y.js", "main.mjs", app + "vendored/y.js", ""},
		{"./beside.js", "main.mjs", app + "moved.js", ""},
		{"../beside.js", "js/main.mjs", app + "moved.js", ""},
		{"./beside.js", "js/main.mjs", "", ""},
		{"node:fs", "main.mjs", app + "fs.mjs", ""},
		{"std:kv/", "main.mjs", app + "kv/", ""},
		{"std:kv/x", "main.mjs", "", ""},
		{"package/data", "main.mjs", "data:text/javascript,0", ""},
		{"moment", "js/x.mjs", app + "js/moment.js", ""},
		{"moment", "js/exact.mjs", app + "exactly.js", ""},
		{"moment", "js/deep/x.mjs", app + "deep.js", ""},
		{"only-there", "js/deep/x.mjs", app + "there.mjs", ""},
		{"only-there", "main.mjs", "", ""},
		{"moment/x", "js/x.mjs", app + "node_modules/moment/src/x", ""},
		{"blocked-data/x", "main.mjs", "", "no URL below"},
	} {
		url, mapped, err := m.Resolve(c.specifier, app+c.from)
		switch {
		case c.err != "":
			assert.ErrorContains(t, err, c.err, c.specifier)
		default:
			assert.NoError(t, err, c.specifier)
			assert.Equal(t, c.want, url, "%s from %s", c.specifier, c.from)
			assert.Equal(t, c.want != "", mapped, c.specifier)
		}
	}
	url, mapped, err := m.Resolve("moment", "https://other.example/")
	require.NoError(t, err)
	assert.True(t, mapped)
	assert.Equal(t, app+"elsewhere.js", url)
	assert.Len(t, m.Warnings, 5)
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		``:                         "no JSON",
		`{`:                        "no JSON",
		`[]`:                       "no JSON object",
		`null`:                     "no JSON object",
		`{"imports": []}`:          `"imports" of the import map is no object`,
		`{"imports": null}`:        `"imports" of the import map is no object`,
		`{"scopes": 1}`:            `"scopes" of the import map is no object`,
		`{"scopes": {"./a": "b"}}`: `the scope "./a" of the import map is no object`,
		`{"integrity": "x"}`:       `"integrity" of the import map is no object`,
	} {
		_, err := Parse([]byte(text), "file:///")
		assert.ErrorContains(t, err, want, text)
	}
	_, err := Parse([]byte("{}"), "relative")
	assert.Error(t, err)
}
