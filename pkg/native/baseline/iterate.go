package baseline

import (
	"slices"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Iteration. As package bytecode does it, a pair of registers holds an iterator
// and its next method, or an array and the next index.

// arrayGuard loads the address of what the realm knows about its arrays, which lives
// as long as the runtime.
func (g *gen) arrayGuard(reg asm.Reg) *object.ArrayGuard {
	a := g.code.Record.Realm.ArrayGuard()
	g.MovImm(reg, uint64(uintptr(unsafe.Pointer(a))))
	return a
}

// emitGetIter begins an iteration: of an array directly, if nobody has changed
// how arrays are iterated.
func (g *gen) emitGetIter(in *ir.Inst) {
	value := g.boxedOf(in.A(), asm.AX)
	slow, done := g.NewLabel(), g.NewLabel()
	for _, r := range in.Writes() {
		if r != in.A() && g.places[r].kind != ir.InMemory {
			g.forget(r)
		}
	}
	g.service(lower.ExitStep, slow, done, ir.NoReg)
	g.directlyIterated(value, g.u.TypeOf(in.A(), g.types), slow)
	if heap.Checked {
		known := g.NewLabel()
		if value != asm.AX {
			g.MovRR(asm.AX, value)
			value = asm.AX
		}
		g.Jmp(g.verified(known, ir.NoReg))
		g.Bind(known)
	}
	g.Store(slotOf(in.Writes()[0]), value)
	g.Store(slotOf(in.Writes()[1]), intTag)
	g.Bind(done)
	for _, r := range in.Writes() {
		if g.places[r].kind != ir.InMemory {
			g.forget(r)
		}
	}
}

// sameEpoch goes to slow unless the guard of arrays, at CX, knows that they are
// iterated directly. DX is lost.
func (g *gen) sameEpoch(slow asm.Label) {
	g.Load(asm.DX, ctxAt(unsafe.Offsetof(lower.Context{}.Epoch)))
	g.Load32(asm.DX, asm.At(asm.DX, 0))
	g.OpRM32(asm.Cmp, asm.DX, asm.At(asm.CX, lower.GuardEpoch))
	g.Jcc(asm.NE, slow)
}

// slotIs goes to slow unless property slot offset of o holds v. CX and DX are lost.
func (g *gen) slotIs(o *heap.Object, offset int32, v heap.Value, slow asm.Label) {
	g.code.Keep(o.Value())
	g.code.Keep(v)
	g.MovImm(asm.CX, uint64(o.Value())&heap.AddressMask)
	if offset < 0 {
		g.Load(asm.CX, asm.At(asm.CX, lower.SlotsOffset))
		g.strip(asm.CX)
		offset = lower.SlotsFirst/8 + ^offset
	}
	g.MovImm(asm.DX, uint64(v))
	g.OpRM(asm.Cmp, asm.DX, asm.At(asm.CX, offset*8))
	g.Jcc(asm.NE, slow)
}

// emitIterNext takes the next value of an iterator, or goes to target. Where only
// arrays have been met, everything else leaves the unit.
func (g *gen) emitIterNext(in *ir.Inst) {
	b, target := g.block, in.Target()
	slow, done, end := g.NewLabel(), g.NewLabel(), g.NewLabel()
	array, direct, out := g.baseOf(in.A()), in.IteratesDirectly(), slow
	var index asm.Reg
	text := slow
	if direct {
		if index = g.intOf(in.B(), asm.DX, g.fail); index == asm.DX {
			index = g.temporary()
			g.MovRR32(index, asm.DX)
		}
		out = g.fail()
	} else {
		index = g.temporary()
		g.copyBoxed(in.B(), index)
		text = g.NewLabel()
		g.unlessInt(in.B(), index, text)
		g.MovRR32(index, index)
	}
	g.addressOf(array, g.u.TypeOf(in.A(), g.types), out)
	g.expectClass(asm.DX, heap.ClassArray)
	g.Load(asm.CX, asm.At(asm.DX, lower.ArrayLength))
	g.Load(asm.DX, asm.At(asm.DX, lower.ElementsOffset))
	g.strip(asm.DX)
	g.expectKind(asm.DX, heap.KindElements)
	g.OpRR32(asm.Cmp, index, asm.CX)
	g.Jcc(asm.AE, end)
	g.OpRM32(asm.Cmp, index, asm.At(asm.DX, lower.ElemsLen))
	g.Jcc(asm.AE, slow)
	g.Load(asm.AX, asm.AtIndex(asm.DX, index, 8, lower.ElemsFirst))
	g.MovImm(asm.CX, uint64(heap.Hole))
	g.OpRR(asm.Cmp, asm.AX, asm.CX)
	g.Jcc(asm.E, slow)
	dirty, before := g.dirtyLive(g.live), g.atHand(g.live)
	places, types, l := slices.Clone(g.places), slices.Clone(g.types), g.loop
	g.Lea32(asm.CX, asm.At(index, 1))
	g.unlockAll()
	if direct {
		g.setInt(in.B(), asm.CX)
	} else {
		g.OpRR(asm.Or, asm.CX, intTag)
		g.setBoxed(in.B(), asm.CX)
	}
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
	g.u.Transfer(in, g.types)
	g.Bind(done)
	after := g.atHand(g.after)
	known := g.u.TypeOf(in.A(), types)
	g.later(func() {
		edge, ended, reload, stored := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
		if text != slow {
			g.Bind(text)
			if in.Fed&bytecode.SeenGenerator != 0 {
				other := g.NewLabel()
				g.stepGenerator(in, array, index, known, dirty, stepping{other, slow, stored, reload, ended})
				g.Bind(other)
			}
			next := g.stepTables(array, index, known, slow)
			g.stepViews(in, array, index, known, next, slow)
			own := slow
			if g.frame == nil {
				own = g.NewLabel()
			}
			g.stepText(array, index, known, own, slow)
			g.Bind(next)
			for _, s := range dirty {
				g.store(s)
			}
			g.Store(slotOf(in.Dst), asm.AX)
			g.Jmp(reload)
			if own != slow {
				g.Bind(own)
				g.stepOwn(in, index, dirty, stepping{own, slow, stored, reload, ended})
			}
		}
		g.Bind(slow)
		for _, s := range dirty {
			g.store(s)
		}
		g.Bind(stored)
		g.exitTo(lower.Exit{Kind: lower.ExitStep, PC: in.PC, Code: g.code, Inst: in})
		g.OpRI(asm.Cmp, asm.AX, 1)
		g.Jcc(asm.E, ended)
		g.Bind(reload)
		for _, s := range after {
			g.load(s)
		}
		g.Jmp(done)
		g.Bind(ended)
		for _, s := range before {
			g.load(s)
		}
		g.Jmp(edge)
		g.Bind(end)
		// A length that is no int does not end here.
		g.ShiftRI(asm.Shr, asm.CX, 32)
		g.OpRI32(asm.Cmp, asm.CX, lower.IntUpper)
		g.Jcc(asm.NE, out)
		g.Bind(edge)
		g.places, g.types, g.loop = places, types, l
		g.emitEdge(b, target)
		g.Jmp(g.labels[target])
	})
}

// tableSteps are the iterators over Maps and Sets that machine code steps: entries of how many
// words, and which of them is the value.
var tableSteps = []struct {
	next  object.IntrinsicID
	tag   int32
	words int32
	value int32
}{
	{object.SetIteratorNext, object.SetIteratorTag | object.IterateValues<<object.IteratorKindShift, 2, 0},
	{object.MapIteratorNext, object.MapIteratorTag | object.IterateValues<<object.IteratorKindShift, 3, 1},
	{object.MapIteratorNext, object.MapIteratorTag | object.IterateKeys<<object.IteratorKindShift, 3, 0},
}

// builtinIterator puts the address of the iterator in iter into DX if it is one of the language with that tag and its
// next method, which is in next, is method; another method goes to other, another tag to otherTag, and what is no
// such iterator to slow. AX is lost.
func (g *gen) builtinIterator(iter, next asm.Reg, known ir.Mask, method heap.Value, tag int32, other, otherTag, slow asm.Label) {
	g.code.Keep(method)
	g.MovImm(asm.AX, uint64(method))
	g.OpRR(asm.Cmp, next, asm.AX)
	g.Jcc(asm.NE, other)
	g.addressOf(iter, known, slow)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(heap.ClassIterator))
	g.Jcc(asm.NE, slow)
	g.MovImm(asm.AX, uint64(heap.Int(tag)))
	g.OpRM(asm.Cmp, asm.AX, asm.At(asm.DX, lower.IteratorTag))
	g.Jcc(asm.NE, otherTag)
}

