package baseline

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Register use in machine code: see package asm. AX, CX and DX, and the vector registers
// 0 and 1, are scratch, never live between two operations; cacheRegs and the vector
// registers from firstCacheX on are for frame registers, see place.
const (
	frameReg    = asm.FrameReg
	ctxReg      = asm.CtxReg
	intTag      = asm.IntTag
	objectTag   = asm.ObjectTag
	budgetReg   = asm.BudgetReg
	firstCacheX = asm.FirstCacheX
)

var cacheRegs = asm.CacheRegs

// pinRegisters is how many machine registers the pins of a loop may take.
var pinRegisters = lower.Registers{General: asm.PinGeneral, Vector: asm.PinVector}

// pinReg is the machine register of a pin: a vector register for a double, else a
// general one.
func pinReg(p *ir.Pin) uint8 {
	if p.Form == ir.Float64 {
		return firstCacheX + p.N
	}
	return uint8(cacheRegs[len(cacheRegs)-1-int(p.N)])
}

// place is where a frame register is while a block runs. A place that is not
// dirty agrees with the frame bit by bit once boxed, so it can be loaded again.
//
// The form of a place is one that the types of the register allow: what knows a
// register to be an int reads the frame, where places are written to, as an int. Only
// pins may hold an int as a double; the types at the edges out of their loop say so.
type place struct {
	kind  ir.Form
	reg   uint8
	dirty bool
}

// saved is a place that must be written to the frame before Go looks at it.
type saved struct {
	r ir.Operand
	place
}

func slotOf(r ir.Operand) asm.Mem  { return asm.At(frameReg, int32(r)*8) }
func upperOf(r ir.Operand) asm.Mem { return asm.At(frameReg, int32(r)*8+4) }

// takeG finds a general register for frame register r, which becomes its owner.
func (g *gen) takeG(r ir.Operand) asm.Reg {
	best, bestAge := -1, int(^uint(0)>>1)
	for i, reg := range cacheRegs {
		switch o := g.ownerG[reg]; {
		case g.locked[reg]:
			continue
		case o == ir.NoReg:
			best, bestAge = i, -1
		case g.pinned(o) != nil:
			continue
		case g.age[o] < bestAge:
			best, bestAge = i, g.age[o]
		}
	}
	reg := cacheRegs[best]
	if o := g.ownerG[reg]; o != ir.NoReg {
		g.spill(o)
	}
	g.ownerG[reg] = r
	return reg
}

// takeX is takeG for vector registers.
func (g *gen) takeX(r ir.Operand) asm.XReg {
	best, bestAge := -1, int(^uint(0)>>1)
	for x := firstCacheX; x < asm.EndX; x++ {
		switch o := g.ownerX[x]; {
		case g.lockedX[x]:
			continue
		case o == ir.NoReg:
			best, bestAge = x, -1
		case g.pinned(o) != nil:
			continue
		case g.age[o] < bestAge:
			best, bestAge = x, g.age[o]
		}
	}
	if o := g.ownerX[best]; o != ir.NoReg {
		g.spill(o)
	}
	g.ownerX[best] = r
	return asm.XReg(best)
}

// spill writes r to the frame if needed and forgets its place.
func (g *gen) spill(r ir.Operand) {
	p := &g.places[r]
	if p.dirty && g.live.Has(r) {
		g.store(saved{r, *p})
	}
	g.forget(r)
}

// forget drops the place of r without writing it.
func (g *gen) forget(r ir.Operand) {
	p := &g.places[r]
	switch p.kind {
	case ir.Boxed, ir.Int32:
		g.ownerG[p.reg] = ir.NoReg
	case ir.Float64:
		g.ownerX[p.reg] = ir.NoReg
	}
	*p = place{}
}

// store writes one place to the frame. It uses no other register: a result may
// be on its way in any of them.
func (g *gen) store(s saved) {
	switch s.kind {
	case ir.Boxed:
		g.Store(slotOf(s.r), asm.Reg(s.reg))
	case ir.Int32:
		g.OpRR(asm.Or, asm.Reg(s.reg), intTag)
		g.Store(slotOf(s.r), asm.Reg(s.reg))
		g.MovRR32(asm.Reg(s.reg), asm.Reg(s.reg))
	case ir.Float64:
		g.StoreSD(slotOf(s.r), asm.XReg(s.reg))
	}
}

