package pattern

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/regexp"
)

// Registers of the machine. AX, CX and DX are scratch; CX keeps its value where code leaves and goes on.
const (
	text   = asm.SI        // address of the subject
	pos    = asm.DI        // position
	length = asm.R8        // of the subject, in units
	sp     = asm.R9        // end of the stack of choices
	places = asm.R10       // address of the table of places
	regs   = asm.R11       // address of the registers of the program, int32
	tables = asm.IntTag    // address of the tables of sets
	start  = asm.ObjectTag // where the match began
	steps  = asm.BudgetReg // left
	frame  = asm.FrameReg  // *state
)

// gen makes the code of one program for texts of one width.
type gen struct {
	asm.Assembler
	p    *regexp.Program
	wide bool

	at       []asm.Label // by instruction
	target   []bool      // an instruction that is not only reached from the one before
	back     []bool      // one that an instruction behind it goes to
	undone   []bool      // registers with undo words
	fail     asm.Label
	again    asm.Label   // where a word is popped
	out      asm.Label   // leaves, with the reason in CX
	labels   []asm.Label // by place
	choices  map[int]int32
	later    []func()
	data     []byte // of the tables
	table    map[[4]uint64]int32
	folds    int32 // where characters without regard to case are among the tables, or -1
	declined bool

	// Within a row of instructions that each take a fixed number of units, pos lags behind: the
	// position is pos+off, and pos+avail units are known to be there.
	off, avail int32
	need       int // the most words that an instruction pushes
}

// maxCode bounds the instructions of programs that machine code is made of.
const maxCode = 4000

// generate makes the machine code; it reports false for what it declines.
func (g *gen) generate() bool {
	n := g.p.Len()
	if n > maxCode || g.wide && g.p.Flags.FullUnicode() {
		return false
	}
	g.analyze()
	g.at = make([]asm.Label, n)
	for i := range g.at {
		g.at[i] = g.NewLabel()
	}
	g.fail, g.again, g.out = g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.folds = -1
	g.choices, g.table = map[int]int32{}, map[[4]uint64]int32{}
	g.labels = make([]asm.Label, g.firstPlace())
	for r := range g.p.Registers() {
		g.labels[r] = g.NewLabel()
	}
	g.labels[g.dataPlace()] = g.NewLabel()
	g.labels[g.failedPlace()] = g.NewLabel()
	g.labels[g.searchPlace()] = g.NewLabel()
	g.labels[g.tryPlace()] = g.NewLabel()

	g.entry()
	g.search()
	for pc := range n {
		if g.target[pc] {
			g.settle()
			g.avail = 0
		}
		g.Bind(g.at[pc])
		g.inst(pc)
		if g.declined {
			return false
		}
	}
	g.Trap()
	g.common()
	for len(g.later) > 0 {
		f := g.later[0]
		g.later = g.later[1:]
		f()
	}
	return !g.declined
}

// The places that each program has, after those of the undo words of its registers.
func (g *gen) dataPlace() int32   { return int32(g.p.Registers()) }
func (g *gen) failedPlace() int32 { return g.dataPlace() + 1 }
func (g *gen) searchPlace() int32 { return g.dataPlace() + 2 }
func (g *gen) tryPlace() int32    { return g.dataPlace() + 3 }
func (g *gen) firstPlace() int32  { return g.dataPlace() + 4 }

// place is a new place.
func (g *gen) place(l asm.Label) int32 {
	g.labels = append(g.labels, l)
	return int32(len(g.labels) - 1)
}

// choice is the place of a choice to go on at an instruction.
func (g *gen) choice(pc int) int32 {
	n, ok := g.choices[pc]
	if !ok {
		n = g.place(g.at[pc])
		g.choices[pc] = n
	}
	return n
}

