package opt

import (
	"math"
	"slices"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/native/ir"
)

// form is one that phis may also have because operations ask for it: what they make of the phi is known of
// each of its arguments.
type form struct {
	ops  []Op // that make it
	from Rep
	to   Rep
	same bool // it is the same value, so that states can have it instead
}

// forms are those that Parallel looks for.
func forms() []form {
	return []form{
		{[]Op{OpCheckInt, OpUnboxInt}, Tagged, Int32, true},
		{[]Op{OpCheckNumber, OpUnboxNumber}, Tagged, Float64, true},
		{[]Op{OpCheckObject, OpUnboxObject}, Tagged, Object, true},
		{[]Op{OpTruncate}, Float64, Int32, false},
	}
}

// Parallel gives phis that are converted a phi in that form beside them, where all their arguments have been
// converted from it or are constants: a number that a loop carries stays in a register as it is, and
// one whose bits alone count stays an int though states want the number.
func (g *Graph) Parallel() {
	for _, f := range forms() {
		p := &parallel{g: g, form: f, made: map[*Value]*Value{}, instead: map[*Value]*Value{}}
		for _, b := range g.Blocks {
			for _, v := range slices.Clone(b.Values) { // the block gets others meanwhile
				switch {
				case !slices.Contains(f.ops, v.Op):
				case v.Args[0].Op == OpPhi:
					if n := p.beside(v.Args[0]); n != nil {
						p.instead[v] = n
					}
				case v.Op == OpTruncate && p.exact(v.Args[0], maxSum):
					p.instead[v] = p.sum(v, v.Args[0])
				}
			}
		}
		p.finish()
	}
}

// maxSum is how deep sums may be whose bits are computed as those of ints: so few terms, none of which is
// 2^33 or more, that a double has each bit of their sum.
const maxSum = 4

// exact tells that a double is a sum of integers whose bits are known.
func (p *parallel) exact(x *Value, depth int) bool {
	switch {
	case x.Op == OpPhi:
		return p.beside(x) != nil
	case x.Op == OpAddFloat || x.Op == OpSubFloat:
		return depth > 0 && p.exact(x.Args[0], depth-1) && p.exact(x.Args[1], depth-1)
	}
	return p.has(x)
}

// sum is the bits of an exact sum, for which it adds values before v.
func (p *parallel) sum(v, x *Value) *Value {
	if x.Op != OpAddFloat && x.Op != OpSubFloat {
		return p.image(x, nil, 0)
	}
	op := OpAdd32
	if x.Op == OpSubFloat {
		op = OpSub32
	}
	n := p.g.newValue(op, p.sum(v, x.Args[0]), p.sum(v, x.Args[1]))
	n.Block, n.Frame, n.PC = v.Block, v.Frame, v.PC
	b := v.Block
	b.Values = slices.Insert(b.Values, slices.Index(b.Values, v), n)
	return n
}

// parallel is the work on the phis of one graph in one form.
type parallel struct {
	form
	g       *Graph
	made    map[*Value]*Value // by phi: the one beside it; nil: there can be none
	instead map[*Value]*Value
}

// beside is the phi in the other form, nil if there is none.
func (p *parallel) beside(phi *Value) *Value {
	if n, ok := p.made[phi]; ok {
		return n
	}
	group := p.group(phi, false)
	if group == nil {
		group = p.group(phi, true)
	}
	if group == nil {
		p.made[phi] = nil
		return nil
	}
	for _, old := range group {
		n := p.g.newValue(OpPhi)
		n.Block, n.Rep, n.Args = old.Block, p.to, make([]*Value, len(old.Args))
		switch p.to {
		case Int32:
			n.Type = ir.Int
		case Float64:
			n.Type = ir.Num
		case Object:
			n.Type = ir.Object
		}
		p.made[old] = n
		old.Block.Phis = append(old.Block.Phis, n)
	}
	for _, old := range group {
		for i, a := range old.Args {
			p.made[old].Args[i] = p.image(a, old, i)
		}
	}
	return p.made[phi]
}

