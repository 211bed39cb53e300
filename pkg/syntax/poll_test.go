package syntax_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// TestPoll ends parses of all kinds at a call of their Poll, in the parser and in
// the resolver behind it.
func TestPoll(t *testing.T) {
	enough := errors.New("enough")
	text := strings.Repeat("{ let a = 1; (() => a)(b, c) }\n", 2000)
	parses := map[string]func(poll syntax.Poll) error{
		"script": func(poll syntax.Poll) error {
			_, err := syntax.Parse(syntax.NewSource("a.js", text), syntax.Options{Poll: poll})
			return err
		},
		"eval": func(poll syntax.Poll) error {
			_, err := syntax.ParseEval(syntax.NewSource("a.js", text), syntax.EvalContext{Poll: poll})
			return err
		},
		"function": func(poll syntax.Poll) error {
			_, err := syntax.ParseFunction("f", syntax.DynamicNormal, "a, b", text, poll, nil)
			return err
		},
	}
	for name, parse := range parses {
		calls, work := 0, 0
		require.NoError(t, parse(func(n int, _ int64) error {
			calls++
			work += n
			return nil
		}))
		assert.Greater(t, work, 2000*18, name)
		for _, stop := range []int{0, calls / 2, calls - 1} {
			err := parse(func(int, int64) error {
				if stop--; stop < 0 {
					return enough
				}
				return nil
			})
			assert.Equal(t, enough, err, name)
		}
		require.NoError(t, parse(nil), name)
	}
}