// analyze finds where instructions are gone to, and which registers need undo words.
func (g *gen) analyze() {
	n := g.p.Len()
	g.target, g.back = make([]bool, n+1), make([]bool, n+1)
	// For each instruction how many jumps pass it by, as differences.
	passed := make([]int, n+2)
	jump := func(from, to int) {
		g.target[to] = true
		if to > from {
			if to > from+1 {
				passed[from+1]++
				passed[to]--
			}
			return
		}
		// What is in a loop is done more than once.
		g.back[to] = true
		passed[to]++
		passed[from+1]--
	}
	refs := false
	for pc := range n {
		switch in := g.p.At(pc); in.Op {
		case regexp.OpSplit, regexp.OpJump:
			jump(pc, int(in.X))
		case regexp.OpSplitTo:
			jump(pc, int(in.X))
			jump(pc, pc+1)
		case regexp.OpLoop:
			_, exit, _, _, _ := g.p.Turns(in.Y)
			jump(pc, int(exit))
			jump(pc, pc+1)
		case regexp.OpLoopEnd:
			head, _, _, _, _ := g.p.Turns(in.Y)
			jump(pc, int(head))
		case regexp.OpNot:
			jump(pc, int(in.Y))
		case regexp.OpRepeat, regexp.OpRepeatU, regexp.OpLazy, regexp.OpLazyU:
			g.target[pc+1] = true
		case regexp.OpBackref:
			refs = true
		}
	}
	// mandatory: a register that is set by one instruction that no jump passes by, and that nothing
	// else reads or writes. Wherever the match goes back to, it sets it again, or has set it rightly.
	g.undone = make([]bool, g.p.Registers())
	writes := make([]int, g.p.Registers())
	by := 0
	for pc := range n {
		by += passed[pc]
		switch in := g.p.At(pc); in.Op {
		case regexp.OpSave:
			writes[in.X]++
			g.undone[in.X] = g.undone[in.X] || by != 0 || refs || writes[in.X] > 1 || int(in.X) >= 2*(g.p.Groups+1)
		case regexp.OpSetReg, regexp.OpLoop:
			g.undone[in.X] = true
		case regexp.OpClear:
			for r := in.X; r < in.Y; r++ {
				g.undone[r] = true
			}
		}
	}
}

func field(offset uintptr) asm.Mem { return asm.At(frame, int32(offset)) }

// entry loads the registers and goes to the place in Acc.
func (g *gen) entry() {
	g.Load(text, field(unsafe.Offsetof(state{}.text)))
	g.Load(pos, field(unsafe.Offsetof(state{}.pos)))
	g.Load(length, field(unsafe.Offsetof(state{}.length)))
	g.Load(sp, field(unsafe.Offsetof(state{}.sp)))
	g.Load(places, field(unsafe.Offsetof(state{}.places)))
	g.Load(regs, field(unsafe.Offsetof(state{}.regs)))
	g.Load(tables, field(unsafe.Offsetof(state{}.tables)))
	g.Load(start, field(unsafe.Offsetof(state{}.start)))
	g.Load(steps, field(unsafe.Offsetof(state{}.steps)))
	g.Load(asm.CX, field(unsafe.Offsetof(state{}.cx)))
	g.JmpM(asm.AtIndex(places, asm.AX, 8, 0))
}

// search tries the positions from pos to end: at searchPlace where a match may begin, at tryPlace
// the position pos first.
func (g *gen) search() {
	kind, bits, high, end, run := g.p.Start()
	none, try := g.NewLabel(), g.NewLabel()
	g.Bind(g.labels[g.searchPlace()])
	loop, next, last := g.NewLabel(), g.NewLabel(), g.NewLabel()
	g.Bind(loop)
	if kind == regexp.StartFirst {
		g.scanFour(bits, high, try)
	}
	g.OpRM(asm.Cmp, pos, field(unsafe.Offsetof(state{}.end)))
	g.Jcc(asm.G, none)
	switch kind {
	case regexp.StartFirst:
		g.Bind(last)
		g.OpRR(asm.Cmp, pos, length)
		if end {
			g.Jcc(asm.AE, try)
		} else {
			g.Jcc(asm.AE, none)
		}
		g.loadUnit(asm.AX, pos, 0)
		g.unless(bits, high, next)
		g.Jmp(try)
		g.Bind(next)
		g.OpRI(asm.Add, pos, 1)
		g.OpRM(asm.Cmp, pos, field(unsafe.Offsetof(state{}.end)))
		g.Jcc(asm.LE, last)
		g.Jmp(none)
	case regexp.StartLine:
		g.TestRR(pos, pos)
		g.Jcc(asm.E, try)
		g.loadUnit(asm.AX, pos, -1)
		g.lineEnd(try)
		g.OpRI(asm.Add, pos, 1)
		g.Jmp(loop)
	}
	g.Bind(g.labels[g.tryPlace()])
	g.Bind(try)
	g.MovRR(start, pos)
	g.Load(sp, field(unsafe.Offsetof(state{}.base)))
	g.StoreImm32(asm.At(sp, 0), g.failedPlace())
	g.OpRI(asm.Add, sp, 8)
	g.Jmp(g.at[0])

	// Everything has failed: the next position, or one behind the row of characters.
	g.Bind(g.labels[g.failedPlace()])
	if run < 0 {
		g.Lea(pos, asm.At(start, 1))
		g.Jmp(loop)
	} else {
		skip, over := g.NewLabel(), g.NewLabel()
		bits, _ := g.p.Set(run)
		g.MovRR(pos, start)
		g.Bind(skip)
		g.OpRR(asm.Cmp, pos, length)
		g.Jcc(asm.AE, over)
		g.loadUnit(asm.AX, pos, 0)
		g.unlessIn(run, bits, over)
		g.OpRI(asm.Add, pos, 1)
		g.Jmp(skip)
		g.Bind(over)
		g.MovRR(asm.AX, pos)
		g.OpRR(asm.Sub, asm.AX, start)
		g.ShiftRI(asm.Shr, asm.AX, 3)
		g.OpRR(asm.Sub, steps, asm.AX)
		g.OpRR(asm.Cmp, pos, start)
		g.Jcc(asm.NE, loop)
		g.OpRI(asm.Add, pos, 1)
		g.Jmp(loop)
	}
	g.Bind(none)
	g.MovImm(asm.CX, foundNone)
	g.Jmp(g.out)
}

