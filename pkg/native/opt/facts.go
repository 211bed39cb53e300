package opt

import (
	"maps"
	"slices"

	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
)

// world is what is known at one place of the graph: which value each register of the
// bytecode has, what is known about values, and what memory is known to hold.
type world struct {
	regs  []*Value
	facts map[*Value]fact
	loads map[load]*Value
	exprs map[expr]*Value // operations that have been done
	epoch map[int32]bool  // prototype epochs that were checked
}

// fact is what is known about a value beyond its operation. Types and other forms hold for
// ever, since a value does not change; shapes hold until something may change them.
type fact struct {
	types  ir.Mask // 0: what the value says
	forms  [numReps]*Value
	shapes []uint32 // ascending; nil: any
	typed  int32    // of objects: element type of a typed array + 1; holds for ever
}

// expr names the result of an operation that depends on its arguments only.
type expr struct {
	op   Op
	a, b *Value
}

// load names a word of memory by what an operation reads it from.
type load struct {
	op    Op
	base  *Value
	index *Value
	at    int32
}

func newWorld(registers int) *world {
	return &world{regs: make([]*Value, registers), facts: map[*Value]fact{}, loads: map[load]*Value{}, exprs: map[expr]*Value{}, epoch: map[int32]bool{}}
}

func (w *world) clone() *world {
	return &world{slices.Clone(w.regs), maps.Clone(w.facts), maps.Clone(w.loads), maps.Clone(w.exprs), maps.Clone(w.epoch)}
}

// typeOf is what a value may be.
func (w *world) typeOf(v *Value) ir.Mask {
	if t := w.facts[v].types; t != 0 {
		return t
	}
	return v.Type
}

// learn narrows the type of a value.
func (w *world) learn(v *Value, types ir.Mask) {
	f := w.facts[v]
	f.types = w.typeOf(v) & types
	w.facts[v] = f
}

// also notes that b is a in another form.
func (w *world) also(a, b *Value) {
	f := w.facts[a]
	f.forms[b.Rep] = b
	w.facts[a] = f
	f = w.facts[b]
	f.forms[a.Rep] = a
	w.facts[b] = f
}

// merge keeps of w what holds in other too.
func (w *world) merge(other *world) {
	for v, f := range w.facts {
		o, ok := other.facts[v]
		if !ok {
			delete(w.facts, v)
			continue
		}
		if f.types == 0 || o.types == 0 {
			f.types = 0
		} else {
			f.types |= o.types
		}
		for i := range f.forms {
			if f.forms[i] != o.forms[i] {
				f.forms[i] = nil
			}
		}
		f.shapes = eitherShapes(f.shapes, o.shapes)
		if f.typed != o.typed {
			f.typed = 0
		}
		w.facts[v] = f
	}
	maps.DeleteFunc(w.loads, func(l load, v *Value) bool { return other.loads[l] != v })
	maps.DeleteFunc(w.exprs, func(e expr, v *Value) bool { return other.exprs[e] != v })
	maps.DeleteFunc(w.epoch, func(e int32, _ bool) bool { return !other.epoch[e] })
}

// maxShapes is how many shapes an object may be known to have one of.
const maxShapes = 4

// eitherShapes are the shapes of an object that has one of a or one of b.
func eitherShapes(a, b []uint32) []uint32 {
	if a == nil || b == nil {
		return nil
	}
	both := append(slices.Clone(a), b...)
	slices.Sort(both)
	if both = slices.Compact(both); len(both) > maxShapes {
		return nil
	}
	return both
}

// forget drops what writes of the given parts of memory may make wrong.
func (w *world) forget(m Memory) {
	if m == 0 {
		return
	}
	maps.DeleteFunc(w.loads, func(l load, _ *Value) bool { return l.op.Row().Reads&m != 0 })
	if m&Shapes != 0 {
		clear(w.epoch)
		for v, f := range w.facts {
			if f.shapes != nil {
				f.shapes = nil
				w.facts[v] = f
			}
		}
	}
}

// stored notes that the word that load reads now is v, which other loads of the same
// kind may read as well unless they are of another place in their cells.
func (w *world) stored(l load, v *Value) {
	maps.DeleteFunc(w.loads, func(o load, _ *Value) bool {
		return o.op == OpMember && (l.op == OpLoadField || l.op == OpLoadSlot) || o.op == l.op && (o.at == l.at && o.index == l.index || l.index != nil)
	})
	w.loads[l] = v
}

// storedByEntry notes that property name of o now is v: the store was into one of the places that the
// entries tell.
func (w *world) storedByEntry(o *Value, name int32, entries []object.ICEntry, v *Value) {
	maps.DeleteFunc(w.loads, func(l load, _ *Value) bool {
		return l.op == OpMember || slices.ContainsFunc(entries, func(e object.ICEntry) bool {
			op, at := readsSlot(e.Offset)
			return l.op == op && l.at == at
		})
	})
	w.loads[load{OpMember, o, nil, name}] = v
}

// readsSlot is the operation that reads property slot offset, and its index.
func readsSlot(offset int32) (op Op, at int32) {
	if offset >= 0 {
		return OpLoadField, offset * 8
	}
	return OpLoadSlot, ^offset
}
