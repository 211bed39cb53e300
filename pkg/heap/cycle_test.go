package heap

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// cycleStep does a young collection and a step of a cycle, and reports whether the cycle ended.
func (h *Heap) cycleStep(t *testing.T, work int) (done bool) {
	h.Collect(false)
	done = h.advanceCycle(work)
	require.NoError(t, h.Verify())
	return done
}

// Whatever is changed between the steps of a cycle, in steps of any size, what lives stays.
func TestRandomGraphInCycles(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := newWorld(t, seed+300, Options{NurseryBytes: 64 << 10})
			r := rand.New(rand.NewPCG(seed, 3))
			w.create()
			ends := 0
			for range 4000 {
				w.step()
				if r.IntN(8) > 0 {
					continue
				}
				w.h.CloseScope(w.mark)
				switch {
				case r.IntN(40) == 0: // the cycle is given up
					w.h.Collect(true)
				case w.h.cycleStep(t, 1+r.IntN(20000)):
					ends++
					w.check()
				}
			}
			assert.Greater(t, ends, 3)
			require.NoError(t, w.h.Verify())
			w.check()
		})
	}
}

// A large array whose front moves, and that grows at its end, while a cycle looks at it.
func TestQueueInCycles(t *testing.T) {
	h := New(Options{})
	o := h.NewArray(h.RootShape(Null, ClassArray, 0))
	plain := h.RootShape(Null, ClassObject, 1)
	h.AddRoots("test", func(m *Marker) {
		m.Value(o.Value())
		m.Shape(plain)
	})
	first, next := int32(0), int32(0)
	push := func() {
		mark := h.OpenScope()
		cell := h.NewObject(plain)
		h.AddProperty(cell, h.Names.Value, Int(next), DefaultAttrs)
		h.AppendElement(o, cell.Value())
		next++
		h.CloseScope(mark)
	}
	h.CloseScope(0)
	for range 5000 {
		push()
	}
	ends := 0
	for i := range 300 {
		for range i % 5 {
			push()
		}
		for range i % 4 {
			h.ShiftElements(o)
			first++
		}
		if i%7 == 0 {
			h.UnshiftElements(o, 2)
			h.ShiftElements(o)
			h.ShiftElements(o)
		}
		if h.cycleStep(t, 3000) {
			ends++
		}
	}
	require.Greater(t, ends, 3)
	for i, v := range o.Dense() {
		p, ok := h.Lookup(v.Object(), h.Names.Value)
		require.True(t, ok)
		require.Equal(t, Int(first+int32(i)), v.Object().Slot(p))
	}
	require.EqualValues(t, next-first, o.ElementsLen())
}

// marking begins a cycle and marks everything that there is.
func (w *weakWorld) marking() {
	w.CloseScope(w.mark)
	w.Collect(false)
	require.False(w.t, w.advanceCycle(1))
	for w.gc.phase != cycleMark || len(w.gc.cycle.stack)+len(w.gc.cycle.parts)+len(w.gc.cycle.traced)+len(w.gc.cycle.shapes) > 0 {
		require.False(w.t, w.advanceCycle(1))
	}
}

func (w *weakWorld) end() {
	w.CloseScope(w.mark)
	for !w.cycleStep(w.t, 1<<20) {
	}
}