// scanFour moves pos on by four as long as none of the next four units is in a set, and there are so many
// up to end. It goes to try at one that is.
func (g *gen) scanFour(bits *[4]uint64, high bool, try asm.Label) {
	others := [4]uint64{^bits[0], ^bits[1], ^bits[2], ^bits[3]}
	short, loop, over := g.NewLabel(), g.NewLabel(), g.NewLabel()
	// CX is the position from which on there are fewer.
	g.Load(asm.CX, field(unsafe.Offsetof(state{}.end)))
	g.OpRR(asm.Cmp, asm.CX, length)
	g.Jcc(asm.L, short)
	g.Lea(asm.CX, asm.At(length, -1))
	g.Bind(short)
	g.OpRI(asm.Sub, asm.CX, 3)
	g.OpRR(asm.Cmp, pos, asm.CX)
	g.Jcc(asm.G, over)
	g.Bind(loop)
	for i := range int32(4) {
		hit := try
		if i > 0 {
			hit = g.NewLabel()
			g.later = append(g.later, func() {
				g.Bind(hit)
				g.OpRI(asm.Add, pos, i)
				g.Jmp(try)
			})
		}
		g.loadUnit(asm.AX, pos, i)
		g.unless(&others, !high, hit)
	}
	g.OpRI(asm.Add, pos, 4)
	g.OpRR(asm.Cmp, pos, asm.CX)
	g.Jcc(asm.LE, loop)
	g.Bind(over)
}

// common is what all code shares.
func (g *gen) common() {
	pause := g.NewLabel()
	g.Bind(g.fail)
	g.OpRI(asm.Sub, steps, 1)
	g.Jcc(asm.S, pause)
	g.Bind(g.again)
	g.pop()
	g.Bind(pause)
	g.pauseAt(g.again)

	// Undo words.
	for r := range g.p.Registers() {
		g.Bind(g.labels[r])
		g.Store32(asm.At(regs, int32(4*r)), pos)
		g.pop()
	}
	g.Bind(g.labels[g.dataPlace()])
	g.Trap()

	// CX says why; AX is where to go on.
	g.Bind(g.out)
	g.Store(field(unsafe.Offsetof(state{}.why)), asm.CX)
	g.Store(field(unsafe.Offsetof(state{}.pos)), pos)
	g.Store(field(unsafe.Offsetof(state{}.sp)), sp)
	g.Store(field(unsafe.Offsetof(state{}.start)), start)
	g.Store(field(unsafe.Offsetof(state{}.steps)), steps)
	g.MovImm(asm.CX, 0)
	g.JmpM(asm.At(asm.CtxReg, int32(unsafe.Offsetof(lower.Context{}.Leave))))
}

// pop goes on at the word on top of the stack.
func (g *gen) pop() {
	g.OpRI(asm.Sub, sp, 8)
	g.Load32(asm.AX, asm.At(sp, 0))
	g.Load32(pos, asm.At(sp, 4))
	g.JmpM(asm.AtIndex(places, asm.AX, 8, 0))
}

// leaveFor leaves, to go on at l.
func (g *gen) leaveFor(why uint64, l asm.Label) {
	g.Store(field(unsafe.Offsetof(state{}.cx)), asm.CX)
	g.MovImm(asm.AX, uint64(g.place(l)))
	g.MovImm(asm.CX, why)
	g.Jmp(g.out)
}

