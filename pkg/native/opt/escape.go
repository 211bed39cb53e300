package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Escape takes out objects that nobody but the graph sees: what their properties hold are values of the
// graph. States name them, so that who leaves makes them then.
//
// An object is seen where its Value or address goes anywhere but into an operation that reads or
// writes a property slot inside it, or checks what is known of it: into a phi, memory, the frame, a
// call, or a State that Go looks at while it does the operation.
func (g *Graph) Escape() {
	e := &escape{g: g, of: map[*Value]*virtual{}, stores: map[*Loop]map[*virtual]map[int32]bool{}, instead: map[*Value]*Value{}}
	if e.find(); len(e.all) == 0 {
		return
	}
	for e.escaped = true; e.escaped; {
		e.escaped = false
		e.flow(true)
	}
	if e.all = slices.DeleteFunc(e.all, func(o *virtual) bool { return o.seen }); len(e.all) == 0 {
		return
	}
	e.flow(false)
	e.finish()
}

// escape is the work on one graph.
type escape struct {
	g       *Graph
	all     []*virtual
	of      map[*Value]*virtual // by Value or address
	stores  map[*Loop]map[*virtual]map[int32]bool
	out     []map[*virtual]contents // by block: at its end
	now     map[*virtual]contents
	phis    []headerPhi
	instead map[*Value]*Value
	escaped bool // one more is seen
	dry     bool // nothing is changed
}

// virtual is an object that perhaps need not be made.
type virtual struct {
	make  *Value
	array bool // its fields are the elements, which nothing reads or writes: those that are known were not asked for
	seen  bool
}

// contents is what an object is at a place of the graph.
type contents struct {
	shape  uint32
	fields []*Value // from InternalOffset on
}

// headerPhi is the phi of a slot at the header of a loop.
type headerPhi struct {
	phi   *Value
	of    *virtual
	index int32
}

// see notes that somebody else sees what v is, if that is an object of the graph's.
func (e *escape) see(v *Value) {
	if o := e.of[v]; o != nil && !o.seen {
		o.seen, e.escaped = true, true
	}
}

// object is the one that v is, if nobody else sees it.
func (e *escape) object(v *Value) *virtual {
	if o := e.of[v]; o != nil && !o.seen {
		return o
	}
	return nil
}

// find finds the objects, and who sees them.
func (e *escape) find() {
	for _, b := range e.g.Blocks {
		for _, v := range b.Values {
			switch v.Op {
			case OpMake:
				if (v.In.Op == ir.OpMakeObject || v.In.Op == ir.OpMakeArray) && b != e.g.Entry {
					o := &virtual{make: v, array: v.In.Op == ir.OpMakeArray}
					e.all = append(e.all, o)
					e.of[v] = o
				}
			case OpUnboxObject, OpCheckObject, OpBoxObject:
				if o := e.of[v.Args[0]]; o != nil {
					e.of[v] = o
				}
			}
		}
	}
	if len(e.all) == 0 {
		return
	}
	e.g.All(func(v *Value) {
		for i, a := range v.Args {
			o := e.of[a]
			if o == nil {
				continue
			}
			switch {
			case v.Op == OpUnboxObject, v.Op == OpCheckObject, v.Op == OpBoxObject, v.Op == OpCheckShape:
			case v.Op == OpLoadField && !o.array:
			case v.Op == OpCheckNot && !heap.Value(v.Bits).IsObject():
			case (v.Op == OpStoreField || v.Op == OpAddField) && i == 0 && !o.array:
				e.store(o, v)
			default:
				e.see(a)
			}
		}
		if v.Owner != nil && v.Owner != v.Args[0] {
			e.see(v.Owner)
		}
		if s := v.State; s != nil && (v.Op == OpByUnit || v.Op.Is(Resumes|Rarely) && s.Caught >= 0) {
			for _, slot := range s.Slots {
				e.see(slot.V)
			}
		}
	})
}

