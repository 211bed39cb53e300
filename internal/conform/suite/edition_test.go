package suite

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEditions(t *testing.T) {
	e, err := ReadEditions(nil)
	require.NoError(t, err)
	e.readFeatures("## Proposed language features\nfly # https://example.org\n\n## Standard language features\n#\nswim\n## Test-Harness Features\nIsHTMLDDA\n")
	for _, c := range []struct {
		path     string
		features []string
		es6      bool
		want     string
	}{
		{"built-ins/Array/prototype/map/a.js", nil, false, "ES5"},
		{"built-ins/Array/prototype/map/a.js", nil, true, "ES2015"},
		{"built-ins/Map/a.js", nil, false, "ES2015"},
		{"built-ins/Map/groupBy/a.js", []string{"array-grouping", "Map", "Symbol.iterator"}, false, "ES2024"},
		{"language/a.js", []string{"cross-realm"}, false, "ES5"},
		{"language/a.js", []string{"fly", "BigInt"}, false, "proposals"},
		{"language/a.js", []string{"swim"}, false, "next"},
		{"language/a.js", []string{"never heard of"}, false, "proposals"},
		{"intl402/Temporal/a.js", []string{"Temporal"}, false, "ECMA-402"},
		{"staging/sm/Array/a.js", []string{"Intl.Locale"}, false, "staging"},
		{"built-ins/Mapping/a.js", nil, false, "ES5"},
	} {
		test := &Test{Path: c.path, Meta: Meta{Features: c.features, ES6: c.es6}}
		assert.Equal(t, c.want, e.Of(test), "%s %v", c.path, c.features)
	}
	for _, bad := range []string{"features x", "== a\nx y", "== next\nfeatures a a\n", "== ES5\n"} {
		_, err := parseEditions(bad)
		assert.Error(t, err, bad)
	}
}
