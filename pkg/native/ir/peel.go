package ir

import "slices"

// Peel gives a unit that begins within a loop only loops with one entry: what is left of the
// turn of an outer loop in which the unit begins is a copy of it, from which control goes on to the
// header of the loop. The unit has blocks only, whose copies come right behind the first one,
// so that edges still lead back to headers alone.
//
// It reports false where that takes more than room operations.
func (u *Unit) Peel(room int) bool {
	for !u.Stop() {
		members := u.enteredWithin()
		if members == nil {
			return true
		}
		for _, m := range members {
			room -= len(u.Blocks[m].Insts)
		}
		if room < 0 {
			return false
		}
		u.peel(members)
	}
	return true
}

// enteredWithin returns the blocks of the outermost loop that the first block enters elsewhere than
// at its header, the header first, or nil.
func (u *Unit) enteredWithin() []int32 {
	preds := make([][]int32, len(u.Blocks))
	for i, b := range u.Blocks {
		for _, s := range b.Succ {
			preds[s] = append(preds[s], int32(i))
		}
	}
	var outermost []int32
	for h := range u.Blocks {
		if u.Stop() {
			return nil
		}
		members := []int32{int32(h)}
		in := map[int32]bool{int32(h): true}
		reach := func(p int32) {
			if p != u.Entry && !in[p] {
				in[p] = true
				members = append(members, p)
			}
		}
		for _, p := range preds[h] {
			if int(p) >= h {
				reach(p)
			}
		}
		if len(members) == 1 {
			continue // or a loop of one block, which nothing enters elsewhere
		}
		for i := 1; i < len(members); i++ {
			for _, p := range preds[members[i]] {
				if p >= int32(h) {
					reach(p)
				}
			}
		}
		within := slices.ContainsFunc(u.Blocks[u.Entry].Succ, func(s int32) bool { return s != int32(h) && in[s] })
		if within && len(members) > len(outermost) {
			outermost = members
		}
	}
	return outermost
}

// peel puts copies of the blocks of a loop behind the first block, which goes on there.
func (u *Unit) peel(members []int32) {
	members = members[1:] // nothing goes to a copy of the header
	n := int32(len(members))
	slices.Sort(members)
	// Where a block is from now on, seen from outside the copy and from within.
	outside := func(b int32) int32 {
		if b <= u.Entry {
			return b
		}
		return b + n
	}
	within := func(b int32) int32 {
		if i, ok := slices.BinarySearch(members, b); ok {
			return 1 + int32(i)
		}
		return outside(b)
	}
	copies := make([]*Block, n)
	for i, m := range members {
		b := *u.Blocks[m]
		b.Insts = slices.Clone(b.Insts)
		b.redirect(within)
		copies[i] = &b
	}
	u.Blocks[u.Entry].redirect(within)
	for _, b := range u.Blocks[1:] {
		b.redirect(outside)
	}
	u.Blocks = slices.Insert(u.Blocks, 1, copies...)
	caught := make(map[int32]Operand, len(u.Caught))
	for b, r := range u.Caught {
		caught[outside(b)] = r
		caught[within(b)] = r
	}
	u.Caught = caught
}

// redirect makes all that names blocks in b name others. What it changes is b's own from then on.
func (b *Block) redirect(to func(int32) int32) {
	b.Succ = slices.Clone(b.Succ)
	for i, s := range b.Succ {
		b.Succ[i] = to(s)
	}
	b.Insts = slices.Clone(b.Insts)
	for i := range b.Insts {
		in := &b.Insts[i]
		if in.Handler >= 0 {
			in.Handler = to(in.Handler)
		}
		switch aux := in.Aux.(type) {
		case *Branch:
			c := *aux
			if c.Target >= 0 {
				c.Target = to(c.Target)
			}
			in.Aux = &c
		case *Service:
			c := *aux
			if c.Target >= 0 {
				c.Target = to(c.Target)
			}
			in.Aux = &c
		case *Switch:
			c := *aux
			c.Targets = slices.Clone(aux.Targets)
			for k, t := range c.Targets {
				if t >= 0 {
					c.Targets[k] = to(t)
				}
			}
			in.Aux = &c
		}
	}
}
