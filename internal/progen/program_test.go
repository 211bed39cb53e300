package progen

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestProgramBelongsToSeed(t *testing.T) {
	assert.Equal(t, Program(7), Program(7))
	assert.NotEqual(t, Program(7), Program(8))
}
