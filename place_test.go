package kiln_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
)

// TestExceptionPlace asks in every mode where uncaught values come from.
func TestExceptionPlace(t *testing.T) {
	for source, want := range map[string][2]int{
		"let a;\n  throw 'text'": {2, 3},
		"function f(n) {\n  if (n > 5000) throw { n };\n}\nfor (let i = 0; ; i++) f(i)":                       {2, 17},
		"function f(n) {\n  if (n > 5000) null.x;\n}\nfor (let i = 0; ; i++) f(i)":                            {2, 17},
		"function* g() {\n yield 1;\n  throw 5\n}\n[...g()]":                                                  {3, 3},
		"[1, 2].forEach(x => {\n\tthrow x })":                                                                 {2, 2},
		"class E extends Error {}\n throw new E('x')":                                                         {2, 8},
		"class E extends Error { constructor(m) { super(m) } }\nconst make = () => new E('x');\nthrow make()": {2, 20},
		"eval('1;\\n throw 2')":    {2, 2},
		"JSON.parse('{')":          {1, 1},
		"new Function('return [')": {3, 1},
		"const e = new TypeError('kept');\ne.stack;\nfunction t() { throw e }\nt()": {1, 11},
	} {
		for _, mode := range modes.All {
			rt, err := kiln.New(kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds})
			require.NoError(t, err)
			_, err = rt.RunString("place.js", source)
			var e *kiln.Exception
			require.ErrorAs(t, err, &e, source)
			if assert.NotNil(t, e.Place, "%s: %s", mode.Name, source) {
				assert.Equal(t, want, [2]int{e.Place.Line, e.Place.Col}, "%s: %s", mode.Name, source)
			}
		}
	}
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	_, err = rt.RunString("place.js", "Promise.reject(1)")
	require.NoError(t, err)
	var e *kiln.Exception
	require.ErrorAs(t, rt.RunLoop(), &e)
	assert.Nil(t, e.Place)
}
