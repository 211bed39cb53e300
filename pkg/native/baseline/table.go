package baseline

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Methods of Map and Set: get and has, and set and add of keys that are there. Nothing has to be
// watched: callee and class of the receiver are compared, and the table is looked at each time.

// maxLinks is how many entries of a bucket machine code looks at: keys that a script has chosen to
// collide are looked for in Go, which counts the work.
const maxLinks = 16

// Results of findEntry that are no addresses.
const (
	noEntry    = 0
	goForEntry = 1
)

// findEntry is a routine of the unit: it looks for the key in AX, a Value that is neither a double
// nor a BigInt, in the table at DX of entries of that many words, as heap.OrderedTable does. In AX is
// then where the words of the entry begin, with the cell that they are in at DX, or noEntry, or
// goForEntry where the key is a text without a hash, or a long or wide one that may be the same as another. CX is
// lost.
func (g *gen) findEntry(words int32) asm.Label {
	routine := &g.findInMap
	if words == 2 {
		routine = &g.findInSet
	}
	if *routine != 0 {
		return *routine
	}
	*routine = g.NewLabel()
	entry, same := *routine, g.sameBytes()
	g.later(func() {
		text, hashed, next, other, found, none, slow, out := g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel(), g.NewLabel()
		g.Bind(entry)
		g.Begin()
		g.Push(asm.SI)
		g.Push(asm.DI)
		g.Push(asm.R8)
		g.Push(asm.R9)
		g.OpMI32(asm.Cmp, asm.At(asm.DX, lower.TableLen), 0)
		g.Jcc(asm.E, none)
		g.MovRR(asm.R8, asm.AX)
		g.MovRR(asm.CX, asm.AX)
		g.ShiftRI(asm.Shr, asm.CX, 48)
		g.OpRI32(asm.Cmp, asm.CX, heap.TagString)
		g.Jcc(asm.E, text)
		g.MovImm(asm.CX, heap.HashFactor)
		g.Imul(asm.AX, asm.CX)
		g.MovRR(asm.CX, asm.AX)
		g.ShiftRI(asm.Shr, asm.CX, 32)
		g.OpRR(asm.Xor, asm.AX, asm.CX)
		g.MovImm(asm.CX, heap.HashMixer)
		g.Imul(asm.AX, asm.CX)
		g.ShiftRI(asm.Shr, asm.AX, 32)
		g.Bind(hashed)
		g.Load(asm.SI, asm.At(asm.DX, lower.TableBuckets))
		g.strip(asm.SI)
		g.Load32(asm.CX, asm.At(asm.SI, lower.BytesLength))
		g.ShiftRI32(asm.Shr, asm.CX, 2)
		g.OpRI32(asm.Sub, asm.CX, 1)
		g.OpRR32(asm.And, asm.AX, asm.CX)
		g.Load32(asm.AX, asm.AtIndex(asm.SI, asm.AX, 4, lower.BytesFirst))
		g.Load(asm.DX, asm.At(asm.DX, lower.TableData))
		g.strip(asm.DX)
		g.MovImm(asm.R9, maxLinks+1)
		// In AX is the number of the next entry of the bucket, and 1.
		g.Bind(next)
		g.TestRR32(asm.AX, asm.AX)
		g.Jcc(asm.E, none)
		g.OpRI32(asm.Sub, asm.R9, 1)
		g.Jcc(asm.E, slow)
		g.OpRI32(asm.Sub, asm.AX, 1)
		g.MovRR32(asm.DI, asm.AX)
		g.OpRR(asm.Add, asm.DI, asm.DI)
		if words == 3 {
			g.OpRR(asm.Add, asm.DI, asm.AX)
		}
		g.Load(asm.CX, asm.AtIndex(asm.DX, asm.DI, 8, lower.TableEntries))
		g.OpRR(asm.Cmp, asm.CX, asm.R8)
		g.Jcc(asm.E, found)
		g.MovRR(asm.AX, asm.CX)
		g.ShiftRI(asm.Shr, asm.AX, 48)
		g.OpRI32(asm.Cmp, asm.AX, heap.TagString)
		g.Jcc(asm.NE, other)
		g.MovRR(asm.AX, asm.R8)
		g.ShiftRI(asm.Shr, asm.AX, 48)
		g.OpRI32(asm.Cmp, asm.AX, heap.TagString)
		g.Jcc(asm.NE, other)
		// Two texts, the same only if their hashes are.
		g.strip(asm.CX)
		g.MovRR(asm.AX, asm.R8)
		g.strip(asm.AX)
		g.Load32(asm.SI, asm.At(asm.CX, lower.StringHash))
		g.OpRM32(asm.Cmp, asm.SI, asm.At(asm.AX, lower.StringHash))
		g.Jcc(asm.NE, other)
		g.Load32(asm.SI, asm.At(asm.CX, lower.StringLength))
		g.OpRM32(asm.Cmp, asm.SI, asm.At(asm.AX, lower.StringLength))
		g.Jcc(asm.NE, other)
		g.unlessBytes(asm.CX, slow)
		g.unlessBytes(asm.AX, slow)
		g.OpRI32(asm.Sub, asm.SI, 1)
		g.OpRI32(asm.Cmp, asm.SI, maxCompared)
		g.Jcc(asm.AE, slow) // or empty
		g.Push(asm.DX)
		g.MovRR(asm.DX, asm.CX)
		g.Lea32(asm.CX, asm.At(asm.SI, 1))
		g.Call(same)
		g.Pop(asm.DX)
		g.Jcc(asm.E, found)
		g.Bind(other)
		g.Load32(asm.AX, asm.AtIndex(asm.DX, asm.DI, 8, lower.TableEntries+(words-1)*8))
		g.Jmp(next)
		g.Bind(text)
		g.strip(asm.AX)
		g.Load32(asm.AX, asm.At(asm.AX, lower.StringHash))
		g.TestRR32(asm.AX, asm.AX)
		g.Jcc(asm.NE, hashed)
		g.Bind(slow)
		g.MovImm(asm.AX, goForEntry)
		g.Jmp(out)
		g.Bind(none)
		g.MovImm(asm.AX, noEntry)
		g.Jmp(out)
		g.Bind(found)
		g.Lea(asm.AX, asm.AtIndex(asm.DX, asm.DI, 8, lower.TableEntries))
		g.Bind(out)
		g.Pop(asm.R9)
		g.Pop(asm.R8)
		g.Pop(asm.DI)
		g.Pop(asm.SI)
		g.Ret()
	})
	return entry
}

