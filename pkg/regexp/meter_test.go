package regexp_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/regexp"
)

// TestCompilePolled ends the making of programs at each call of poll in turn.
func TestCompilePolled(t *testing.T) {
	enough := errors.New("enough")
	for _, c := range []struct{ pattern, flags string }{
		{strings.Repeat("a(b|c)+", 5000), ""},
		{strings.Repeat(`\p{L}`, 200), "iu"},
		{strings.Repeat(`[\p{L}--\p{Lu}]`, 100), "v"},
		{`[\q{` + strings.Repeat("ab|", 2000) + `c}]`, "v"},
	} {
		calls := 0
		program, err := regexp.CompilePolled(c.pattern, c.flags, func(work int) error {
			assert.Positive(t, work)
			calls++
			return nil
		})
		require.NoError(t, err)
		require.NotNil(t, program)
		assert.Positive(t, calls, "%.20q", c.pattern)
		for stop := range min(calls, 8) {
			_, err := regexp.CompilePolled(c.pattern, c.flags, func(int) error {
				if stop--; stop < 0 {
					return enough
				}
				return nil
			})
			assert.Equal(t, enough, err, "%.20q", c.pattern)
		}
	}
	_, err := regexp.CompilePolled("(", "", func(int) error { return nil })
	var bad *regexp.Error
	assert.ErrorAs(t, err, &bad)
}
