package repl

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/inspect"
	"github.com/kilnjs/kiln/pkg/web"
)

// writer writes random expressions about the world of the tests.
type writer struct{ *rand.Rand }

func (w writer) of(list ...string) string { return list[w.IntN(len(list))] }

func (w writer) expression(depth int) string {
	if depth == 0 {
		return w.of("1", "-0", "2.5", "'s'", "''", "10n", "true", "null", "undefined", "NaN", "v", "o", "p", "map", "bytes", "hit", "proxy", "below", "odd", "evil", "P", "missing", "this", "Math", "Symbol.iterator", "globalThis")
	}
	sub := func() string { return w.expression(w.IntN(depth)) }
	switch w.IntN(14) {
	case 0:
		return "(" + sub() + w.of(" + ", " - ", " * ", " / ", " % ", " ** ", " << ", " >>> ", " & ", " == ", " === ", " != ", " < ", " >= ", " && ", " || ", " ?? ", " in ", " instanceof ", ", ") + sub() + ")"
	case 1:
		return "(" + w.of("-", "+", "!", "~", "typeof ", "void ", "delete ") + sub() + ")"
	case 2:
		return "(" + sub() + ")" + w.of(".a", ".g", ".length", ".size", ".n", ".list", ".s", ".x", ".p", ".constructor", ".prototype", ".__proto__", ".shout", ".description", ".byteLength", ".buffer", "?.a", "?.n.list", ".valueOf")
	case 3:
		return "(" + sub() + ")" + w.of("[", "?.[") + sub() + "]"
	case 4:
		return "`a${" + sub() + "}b`"
	case 5:
		return "(" + sub() + " ? " + sub() + " : " + sub() + ")"
	case 6:
		return "[" + sub() + ", " + sub() + "]"
	case 7:
		return "({ k: " + sub() + ", " + w.of("[", "") + "'l'" + "x: " + sub() + " })"
	case 8:
		return "Math." + w.of("max", "abs", "round", "pow", "hypot") + "(" + sub() + ", " + sub() + ")"
	case 9:
		return "(" + sub() + ")." + w.of("trim", "at", "toFixed", "slice", "toString", "includes", "concat", "valueOf", "call", "shout", "map", "toUpperCase") + "(" + sub() + ")"
	case 10:
		return w.of("hit", "isNaN", "Number.parseInt", "Array.isArray", "trimmed", "String", "Object", "new P") + "(" + sub() + ")"
	case 11:
		return "({ k: " + sub() + " })"
	case 12:
		return "(" + w.of("v", "o.a", "hits") + w.of(" = ", " += ", " ??= ") + sub() + ")"
	default:
		return sub()
	}
}

// TestPureIsTrue evaluates random expressions without effects, and checks that there were
// none and that evaluating them for real gives the same.
func TestPureIsTrue(t *testing.T) {
	s, err := New(Options{Out: &strings.Builder{}, New: func(tier kiln.Tier) (*kiln.Runtime, error) {
		return kiln.New(kiln.Options{Tier: tier, Libraries: web.All()})
	}})
	require.NoError(t, err)
	_, err = s.run(world)
	require.NoError(t, err)
	_, err = s.run("globalThis.state = () => JSON.stringify([hits, v, o.a, o.n, [...map], [...evil.keys()], [...bytes], Object.keys(globalThis), Object.getOwnPropertyNames(o)])")
	require.NoError(t, err)
	state := func() string {
		v, err := s.rt.RunString("state", "state()")
		require.NoError(t, err)
		return v.String()
	}
	before := state()
	w := writer{rand.New(rand.NewPCG(1, 2))}
	found := 0
	for range 20_000 {
		text := w.expression(1 + w.IntN(4))
		e := expression(text)
		if e == nil {
			continue
		}
		shown := ""
		require.NoError(t, s.rt.Do(func() error {
			v, err := s.pure.eval(e)
			if err != nil {
				return nil
			}
			shown, err = inspect.With(s.rt.Object(), v, inspect.Options{})
			return err
		}))
		if shown == "" {
			continue
		}
		found++
		p, err := compile("real", text)
		require.NoError(t, err)
		v, err := s.rt.Run(p)
		if assert.NoError(t, err, text) {
			got, err := v.Inspect(kiln.InspectOptions{})
			require.NoError(t, err)
			require.Equal(t, got, shown, text)
		}
		require.Equal(t, before, state(), text)
	}
	assert.Greater(t, found, 2000)
}