// pauseAt leaves because there are no steps left.
func (g *gen) pauseAt(l asm.Label) { g.leaveFor(noSteps, l) }

// step counts one, and leaves if there is none left.
func (g *gen) step() {
	pause, on := g.NewLabel(), g.NewLabel()
	g.OpRI(asm.Sub, steps, 1)
	g.Jcc(asm.S, pause)
	g.Bind(on)
	g.later = append(g.later, func() {
		g.Bind(pause)
		g.pauseAt(on)
	})
}

// room asks for room for words on the stack. Code goes on here when there is more: neither AX nor DX
// have anything then.
func (g *gen) room(words int) {
	g.need = max(g.need, words)
	full, on := g.NewLabel(), g.NewLabel()
	g.Bind(on)
	g.OpRM(asm.Cmp, sp, field(unsafe.Offsetof(state{}.limit)))
	g.Jcc(asm.A, full)
	g.later = append(g.later, func() {
		g.Bind(full)
		g.leaveFor(noRoom, on)
	})
}

// push puts a word with pos on the stack, for which there is room.
func (g *gen) push(place int32) {
	g.StoreImm32(asm.At(sp, 0), place)
	g.Store32(asm.At(sp, 4), pos)
	g.OpRI(asm.Add, sp, 8)
}

// undo remembers what a register has, for which there is room. It takes AX.
func (g *gen) undo(r int32) {
	g.Load32(asm.AX, asm.At(regs, 4*r))
	g.StoreImm32(asm.At(sp, 0), r)
	g.Store32(asm.At(sp, 4), asm.AX)
	g.OpRI(asm.Add, sp, 8)
}

// settle makes pos the position.
func (g *gen) settle() {
	if g.off != 0 {
		g.OpRI(asm.Add, pos, g.off)
		g.avail -= g.off
		g.off = 0
	}
}

// fixed is how many units an instruction takes, if that is all that it does; 0 for any other.
func (g *gen) fixed(in regexp.Inst) int32 {
	switch in.Op {
	case regexp.OpChar, regexp.OpChar2, regexp.OpSet, regexp.OpSetU:
		return 1
	case regexp.OpLit:
		return int32(len(g.p.Units(in.X)))
	}
	return 0
}

// want sees to it that the units of the instruction at pc are there, and those of the fixed ones that
// follow it: without them the match fails there as well.
func (g *gen) want(pc int) {
	n := g.fixed(g.p.At(pc))
	if g.off+n <= g.avail {
		return
	}
	for next := pc + 1; next < g.p.Len() && !g.target[next] && n < 64; next++ {
		in := g.p.At(next)
		if in.Op == regexp.OpSave {
			continue
		}
		more := g.fixed(in)
		if more == 0 {
			break
		}
		n += more
	}
	g.wantUnits(g.off + n)
}

// wantUnits fails without that many units from pos on.
func (g *gen) wantUnits(n int32) {
	if n <= g.avail {
		return
	}
	if n == 1 {
		g.OpRR(asm.Cmp, pos, length)
		g.Jcc(asm.AE, g.fail)
	} else {
		g.Lea(asm.AX, asm.At(pos, n))
		g.OpRR(asm.Cmp, asm.AX, length)
		g.Jcc(asm.A, g.fail)
	}
	g.avail = n
}

// jump goes to an instruction.
func (g *gen) jump(to int) { g.Jmp(g.at[to]) }

