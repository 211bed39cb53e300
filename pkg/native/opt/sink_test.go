package opt

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
)

// TestSink: how many words the objects have that f makes, in the order in which they are made, and how many stores are
// left that fill one.
func TestSink(t *testing.T) {
	for _, c := range []struct {
		name, source string
		words        []int
		stores       int
	}{
		{"what a constructor fills is made whole", `function P(x, y) { this.x = x; this.y = y } let l; function f(i) { l = new P(i, 2); return l.x }`, []int{2}, 0},
		{"one holds another", `function P(x) { this.x = x } let l; function f(i) { l = new P(new P(i)); return l }`, []int{1, 1}, 0},
		{"an empty literal that grows", `let l; function f(i) { const o = {}; o.a = 1; o.b = i; l = o; return l }`, []int{2}, 0},
		{"not behind where control forks", `function P(x) { this.x = x; if (x > 2) this.y = 1 } let l; function f(i) { l = new P(i); return l }`, []int{1}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			seen := false
			functions(t, "a.js", c.source+"\nfor (let i = 0; i < 40; i++) f(3)", func(rt *object.Runtime, code *object.Code, fn *bytecode.Function) {
				if code.Func.Name != "f" {
					return
				}
				seen = true
				g, err := Build(unitOf(t, rt, fn, 0), fn, inliner(t, rt), nil)
				require.NoError(t, err)
				require.NoError(t, g.Verify())
				var words []int
				stores := 0
				g.All(func(v *Value) {
					switch {
					case v.Op == OpMake && v.In.Op == ir.OpMakeObject:
						words = append(words, len(v.Args))
					case v.Op == OpAddField:
						stores++
					}
				})
				assert.Equal(t, c.words, words, g.Dump())
				assert.Equal(t, c.stores, stores, g.Dump())
			})
			assert.True(t, seen)
		})
	}
}

// TestSinkInEntriesOfLoops: what leaves instead of beginning a loop names the object that was made, also as what another
// one holds that is not.
func TestSinkInEntriesOfLoops(t *testing.T) {
	g := graphOf(t, `function P(a) { this.a = a }
		let x = {a: 1}
		function f(y) {
			const p = {q: new P(y), r: 1}
			let s = 0
			for (let i = 0; i < 3; i++) s = (s + x.a) | 0
			return [p.q, s]
		}
		for (let i = 0; i < 40; i++) f(3)`)
	moved := 0
	g.All(func(v *Value) {
		if v.Op != OpCheckInt || v.State == nil || len(v.State.Objects) == 0 {
			return
		}
		moved++
		for _, o := range v.State.Objects {
			for _, f := range o.Fields {
				assert.NotEqual(t, OpVirtual, f.Op, g.Dump())
			}
		}
	})
	assert.NotZero(t, moved, g.Dump())
}
