package script

import (
	"fmt"
	"slices"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// DefaultInterval is how many bytes there are between two samples of allocations, on
// average; V8 has the same.
const DefaultInterval = 512 << 10

// Allocations is what a run has allocated and where: samples of cells, by stack. Its
// Samples are those of no time.
type Allocations struct {
	Profile
	Interval int64 // bytes between two samples on average
	// Cells are the samples in the order of their allocation.
	Cells []AllocatedCell
}

// AllocatedCell is a cell whose allocation was sampled. The optimizing compiler may make an object at a later line
// of its function than the script says, where somebody sees it first.
type AllocatedCell struct {
	Node   int    // the stack
	What   string // its constructor, or what it is in parentheses
	Bytes  int64
	Weight float64 // how many cells like it the sample stands for
	Alive  bool    // it was there at the end
}

// Count is how many cells the sample stands for.
func (c *AllocatedCell) Count() int64 { return int64(c.Weight + 0.5) }

// Total is how many bytes the sample stands for.
func (c *AllocatedCell) Total() int64 { return int64(c.Weight*float64(c.Bytes) + 0.5) }

// AllocSampler takes samples of what a runtime allocates. Its methods belong to the
// goroutine of the runtime.
type AllocSampler struct {
	rt       *object.Runtime
	book     book
	sampling *heap.Sampling
	cells    []AllocatedCell
	names    map[uint32]string // by shape
	start    time.Time
	interval int64
}

// StartAllocations begins to take samples of what rt allocates: one in so many bytes on
// average, 0 for DefaultInterval.
func StartAllocations(rt *object.Runtime, interval int64) (*AllocSampler, error) {
	if interval == 0 {
		interval = DefaultInterval
	}
	if interval < 1 {
		return nil, fmt.Errorf("the interval must be positive")
	}
	s := &AllocSampler{rt: rt, book: newBook(rt), names: map[uint32]string{}, start: time.Now(), interval: interval}
	s.sampling = rt.Heap.Sample(interval, uint64(s.start.UnixNano()), s.take)
	return s, nil
}

func (s *AllocSampler) take(a heap.AllocSample) {
	what := ""
	if a.Kind == heap.KindObject {
		what = s.maker(a.Shape)
	} else {
		what = object.CellName(a.Kind)
	}
	s.cells = append(s.cells, AllocatedCell{Node: s.book.site(), What: what, Bytes: a.Bytes, Weight: a.Weight})
}

// maker names the objects of a shape.
func (s *AllocSampler) maker(shape *heap.Shape) string {
	name, ok := s.names[shape.ID()]
	if !ok {
		name = s.rt.MakerOf(shape)
		if len(s.names) >= maxKnown {
			clear(s.names)
		}
		s.names[shape.ID()] = name
	}
	return name
}

// Stop collects garbage, to see what is alive, and returns what was allocated.
func (s *AllocSampler) Stop() *Allocations {
	s.rt.Heap.Collect(true)
	for _, n := range s.sampling.Alive() {
		s.cells[n].Alive = true
	}
	s.sampling.Stop()
	a := &Allocations{Profile: s.book.profile, Interval: s.interval, Cells: s.cells}
	a.Start, a.Took = s.start, time.Since(s.start)
	return a
}

// site returns the node of the running stack, whose innermost frame stands where the
// cell is made.
func (b *book) site() int {
	frames := b.scratch[:0]
	deeper := false
	b.rt.WalkFrames(func(callee heap.Value, pos int32, tier object.Tier) bool {
		if !callee.IsObject() || callee.Object().Class() != heap.ClassFunction {
			return true
		}
		if len(frames) == maxDepth {
			deeper = true
			return false
		}
		frames = append(frames, b.frame(callee, b.rt.CodeOf(callee.Object()), pos, tier))
		return true
	})
	b.scratch = frames
	node := 0
	if deeper {
		node = b.engine(Truncated, nil)
	}
	for _, f := range slices.Backward(frames) {
		node = b.node(node, f)
	}
	if node == 0 {
		return b.engine(Program, nil)
	}
	return node
}