// What is weak and is made, filled or moved while a cycle marks ends as it should: weak cells,
// tables, registries and handles.
func TestWeakInCycle(t *testing.T) {
	w := newWeakWorld(t)
	dies, lives, moved := w.object(), w.object(), w.object()
	w.AppendElement(w.root, dies)  // 0
	w.AppendElement(w.root, lives) // 1
	w.AppendElement(w.root, moved) // 2
	known, knownID := w.NewWeakTable()
	w.holder(knownID) // 3
	known.Put(dies, Int(1))
	known.Put(lives, Int(2))
	inner := &noted{w.object()}
	holder := w.holder(w.NewHandle(inner)) // 4
	to := w.object()
	w.AppendElement(w.root, to) // 5
	w.collect(true)

	w.marking()
	// Handles made now, with entries of old cells.
	fresh, id := w.NewWeakTable()
	w.holder(id)
	fresh.Put(dies, Int(3))
	fresh.Put(lives, Int(4))
	known.Put(w.object(), Int(5))
	cells := []*WeakCell{w.NewWeakCell(dies), w.NewWeakCell(lives)}
	for _, c := range cells {
		w.AppendElement(w.root, c.Value())
	}
	registry, id := w.NewRegistry()
	registry.SetOwner(w.holder(id).Value())
	registry.Register(dies, Int(6), Undefined)
	registry.Register(lives, Int(7), dies)
	w.cycleStepSmall()
	// A handle goes from one object to another, which was looked at.
	w.SetInternal(to.Object(), 0, holder.Internal(0))
	w.SetInternal(holder, 0, Undefined)
	inner.v = moved
	w.TouchHandle(to.Object().Internal(0).Handle())
	w.SetElement(w.root, 2, Null)
	w.cycleStepSmall()
	w.end()
	// dies was marked before it was let go of.
	require.Equal(t, dies, cells[0].Target())
	w.SetElement(w.root, 0, Null)
	w.marking()
	w.end()
	assert.Equal(t, Undefined, cells[0].Target())
	assert.Equal(t, lives, cells[1].Target())
	assert.Len(t, known.entries, 1)
	assert.Len(t, fresh.entries, 1)
	assert.True(t, w.HasFinalized())
	held, ok := registry.NextFinalized()
	assert.True(t, ok)
	assert.Equal(t, Int(6), held)
	assert.Same(t, inner, w.HandleAt(to.Object().Internal(0).Handle()))
	assert.Equal(t, KindObject, inner.v.CellKind())
}

func (w *weakWorld) cycleStepSmall() {
	w.CloseScope(w.mark)
	w.Collect(false)
	if c := w.gc.cycle; c != nil {
		c.advance(1)
	}
	require.NoError(w.t, w.Verify())
}

// An old object that was looked at gets a shape that no object has had for long: from the tree,
// and as a cache of machine code does, which only compares and stores.
func TestShapesInCycle(t *testing.T) {
	w := newWeakWorld(t)
	root := w.RootShape(Null, ClassObject, 4)
	a, b := w.NewObject(root), w.NewObject(root)
	w.AppendElement(w.root, a.Value())
	w.AppendElement(w.root, b.Value())
	one := w.Transition(root, w.Names.Value, DefaultAttrs)
	two := w.Transition(one, w.Names.Length, DefaultAttrs)
	w.PinTransition(two)
	w.collect(true)
	for range shapeAge + 1 {
		w.marking()
		w.AddProperty(a, w.Names.Value, Int(1), DefaultAttrs)
		cached := a.Shape(w.Heap)
		w.AddProperty(a, w.Names.Length, Int(2), DefaultAttrs)
		w.PinTransition(a.Shape(w.Heap))
		b.hdr = b.hdr&(1<<upperShift-1) | uint64(a.Shape(w.Heap).id)<<upperShift
		w.RemoveProperty(a, w.Names.Length)
		w.RemoveProperty(a, w.Names.Value)
		require.NoError(t, w.Verify())
		w.end()
		assert.Same(t, cached, w.Shape(cached.id))
		assert.Equal(t, 2, b.Shape(w.Heap).Count())
		b.hdr = b.hdr&(1<<upperShift-1) | uint64(root.id)<<upperShift
		w.collect(false)
	}
}

// A heap that grows is marked in steps, each of which is bounded, and ends before it has grown by
// half of what it had.
func TestCyclesAreBounded(t *testing.T) {
	h := New(Options{})
	list := h.NewArray(h.RootShape(Null, ClassArray, 0))
	shape := h.RootShape(Null, ClassObject, 4)
	mark := h.OpenScope()
	inCycle, begun := 0, int64(0)
	for h.gc.fulls < 4 {
		h.AppendElement(list, h.NewObject(shape).Value())
		h.CloseScope(mark)
		if phase := h.gc.phase; h.WantsCollect() {
			h.Safepoint()
			if phase == cycleNone && h.gc.phase != cycleNone {
				begun = h.Bytes()
			}
			if h.gc.phase == cycleMark {
				inCycle++
			}
			if phase != cycleNone {
				require.Less(t, h.Bytes(), begun+begun/2)
			}
		}
	}
	if !h.stress {
		assert.Greater(t, inCycle, 8)
	}
	require.NoError(t, h.Verify())
}

// A nursery that is larger than what may be allocated during a cycle makes no step too large.
func TestCyclesOfLargeNursery(t *testing.T) {
	h := New(Options{NurseryBytes: 64 << 20})
	h.Collect(true)
	h.chargeGo(2 * minFullThreshold)
	for h.gc.fulls < 2 {
		h.Safepoint()
		h.pressure(false)
	}
	require.NoError(t, h.Verify())
}