// store notes which loops write which slot of an object from outside.
func (e *escape) store(o *virtual, v *Value) {
	for l := v.Block.Loop; l != nil && !l.Contains(o.make.Block); l = l.Parent {
		if v.Op == OpAddField {
			e.see(o.make) // its shape differs from turn to turn
		}
		if e.stores[l] == nil {
			e.stores[l] = map[*virtual]map[int32]bool{}
		}
		if e.stores[l][o] == nil {
			e.stores[l][o] = map[int32]bool{}
		}
		e.stores[l][o][slotIndex(v)] = true
	}
}

// slotIndex is the number of the slot that v is about among those of the object.
func slotIndex(v *Value) int32 { return (v.Index - int32(lower.InternalOffset)) / 8 }

// flow follows the contents of objects through the graph. A dry one finds out which objects are not
// known well enough somewhere.
func (e *escape) flow(dry bool) {
	e.dry, e.out = dry, make([]map[*virtual]contents, len(e.g.Blocks))
	for _, b := range e.g.Blocks {
		e.begin(b)
		if b != e.g.Entry { // which gets constants
			b.Values = slices.DeleteFunc(b.Values, func(v *Value) bool { return e.value(v) && !dry })
		}
		for _, s := range b.Succ {
			if s.Loop != nil && s.Loop.Header == s && !b.IsBack(s) {
				e.keep(s.Loop.Entry)
			}
		}
		e.out[b.ID] = e.now
	}
}

// begin finds what objects are where a block begins.
func (e *escape) begin(b *Block) {
	e.now = map[*virtual]contents{}
	var from []*Block // from where control comes, but for back edges
	for _, p := range b.Pred {
		if !p.IsBack(b) {
			from = append(from, p)
		}
	}
	if len(from) == 0 {
		return
	}
	for _, o := range e.all {
		c, ok := e.out[from[0].ID][o]
		if !ok || o.seen {
			continue
		}
		c.fields = slices.Clone(c.fields)
		for _, p := range from[1:] {
			other, has := e.out[p.ID][o]
			if !has {
				ok = false
				break
			}
			if other.shape != c.shape {
				e.see(o.make)
			}
			for i := range c.fields {
				if !e.dry && other.fields[i] != e.out[from[0].ID][o].fields[i] {
					c.fields[i] = nil // gets a phi
				}
			}
		}
		if !ok {
			continue
		}
		header := len(from) < len(b.Pred)
		for i := range c.fields {
			if e.dry {
				break
			}
			if stored := header && e.stores[b.Loop][o][int32(i)]; stored || c.fields[i] == nil {
				c.fields[i] = e.phi(b, o, int32(i))
			}
		}
		e.now[o] = c
	}
}

// phi makes the phi of a slot where b begins. What comes by back edges is added in the end.
func (e *escape) phi(b *Block, o *virtual, index int32) *Value {
	v := e.g.newValue(OpPhi)
	v.Block, v.Rep, v.Type, v.Args = b, Tagged, ir.Any, make([]*Value, len(b.Pred))
	b.Phis = append(b.Phis, v)
	e.phis = append(e.phis, headerPhi{v, o, index})
	return v
}

// value follows one value, and reports whether it is not needed any more.
func (e *escape) value(v *Value) (gone bool) {
	if !e.dry {
		e.replace(v)
		if v.State != nil && (!v.Op.Is(Resumes) || v.Op == OpCall && v.In.Call().Tail) { // which leaves when the stack is deep
			e.keep(v.State)
		}
	}
	if len(v.Args) == 0 && v.Op != OpMake {
		return false
	}
	if v.Op == OpMake {
		if o := e.object(v); o != nil {
			e.begins(o)
		}
		return false
	}
	o := e.object(v.Args[0])
	if o == nil {
		return !e.dry && e.reduce(v)
	}
	c := e.now[o]
	switch v.Op {
	case OpUnboxObject, OpCheckObject, OpBoxObject, OpCheckNot:
		if !e.dry && v.Op != OpCheckNot {
			e.instead[v] = o.make
		}
		return true
	case OpCheckShape:
		if !slices.Contains(v.Shapes, c.shape) {
			e.see(o.make)
			return false
		}
		return true
	case OpLoadField:
		if !e.dry {
			e.instead[v] = c.fields[slotIndex(v)]
		}
		return true
	case OpAddField:
		c.shape = uint32(v.Bits)
		e.now[o] = c
		fallthrough
	case OpStoreField:
		if !e.dry {
			c.fields[slotIndex(v)] = v.Args[1]
		}
		return true
	}
	return false
}

