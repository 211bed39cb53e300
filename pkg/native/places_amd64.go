package native

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	asm "github.com/kilnjs/kiln/pkg/native/amd64"
)

// Register use in machine code:
//
//	BX        address of word 0 of the current frame
//	R12       *Context
//	R13       TagInt << 48
//	R14       TagObject << 48
//	R15       address of the runtime's budget
//	AX CX DX  scratch, never live between two operations
//	SI DI R8–R11, X2–X15   frame registers, see place
//	X0 X1     scratch
//	BP        belongs to Go, never written
const (
	frameReg  = asm.BX
	ctxReg    = asm.R12
	intTag    = asm.R13
	objectTag = asm.R14
	budgetReg = asm.R15
)

var cacheRegs = [...]asm.Reg{asm.SI, asm.DI, asm.R8, asm.R9, asm.R10, asm.R11}

const firstCacheX = 2

// locKind says in which form a frame register is at hand.
type locKind uint8

const (
	inMemory locKind = iota // only in the frame
	isBoxed                 // a Value in a general register
	isInt                   // an int32 in a general register, upper half zero
	isDouble                // a double in a vector register
)

// place is where a frame register is while a block runs. A place that is not
// dirty agrees with the frame bit by bit once boxed, so it can be loaded again.
//
// The form of a place is one that the types of the register allow: what knows a
// register to be an int reads the frame, where places are written to, as an int. Only
// pins may hold an int as a double; the types at the edges out of their loop say so.
type place struct {
	kind  locKind
	reg   uint8
	dirty bool
}

// saved is a place that must be written to the frame before Go looks at it.
type saved struct {
	r operand
	place
}

func slotOf(r operand) asm.Mem  { return asm.At(frameReg, int32(r)*8) }
func upperOf(r operand) asm.Mem { return asm.At(frameReg, int32(r)*8+4) }

const intUpper = int32(heap.TagInt<<16 - 1<<32) // the upper half of an int's word

// takeG finds a general register for frame register r, which becomes its owner.
func (g *gen) takeG(r operand) asm.Reg {
	best, bestAge := -1, int(^uint(0)>>1)
	for i, reg := range cacheRegs {
		switch o := g.ownerG[reg]; {
		case g.locked[reg]:
			continue
		case o == noReg:
			best, bestAge = i, -1
		case g.pinned(o) != nil:
			continue
		case g.age[o] < bestAge:
			best, bestAge = i, g.age[o]
		}
	}
	reg := cacheRegs[best]
	if o := g.ownerG[reg]; o != noReg {
		g.spill(o)
	}
	g.ownerG[reg] = r
	return reg
}

// takeX is takeG for vector registers.
func (g *gen) takeX(r operand) asm.XReg {
	best, bestAge := -1, int(^uint(0)>>1)
	for x := firstCacheX; x < 16; x++ {
		switch o := g.ownerX[x]; {
		case g.lockedX[x]:
			continue
		case o == noReg:
			best, bestAge = x, -1
		case g.pinned(o) != nil:
			continue
		case g.age[o] < bestAge:
			best, bestAge = x, g.age[o]
		}
	}
	if o := g.ownerX[best]; o != noReg {
		g.spill(o)
	}
	g.ownerX[best] = r
	return asm.XReg(best)
}

// spill writes r to the frame if needed and forgets its place.
func (g *gen) spill(r operand) {
	p := &g.places[r]
	if p.dirty && g.live.has(r) {
		g.store(saved{r, *p})
	}
	g.forget(r)
}

// forget drops the place of r without writing it.
func (g *gen) forget(r operand) {
	p := &g.places[r]
	switch p.kind {
	case isBoxed, isInt:
		g.ownerG[p.reg] = noReg
	case isDouble:
		g.ownerX[p.reg] = noReg
	}
	*p = place{}
}

// store writes one place to the frame. It uses no other register: a result may
// be on its way in any of them.
func (g *gen) store(s saved) {
	switch s.kind {
	case isBoxed:
		g.Store(slotOf(s.r), asm.Reg(s.reg))
	case isInt:
		g.OpRR(asm.Or, asm.Reg(s.reg), intTag)
		g.Store(slotOf(s.r), asm.Reg(s.reg))
		g.MovRR32(asm.Reg(s.reg), asm.Reg(s.reg))
	case isDouble:
		g.StoreSD(slotOf(s.r), asm.XReg(s.reg))
	}
}

// load fills a machine register from the frame; the form is known to fit.
func (g *gen) load(s saved) {
	switch s.kind {
	case isBoxed:
		g.Load(asm.Reg(s.reg), slotOf(s.r))
	case isInt:
		g.Load32(asm.Reg(s.reg), slotOf(s.r))
	case isDouble:
		g.LoadSD(asm.XReg(s.reg), slotOf(s.r))
	}
}

// dirtyLive lists the places that hold what the frame does not, of registers in live.
func (g *gen) dirtyLive(live bitset) []saved {
	var out []saved
	for r := range g.places {
		if p := g.places[r]; p.dirty && live.has(operand(r)) {
			out = append(out, saved{operand(r), p})
		}
	}
	return out
}