// The end of a cycle can be given up like a full collection that is done at once; then nothing is
// lost, and the next collection is a full one that ends.
func TestEndOfCycleIsGivenUp(t *testing.T) {
	h := New(Options{})
	h.stress = false // a cycle shall begin at the first safepoint
	list := h.NewArray(h.RootShape(Null, ClassArray, 0))
	shape := h.RootShape(Null, ClassObject, 4)
	mark := h.OpenScope()
	fill := func(from int) {
		for i := from; i < from+1000; i++ {
			o := h.NewObject(shape)
			h.number(o, uint32(i))
			h.AppendElement(list, o.Value())
			h.NewObject(shape) // dies
			h.CloseScope(mark)
		}
	}
	fill(0)
	h.Collect(true)
	full := h.Stats().Full
	fill(1000)
	h.chargeGo(2 * minFullThreshold)
	h.pressure(false)
	h.Safepoint()
	require.Equal(t, cycleMark, h.gc.phase)
	asked := 0
	h.GiveUp = func() bool { asked++; return asked == 1 }
	for turn := 0; asked == 0; turn++ {
		fill(2000 + 1000*turn)
		h.pressure(false)
		h.Safepoint()
	}
	require.Equal(t, cycleNone, h.gc.phase)
	require.True(t, h.WantsCollect())
	require.NoError(t, h.Verify())
	h.Safepoint()
	require.Equal(t, full+1, h.Stats().Full, "the cycle and what took its place are one")
	require.NoError(t, h.Verify())
	for i, v := range list.Dense() {
		got, ok := h.GetElement(v.Object(), 0)
		require.True(t, ok)
		require.Equal(t, Int(int32(i)), got)
	}
}

// A handle may go into its object behind the next safepoint, though a cycle begins there.
func TestHandlesLiveUntilSafepointButOne(t *testing.T) {
	h := New(Options{})
	h.stress = false // a cycle shall begin at the first safepoint
	h.Collect(true)
	h.chargeGo(2 * minFullThreshold)
	x := &noted{Undefined}
	id := h.NewHandle(x)
	h.pressure(false)
	h.Safepoint()
	require.Same(t, x, h.HandleAt(id))
	require.NotEqual(t, cycleNone, h.gc.phase)
	for h.gc.phase != cycleNone {
		h.pressure(false)
		h.Safepoint()
	}
	require.Nil(t, h.HandleAt(id))
}

// noted is a handle whose owner calls TouchHandle.
type noted struct{ v Value }

func (n *noted) TraceCells(m *Marker) { m.Value(n.v) }

// A large array that grows is old at once where it was old, and what is young in it lives.
func TestGrownArraysStayOld(t *testing.T) {
	h := New(Options{})
	list := h.NewArray(h.RootShape(Null, ClassArray, 0))
	shape := h.RootShape(Null, ClassObject, 0)
	mark := h.OpenScope()
	r := rand.New(rand.NewPCG(7, 7))
	want := []uint32{}
	for i := range 4000 {
		o := h.NewObject(shape)
		h.number(o, uint32(i))
		h.AppendElement(list, o.Value())
		want = append(want, uint32(i))
		for range r.IntN(3) {
			at := r.IntN(len(want))
			o := h.NewObject(shape)
			h.number(o, uint32(100_000+i))
			h.SetElement(list, uint32(at), o.Value())
			want[at] = uint32(100_000 + i)
		}
		if r.IntN(10) == 0 {
			h.ShiftElements(list)
			want = want[1:]
		}
		h.CloseScope(mark)
		switch r.IntN(150) {
		case 0:
			h.Collect(false)
			require.NoError(t, h.Verify())
			if e := list.elements(); e.sizeClass() == classLarge && !h.stress {
				require.False(t, h.larges.of(&e.cell).young)
			}
		case 1:
			h.cycleStep(t, 4000)
		}
	}
	for i, v := range list.Dense() {
		require.Equal(t, KindObject, v.CellKind())
		got, ok := h.GetElement(v.Object(), 0)
		require.True(t, ok)
		require.Equal(t, Int(int32(want[i])), got)
	}
}

func (h *Heap) number(o *Object, n uint32) { h.SetElement(o, 0, Int(int32(n))) }
