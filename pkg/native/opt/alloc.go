package opt

import (
	"cmp"
	"slices"

	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Register allocation: linear scan over the whole function. Operations that go to Go or call
// lose all machine registers, so what lives across one has a slot in the frame, which is
// written where the value is made. A value is in a machine register from there to the first
// such operation, and in every loop without one that reads it.

// Allocation says where each value is.
type Allocation struct {
	Slots   int // words of the frame above the registers that values take
	at      []place
	homes   ir.Bitset // registers whose words in the frame stay as they were at the entry
	reloads map[*Block][]Reload
	live    map[*Value][]Reload
	regs    lower.Registers
}

// place is where one value is.
type place struct {
	number int32 // position of the operation
	pieces []*piece
	slot   int32 // word of the frame above the registers, -1: none
	home   int32 // register of the frame that has it all the time, -1: none
}

// piece is a run of positions at which a value is in one machine register.
type piece struct {
	v          *Value
	start, end int32
	reg        int8 // -1: none was left
	weight     int  // what it costs to do without reg, by the length of the piece
	hint       *piece
	load       *Block // where it is loaded from its slot, at the end; nil: where it is made
}

// Reload is a value that is loaded into a register on the way into a loop.
type Reload struct {
	V   *Value
	Reg int8
}

// Reg is the machine register that has v where the operation at reads its arguments; ok is
// false when it is in its slot.
func (a *Allocation) Reg(v *Value, at *Value) (reg int8, ok bool) {
	return a.regAt(v, a.at[at.ID].number)
}

func (a *Allocation) regAt(v *Value, pos int32) (int8, bool) {
	for _, p := range a.at[v.ID].pieces {
		if p.reg >= 0 && p.start <= pos && pos <= p.end {
			return p.reg, true
		}
	}
	return -1, false
}

// Result is the machine register that v is made in; ok is false when it has none.
func (a *Allocation) Result(v *Value) (reg int8, ok bool) {
	for _, p := range a.at[v.ID].pieces {
		if p.load == nil && p.reg >= 0 {
			return p.reg, true
		}
	}
	return -1, false
}

// Slot is the word above the registers that v has in the frame; ok is false when it has
// none.
func (a *Allocation) Slot(v *Value) (slot int32, ok bool) {
	s := a.at[v.ID].slot
	return s, s >= 0
}

// Home is the register of the frame that has v all the time; ok is false when there is none.
func (a *Allocation) Home(v *Value) (r ir.Operand, ok bool) {
	h := a.at[v.ID].home
	return h, h >= 0
}

// Reloads lists what is loaded at the end of a block, on the way into a loop.
func (a *Allocation) Reloads(b *Block) []Reload { return a.reloads[b] }

// Live lists the values that are in machine registers when an operation begins that goes to
// Go beside the hot path, and are read by it or after it.
func (a *Allocation) Live(at *Value) []Reload { return a.live[at] }

// allocator computes an Allocation.
type allocator struct {
	*Allocation
	g        *Graph
	liveIn   []map[*Value]bool
	first    []int32 // by block: its position
	last     []int32
	clobbers []int32 // positions at which machine registers are lost
	ends     map[*Value]int32
}

// Virtual tells that a value is made anew wherever it is read: it needs no place.
func Virtual(v *Value) bool {
	return v.Rep == NoRep || v.Op == OpConst || v.Op == OpVirtual || v.Uses == 0 || Fused(v)
}

// Fused tells that a flag is nothing but the condition of the branch right behind it, or a number of
// elements but the limit of the index that is checked right behind it.
func Fused(v *Value) bool {
	if v.Op == OpElementsLen {
		return v.fused
	}
	if v.Rep != Flag || v.Uses != 1 || v.Op == OpTruthy || v.Op == OpByUnit || v.Op == OpIsNil && v.Index == 1 {
		return false
	}
	n := len(v.Block.Values)
	return n >= 2 && v.Block.Values[n-2] == v && v.Block.Values[n-1].Op == OpBranch && v.Block.Values[n-1].Args[0] == v
}

// fuse finds which numbers of elements are limits and nothing else.
func (g *Graph) fuse() {
	for _, b := range g.Blocks {
		for i, v := range b.Values {
			if v.Op == OpElementsLen && v.Uses == 1 && i+1 < len(b.Values) {
				next := b.Values[i+1]
				v.fused = next.Op == OpCheckBounds && next.Args[1] == v
			}
		}
	}
}

// Allocate finds places for all values of a graph whose uses are counted.
func Allocate(g *Graph, regs lower.Registers) *Allocation {
	a := &allocator{g: g, Allocation: &Allocation{at: make([]place, g.values), reloads: map[*Block][]Reload{}, live: map[*Value][]Reload{}, regs: regs},
		first: make([]int32, len(g.Blocks)), last: make([]int32, len(g.Blocks)), ends: map[*Value]int32{}}
	for i := range a.at {
		a.at[i].slot, a.at[i].home = -1, -1
	}
	g.fuse()
	a.keepHomes()
	a.numberAll()
	a.liveness()
	pieces := a.pieces()
	a.scan(pieces)
	a.findLive(pieces)
	a.giveSlots()
	return a.Allocation
}

// keepHomes finds the registers of the frame that nothing overwrites.
func (a *allocator) keepHomes() {
	written := ir.NewBitset(a.g.Words)
	a.g.All(func(v *Value) {
		if v.Op == OpSetHome {
			written.Add(v.Index)
		}
		if v.Op == OpPutElement {
			for _, r := range v.In.Args {
				if r >= 0 {
					written.Add(r + v.Base())
				}
			}
		}
		if v.Op != OpGo && v.Op != OpByUnit && v.Op != OpMake {
			return
		}
		if v.In.Dst >= 0 {
			written.Add(v.In.Dst + v.Base())
		}
		for _, r := range v.In.Writes() {
			written.Add(r + v.Base())
		}
		if v.In.Op.Is(ir.Advances) {
			written.Add(v.In.B() + v.Base())
		}
		n := 0
		for _, r := range v.In.Args {
			if r >= 0 {
				if x := v.Args[n]; x.Op != OpReg || x.Index != r+v.Base() || v.Op == OpByUnit && v.In.Op.Row().Wants != ir.WantsNothing {
					written.Add(r + v.Base()) // code of units may leave an int there as a double
				}
				n++
			}
		}
		if v.In.Op == ir.OpPushEnv || v.In.Op == ir.OpPopEnv || v.In.Op == ir.OpCopyEnv || v.In.Op == ir.OpService {
			written.Add(envRegister + v.Base())
		}
		if v.In.Op == ir.OpSloppyThis {
			written.Add(thisRegister + v.Base())
		}
	})
	a.homes = ir.NewBitset(a.g.Words)
	for r := range ir.Operand(a.g.Words) {
		if !written.Has(r) {
			a.homes.Add(r)
		}
	}
}

func (a *allocator) numberAll() {
	pos := int32(0)
	for _, b := range a.g.Blocks {
		a.first[b.ID] = pos
		for _, v := range b.Phis {
			a.at[v.ID].number = pos
		}
		for _, v := range b.Values {
			pos += 2
			a.at[v.ID].number = pos
			if v.Op.Is(Resumes) {
				a.clobbers = append(a.clobbers, pos)
			}
			if v.Op == OpReg && a.homes.Has(v.Index) {
				a.at[v.ID].home = v.Index
			}
		}
		a.last[b.ID] = pos
		pos += 2
	}
}

// liveness finds what is live at the begin of each block, and the last position at which
// each value is read.
func (a *allocator) liveness() {
	a.liveIn = make([]map[*Value]bool, len(a.g.Blocks))
	for changed := true; changed; {
		changed = false
		for i := len(a.g.Blocks) - 1; i >= 0; i-- {
			b := a.g.Blocks[i]
			live := map[*Value]bool{}
			for _, s := range b.Succ {
				for v := range a.liveIn[s.ID] {
					live[v] = true
				}
				from := slices.Index(s.Pred, b)
				for _, phi := range s.Phis {
					if phi.Uses > 0 {
						live[phi.Args[from]] = true
					}
				}
			}
			for v := range live {
				a.ends[v] = max(a.ends[v], a.last[b.ID])
			}
			for j := len(b.Values) - 1; j >= 0; j-- {
				v := b.Values[j]
				delete(live, v)
				v.Operands(func(p **Value) {
					live[*p] = true
					a.ends[*p] = max(a.ends[*p], a.readAt(v))
				})
				if v.Op.Is(Resumes) && (v.State.Caught >= 0 || v.Op == OpByUnit) {
					// The handler finds them in the frame, and who leaves when the operation has begun.
					for _, s := range v.State.Slots {
						a.ends[s.V] = max(a.ends[s.V], a.at[v.ID].number+1)
					}
				}
			}
			for _, phi := range b.Phis {
				delete(live, phi)
			}
			for v := range live {
				if Virtual(v) {
					delete(live, v)
				}
			}
			if len(live) != len(a.liveIn[b.ID]) || a.liveIn[b.ID] == nil {
				a.liveIn[b.ID] = live
				changed = true
			}
		}
	}
}

// readAt is the position at which an operation reads its arguments: a fused flag, where the
// branch is.
func (a *allocator) readAt(v *Value) int32 {
	if Fused(v) {
		return a.at[v.ID].number + 2
	}
	return a.at[v.ID].number
}

// clobbered is the first position from start on and before end at which registers are
// lost, or -1.
func (a *allocator) clobbered(start, end int32) int32 {
	i, _ := slices.BinarySearch(a.clobbers, start)
	if i < len(a.clobbers) && a.clobbers[i] < end {
		return a.clobbers[i]
	}
	return -1
}

// span is the positions of a loop.
func (a *allocator) span(l *Loop) (first, last int32) {
	return a.first[l.Header.ID], a.last[l.Blocks[len(l.Blocks)-1].ID]
}

// pieces makes the pieces of all values, in the order of their starts.
func (a *allocator) pieces() []*piece {
	var out []*piece
	loops := a.loops()
	uses := a.usePositions()
	a.g.All(func(v *Value) {
		if Virtual(v) {
			return
		}
		start, end := a.at[v.ID].number, a.ends[v]
		upto := end
		if c := a.clobbered(start+1, end); c >= 0 {
			upto = c
		}
		// In a loop that loses registers nothing from before it is in one.
		for _, l := range loops {
			first, last := a.span(l)
			if start < first && first < upto && a.liveIn[l.Header.ID][v] && a.clobbered(first, last) >= 0 {
				upto = first - 1
			}
		}
		p := &piece{v: v, start: start, end: upto, reg: -1}
		a.at[v.ID].pieces = append(a.at[v.ID].pieces, p)
		out = append(out, p)
		if upto == end {
			return
		}
		for _, l := range loops {
			first, last := a.span(l)
			if first <= upto || !a.liveIn[l.Header.ID][v] || a.clobbered(first, last) >= 0 || l.Parent != nil && a.quiet(l.Parent) {
				continue
			}
			if !slices.ContainsFunc(uses[v], func(pos int32) bool { return first <= pos && pos <= last }) {
				continue
			}
			for _, from := range l.Header.Pred {
				if !l.Contains(from) {
					q := &piece{v: v, start: first, end: last, reg: -1, load: from}
					a.at[v.ID].pieces = append(a.at[v.ID].pieces, q)
					out = append(out, q)
				}
			}
		}
	})
	a.weigh(out, uses)
	slices.SortStableFunc(out, func(x, y *piece) int { return cmp.Compare(x.start, y.start) })
	return out
}

// quiet tells that a loop loses no registers.
func (a *allocator) quiet(l *Loop) bool {
	first, last := a.span(l)
	return a.clobbered(first, last) < 0
}

func (a *allocator) loops() []*Loop {
	var out []*Loop
	for _, b := range a.g.Blocks {
		if b.Loop != nil && b.Loop.Header == b {
			out = append(out, b.Loop)
		}
	}
	return out
}

// usePositions are the positions at which arguments are read.
func (a *allocator) usePositions() map[*Value][]int32 {
	uses := map[*Value][]int32{}
	for _, b := range a.g.Blocks {
		for _, v := range b.Values {
			for _, x := range v.Args {
				uses[x] = append(uses[x], a.readAt(v))
			}
		}
		for _, s := range b.Succ {
			from := slices.Index(s.Pred, b)
			for _, phi := range s.Phis {
				uses[phi.Args[from]] = append(uses[phi.Args[from]], a.last[b.ID])
			}
		}
	}
	return uses
}

// weightScale keeps what is left of weights after they were divided.
const weightScale = 1 << 10

// weigh gives pieces what it would cost to do without their registers, and their wishes.
func (a *allocator) weigh(pieces []*piece, uses map[*Value][]int32) {
	depth := func(pos int32) int {
		i, _ := slices.BinarySearch(a.last, pos)
		w := 1
		if l := a.g.Blocks[i].Loop; l != nil {
			w <<= 3 * min(l.Depth+1, 5)
		}
		return w
	}
	for _, p := range pieces {
		if p.load == nil {
			p.weight = depth(p.start)
		}
		for _, pos := range uses[p.v] {
			if p.start <= pos && pos <= p.end {
				p.weight += depth(pos)
			}
		}
		// Of two pieces the shorter one leaves its register to others sooner.
		p.weight = p.weight * weightScale / int(p.end-p.start+1)
	}
	for _, p := range pieces {
		if p.load != nil {
			continue
		}
		if p.v.Op == OpPhi {
			for _, x := range p.v.Args {
				if q := a.main(x); q != nil && q.hint == nil {
					q.hint = p
				}
			}
		} else if len(p.v.Args) > 0 && p.hint == nil && vectorial(p.v) == vectorial(p.v.Args[0]) {
			p.hint = a.main(p.v.Args[0])
		}
	}
}

// vectorial tells that a value is in vector registers.
func vectorial(v *Value) bool { return v.Rep == Float64 }

// main is the piece in which a value is made.
func (a *allocator) main(v *Value) *piece {
	if ps := a.at[v.ID].pieces; len(ps) > 0 {
		return ps[0]
	}
	return nil
}

// scan gives registers to pieces.
func (a *allocator) scan(pieces []*piece) {
	var general, vector []*piece
	for _, p := range pieces {
		active, n := &general, a.regs.General
		if vectorial(p.v) {
			active, n = &vector, a.regs.Vector
		}
		*active = slices.DeleteFunc(*active, func(q *piece) bool { return q.end <= p.start })
		if p.end <= p.start && p.v.Uses == 0 {
			continue
		}
		if reg := freeRegister(*active, n, p.hint); reg >= 0 {
			p.reg = reg
			*active = append(*active, p)
			continue
		}
		worst := p
		for _, q := range *active {
			if q.weight < worst.weight {
				worst = q
			}
		}
		if worst != p {
			p.reg, worst.reg = worst.reg, -1
			*active = append(slices.DeleteFunc(*active, func(q *piece) bool { return q == worst }), p)
		}
	}
}

// freeRegister is a register that no active piece has: the one of the hint, if possible, whose number may
// be of the other kind of registers, of which there are more.
func freeRegister(active []*piece, n int, hint *piece) int8 {
	var taken uint32
	for _, q := range active {
		taken |= 1 << q.reg
	}
	if hint != nil && hint.reg >= 0 && int(hint.reg) < n && taken>>hint.reg&1 == 0 {
		return hint.reg
	}
	for r := range n {
		if taken>>r&1 == 0 {
			return int8(r)
		}
	}
	return -1
}

// findLive lists what is in machine registers where Go works beside the hot path.
func (a *allocator) findLive(pieces []*piece) {
	var active []*piece
	for _, b := range a.g.Blocks {
		for _, v := range b.Values {
			pos := a.at[v.ID].number
			for len(pieces) > 0 && pieces[0].start < pos {
				if pieces[0].reg >= 0 {
					active = append(active, pieces[0])
				}
				pieces = pieces[1:]
			}
			if !v.Op.Is(Rarely) {
				continue
			}
			active = slices.DeleteFunc(active, func(p *piece) bool { return p.end < pos })
			for _, p := range active {
				a.live[v] = append(a.live[v], Reload{p.v, p.reg})
			}
		}
	}
}

// giveSlots gives slots to the values that are read where they are in no register. Values
// whose lives do not meet share one.
func (a *allocator) giveSlots() {
	var need []*Value
	a.g.All(func(v *Value) {
		p := a.at[v.ID]
		if len(p.pieces) == 0 || p.home >= 0 {
			return
		}
		if main := p.pieces[0]; main.reg < 0 || main.end < a.ends[v] {
			need = append(need, v)
		}
	})
	slices.SortStableFunc(need, func(x, y *Value) int { return cmp.Compare(a.at[x.ID].number, a.at[y.ID].number) })
	var free []int32 // by slot: the position from which it is free
	for _, v := range need {
		start := a.at[v.ID].number
		i := slices.IndexFunc(free, func(end int32) bool { return end < start })
		if i < 0 {
			i = len(free)
			free = append(free, 0)
		}
		free[i] = a.ends[v]
		a.at[v.ID].slot = int32(i)
	}
	a.Slots = len(free)
	a.g.All(func(v *Value) {
		for _, p := range a.at[v.ID].pieces {
			if p.load != nil && p.reg >= 0 {
				a.reloads[p.load] = append(a.reloads[p.load], Reload{v, p.reg})
			}
		}
	})
}