// begins is where an object is made, or not.
func (e *escape) begins(o *virtual) {
	if o.array {
		e.now[o] = contents{shape: e.g.arrayShape, fields: slices.Clone(o.make.Args)}
		if !e.dry {
			o.make.Op, o.make.Args, o.make.State = OpVirtual, nil, nil
		}
		return
	}
	shape := o.make.In.Make().Shape
	c := contents{shape: shape.ID(), fields: make([]*Value, (shape.ObjectBytes()-lower.InternalOffset)/8)}
	if !e.dry {
		n := copy(c.fields, o.make.Args)
		for i := range c.fields[n:] {
			c.fields[n+i] = e.g.constant(Tagged, uint64(heap.Undefined), ir.Other)
		}
		o.make.Op, o.make.Args, o.make.State = OpVirtual, nil, nil
	}
	e.now[o] = c
}

// keep notes in a state what the objects are that it names.
func (e *escape) keep(s *State) {
	if e.dry || s == nil || s.Objects != nil {
		return
	}
	for i := range s.Slots {
		slot := &s.Slots[i]
		slot.V = e.resolve(slot.V)
		o := e.object(slot.V)
		if o == nil {
			continue
		}
		if slot.V = o.make; slices.ContainsFunc(s.Objects, func(x Virtualized) bool { return x.V == o.make }) {
			continue
		}
		x := Virtualized{V: o.make, Shape: e.now[o].shape, Array: o.array}
		for _, f := range e.now[o].fields {
			x.Fields = append(x.Fields, unboxed(f))
		}
		s.Objects = append(s.Objects, x)
	}
}

// MadeShapes are the ids of the shapes of objects that who leaves makes, and of those that inlined constructors begin
// with.
func (g *Graph) MadeShapes() (ids []uint32) {
	g.All(func(v *Value) {
		if v.Op == OpMake && v.In.Op == ir.OpMakeObject && v.In.Make().Instance {
			if id := v.In.Make().Shape.ID(); !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		if v.State == nil {
			return
		}
		for i := range v.State.Objects {
			if id := v.State.Objects[i].Shape; !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	})
	return ids
}

// resolve is what stands for v now.
func (e *escape) resolve(v *Value) *Value {
	for e.instead[v] != nil {
		v = e.instead[v]
	}
	return v
}

func (e *escape) replace(v *Value) {
	v.Operands(func(p **Value) { *p = e.resolve(*p) })
}

// reduce makes a conversion of what was read from an object cheaper, or reports that it is not needed
// since its result is known.
func (e *escape) reduce(v *Value) bool {
	x := v.Args[0]
	c, constant := x.Constant()
	switch v.Op {
	case OpCheckInt, OpUnboxInt:
		switch {
		case x.Op == OpBoxInt:
			e.instead[v] = x.Args[0]
		case constant && c.IsInt():
			e.instead[v] = e.g.intConstant(c.AsInt())
		}
	case OpCheckNumber, OpUnboxNumber:
		switch {
		case x.Op == OpBoxFloat:
			e.instead[v] = x.Args[0]
		case x.Op == OpBoxInt:
			v.Op, v.Args[0], v.State = OpFloatOfInt, x.Args[0], nil
		case constant && c.IsNumber():
			e.instead[v] = e.g.floatConstant(c.Float64())
		}
	case OpCheckObject, OpUnboxObject:
		if x.Op == OpBoxObject {
			e.instead[v] = x.Args[0]
		}
	case OpCheckNot:
		return x.Op == OpBoxInt || x.Op == OpBoxFloat || x.Op == OpBoxObject || constant && uint64(c) != v.Bits
	}
	return e.instead[v] != nil
}

// finish completes the phis, and puts what stands for values into the places that refer to them.
func (e *escape) finish() {
	for _, h := range e.phis {
		for i, p := range h.phi.Block.Pred {
			h.phi.Args[i] = e.resolve(e.out[p.ID][h.of].fields[h.index])
		}
	}
	e.g.Operands(func(p **Value) { *p = e.resolve(*p) })
}
