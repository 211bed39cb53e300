package opt

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// inLoops is how many values of an operation a graph has in loops.
func (g *Graph) inLoops(op Op) (n int) {
	g.All(func(v *Value) {
		if v.Op == op && v.Block.Loop != nil {
			n++
		}
	})
	return n
}

// TestPhisHaveTheFormThatIsWanted: what a loop carries is not converted in each turn.
func TestPhisHaveTheFormThatIsWanted(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		none   []Op
	}{
		"bits of a number that began as none": {"function f(a, b) { let h = 0x811c9dc5; for (let i = 0; i < b; i++) { h ^= a + i; h = Math.imul(h, 16777619) } return h }", []Op{OpTruncate}},
		"bits of unsigned numbers":            {"function f(a, b) { let h = a >>> 0; for (let i = 0; i < b; i++) h = (h ^ 0x9e3779b9 + i) >>> 0; return h }", []Op{OpTruncate}},
		"doubles in an object":                {"function f(a, b) { const o = { s: 0.5 }; for (let i = 0; i < b; i++) o.s += 1.5; return o.s }", []Op{OpCheckNumber}},
		"doubles and ints in an object":       {"function f(a, b) { const o = { s: 0.5 }; let r = 0; for (let i = 0; i < b; i++) { if (i % 3 == 2) continue; r += o.s * 0.5; o.s = i } return r }", []Op{OpCheckNumber}},
		"ints in an object":                   {"function f(a, b) { const o = { s: 0 }; for (let i = 0; i < b; i++) o.s = o.s + i | 0; return o.s }", []Op{OpCheckInt}},
		"what an array had before the loop":   {"function f(a, b) { const x = [0.5, a, b]; let r = x[b % 3]; for (let i = 0; i < b; i++) r = r * 0.5 + i; return r }", []Op{OpCheckNumber}},
		"an int of two loops":                 {"function f(a, b) { const x = [0, 1, 2]; let h = x[b % 3]; for (let i = 0; i < b; i++) for (let j = 0; j < 3; j++) h = (h ^ j) + i | 0; return h }", []Op{OpCheckInt}},
		"sums of words that overflow":         {"const x = [0x7fffffff, -5, 0x7ffffff0]; function f(a, b) { let h = 1; for (let i = 0; i < b; i++) h = (h << 5) + (h ^ i) + x[i % 3] | 0; return h }", []Op{OpTruncate, OpCheckNumber}},
	} {
		g := graphOf(t, c.source+" for (let i = 0; i < 20; i++) f(i, 7);")
		for _, op := range c.none {
			assert.Zero(t, g.inLoops(op), "%s: %s\n%s", name, op, g.Dump())
		}
	}
}
