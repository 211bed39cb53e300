package ir

import "slices"

// Link fills predecessors, of blocks that can be reached.
func (u *Unit) Link() {
	reached := make([]bool, len(u.Blocks))
	work := []int32{u.Entry}
	reached[u.Entry] = true
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, s := range u.Blocks[b].Succ {
			u.Blocks[s].pred = append(u.Blocks[s].pred, b)
			if !reached[s] {
				reached[s] = true
				work = append(work, s)
			}
		}
	}
	for _, b := range u.Blocks {
		b.Loop = -1
	}
}

// FindLoops finds natural loops: a back edge goes to a block that comes no
// later in the bytecode. Loops nest, because the bytecode of statements does. A
// loop with a second entry gets no pins and is not listed.
func (u *Unit) FindLoops() {
	type span struct{ header, last int32 }
	var spans []span
	for i, b := range u.Blocks {
		for _, s := range b.Succ {
			if s > int32(i) {
				continue
			}
			at := slices.IndexFunc(spans, func(sp span) bool { return sp.header == s })
			if at < 0 {
				spans = append(spans, span{s, int32(i)})
			} else {
				spans[at].last = max(spans[at].last, int32(i))
			}
		}
	}
	// Outer loops first, so that the last assignment to a block is its innermost loop.
	slices.SortFunc(spans, func(a, b span) int {
		if d := (b.last - b.header) - (a.last - a.header); d != 0 {
			return int(d)
		}
		return int(a.header - b.header)
	})
	for _, sp := range spans {
		if u.Stop() {
			return
		}
		members := u.naturalLoop(sp.header)
		if members == nil {
			continue
		}
		l := &Loop{Header: sp.header, Blocks: members, Parent: u.Blocks[sp.header].Loop, Inner: true}
		id := int32(len(u.Loops))
		if l.Parent >= 0 {
			u.Loops[l.Parent].Inner = false
		}
		u.Loops = append(u.Loops, l)
		for _, m := range members {
			u.Blocks[m].Loop = id
		}
	}
}

// naturalLoop returns the blocks from which control comes back to header
// without passing it, header included, or nil when one of them is entered from outside.
func (u *Unit) naturalLoop(header int32) []int32 {
	in := map[int32]bool{header: true}
	members := []int32{header}
	for _, p := range u.Blocks[header].pred {
		if p >= header && !in[p] {
			in[p] = true
			members = append(members, p)
		}
	}
	for i := 1; i < len(members); i++ {
		for _, p := range u.Blocks[members[i]].pred {
			if p < header {
				return nil
			}
			if !in[p] {
				in[p] = true
				members = append(members, p)
			}
		}
		if members[i] == u.Entry {
			return nil
		}
	}
	slices.Sort(members)
	return members
}

// Liveness fills liveIn: the registers whose value is read before it is written.
func (u *Unit) Liveness() {
	for _, b := range u.Blocks {
		b.LiveIn = NewBitset(u.Registers)
	}
	for changed := true; changed; {
		changed = false
		for i := len(u.Blocks) - 1; i >= 0 && !u.Stop(); i-- {
			b := u.Blocks[i]
			live := u.LiveOut(b)
			for j := len(b.Insts) - 1; j >= 0; j-- {
				in := &b.Insts[j]
				in.Step(live, u)
			}
			if b.LiveIn.Union(live) {
				changed = true
			}
		}
	}
}

// MarkWraps finds the sums that only a bitwise operator looks at, as in
// (a + b) | 0. A sum of ints may then drop what does not fit 32 bits, since the
// operator would do so first thing, in tier 1 too.
func (u *Unit) MarkWraps() {
	for _, b := range u.Blocks {
		live := u.LiveOut(b)
		for i := len(b.Insts) - 1; i > 0; i-- {
			sum, user := &b.Insts[i-1], &b.Insts[i]
			if sum.Op.Is(Sums) && user.Op.Is(Truncates) && (user.A() == sum.Dst || user.B() == sum.Dst) {
				caught := user.Handler >= 0 && u.Blocks[user.Handler].LiveIn.Has(sum.Dst)
				sum.Wraps = !caught && (user.Dst == sum.Dst || !live.Has(sum.Dst))
			}
			user.Step(live, u)
		}
	}
}

func (u *Unit) LiveOut(b *Block) Bitset {
	live := NewBitset(u.Registers)
	for _, s := range b.Succ {
		live.Union(u.Blocks[s].LiveIn)
	}
	return live
}