// load fills a machine register from the frame; the form is known to fit.
func (g *gen) load(s saved) {
	switch s.kind {
	case ir.Boxed:
		g.Load(asm.Reg(s.reg), slotOf(s.r))
	case ir.Int32:
		g.Load32(asm.Reg(s.reg), slotOf(s.r))
	case ir.Float64:
		g.LoadSD(asm.XReg(s.reg), slotOf(s.r))
	}
}

// dirtyLive lists the places that hold what the frame does not, of registers in live.
func (g *gen) dirtyLive(live ir.Bitset) []saved {
	var out []saved
	for r := range g.places {
		if p := g.places[r]; p.dirty && live.Has(ir.Operand(r)) {
			out = append(out, saved{ir.Operand(r), p})
		}
	}
	return out
}

// atHand lists all places of registers in live, to be loaded again after Go ran.
func (g *gen) atHand(live ir.Bitset) []saved {
	var out []saved
	for r := range g.places {
		if p := g.places[r]; p.kind != ir.InMemory && (live.Has(ir.Operand(r)) || g.pinned(ir.Operand(r)) != nil) {
			out = append(out, saved{ir.Operand(r), p})
		}
	}
	return out
}

// flush writes all dirty live places; they are clean afterwards.
func (g *gen) flush(live ir.Bitset) {
	for _, s := range g.dirtyLive(live) {
		g.store(s)
		if g.pinned(s.r) == nil {
			g.places[s.r].dirty = false
		}
	}
}

// dropAll forgets every place that is not a pin.
func (g *gen) dropAll() {
	for r := range g.places {
		if g.places[r].kind != ir.InMemory && g.pinned(ir.Operand(r)) == nil {
			g.forget(ir.Operand(r))
		}
	}
}

// pinned returns the pin of r in the loop whose block is being emitted.
func (g *gen) pinned(r ir.Operand) *ir.Pin {
	if g.loop == nil {
		return nil
	}
	if i := slices.IndexFunc(g.loop.Pins, func(p ir.Pin) bool { return p.R == r }); i >= 0 {
		return &g.loop.Pins[i]
	}
	return nil
}

func (g *gen) lock(r asm.Reg)   { g.locked[r] = true }
func (g *gen) lockX(x asm.XReg) { g.lockedX[x] = true }

func (g *gen) unlockAll() {
	g.locked = [asm.NumRegs]bool{}
	g.lockedX = [asm.NumRegs]bool{}
}

func (g *gen) touch(r ir.Operand) {
	g.clock++
	g.age[r] = g.clock
}

// failure makes a label that leaves the unit with the places as they are now.
type failure func() asm.Label

// intOf brings an operand into a general register as an int32 with zero upper
// half, and leaves the unit at fail when it is no int. The register is locked
// until the operation ends; scratch is used for what is not worth keeping.
func (g *gen) intOf(o ir.Operand, scratch asm.Reg, fail failure) asm.Reg {
	if o < 0 {
		v := heap.Value(g.u.Constant(o))
		g.MovImm(scratch, uint64(uint32(v)))
		return scratch
	}
	g.touch(o)
	p := &g.places[o]
	switch p.kind {
	case ir.Int32:
		g.lock(asm.Reg(p.reg))
		return asm.Reg(p.reg)
	case ir.Float64:
		x := asm.XReg(p.reg)
		if g.types[o] == ir.Int {
			g.CvtSDInt(scratch, x)
			return scratch
		}
		g.exactInt(scratch, x, fail())
		if g.pinned(o) != nil || g.types[o]&ir.Int == 0 {
			return scratch
		}
		g.forget(o)
		reg := g.takeG(o)
		g.lock(reg)
		g.MovRR32(reg, scratch)
		*p = place{kind: ir.Int32, reg: uint8(reg), dirty: true}
		return reg
	case ir.Boxed:
		reg := asm.Reg(p.reg)
		// An operand of the same name came before and wants the Value.
		held := g.locked[reg]
		g.lock(reg)
		if g.types[o] != ir.Int {
			g.MovRR(asm.AX, reg)
			g.ShiftRI(asm.Shr, asm.AX, 32)
			g.OpRI32(asm.Cmp, asm.AX, lower.IntUpper)
			g.Jcc(asm.NE, fail())
		}
		if held || g.pinned(o) != nil {
			g.MovRR32(scratch, reg)
			return scratch
		}
		g.MovRR32(reg, reg)
		p.kind = ir.Int32
		return reg
	}
	if g.types[o] != ir.Int {
		g.OpMI32(asm.Cmp, upperOf(o), lower.IntUpper)
		g.Jcc(asm.NE, fail())
	}
	reg := g.takeG(o)
	g.lock(reg)
	g.Load32(reg, slotOf(o))
	*p = place{kind: ir.Int32, reg: uint8(reg)}
	return reg
}

