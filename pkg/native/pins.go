//go:build amd64

package native

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode"
)

// Machine registers that pins of one loop may take; the rest serves the operations.
const (
	maxGeneralPins = 3
	maxVectorPins  = 10
)

// choosePins decides for each inner loop which frame registers live in machine
// registers while it runs, and in which form, and runs the type inference on
// that ground.
func (u *unit) choosePins() {
	spec := map[int32][]mask{}
	for _, l := range u.loops {
		if l.inner && u.leaves[^u.blocks[l.header].pc] < giveUp {
			spec[l.header] = u.wishes(l)
		}
	}
	u.inferTypes(spec)
	for _, l := range u.loops {
		if u.stop() {
			return
		}
		if l.inner && u.blocks[l.header].typeIn != nil {
			u.pinLoop(l)
		}
	}
	// The inference ran with every wish, but edges check pins only: what got no
	// pin is as wide as it arrives. That may widen pins, so again until it holds.
	for {
		for _, l := range u.loops {
			s := spec[l.header] // nil: no wishes
			for r := range s {
				if !l.checks(operand(r), s[r]) {
					s[r] = 0
				}
			}
		}
		u.inferTypes(spec)
		if u.stop() || !u.dropMisfits() {
			break
		}
	}
	for _, l := range u.loops {
		for i := range l.pins {
			p := &l.pins[i]
			p.object = p.kind == isBoxed && spec[l.header] != nil && spec[l.header][p.r] == tObject
		}
	}
}

// checks tells whether entering the loop makes sure that r is of type m.
func (l *loop) checks(r operand, m mask) bool {
	form := map[mask]locKind{tInt: isInt, tDouble: isDouble, tObject: isBoxed}
	return slices.ContainsFunc(l.pins, func(p pin) bool { return p.r == r && p.kind == form[m] })
}

// leaving returns the types on an edge out of a block, which are those in the block but
// for pins of doubles: their loop leaves them in the frame as doubles, ints too.
func (u *unit) leaving(from, to *block, types []mask) []mask {
	if from.loop < 0 || from.loop == to.loop {
		return types
	}
	out := types
	for _, p := range u.loops[from.loop].pins {
		if p.kind == isDouble && out[p.r]&tInt != 0 {
			if &out[0] == &types[0] {
				out = slices.Clone(types)
			}
			out[p.r] = tDouble
		}
	}
	return out
}

// wishes are the types that the operations of a loop expect of registers that
// are alive at its header.
func (u *unit) wishes(l *loop) []mask {
	w := make([]mask, u.nregs)
	header := u.blocks[l.header]
	want := func(r operand, m mask) {
		if r >= 0 && header.liveIn.has(r) && w[r] == 0 {
			w[r] = m
		}
	}
	assigned := newBitset(u.nregs)
	for _, bi := range l.blocks {
		for i := range u.blocks[bi].insts {
			in := &u.blocks[bi].insts[i]
			number := tInt
			if in.seen&tDouble != 0 {
				number = tDouble
			}
			if in.seen.isOther() {
				number = 0
			}
			if in.wraps && number != 0 {
				number = tInt
			}
			switch in.op {
			case opAdd, opSub, opMul, opMod, opNeg, opToNum, opCmp, opJumpCmp:
				// An int operand of a double operation is converted at its use; only a
				// running sum shall stay in the form it ends up in.
				for _, r := range [2]operand{in.a, in.b} {
					if number == tInt && (r < 0 || !assigned.has(r)) || number == tDouble && r == in.dst {
						want(r, number)
					}
				}
			case opDiv:
				if in.dst == in.a {
					want(in.a, tDouble)
				}
			case opAnd, opOr, opXor, opShl, opShr, opUshr, opBitNot:
				want(in.a, number)
				want(in.b, number)
			case opGetMember, opSetMember:
				if len(in.entries) > 0 {
					want(in.a, tObject)
				}
			case opGetElem, opSetElem:
				if !in.generic {
					want(in.b, tInt)
					if in.fed&bytecode.SeenText == 0 {
						want(in.a, tObject)
					}
				}
			case opIterNext:
				if in.iteratesDirectly() {
					want(in.a, tObject)
					want(in.b, tInt)
				}
			}
			if in.dst >= 0 {
				assigned.add(in.dst)
			}
		}
	}
	return w
}

// pinLoop gives machine registers to what the loop uses most.
func (u *unit) pinLoop(l *loop) {
	uses := make([]int, u.nregs)
	set := newBitset(u.nregs)
	calls := 0
	for _, bi := range l.blocks {
		for i := range u.blocks[bi].insts {
			in := &u.blocks[bi].insts[i]
			in.uses(func(r operand) { uses[r]++ })
			switch {
			case in.op == opCall, in.op == opNew, in.op == opSuper, in.op == opService, in.op == opInitFields, in.accessor:
				calls++
			}
			if in.dst >= 0 {
				uses[in.dst]++
				set.add(in.dst)
			}
			if in.op == opIterNext {
				set.add(in.b)
			}
			for _, r := range in.writes {
				uses[r] = -1 << 20
			}
		}
	}
	held := u.heldTypes(l)
	header := u.blocks[l.header]
	var candidates []operand
	header.liveIn.each(func(r operand) {
		if uses[r] > 2*calls && uses[r] > 0 {
			candidates = append(candidates, r)
		}
	})
	slices.SortStableFunc(candidates, func(a, b operand) int { return uses[b] - uses[a] })
	general, vector := 0, 0
	for _, r := range candidates {
		p := pin{r: r, set: set.has(r)}
		switch m := held[r]; {
		case m == tInt:
			p.kind = isInt
		case m.only(tNum):
			p.kind = isDouble
		default:
			p.kind = isBoxed
		}
		if p.kind == isDouble && vector < maxVectorPins {
			p.reg = uint8(firstCacheX + vector)
			vector++
			l.pins = append(l.pins, p)
		} else if p.kind != isDouble && general < maxGeneralPins {
			p.reg = uint8(cacheRegs[len(cacheRegs)-1-general])
			general++
			l.pins = append(l.pins, p)
		}
	}
}

// dropMisfits removes pins whose form does not fit the types of the last
// inference, and tells whether there were any.
func (u *unit) dropMisfits() bool {
	dropped := false
	for _, l := range u.loops {
		if len(l.pins) == 0 {
			continue
		}
		held := u.heldTypes(l)
		n := len(l.pins)
		l.pins = slices.DeleteFunc(l.pins, func(p pin) bool {
			return p.kind == isInt && held[p.r] != tInt || p.kind == isDouble && !held[p.r].only(tNum)
		})
		dropped = dropped || len(l.pins) < n
	}
	return dropped
}

// heldTypes returns, by register, all types that it has while it is of use in the loop.
func (u *unit) heldTypes(l *loop) []mask {
	types := make([]mask, u.nregs)
	held := make([]mask, u.nregs)
	for _, bi := range l.blocks {
		b := u.blocks[bi]
		if b.typeIn == nil {
			continue
		}
		copy(types, b.typeIn)
		b.liveIn.each(func(r operand) { held[r] |= types[r] })
		for i := range b.insts {
			in := &b.insts[i]
			u.transfer(in, types)
			if in.dst >= 0 {
				held[in.dst] |= types[in.dst]
			}
			for _, r := range in.writes {
				held[r] = tAny
			}
		}
	}
	return held
}

// each calls f for each register in the set.
func (s bitset) each(f func(r operand)) {
	for i, w := range s {
		for b := 0; w != 0; b++ {
			if w&1 != 0 {
				f(operand(i*64 + b))
			}
			w >>= 1
		}
	}
}
