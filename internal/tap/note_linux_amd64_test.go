package tap

import (
	"runtime"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// made returns a stack with a frame on another one, and a Sight of it.
func made() *Sight {
	h := heap.New(heap.Options{})
	s := stack.New(h, 0)
	for fp, caller := 0, -1; fp < 20; fp, caller = fp+10, fp {
		for i := range stack.Header {
			s.Vals[fp+i] = heap.Undefined
		}
		s.Vals[fp+stack.Link] = stack.MakeLink(caller, stack.TierInterp)
		s.Vals[fp+stack.Pos] = heap.Int(int32(100 + fp))
		s.FP, s.Top = fp, fp+10
	}
	return &Sight{Stack: s, notes: make([]uint64, notesSize)}
}

// frames returns the positions and tiers of all notes.
func frames(s *Sight) (pos [][]int32, where []Where, tiers []stack.LinkBits) {
	s.Take(func(n *Note) {
		var p []int32
		n.Frames(func(_ heap.Value, at int32, bits stack.LinkBits) bool {
			if p = append(p, at); len(p) == 1 {
				tiers = append(tiers, bits&stack.TierMask)
			}
			return true
		})
		pos, where = append(pos, p), append(where, n.Where)
	})
	return pos, where, tiers
}

func TestTimer(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	s := made()
	begun, cycles := time.Now(), Cycles() // before the first note
	if err := s.Start(200 * time.Microsecond); err != nil {
		t.Skip(err)
	}
	for s.Count() < 20 && time.Since(begun) < 10*time.Second {
	}
	s.Stop()
	n, last := s.Count(), cycles
	s.Take(func(n *Note) {
		assert.GreaterOrEqual(t, n.Cycles, last)
		last = n.Cycles
		assert.Equal(t, InGo, n.Where)
	})
	assert.GreaterOrEqual(t, n, 20)
	time.Sleep(2 * time.Millisecond)
	assert.Zero(t, s.Count(), "it has stopped")
}

// TestFrames has notes where the frame is in a register, and where what is there is none.
func TestFrames(t *testing.T) {
	s := made()
	served := uintptr(0)
	s.Machine, s.Loop[1], s.Served[1], s.ServedFrame = Range{1000, 2000}, Range{3000, 4000}, Range{5000, 6000}, &served
	depth, calls := 1, make([]uint64, 4)
	s.Depth, s.Calls, s.CallSize, s.CallFrame = &depth, unsafe.Pointer(&[1]unsafe.Pointer{unsafe.Pointer(&calls[0])}), 32, 16
	word := func(i int) uint64 { return uint64(uintptr(unsafe.Pointer(&s.Stack.Vals[i]))) }
	calls[2] = word(0)
	inLoop := func(fp, caller int, bits stack.LinkBits) {
		s.Stack.Vals[fp+stack.Link] = stack.MakeLink(caller, stack.TierBytecode|bits)
	}
	for name, test := range map[string]struct {
		prepare func(c *context)
		pos     []int32
		where   Where
	}{
		"Go":            {func(c *context) {}, []int32{110, 100}, InGo},
		"no frame":      {func(c *context) { s.Stack.FP = -1 }, nil, InGo},
		"machine code":  {func(c *context) { c.pc, c.registers[BX] = 1000, word(0) }, []int32{100}, InMachine},
		"behind it":     {func(c *context) { c.pc, c.registers[BX] = 2000, word(0) }, []int32{110, 100}, InGo},
		"odd":           {func(c *context) { c.pc, c.registers[BX] = 1000, word(0)+1 }, []int32{110, 100}, InGo},
		"elsewhere":     {func(c *context) { c.pc, c.registers[BX] = 1000, 8 }, []int32{110, 100}, InGo},
		"no link":       {func(c *context) { c.pc, c.registers[BX] = 1000, word(1) }, []int32{110, 100}, InGo},
		"loop":          {func(c *context) { c.pc, c.registers[3] = 3999, word(10); inLoop(10, 0, 0) }, []int32{110, 100}, InLoop},
		"loop, from Go": {func(c *context) { c.pc, c.registers[3] = 3999, word(10); inLoop(10, 0, stack.LinkEntry); depth = 0 }, []int32{110, 100}, InLoop},
		"what was left": {func(c *context) {
			c.pc, c.registers[3], c.registers[4] = 3999, word(10), word(20)
			inLoop(10, 0, 0)
			inLoop(20, 10, 0)
		}, []int32{110, 100}, InLoop},
		"the caller, left": {func(c *context) {
			c.pc, c.registers[3], c.registers[4] = 3999, word(0), word(10)
			inLoop(0, -1, stack.LinkEntry)
			inLoop(10, 0, 0)
		}, []int32{110, 100}, InLoop},
		"served":          {func(c *context) { c.pc, served = 5000, uintptr(word(0)) }, []int32{100}, InGo},
		"served, before":  {func(c *context) { c.pc, served = 5000, 0 }, []int32{110, 100}, InGo},
		"loop, no frame":  {func(c *context) { c.pc, s.Stack.FP = 3999, 0 }, []int32{100}, InGo},
		"upwards":         {func(c *context) { s.Stack.Vals[stack.Link] = stack.MakeLink(10, 0) }, []int32{110, 100}, InGo},
		"above the limit": {func(c *context) { s.Stack.FP = s.Stack.Limit }, nil, InGo},
	} {
		stackBefore, limit := made().Stack.Vals[:30], s.Stack.Limit
		copy(s.Stack.Vals, stackBefore)
		s.Stack.FP, s.Stack.Limit, depth = 10, limit, 1
		var c context
		test.prepare(&c)
		note(s, &c, 7)
		pos, where, _ := frames(s)
		if test.pos == nil {
			assert.Empty(t, pos, name)
			continue
		}
		require.Len(t, pos, 1, name)
		assert.Equal(t, test.pos, pos[0], name)
		assert.Equal(t, test.where, where[0], name)
	}
}

func TestFullAndDropped(t *testing.T) {
	s := made()
	var c context
	for i := range uint64(notesSize) {
		note(s, &c, i)
	}
	n := s.Count()
	assert.Greater(t, n, 1000)
	s.DropSince(10)
	assert.Equal(t, 10, s.Count())
	s.DropSince(100)
	assert.Equal(t, 10, s.Count())
	s.DropSince(0)
	assert.Zero(t, s.Count())
	s.Take(func(*Note) { t.Error("nothing is left") })
}

func TestDeep(t *testing.T) {
	s := made()
	fp := 20
	for range 2 * MaxFrames {
		s.Stack.Vals[fp+stack.Link] = stack.MakeLink(s.Stack.FP, stack.TierInterp)
		s.Stack.FP, fp = fp, fp+stack.Header
	}
	require.NoError(t, s.Stack.Reserve(fp))
	note(s, &context{}, 0)
	s.Take(func(n *Note) {
		assert.True(t, n.Deeper)
		count := 0
		n.Frames(func(heap.Value, int32, stack.LinkBits) bool { count++; return true })
		assert.Equal(t, MaxFrames, count)
	})
}
