package pattern

import (
	"github.com/kilnjs/kiln/internal/ucd"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/regexp"
)

// unit is the operand of the unit at at+disp.
func (g *gen) unit(at asm.Reg, disp int32) asm.Mem {
	if g.wide {
		return asm.AtIndex(text, at, 2, 2*disp)
	}
	return asm.AtIndex(text, at, 1, disp)
}

func (g *gen) loadUnit(dst, at asm.Reg, disp int32) {
	if g.wide {
		g.Load16(dst, g.unit(at, disp))
	} else {
		g.Load8(dst, g.unit(at, disp))
	}
}

// take is an instruction that takes a fixed number of units, which are there.
func (g *gen) take(in regexp.Inst) {
	switch in.Op {
	case regexp.OpChar:
		g.expect(0, in.C)
		g.off++
	case regexp.OpChar2:
		on := g.NewLabel()
		g.loadUnit(asm.AX, pos, g.off)
		g.OpRI32(asm.Cmp, asm.AX, int32(in.C))
		g.Jcc(asm.E, on)
		g.OpRI32(asm.Cmp, asm.AX, in.X)
		g.Jcc(asm.NE, g.fail)
		g.Bind(on)
		g.off++
	case regexp.OpSet, regexp.OpSetU:
		set, _ := g.p.Set(in.X)
		if g.p.HasAll(in.X) {
			g.off++
			return
		}
		g.loadUnit(asm.AX, pos, g.off)
		g.unlessIn(in.X, set, g.fail)
		g.off++
	case regexp.OpLit:
		lit := g.p.Units(in.X)
		for i := 0; i < len(lit); {
			i += g.expectSome(int32(i), lit[i:])
		}
		g.off += int32(len(lit))
	}
}

// expect fails unless the unit there is c.
func (g *gen) expect(at int32, c uint16) {
	switch {
	case g.wide:
		g.loadUnit(asm.AX, pos, g.off+at)
		g.OpRI32(asm.Cmp, asm.AX, int32(c))
	case c > 255:
		g.Jmp(g.fail)
		return
	default:
		g.OpMI8(asm.Cmp, g.unit(pos, g.off+at), int8(c))
	}
	g.Jcc(asm.NE, g.fail)
}

// expectSome is expect for the first units of lit, as many as one comparison does; it returns how
// many those are.
func (g *gen) expectSome(at int32, lit []uint16) int {
	word := uint32(0)
	switch {
	case g.wide && len(lit) >= 2:
		word = uint32(lit[0]) | uint32(lit[1])<<16
		g.OpMI32(asm.Cmp, g.unit(pos, g.off+at), int32(word))
		g.Jcc(asm.NE, g.fail)
		return 2
	case !g.wide && len(lit) >= 4 && max(lit[0], lit[1], lit[2], lit[3]) < 256:
		for i, c := range lit[:4] {
			word |= uint32(c) << (8 * i)
		}
		g.OpMI32(asm.Cmp, g.unit(pos, g.off+at), int32(word))
		g.Jcc(asm.NE, g.fail)
		return 4
	}
	g.expect(at, lit[0])
	return 1
}

// span is a row of characters.
type span struct{ lo, hi int32 }

// spansOf are the characters below 256 as rows.
func spansOf(set *[4]uint64) (list []span) {
	for c := int32(0); c < 256; c++ {
		if set[c>>6]>>(c&63)&1 == 0 {
			continue
		}
		if n := len(list); n > 0 && list[n-1].hi == c-1 {
			list[n-1].hi = c
		} else {
			list = append(list, span{c, c})
		}
	}
	return list
}

// unless goes to no unless the unit in AX is below 256 and in the set, or above and high. It takes DX.
func (g *gen) unless(set *[4]uint64, high bool, no asm.Label) {
	if !g.wide || !high {
		g.unlessBelow(set, no)
		return
	}
	on := g.NewLabel()
	g.OpRI32(asm.Cmp, asm.AX, 255)
	g.Jcc(asm.A, on)
	g.below(set, no)
	g.Bind(on)
}