// group is phi and the phis that must be had in the other form with it; nil when there is an argument that cannot.
// What enters a loop can be checked there, alone tells that this is done although it is a phi.
func (p *parallel) group(phi *Value, alone bool) []*Value {
	group := []*Value{phi}
	for i := 0; i < len(group); i++ {
		for k, a := range group[i].Args {
			n, asked := p.made[a]
			switch {
			case a.Op == OpPhi && (n != nil || slices.Contains(group, a)):
			case a.Op == OpPhi && !asked && !(alone && p.checkedAt(group[i], k)):
				group = append(group, a)
			case a.Op == OpPhi || !p.has(a):
				if !p.checkedAt(group[i], k) {
					return nil
				}
			}
		}
	}
	return group
}

// checkedAt tells that argument number k of a phi enters a loop from outside, and may be checked to have the other
// form there: tier 1 begins the loop where it has not.
func (p *parallel) checkedAt(phi *Value, k int) bool {
	l, a := phi.Block.Loop, phi.Args[k]
	if p.from != Tagged || a.Type&p.types() == 0 || l == nil || l.Header != phi.Block || l.Contains(phi.Block.Pred[k]) || len(phi.Block.Pred[k].Succ) != 1 {
		return false
	}
	return p.g.guarded(l)
}

// types are those of values in the other form.
func (p *parallel) types() ir.Mask {
	return p.ops[0].Row().Type
}

// has tells that an argument that is no phi is known in the other form.
func (p *parallel) has(a *Value) bool {
	c, constant := a.Constant()
	switch p.to {
	case Int32:
		if p.from == Float64 {
			f, constant := a.Float()
			return a.Op == OpFloatOfInt || a.Op == OpFloatOfUint || constant && math.Abs(f) < 1<<33 && f == math.Trunc(f)
		}
		return a.Op == OpBoxInt || constant && c.IsInt()
	case Float64:
		return a.Op == OpBoxFloat || a.Op == OpBoxInt || constant && c.IsNumber()
	}
	return a.Op == OpBoxObject
}

// image is argument number k of a phi in the other form.
func (p *parallel) image(a, phi *Value, k int) *Value {
	if a.Op == OpPhi && p.made[a] != nil {
		return p.made[a]
	}
	if phi != nil && !p.has(a) {
		v := p.g.newValue(p.ops[0], a)
		v.State = phi.Block.Loop.Entry
		return p.insert(v, phi.Block.Pred[k])
	}
	if a.Op == OpConst {
		if f, ok := a.Float(); ok {
			return p.g.intConstant(num.ToInt32(f))
		}
		c, _ := a.Constant()
		if p.to == Int32 {
			return p.g.intConstant(c.AsInt())
		}
		return p.g.constant(Float64, math.Float64bits(c.Float64()), ir.Double)
	}
	x := a.Args[0]
	if x.Rep == p.to {
		return x
	}
	return p.insert(p.g.newValue(OpFloatOfInt, x), phi.Block.Pred[k])
}

// insert puts a value at the end of a block.
func (p *parallel) insert(v *Value, at *Block) *Value {
	v.Block, v.Frame, v.PC = at, at.Last().Frame, at.Last().PC
	at.Values = slices.Insert(at.Values, len(at.Values)-1, v)
	return v
}

// finish puts what stands for values into the places that refer to them, and takes those values out.
func (p *parallel) finish() {
	if len(p.instead) == 0 {
		return
	}
	put := func(at **Value, state bool) {
		if n := p.instead[*at]; n != nil {
			*at = n
		} else if n := p.made[*at]; state && p.same && n != nil {
			*at = n
		}
	}
	states := map[*State]bool{}
	inState := func(s *State) {
		if s == nil || states[s] {
			return
		}
		states[s] = true
		for i := range s.Slots {
			put(&s.Slots[i].V, true)
		}
		for i := range s.Objects {
			for j := range s.Objects[i].Fields {
				put(&s.Objects[i].Fields[j], true)
			}
		}
	}
	p.g.All(func(v *Value) {
		for i := range v.Args {
			put(&v.Args[i], false)
		}
		if v.Owner != nil {
			put(&v.Owner, false)
		}
		inState(v.State)
	})
	for _, b := range p.g.Blocks {
		b.Values = slices.DeleteFunc(b.Values, func(v *Value) bool { return p.instead[v] != nil })
		if b.Loop != nil && b.Loop.Entry != nil {
			inState(b.Loop.Entry)
		}
	}
}