// exactInt puts the int that the double in x is into dst, upper half zero; what is
// none, -0 too, goes to out. X0 is lost, X1 where x is X0.
func (g *gen) exactInt(dst asm.Reg, x asm.XReg, out asm.Label) {
	zero, done := g.NewLabel(), g.NewLabel()
	g.integral(dst, x, out)
	g.TestRR32(dst, dst)
	g.Jcc(asm.E, zero)
	g.Bind(done)
	g.later(func() {
		g.Bind(zero)
		g.MovRX(dst, x)
		g.TestRR(dst, dst)
		g.Jcc(asm.E, done)
		g.Jmp(out)
	})
}

// integral is exactInt where -0 is 0.
func (g *gen) integral(dst asm.Reg, x asm.XReg, out asm.Label) {
	back := asm.XReg(0)
	if x == back {
		back = 1
	}
	g.CvtSDInt(dst, x)
	g.XorPD(back, back)
	g.CvtIntSD(back, dst)
	g.UcomiSD(back, x)
	g.Jcc(asm.NE, out)
	g.Jcc(asm.P, out)
}

// doubleOf brings an operand into a vector register as a double, and leaves the
// unit at fail when it is no number.
func (g *gen) doubleOf(o ir.Operand, scratch asm.XReg, fail failure) asm.XReg {
	if o < 0 {
		g.loadDoubleConst(scratch, heap.Value(g.u.Constant(o)).Float64())
		return scratch
	}
	g.touch(o)
	p := &g.places[o]
	switch p.kind {
	case ir.Float64:
		g.lockX(asm.XReg(p.reg))
		return asm.XReg(p.reg)
	case ir.Int32:
		g.XorPD(scratch, scratch)
		g.CvtIntSD(scratch, asm.Reg(p.reg))
		return scratch
	}
	reg := asm.AX
	if p.kind == ir.Boxed {
		reg = asm.Reg(p.reg)
	}
	if g.types[o]&ir.Num == ir.Int {
		switch {
		case g.types[o] != ir.Int:
			reg = g.intOf(o, asm.AX, fail)
		case p.kind == ir.InMemory:
			g.Load32(asm.AX, slotOf(o))
		}
		g.XorPD(scratch, scratch)
		g.CvtIntSD(scratch, reg)
		return scratch
	}
	if p.kind == ir.InMemory && g.types[o].Only(ir.Double) {
		x := g.takeX(o)
		g.lockX(x)
		g.LoadSD(x, slotOf(o))
		*p = place{kind: ir.Float64, reg: uint8(x)}
		return x
	}
	if p.kind == ir.InMemory {
		g.Load(asm.AX, slotOf(o))
	}
	x := scratch
	keep := p.kind == ir.InMemory
	if keep {
		x = g.takeX(o)
		g.lockX(x)
	}
	g.unboxNumber(x, reg, g.types[o], fail)
	if keep {
		// Dirty, because the frame may hold the int form, which a reload would misread.
		*p = place{kind: ir.Float64, reg: uint8(x), dirty: true}
	}
	return x
}

// unboxNumber turns the boxed number in reg into a double in x; CX is lost.
func (g *gen) unboxNumber(x asm.XReg, reg asm.Reg, known ir.Mask, fail failure) {
	if known.Only(ir.Double) {
		g.MovXR(x, reg)
		return
	}
	done, notDouble := g.NewLabel(), g.NewLabel()
	var out asm.Label
	if !known.Only(ir.Num) {
		out = fail()
	}
	g.OpRR(asm.Cmp, reg, intTag)
	g.Jcc(asm.AE, notDouble)
	g.MovXR(x, reg)
	g.Bind(done)
	g.later(func() {
		g.Bind(notDouble)
		if !known.Only(ir.Num) {
			g.MovRR(asm.CX, reg)
			g.ShiftRI(asm.Shr, asm.CX, 32)
			g.OpRI32(asm.Cmp, asm.CX, lower.IntUpper)
			g.Jcc(asm.NE, out)
		}
		g.XorPD(x, x)
		g.CvtIntSD(x, reg)
		g.Jmp(done)
	})
}

func (g *gen) loadDoubleConst(x asm.XReg, f float64) {
	bits := heap.Float(f)
	if bits == 0 {
		g.XorPD(x, x)
		return
	}
	g.MovImm(asm.AX, uint64(bits))
	g.MovXR(x, asm.AX)
}

