package bytecode

import (
	"math/bits"

	"github.com/kilnjs/kiln/pkg/stack"
)

// Liveness says which registers of a frame hold what the function may still look
// at. All others may hold anything: machine code leaves there what it likes.
type Liveness struct {
	p      *Proto
	words  int        // of a set
	before []uint64   // sets, by instruction
	caught [][]uint64 // by handler: what is live there but for the thrown value
}

// Liveness computes the live registers of the function before each instruction.
func (p *Proto) Liveness() *Liveness {
	l := &Liveness{p: p, words: (p.Words + 63) / 64}
	l.before = make([]uint64, len(p.Code)*l.words)
	l.caught = make([][]uint64, len(p.Handlers))
	for i := range l.caught {
		l.caught[i] = make([]uint64, l.words)
	}
	live := make([]uint64, l.words)
	for changed := true; changed; {
		changed = false
		for pc := int32(len(p.Code)) - 1; pc >= 0; pc-- {
			l.after(pc, live)
			p.Reads(pc, func(r int) { live[r/64] |= 1 << (r % 64) })
			if union(l.at(pc), live) {
				changed = true
			}
		}
		for i := range p.Handlers {
			h := &p.Handlers[i]
			copy(live, l.at(h.Target))
			live[h.Value/64] &^= 1 << (h.Value % 64)
			if union(l.caught[i], live) {
				changed = true
			}
		}
	}
	return l
}

func (l *Liveness) at(pc int32) []uint64 {
	return l.before[int(pc)*l.words:][:l.words]
}

// union adds t to s and tells whether s grew.
func union(s, t []uint64) bool {
	grew := false
	for i, w := range t {
		if w&^s[i] != 0 {
			s[i] |= w
			grew = true
		}
	}
	return grew
}

// after fills live with what is live while the instruction at pc runs and is not
// an operand of it: what matters after it, but for what it writes.
func (l *Liveness) after(pc int32, live []uint64) {
	clear(live)
	in := l.p.Code[pc]
	if in.FallsThrough() {
		union(live, l.at(pc+1))
	}
	if in.Skips() {
		union(live, l.at(pc+2))
	}
	for _, t := range l.p.SwitchTargets(pc) {
		union(live, l.at(t))
	}
	target, jumps := in.Jump(pc)
	if jumps && !in.Keeps() {
		union(live, l.at(target))
	}
	l.p.overwrites(pc, func(r int) { live[r/64] &^= 1 << (r % 64) })
	if jumps && in.Keeps() {
		union(live, l.at(target))
	}
	for i := range l.p.Handlers {
		if h := &l.p.Handlers[i]; h.Start <= pc && pc < h.End {
			union(live, l.caught[i])
			break
		}
	}
}

// During calls f, in ascending order, for each register that is live while the
// instruction at pc calls something, and no operand of it. Of the header words
// only this and new.target are registers.
func (l *Liveness) During(pc int32, f func(reg int)) {
	live := make([]uint64, l.words)
	l.after(pc, live)
	if r := l.p.Shown; r != 0 {
		live[r/64] |= 1 << (r % 64)
	}
	l.each(live, f)
}

// Before calls f, in ascending order, for each register that is live when the
// instruction at pc begins.
func (l *Liveness) Before(pc int32, f func(reg int)) { l.each(l.at(pc), f) }

func (l *Liveness) each(live []uint64, f func(reg int)) {
	for i, w := range live {
		for ; w != 0; w &= w - 1 {
			r := i*64 + bits.TrailingZeros64(w)
			if r >= stack.Header || r == stack.This || r == stack.NewTarget {
				f(r)
			}
		}
	}
}