// atHand lists all places of registers in live, to be loaded again after Go ran.
func (g *gen) atHand(live bitset) []saved {
	var out []saved
	for r := range g.places {
		if p := g.places[r]; p.kind != inMemory && (live.has(operand(r)) || g.pinned(operand(r)) != nil) {
			out = append(out, saved{operand(r), p})
		}
	}
	return out
}

// flush writes all dirty live places; they are clean afterwards.
func (g *gen) flush(live bitset) {
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
		if g.places[r].kind != inMemory && g.pinned(operand(r)) == nil {
			g.forget(operand(r))
		}
	}
}

// pinned returns the pin of r in the loop whose block is being emitted.
func (g *gen) pinned(r operand) *pin {
	if g.loop == nil {
		return nil
	}
	if i := slices.IndexFunc(g.loop.pins, func(p pin) bool { return p.r == r }); i >= 0 {
		return &g.loop.pins[i]
	}
	return nil
}

func (g *gen) lock(r asm.Reg)   { g.locked[r] = true }
func (g *gen) lockX(x asm.XReg) { g.lockedX[x] = true }

func (g *gen) unlockAll() {
	g.locked = [16]bool{}
	g.lockedX = [16]bool{}
}

func (g *gen) touch(r operand) {
	g.clock++
	g.age[r] = g.clock
}

// failure makes a label that leaves the unit with the places as they are now.
type failure func() asm.Label