// boxedOf brings an operand into a general register as a Value, in a form that its
// types allow. A register other than scratch belongs to the operand's place and must
// not be written.
func (g *gen) boxedOf(o ir.Operand, scratch asm.Reg) asm.Reg {
	if o < 0 {
		g.MovImm(scratch, g.u.ConstantBits(o))
		return scratch
	}
	g.touch(o)
	p := &g.places[o]
	switch p.kind {
	case ir.Boxed:
		g.lock(asm.Reg(p.reg))
		return asm.Reg(p.reg)
	case ir.Int32:
		g.MovRR32(scratch, asm.Reg(p.reg))
		g.OpRR(asm.Or, scratch, intTag)
		return scratch
	case ir.Float64:
		if g.types[o] == ir.Int {
			g.CvtSDInt(scratch, asm.XReg(p.reg))
			g.OpRR(asm.Or, scratch, intTag)
		} else {
			g.MovRX(scratch, asm.XReg(p.reg))
		}
		return scratch
	}
	reg := g.takeG(o)
	g.lock(reg)
	g.Load(reg, slotOf(o))
	*p = place{kind: ir.Boxed, reg: uint8(reg)}
	return reg
}

// objectOf puts the cell address of an operand into dst, and leaves the unit at
// fail when it is no object. CX is lost when the type is not known.
func (g *gen) objectOf(o ir.Operand, dst asm.Reg, fail failure) {
	reg := g.boxedOf(o, dst)
	if reg == dst {
		g.OpRR(asm.Xor, dst, objectTag)
	} else {
		g.MovRR(dst, objectTag)
		g.OpRR(asm.Xor, dst, reg)
	}
	if o < 0 || g.types[o] != ir.Object {
		g.MovRR(asm.CX, dst)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.Jcc(asm.NE, fail())
	}
}

// setInt makes the int32 in reg (AX, CX or DX, upper half zero) the value of dst.
func (g *gen) setInt(dst ir.Operand, reg asm.Reg) {
	if pin := g.pinned(dst); pin != nil {
		switch pin.Form {
		case ir.Int32:
			g.MovRR32(asm.Reg(pinReg(pin)), reg)
		case ir.Float64:
			g.XorPD(asm.XReg(pinReg(pin)), asm.XReg(pinReg(pin)))
			g.CvtIntSD(asm.XReg(pinReg(pin)), reg)
		case ir.Boxed:
			g.MovRR32(asm.Reg(pinReg(pin)), reg)
			g.OpRR(asm.Or, asm.Reg(pinReg(pin)), intTag)
		}
		return
	}
	g.define(dst, ir.Int32, func(r asm.Reg) { g.MovRR32(r, reg) })
}

// setBoxed makes the Value in reg the value of dst. Where a pin has another
// form the type is known to fit.
func (g *gen) setBoxed(dst ir.Operand, reg asm.Reg) {
	if pin := g.pinned(dst); pin != nil {
		switch pin.Form {
		case ir.Int32:
			g.MovRR32(asm.Reg(pinReg(pin)), reg)
		case ir.Float64:
			g.unboxNumber(asm.XReg(pinReg(pin)), reg, ir.Num, nil)
		case ir.Boxed:
			g.MovRR(asm.Reg(pinReg(pin)), reg)
		}
		return
	}
	g.define(dst, ir.Boxed, func(r asm.Reg) { g.MovRR(r, reg) })
}

// setDouble makes the double in x the value of dst.
func (g *gen) setDouble(dst ir.Operand, x asm.XReg) {
	if pin := g.pinned(dst); pin != nil {
		switch pin.Form {
		case ir.Float64:
			if asm.XReg(pinReg(pin)) != x {
				g.MovXX(asm.XReg(pinReg(pin)), x)
			}
		default:
			g.MovRX(asm.Reg(pinReg(pin)), x)
		}
		return
	}
	g.touch(dst)
	p := &g.places[dst]
	if p.kind != ir.Float64 {
		g.forget(dst)
		*p = place{kind: ir.Float64, reg: uint8(g.takeX(dst))}
	}
	p.dirty = true
	if asm.XReg(p.reg) != x {
		g.MovXX(asm.XReg(p.reg), x)
	}
}

// define gives dst a general register and lets move fill it.
func (g *gen) define(dst ir.Operand, kind ir.Form, move func(asm.Reg)) {
	g.touch(dst)
	p := &g.places[dst]
	if p.kind != ir.Int32 && p.kind != ir.Boxed {
		g.forget(dst)
		p.reg = uint8(g.takeG(dst))
	}
	p.kind, p.dirty = kind, true
	move(asm.Reg(p.reg))
}
