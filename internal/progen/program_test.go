package progen

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kilnjs/kiln/pkg/syntax"
)

func TestProgramBelongsToSeed(t *testing.T) {
	assert.Equal(t, Program(7), Program(7))
	assert.NotEqual(t, Program(7), Program(8))
}

// TestProgramsParse also sees that every feature occurs.
func TestProgramsParse(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(500) {
		source, features := Generate(seed)
		_, err := syntax.Parse(syntax.NewSource("generated.js", source), syntax.Options{})
		var wrong *syntax.Error
		if errors.As(err, &wrong) {
			assert.NoError(t, err, "seed %d: %s", seed, wrong.Detail())
		}
		for _, f := range features {
			seen[f]++
		}
	}
	for _, f := range Features() {
		assert.NotZero(t, seen[f], f)
	}
}
