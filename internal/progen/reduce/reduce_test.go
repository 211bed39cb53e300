package reduce

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kilnjs/kiln/internal/progen"
)

func TestWhatMattersIsLeft(t *testing.T) {
	source := `
// a comment
class A { m() { return 1; } n() { return Math.sign(-0); } }
let a = 1, b = 2;
function f(x, y, z) {
  if (x) { for (let i = 0; i < 5; i++) { a += i; } } else { try { b = [a, new A().n(), { k: b, l: a }]; } finally { a = 0; } }
  return x ? y : z;
}
f(1, 2, 3);
`
	left := Program(source, 10_000, func(text string) bool { return strings.Contains(text, "Math.sign(") })
	assert.Less(t, len(left), 50, left)
	assert.Contains(t, left, "Math.sign(")
}

func TestTriesAreBounded(t *testing.T) {
	tries := 0
	Program(progen.Program(1), 100, func(string) bool { tries++; return tries%2 == 0 })
	assert.LessOrEqual(t, tries, 101)
}

func TestNothingInterestingStaysAsItIs(t *testing.T) {
	source := progen.Program(2)
	assert.Equal(t, source, Program(source, 50, func(string) bool { return false }))
}