// stepTables is stepText for iterators over Maps and Sets that give keys or values, of which the
// next entry is where the cursor says: see heap.OrderedTable. It returns the label where such go on
// with what is next in AX; others fall through. AX, CX and DX are lost.
func (g *gen) stepTables(iter, next asm.Reg, known ir.Mask, slow asm.Label) (done asm.Label) {
	done = g.NewLabel()
	for _, s := range tableSteps {
		method := g.code.Record.Realm.Made(s.next)
		if !method.IsObject() {
			continue // nobody has iterated over one yet
		}
		other := g.NewLabel()
		g.builtinIterator(iter, next, known, method, s.tag, other, other, slow)
		g.Load(asm.AX, asm.At(asm.DX, lower.IteratorTarget))
		g.MovRR(asm.CX, asm.AX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.OpRI32(asm.Cmp, asm.CX, heap.TagCell)
		g.Jcc(asm.NE, slow) // it has ended
		g.strip(asm.AX)
		g.Load(next, asm.At(asm.DX, lower.IteratorIndex))
		g.MovRR(asm.DX, next)
		g.ShiftRI(asm.Shr, asm.DX, 32)
		g.OpRM32(asm.Cmp, asm.DX, asm.At(asm.AX, lower.TableUsed))
		g.Jcc(asm.AE, slow)
		g.Load(asm.AX, asm.At(asm.AX, lower.TableData))
		g.strip(asm.AX)
		g.MovRR(asm.CX, asm.DX)
		g.OpRR(asm.Add, asm.DX, asm.DX)
		if s.words == 3 {
			g.OpRR(asm.Add, asm.DX, asm.CX)
		}
		at := func(word int32) asm.Mem { return asm.AtIndex(asm.AX, asm.DX, 8, lower.TableEntries+word*8) }
		g.Load(asm.CX, at(s.words-1))
		g.ShiftRI(asm.Shr, asm.CX, 32)
		g.OpRR32(asm.Cmp, asm.CX, next) // the sequence number
		g.Jcc(asm.NE, slow)
		g.Load(asm.CX, at(0))
		g.Load(asm.AX, at(s.value))
		g.MovImm(asm.DX, uint64(heap.Hole))
		g.OpRR(asm.Cmp, asm.CX, asm.DX)
		g.Jcc(asm.E, slow)
		g.MovImm(asm.CX, 1<<32+1)
		g.OpRR(asm.Add, next, asm.CX)
		g.addressOf(iter, known, slow)
		g.Store(asm.At(asm.DX, lower.IteratorIndex), next) // no pointer: no barrier
		g.Jmp(done)
		g.Bind(other)
	}
	return done
}

// stepViews is stepTables for iterators over typed arrays, of the types that the site has met: the
// elements are read through the window of their memory, which is closed when that goes or changes its
// size. What has been stepped goes on at done.
func (g *gen) stepViews(in *ir.Inst, iter, next asm.Reg, known ir.Mask, done, slow asm.Label) {
	if in.Fed < bytecode.SeenTyped {
		return
	}
	other, stepped := g.NewLabel(), g.NewLabel()
	method := g.code.Record.Realm.Intrinsic(object.ArrayIteratorNext).Value()
	g.builtinIterator(iter, next, known, method, object.ArrayIteratorTag|object.IterateValues<<object.IteratorKindShift, other, slow, slow)
	g.Load(asm.AX, asm.At(asm.DX, lower.IteratorTarget))
	g.OpRR(asm.Xor, asm.AX, objectTag)
	g.MovRR(asm.CX, asm.AX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.Jcc(asm.NE, slow) // it has ended
	g.Load(next, asm.At(asm.DX, lower.IteratorIndex))
	g.MovRR(asm.CX, next)
	g.ShiftRI(asm.Shr, asm.CX, 32)
	g.OpRI32(asm.Cmp, asm.CX, lower.IntUpper)
	g.Jcc(asm.NE, slow)
	g.MovRR32(next, next)
	for t := range object.NumElementTypes {
		if in.Fed&(bytecode.SeenTyped<<t) == 0 || !ir.InlineElement(t) {
			continue
		}
		another := g.NewLabel()
		g.MovRR(asm.DX, asm.AX)
		g.elementAddress(t, next, lower.WindowRead, another, slow)
		g.loadElement(t, next)
		g.Jmp(stepped)
		g.Bind(another)
	}
	g.Jmp(slow)
	g.Bind(stepped)
	g.addressOf(iter, known, slow)
	g.OpRI32(asm.Add, next, 1)
	g.OpRR(asm.Or, next, intTag)
	g.Store(asm.At(asm.DX, lower.IteratorIndex), next) // no pointer: no barrier
	g.Jmp(done)
	g.Bind(other)
}

// stepText puts the next character of the iterator in iter, whose next method is in next, into
// AX, if it iterates over a string, the method is the original one, and the character is one of
// those that are shared; else it goes to slow. Nothing has to be watched: the iterator's class and
// tag and the method are compared here. CX, DX and next are lost, but where the method is another one: then it
// goes to own.
func (g *gen) stepText(iter, next asm.Reg, known ir.Mask, own, slow asm.Label) {
	method := g.code.Record.Realm.Made(object.StringIteratorNext)
	if !method.IsObject() {
		g.Jmp(own) // nobody has iterated over a string yet
		return
	}
	g.builtinIterator(iter, next, known, method, object.StringIteratorTag, own, slow, slow)
	g.Load(asm.AX, asm.At(asm.DX, lower.IteratorTarget))
	g.Load32(next, asm.At(asm.DX, lower.IteratorIndex))
	g.textAddress(asm.AX, slow)
	g.OpRM32(asm.Cmp, next, asm.At(asm.DX, lower.StringLength))
	g.Jcc(asm.AE, slow)
	g.codeUnit(next, slow)
	g.character(slow)
	g.addressOf(iter, known, slow)
	g.OpRI32(asm.Add, next, 1)
	g.OpRR(asm.Or, next, intTag)
	g.Store(asm.At(asm.DX, lower.IteratorIndex), next)
}

// emitIterStep takes the next value of an iterator for destructuring: undefined
// when it is done.
func (g *gen) emitIterStep(in *ir.Inst) {
	for _, r := range [2]ir.Operand{in.A(), in.B()} {
		if g.places[r].dirty {
			g.store(saved{r, g.places[r]})
		}
		g.forget(r)
	}
	slow, done := g.NewLabel(), g.NewLabel()
	g.Load(asm.AX, slotOf(in.A()))
	g.MovRR(asm.DX, objectTag)
	g.OpRR(asm.Xor, asm.DX, asm.AX)
	g.MovRR(asm.CX, asm.DX)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.Jcc(asm.NE, slow)
	g.OpMI32(asm.Cmp, upperOf(in.B()), lower.IntUpper)
	g.Jcc(asm.NE, slow)
	g.Load32(asm.CX, slotOf(in.B()))
	g.expectClass(asm.DX, heap.ClassArray)
	g.Load(asm.AX, asm.At(asm.DX, lower.ArrayLength))
	g.Load(asm.DX, asm.At(asm.DX, lower.ElementsOffset))
	g.strip(asm.DX)
	g.expectKind(asm.DX, heap.KindElements)
	g.OpRR32(asm.Cmp, asm.CX, asm.AX)
	g.Jcc(asm.AE, slow)
	g.ShiftRI(asm.Shr, asm.AX, 32)
	g.OpRI32(asm.Cmp, asm.AX, lower.IntUpper)
	g.Jcc(asm.NE, slow)
	g.OpRM32(asm.Cmp, asm.CX, asm.At(asm.DX, lower.ElemsLen))
	g.Jcc(asm.AE, slow)
	g.Load(asm.AX, asm.AtIndex(asm.DX, asm.CX, 8, lower.ElemsFirst))
	g.MovImm(asm.DX, uint64(heap.Hole))
	g.OpRR(asm.Cmp, asm.AX, asm.DX)
	g.Jcc(asm.E, slow)
	g.OpRI32(asm.Add, asm.CX, 1)
	g.Store32(slotOf(in.B()), asm.CX)
	g.service(lower.ExitOp, slow, done, in.Dst)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}

// emitIterClose ends an iteration: there is nothing to do for arrays and for
// iterators that are done.
func (g *gen) emitIterClose(in *ir.Inst) {
	slow, done := g.NewLabel(), g.NewLabel()
	iter := g.boxedOf(in.A(), asm.AX)
	next := g.boxedOf(in.B(), asm.DX)
	g.service(lower.ExitStep, slow, done, ir.NoReg)
	g.MovImm(asm.CX, uint64(heap.Undefined))
	g.OpRR(asm.Cmp, iter, asm.CX)
	g.Jcc(asm.E, done)
	g.MovRR(asm.CX, next)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagInt)
	g.Jcc(asm.NE, slow)
	g.arrayGuard(asm.CX)
	g.sameEpoch(slow)
	g.Bind(done)
}

// emitIterAbort closes an iterator and throws: Go does both.
func (g *gen) emitIterAbort(*ir.Inst) { g.inlineService(lower.ExitStep, ir.NoReg) }