// inst makes the code of one instruction.
func (g *gen) inst(pc int) {
	in := g.p.At(pc)
	switch in.Op {
	case regexp.OpChar, regexp.OpChar2, regexp.OpSet, regexp.OpSetU, regexp.OpLit:
		g.want(pc)
		g.take(in)
		return
	case regexp.OpSave:
		g.save(in.X)
		return
	}
	g.settle()
	switch in.Op {
	case regexp.OpFail, regexp.OpLone:
		// Texts with surrogates are declined.
		g.Jmp(g.fail)
	case regexp.OpMatch:
		g.Store32(asm.At(regs, 0), start)
		g.Store32(asm.At(regs, 4), pos)
		g.MovImm(asm.CX, foundMatch)
		g.Jmp(g.out)
	case regexp.OpBack, regexp.OpBackU:
		n := in.X
		if in.Op == regexp.OpBackU {
			n = 1
		}
		g.OpRI(asm.Cmp, pos, n)
		g.Jcc(asm.B, g.fail)
		g.OpRI(asm.Sub, pos, n)
		g.avail += n
	case regexp.OpRepeat, regexp.OpRepeatU:
		g.repeat(pc, in)
	case regexp.OpLazy, regexp.OpLazyU:
		g.lazy(pc, in)
	case regexp.OpJump:
		if int(in.X) != pc+1 {
			g.jump(int(in.X))
		}
	case regexp.OpSplit, regexp.OpSplitTo:
		g.split(pc, in)
	case regexp.OpSetReg:
		g.room(1)
		g.undo(in.X)
		g.StoreImm32(asm.At(regs, 4*in.X), in.Y)
	case regexp.OpClear:
		g.clear(in)
	case regexp.OpMoved:
		g.OpRM32(asm.Cmp, pos, asm.At(regs, 4*in.X))
		g.Jcc(asm.E, g.fail)
	case regexp.OpLoop:
		g.loop(pc, in)
	case regexp.OpLoopEnd:
		g.loopEnd(in)
	case regexp.OpBackref:
		g.backref(pc, in)
	case regexp.OpInputStart:
		g.TestRR(pos, pos)
		g.Jcc(asm.NE, g.fail)
	case regexp.OpInputEnd:
		g.OpRR(asm.Cmp, pos, length)
		g.Jcc(asm.NE, g.fail)
	case regexp.OpLineStart, regexp.OpLineEnd:
		on, at := g.NewLabel(), int32(-1)
		if in.Op == regexp.OpLineStart {
			g.TestRR(pos, pos)
		} else {
			at = 0
			g.OpRR(asm.Cmp, pos, length)
		}
		g.Jcc(asm.E, on)
		g.loadUnit(asm.AX, pos, at)
		g.lineEnd(on)
		g.Jmp(g.fail)
		g.Bind(on)
	case regexp.OpWord, regexp.OpNotWord:
		g.word(in)
	case regexp.OpLook:
		g.height(in.X)
		g.Store32(asm.At(regs, 4*in.X+4), pos)
	case regexp.OpLookEnd:
		g.lookEnd(pc, in)
	case regexp.OpNot:
		g.room(1)
		g.height(in.X)
		g.push(g.choice(int(in.Y)))
	case regexp.OpNotEnd:
		g.notEnd(pc, in)
	default:
		g.declined = true
	}
}

// save is OpSave.
func (g *gen) save(r int32) {
	if g.undone[r] {
		g.room(1)
		g.undo(r)
	}
	if g.off != 0 {
		g.Lea(asm.AX, asm.At(pos, g.off))
		g.Store32(asm.At(regs, 4*r), asm.AX)
	} else {
		g.Store32(asm.At(regs, 4*r), pos)
	}
}

// clear is OpClear.
func (g *gen) clear(in regexp.Inst) {
	g.room(int(in.Y - in.X))
	for r := in.X; r < in.Y; r++ {
		empty := g.NewLabel()
		g.OpMI32(asm.Cmp, asm.At(regs, 4*r), 0)
		g.Jcc(asm.L, empty)
		g.undo(r)
		g.StoreImm32(asm.At(regs, 4*r), -1)
		g.Bind(empty)
	}
}

// split is OpSplit or OpSplitTo.
func (g *gen) split(pc int, in regexp.Inst) {
	if g.back[pc] || int(in.X) <= pc {
		g.step()
	}
	if in.Op == regexp.OpSplitTo {
		g.unlessPossible(in.Z, g.at[pc+1])
		if !g.excludes(in.Y, in.Z) {
			g.unlessPossible(in.Y, g.at[in.X])
			g.room(1)
			g.push(g.choice(pc + 1))
		}
		g.jump(int(in.X))
		return
	}
	g.unlessPossible(in.Y, g.at[in.X])
	if g.excludes(in.Y, in.Z) {
		return
	}
	alone, known := g.NewLabel(), g.avail
	g.unlessPossible(in.Z, alone)
	g.room(1)
	g.push(g.choice(int(in.X)))
	g.Bind(alone)
	g.avail = known
}

// excludes reports whether what is in the one first set is not in the other.
func (g *gen) excludes(x, y int32) bool {
	if x < 0 || y < 0 {
		return false
	}
	a, high, end := g.p.First(x)
	b, otherHigh, otherEnd := g.p.First(y)
	for i := range a {
		if a[i]&b[i] != 0 {
			return false
		}
	}
	return !(high && otherHigh && g.wide) && !(end && otherEnd)
}
