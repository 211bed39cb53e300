package mutate

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kilnjs/kiln/internal/progen/parts"
)

const (
	subject = `
class A { #p = 1; m(a, b) { return this.#p + a * b; } static { this.x = 1; } }
function f(o, n) { for (let i = 0; i < n; i++) { if (i > 3 && o.x) return i; else o.x = i; } return [o, n]; }
console.log(f({ x: 0 }, 5), new A().m(1, 2));
`
	other = `let s = ""; for (const c of "abc") { s += c; } switch (s) { case "a": break; default: console.log(s.length); }`
)

func TestMutantBelongsToSeed(t *testing.T) {
	assert.Equal(t, New(3).Program(subject, other, 4), New(3).Program(subject, other, 4))
}

func TestMutantsParseAndEveryMutationHappens(t *testing.T) {
	seen := map[string]bool{}
	for seed := range uint64(300) {
		m := New(seed)
		text := m.Program(subject, other, 3)
		assert.NotEqual(t, subject, text)
		assert.True(t, parts.Valid(text), text)
		assert.True(t, parts.Valid(Watch(text)), text)
		for _, name := range m.Used {
			seen[name] = true
		}
	}
	for _, name := range Names() {
		assert.True(t, seen[name], name)
	}
}

func TestTextThatDoesNotParseStays(t *testing.T) {
	assert.Equal(t, "let let", New(1).Program("let let", other, 3))
	assert.Equal(t, subject, New(1).Program(subject, "let let", 3))
}