// intOf brings an operand into a general register as an int32 with zero upper
// half, and leaves the unit at fail when it is no int. The register is locked
// until the operation ends; scratch is used for what is not worth keeping.
func (g *gen) intOf(o operand, scratch asm.Reg, fail failure) asm.Reg {
	if o < 0 {
		v := heap.Value(g.u.constant(o))
		g.MovImm(scratch, uint64(uint32(v)))
		return scratch
	}
	g.touch(o)
	p := &g.places[o]
	switch p.kind {
	case isInt:
		g.lock(asm.Reg(p.reg))
		return asm.Reg(p.reg)
	case isDouble:
		x := asm.XReg(p.reg)
		if g.types[o] == tInt {
			g.CvtSDInt(scratch, x)
			return scratch
		}
		g.exactInt(scratch, x, fail())
		if g.pinned(o) != nil || g.types[o]&tInt == 0 {
			return scratch
		}
		g.forget(o)
		reg := g.takeG(o)
		g.lock(reg)
		g.MovRR32(reg, scratch)
		*p = place{kind: isInt, reg: uint8(reg), dirty: true}
		return reg
	case isBoxed:
		reg := asm.Reg(p.reg)
		// An operand of the same name came before and wants the Value.
		held := g.locked[reg]
		g.lock(reg)
		if g.types[o] != tInt {
			g.MovRR(asm.AX, reg)
			g.ShiftRI(asm.Shr, asm.AX, 32)
			g.OpRI32(asm.Cmp, asm.AX, intUpper)
			g.Jcc(asm.NE, fail())
		}
		if held || g.pinned(o) != nil {
			g.MovRR32(scratch, reg)
			return scratch
		}
		g.MovRR32(reg, reg)
		p.kind = isInt
		return reg
	}
	if g.types[o] != tInt {
		g.OpMI32(asm.Cmp, upperOf(o), intUpper)
		g.Jcc(asm.NE, fail())
	}
	reg := g.takeG(o)
	g.lock(reg)
	g.Load32(reg, slotOf(o))
	*p = place{kind: isInt, reg: uint8(reg)}
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
func (g *gen) doubleOf(o operand, scratch asm.XReg, fail failure) asm.XReg {
	if o < 0 {
		g.loadDoubleConst(scratch, heap.Value(g.u.constant(o)).Float64())
		return scratch
	}
	g.touch(o)
	p := &g.places[o]
	switch p.kind {
	case isDouble:
		g.lockX(asm.XReg(p.reg))
		return asm.XReg(p.reg)
	case isInt:
		g.XorPD(scratch, scratch)
		g.CvtIntSD(scratch, asm.Reg(p.reg))
		return scratch
	}
	reg := asm.AX
	if p.kind == isBoxed {
		reg = asm.Reg(p.reg)
	}
	if g.types[o]&tNum == tInt {
		switch {
		case g.types[o] != tInt:
			reg = g.intOf(o, asm.AX, fail)
		case p.kind == inMemory:
			g.Load32(asm.AX, slotOf(o))
		}
		g.XorPD(scratch, scratch)
		g.CvtIntSD(scratch, reg)
		return scratch
	}
	if p.kind == inMemory && g.types[o].only(tDouble) {
		x := g.takeX(o)
		g.lockX(x)
		g.LoadSD(x, slotOf(o))
		*p = place{kind: isDouble, reg: uint8(x)}
		return x
	}
	if p.kind == inMemory {
		g.Load(asm.AX, slotOf(o))
	}
	x := scratch
	keep := p.kind == inMemory
	if keep {
		x = g.takeX(o)
		g.lockX(x)
	}
	g.unboxNumber(x, reg, g.types[o], fail)
	if keep {
		// Dirty, because the frame may hold the int form, which a reload would misread.
		*p = place{kind: isDouble, reg: uint8(x), dirty: true}
	}
	return x
}

// unboxNumber turns the boxed number in reg into a double in x; CX is lost.
func (g *gen) unboxNumber(x asm.XReg, reg asm.Reg, known mask, fail failure) {
	if known.only(tDouble) {
		g.MovXR(x, reg)
		return
	}
	done, notDouble := g.NewLabel(), g.NewLabel()
	var out asm.Label
	if !known.only(tNum) {
		out = fail()
	}
	g.OpRR(asm.Cmp, reg, intTag)
	g.Jcc(asm.AE, notDouble)
	g.MovXR(x, reg)
	g.Bind(done)
	g.later(func() {
		g.Bind(notDouble)
		if !known.only(tNum) {
			g.MovRR(asm.CX, reg)
			g.ShiftRI(asm.Shr, asm.CX, 32)
			g.OpRI32(asm.Cmp, asm.CX, intUpper)
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
func (g *gen) boxedOf(o operand, scratch asm.Reg) asm.Reg {
	if o < 0 {
		g.MovImm(scratch, g.u.constantBits(o))
		return scratch
	}
	g.touch(o)
	p := &g.places[o]
	switch p.kind {
	case isBoxed:
		g.lock(asm.Reg(p.reg))
		return asm.Reg(p.reg)
	case isInt:
		g.MovRR32(scratch, asm.Reg(p.reg))
		g.OpRR(asm.Or, scratch, intTag)
		return scratch
	case isDouble:
		if g.types[o] == tInt {
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
	*p = place{kind: isBoxed, reg: uint8(reg)}
	return reg
}

// objectOf puts the cell address of an operand into dst, and leaves the unit at
// fail when it is no object. CX is lost when the type is not known.
func (g *gen) objectOf(o operand, dst asm.Reg, fail failure) {
	reg := g.boxedOf(o, dst)
	if reg == dst {
		g.OpRR(asm.Xor, dst, objectTag)
	} else {
		g.MovRR(dst, objectTag)
		g.OpRR(asm.Xor, dst, reg)
	}
	if o < 0 || g.types[o] != tObject {
		g.MovRR(asm.CX, dst)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.Jcc(asm.NE, fail())
	}
}

// setInt makes the int32 in reg (AX, CX or DX, upper half zero) the value of dst.
func (g *gen) setInt(dst operand, reg asm.Reg) {
	if pin := g.pinned(dst); pin != nil {
		switch pin.kind {
		case isInt:
			g.MovRR32(asm.Reg(pin.reg), reg)
		case isDouble:
			g.XorPD(asm.XReg(pin.reg), asm.XReg(pin.reg))
			g.CvtIntSD(asm.XReg(pin.reg), reg)
		case isBoxed:
			g.MovRR32(asm.Reg(pin.reg), reg)
			g.OpRR(asm.Or, asm.Reg(pin.reg), intTag)
		}
		return
	}
	g.define(dst, isInt, func(r asm.Reg) { g.MovRR32(r, reg) })
}

// setBoxed makes the Value in reg the value of dst. Where a pin has another
// form the type is known to fit.
func (g *gen) setBoxed(dst operand, reg asm.Reg) {
	if pin := g.pinned(dst); pin != nil {
		switch pin.kind {
		case isInt:
			g.MovRR32(asm.Reg(pin.reg), reg)
		case isDouble:
			g.unboxNumber(asm.XReg(pin.reg), reg, tNum, nil)
		case isBoxed:
			g.MovRR(asm.Reg(pin.reg), reg)
		}
		return
	}
	g.define(dst, isBoxed, func(r asm.Reg) { g.MovRR(r, reg) })
}

// setDouble makes the double in x the value of dst.
func (g *gen) setDouble(dst operand, x asm.XReg) {
	if pin := g.pinned(dst); pin != nil {
		switch pin.kind {
		case isDouble:
			if asm.XReg(pin.reg) != x {
				g.MovXX(asm.XReg(pin.reg), x)
			}
		default:
			g.MovRX(asm.Reg(pin.reg), x)
		}
		return
	}
	g.touch(dst)
	p := &g.places[dst]
	if p.kind != isDouble {
		g.forget(dst)
		*p = place{kind: isDouble, reg: uint8(g.takeX(dst))}
	}
	p.dirty = true
	if asm.XReg(p.reg) != x {
		g.MovXX(asm.XReg(p.reg), x)
	}
}

// define gives dst a general register and lets move fill it.
func (g *gen) define(dst operand, kind locKind, move func(asm.Reg)) {
	g.touch(dst)
	p := &g.places[dst]
	if p.kind != isInt && p.kind != isBoxed {
		g.forget(dst)
		p.reg = uint8(g.takeG(dst))
	}
	p.kind, p.dirty = kind, true
	move(asm.Reg(p.reg))
}