// unlessBelow is unless for what is below 256.
func (g *gen) unlessBelow(set *[4]uint64, no asm.Label) {
	list := spansOf(set)
	if g.wide && (len(list) > 1 || len(list) == 1 && list[0].hi == 255) {
		g.OpRI32(asm.Cmp, asm.AX, 255)
		g.Jcc(asm.A, no)
	}
	g.below(set, no)
}

// below is unless for a unit below 256, or a set that one comparison decides.
func (g *gen) below(set *[4]uint64, no asm.Label) {
	list := spansOf(set)
	others := spansOf(&[4]uint64{^set[0], ^set[1], ^set[2], ^set[3]})
	switch {
	case len(others) == 0:
	case len(list) == 0:
		g.Jmp(no)
	case len(list) == 1:
		g.outside(list[0], no)
	case len(others) == 1:
		g.inside(others[0], no)
	default:
		g.OpMI8(asm.Cmp, asm.AtIndex(tables, asm.AX, 1, g.tableOf(set)), 0)
		g.Jcc(asm.E, no)
	}
}

// outside goes to a label unless AX is in a row.
func (g *gen) outside(s span, no asm.Label) {
	switch {
	case s.lo == s.hi:
		g.OpRI32(asm.Cmp, asm.AX, s.lo)
		g.Jcc(asm.NE, no)
	case s.lo == 0:
		g.OpRI32(asm.Cmp, asm.AX, s.hi)
		g.Jcc(asm.A, no)
	case s.hi == 255 && !g.wide || s.hi == 0xFFFF:
		g.OpRI32(asm.Cmp, asm.AX, s.lo)
		g.Jcc(asm.B, no)
	default:
		g.Lea32(asm.DX, asm.At(asm.AX, -s.lo))
		g.OpRI32(asm.Cmp, asm.DX, s.hi-s.lo)
		g.Jcc(asm.A, no)
	}
}

// inside goes to a label if AX is in a row.
func (g *gen) inside(s span, yes asm.Label) {
	if s.lo == s.hi {
		g.OpRI32(asm.Cmp, asm.AX, s.lo)
		g.Jcc(asm.E, yes)
		return
	}
	g.Lea32(asm.DX, asm.At(asm.AX, -s.lo))
	g.OpRI32(asm.Cmp, asm.DX, s.hi-s.lo)
	g.Jcc(asm.BE, yes)
}

// tableOf is where the table of a set is among the tables: a byte for each character below 256.
func (g *gen) tableOf(set *[4]uint64) int32 {
	at, ok := g.table[*set]
	if !ok {
		at = int32(len(g.data))
		for c := range 256 {
			g.data = append(g.data, byte(set[c>>6]>>(c&63)&1))
		}
		g.table[*set] = at
	}
	return at
}

// maxSpans is up to how many rows of characters from 256 on are compared one by one.
const maxSpans = 4

// maxTables bounds what the tables of a program take.
const maxTables = 1 << 17

// unlessIn goes to no unless the unit in AX is in set n, whose bits are given. It takes DX.
func (g *gen) unlessIn(n int32, set *[4]uint64, no asm.Label) {
	if !g.wide {
		g.below(set, no)
		return
	}
	_, ranges := g.p.Set(n)
	list := highSpans(ranges)
	switch {
	case len(list) == 0:
		g.unlessBelow(set, no)
		return
	case len(list) == 1 && list[0] == span{256, 0xFFFF}:
		g.unless(set, true, no)
		return
	}
	far, in := g.NewLabel(), g.NewLabel()
	g.OpRI32(asm.Cmp, asm.AX, 255)
	g.Jcc(asm.A, far)
	g.below(set, no)
	g.Bind(in)
	g.later = append(g.later, func() {
		g.Bind(far)
		if len(list) <= maxSpans {
			for _, s := range list {
				g.inside(s, in)
			}
			g.Jmp(no)
			return
		}
		at := int32(len(g.data))
		g.data = append(g.data, make([]byte, 1<<13)...)
		if len(g.data) > maxTables {
			g.declined = true
			return
		}
		for _, s := range list {
			for c := s.lo; c <= s.hi; c++ {
				g.data[at+c>>3] |= 1 << (c & 7)
			}
		}
		// The bit of the unit comes to bit 0, by way of CX.
		g.Store(field(offsetSpare), asm.CX)
		g.MovRR32(asm.CX, asm.AX)
		g.ShiftRI32(asm.Shr, asm.AX, 3)
		g.Load8(asm.DX, asm.AtIndex(tables, asm.AX, 1, at))
		g.OpRI32(asm.And, asm.CX, 7)
		g.ShiftCL32(asm.Shr, asm.DX)
		g.Load(asm.CX, field(offsetSpare))
		g.TestRI32(asm.DX, 1)
		g.Jcc(asm.NE, in)
		g.Jmp(no)
	})
}

