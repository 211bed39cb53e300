package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Sink makes objects where somebody else sees them first: what they hold until then is put into them as they
// are made, without barriers and changes of shape. So a constructor fills its object at once. It follows
// control as long as it does not fork, meet or come to a loop.
func (g *Graph) Sink() {
	for _, b := range g.Blocks {
		if b == g.Entry {
			continue
		}
		for _, v := range slices.Clone(b.Values) {
			if v.Op == OpMake && v.In.Op == ir.OpMakeObject {
				g.sink(b, v)
			}
		}
	}
}

// sunk is an object on its way from where it was made.
type sunk struct {
	virtual *Value          // what states on the way name, where it is not there yet
	names   map[*Value]bool // values that are the object
	now     contents
	stored  bool
	gone    map[*Value]bool   // operations that are not needed
	read    map[*Value]*Value // what stands for what was read
	states  map[*Value]*State // of those that leave on the way
}

// sink moves the operation v of block b, which makes an object, as far as it can.
func (g *Graph) sink(b *Block, v *Value) {
	shape := v.In.Make().Shape
	virtual := g.newValue(OpVirtual)
	virtual.In, virtual.Block, virtual.Frame, virtual.PC = v.In, b, v.Frame, v.PC
	o := &sunk{virtual: virtual, names: map[*Value]bool{v: true}, gone: map[*Value]bool{}, read: map[*Value]*Value{}, states: map[*Value]*State{}}
	o.now = contents{shape.ID(), make([]*Value, (shape.ObjectBytes()-lower.InternalOffset)/8)}
	undefined := g.constant(Tagged, uint64(heap.Undefined), ir.Other)
	for i := range o.now.fields {
		if o.now.fields[i] = undefined; i < len(v.Args) {
			o.now.fields[i] = v.Args[i]
		}
	}
	way, i := []*Block{b}, slices.Index(b.Values, v)+1
	end := b
	for {
		for i < len(end.Values) && o.passes(end.Values[i]) {
			i++
		}
		next := end.Succ
		if end.Values[i].Op != OpJump || len(next[0].Pred) > 1 || len(next[0].Phis) > 0 || next[0].Loop != b.Loop {
			break
		}
		end, i = next[0], 0
		way = append(way, end)
	}
	last := g.heap.Shape(o.now.shape)
	if !o.stored || last == nil || last.ObjectBytes() != shape.ObjectBytes() {
		return
	}
	for x, s := range o.states {
		x.State = s
	}
	at := end.Values[i]
	made := g.newValue(OpMake, o.now.fields...)
	for n := len(made.Args); n > 0 && made.Args[n-1] == undefined; n-- {
		made.Args = made.Args[:n-1]
	}
	made.In = &ir.Inst{Op: ir.OpMakeObject, Dst: v.In.Dst, Aux: &ir.Make{Shape: last, Instance: true}, PC: at.PC, Handler: -1}
	made.State = &State{PC: at.PC, Frame: at.Frame, Caught: -1}
	address := g.newValue(OpUnboxObject, made)
	for _, x := range []*Value{made, address} {
		x.Block, x.Frame, x.PC = end, at.Frame, at.PC
	}
	end.Values = slices.Insert(end.Values, i, made, address)
	for _, w := range way {
		w.Values = slices.DeleteFunc(w.Values, func(x *Value) bool { return o.gone[x] })
	}
	b.Values[slices.Index(b.Values, v)] = virtual
	g.replace(o, made, address)
}

// replace puts what was made into the places that refer to the object.
func (g *Graph) replace(o *sunk, made, address *Value) {
	g.Operands(func(p **Value) {
		for o.read[*p] != nil {
			*p = o.read[*p]
		}
		switch {
		case !o.names[*p]:
		case (*p).Rep == Object:
			*p = address
		default:
			*p = made
		}
	})
}

// passes tells that the object need not be made before x, and notes what x does with it.
func (o *sunk) passes(x *Value) bool {
	if x.Op.Is(Control|Resumes) || x.Owner != nil && o.names[x.Owner] && (len(x.Args) == 0 || x.Owner != x.Args[0]) {
		return false
	}
	state, ok := o.state(x.State)
	if !ok {
		return false
	}
	for i, a := range x.Args {
		if o.names[a] && i > 0 {
			return false
		}
	}
	if len(x.Args) > 0 && o.names[x.Args[0]] {
		switch x.Op {
		case OpUnboxObject, OpCheckObject, OpBoxObject:
			o.names[x] = true
		case OpCheckShape:
			if !slices.Contains(x.Shapes, o.now.shape) {
				return false
			}
		case OpCheckNot:
			if heap.Value(x.Bits).IsObject() {
				return false
			}
		case OpLoadField:
			o.read[x] = o.now.fields[slotIndex(x)]
		case OpAddField, OpStoreField:
			if x.Op == OpAddField {
				o.now.shape = uint32(x.Bits)
			}
			o.now.fields = slices.Clone(o.now.fields)
			o.now.fields[slotIndex(x)], o.stored = x.Args[1], true
		default:
			return false
		}
		o.gone[x] = true
		return true
	}
	if state != nil {
		o.states[x] = state
	}
	return true
}

// state is a state in which the object is one that is not there yet; nil where s does not name it. It is not ok where it
// has to be there.
func (o *sunk) state(s *State) (*State, bool) {
	if s == nil {
		return nil, true
	}
	if s.Caught >= 0 {
		return nil, false
	}
	for i := range s.Objects {
		if slices.ContainsFunc(s.Objects[i].Fields, func(f *Value) bool { return o.names[f] }) {
			return nil, false
		}
	}
	if !slices.ContainsFunc(s.Slots, func(slot Slot) bool { return o.names[slot.V] }) {
		return nil, true
	}
	n := *s
	n.Slots, n.Objects = slices.Clone(s.Slots), slices.Clone(s.Objects)
	for i := range n.Objects {
		n.Objects[i].Fields = slices.Clone(n.Objects[i].Fields)
	}
	for i := range n.Slots {
		if o.names[n.Slots[i].V] {
			n.Slots[i].V = o.virtual
		}
	}
	x := Virtualized{V: o.virtual, Shape: o.now.shape}
	for _, f := range o.now.fields {
		x.Fields = append(x.Fields, unboxed(f))
	}
	n.Objects = append(n.Objects, x)
	return &n, true
}

// unboxed is a value that is the same one in another form, if v was made of one.
func unboxed(v *Value) *Value {
	if v.Op == OpBoxInt || v.Op == OpBoxFloat || v.Op == OpBoxObject {
		return v.Args[0]
	}
	return v
}
