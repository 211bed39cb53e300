package native

import (
	"maps"
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Mark tells apart what machine code there was of a function at two moments.
type Mark struct {
	whole *lower.Code
	loops int
}

// MarkOf marks what there is of code now.
func MarkOf(code *object.Code) (m Mark) {
	if f, ok := code.T2.(*function); ok {
		m = Mark{f.whole, len(f.loops)}
	}
	return m
}

// Notes are what is known of the machine code of a function, over the way back to a
// checkpoint: see object.Learner. The machine code itself is made anew, since shapes, cells and
// numbers of exits that it names may be gone.
type Notes struct {
	whole, wanted bool
	compiles      int
	loops         []int32
	poor          map[int32]bool
	leaves        map[int32]int
	learned       map[int32]heap.Value
	graphs        graphs
}

// NotesOf notes what is known of code, which was as the mark says at the checkpoint; nil:
// nothing.
func NotesOf(code *object.Code, l *object.Learner, before Mark) *Notes {
	f, ok := code.T2.(*function)
	if !ok {
		return nil
	}
	n := &Notes{
		// What was thrown away was hot, and would have been made anew.
		whole:  f.whole != nil || before.whole != nil,
		wanted: f.wanted, compiles: f.compiles, loops: slices.Sorted(maps.Keys(f.loops)),
		poor: maps.Clone(f.poor), leaves: maps.Clone(f.leaves), learned: map[int32]heap.Value{},
		graphs: f.graphs.notes(),
	}
	for pc, v := range f.learned {
		if l.Has(v) {
			n.learned[pc] = v
		}
	}
	return n
}

// Teach makes the machine code of which there are notes again; the feedback of tier 1 is
// there. It returns the entry of the whole function, nil if there is none.
func (e *Engine) Teach(rt *object.Runtime, code *object.Code, n *Notes) object.EntryFunc {
	if m, _ := e.start(rt); m == nil || checkFrame(rt, code) != nil {
		return nil
	}
	f := functionOf(e, code)
	if f.whole != nil {
		f.whole = nil
		e.machine.setEntry(code.ID, 0)
		e.machine.ForgetSites()
	}
	clear(f.loops)
	f.leaves, f.poor, f.wanted, f.compiles = n.leaves, maps.Clone(n.poor), n.wanted, n.compiles
	f.learned, f.graphs = n.learned, n.graphs.notes()
	for _, v := range n.learned {
		code.KeepConstant(v)
	}
	var entry object.EntryFunc
	if n.whole && check(rt, code) == nil {
		if c, err := e.compile(code, f, 0, GraphsAtOnce); err == nil {
			e.install(f, c)
			entry = Enter
		}
	}
	for _, pc := range n.loops {
		if c, err := e.compile(code, f, pc, GraphsAtOnce); err == nil {
			f.loops[pc] = c
		}
	}
	f.poor, f.compiles = n.poor, n.compiles
	return entry
}