// highSpans are the rows of characters from 256 on, up to 0xFFFF.
func highSpans(ranges []ucd.Range) (list []span) {
	for _, r := range ranges {
		if s := (span{max(r.Lo, 256), min(r.Hi, 0xFFFF)}); s.lo <= s.hi {
			list = append(list, s)
		}
	}
	return list
}

// unlessPossible goes to no unless what first set n stands for can come at pos.
func (g *gen) unlessPossible(n int32, no asm.Label) {
	if n < 0 {
		return
	}
	set, high, end := g.p.First(n)
	on := g.NewLabel()
	if g.avail < 1 {
		g.OpRR(asm.Cmp, pos, length)
		if end {
			g.Jcc(asm.AE, on)
		} else {
			g.Jcc(asm.AE, no)
			g.avail = 1
		}
	}
	g.loadUnit(asm.AX, pos, 0)
	g.unless(set, high, no)
	g.Bind(on)
}

// lineEnd goes to yes if AX is a LineTerminator.
func (g *gen) lineEnd(yes asm.Label) {
	g.OpRI32(asm.Cmp, asm.AX, '\n')
	g.Jcc(asm.E, yes)
	g.OpRI32(asm.Cmp, asm.AX, '\r')
	g.Jcc(asm.E, yes)
	if g.wide {
		g.inside(span{0x2028, 0x2029}, yes)
	}
}

// wordBits are the characters of \w.
var wordBits = [4]uint64{0x03FF_0000_0000_0000, 0x07FF_FFFE_87FF_FFFE}

// word is OpWord or OpNotWord: CX and DX become 1 at a character of a word, 0 elsewhere.
func (g *gen) word(in regexp.Inst) {
	if g.wide && in.C != 0 {
		g.declined = true
		return
	}
	table := g.tableOf(&wordBits)
	begin, end := g.NewLabel(), g.NewLabel()
	g.MovImm(asm.CX, 0)
	g.TestRR(pos, pos)
	g.Jcc(asm.E, begin)
	g.loadUnit(asm.AX, pos, -1)
	if g.wide {
		g.OpRI32(asm.Cmp, asm.AX, 255)
		g.Jcc(asm.A, begin)
	}
	g.Load8(asm.CX, asm.AtIndex(tables, asm.AX, 1, table))
	g.Bind(begin)
	g.MovImm(asm.DX, 0)
	if g.avail < 1 {
		g.OpRR(asm.Cmp, pos, length)
		g.Jcc(asm.AE, end)
	}
	g.loadUnit(asm.AX, pos, 0)
	if g.wide {
		g.OpRI32(asm.Cmp, asm.AX, 255)
		g.Jcc(asm.A, end)
	}
	g.Load8(asm.DX, asm.AtIndex(tables, asm.AX, 1, table))
	g.Bind(end)
	g.OpRR32(asm.Cmp, asm.CX, asm.DX)
	if in.Op == regexp.OpWord {
		g.Jcc(asm.E, g.fail)
	} else {
		g.Jcc(asm.NE, g.fail)
	}
}