// emitTable does get, has and set of Map and has and add of Set.
func (g *gen) emitTable(in *ir.Inst) {
	s := in.Call().Shortcut
	class, words := heap.ClassMap, int32(3)
	if s == object.ShortcutSetHas || s == object.ShortcutSetAdd {
		class, words = heap.ClassSet, 2
	}
	key := g.valueOf(in.A())
	value := asm.NoReg
	if s == object.ShortcutMapSet {
		value = g.valueOf(in.B())
	}
	receiver := in.Call().Base + stack.This
	this := g.baseOf(receiver)
	known := g.u.TypeOf(receiver, g.types)
	slow, done := g.shortcutSlow(in, false)
	g.checkCallee(in, slow)
	g.addressOf(this, known, slow)
	g.OpMI8(asm.Cmp, asm.At(asm.DX, lower.ClassOffset), int8(class))
	g.Jcc(asm.NE, slow)
	g.Load(asm.DX, asm.At(asm.DX, lower.InternalOffset))
	g.strip(asm.DX)
	g.expectKind(asm.DX, heap.KindTable)
	g.MovRR(asm.AX, key)
	g.MovRR(asm.CX, key)
	g.ShiftRI(asm.Shr, asm.CX, 48)
	g.OpRI32(asm.Cmp, asm.CX, heap.TagInt)
	g.Jcc(asm.B, slow) // a double may be the same number as an int
	g.OpRI32(asm.Cmp, asm.CX, heap.TagBigInt)
	g.Jcc(asm.E, slow)
	g.Call(g.findEntry(words))
	g.OpRI(asm.Cmp, asm.AX, goForEntry)
	switch s {
	case object.ShortcutMapHas, object.ShortcutSetHas:
		g.Jcc(asm.E, slow)
		g.TestRR(asm.AX, asm.AX)
		g.Set(asm.NE, asm.AX)
		g.MovZero8(asm.AX, asm.AX)
		g.MovImm(asm.CX, uint64(heap.False))
		g.OpRR(asm.Add, asm.AX, asm.CX)
	case object.ShortcutMapGet:
		g.Jcc(asm.E, slow)
		absent, out := g.NewLabel(), g.NewLabel()
		g.TestRR(asm.AX, asm.AX)
		g.Jcc(asm.E, absent)
		g.Load(asm.AX, asm.At(asm.AX, 8))
		g.Bind(out)
		g.later(func() {
			g.Bind(absent)
			g.MovImm(asm.AX, uint64(heap.Undefined))
			g.Jmp(out)
		})
	case object.ShortcutMapSet:
		g.Jcc(asm.BE, slow) // what is not there is put in by Go
		plain := g.NewLabel()
		g.MovImm(asm.CX, uint64(heap.MinCell))
		g.OpRR(asm.Cmp, value, asm.CX)
		g.Jcc(asm.B, plain)
		g.TestMI8(asm.At(asm.DX, lower.BarrierByte), lower.BarrierMask)
		g.Jcc(asm.NE, slow)
		g.Bind(plain)
		g.Store(asm.At(asm.AX, 8), value)
		g.MovRR(asm.AX, this)
	default:
		g.Jcc(asm.BE, slow)
		g.MovRR(asm.AX, this)
	}
	g.hit(g.verified(done, in.Dst), done)
	g.Bind(done)
	g.unlockAll()
	g.setBoxed(in.Dst, asm.AX)
}
