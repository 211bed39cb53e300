package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/native/opt"
	"github.com/kilnjs/kiln/pkg/stack"
)

// make makes an object, an array, a function or an environment, as code of units does, but with
// the values of the graph in their registers. Where no cell is at hand Go does the operation.
func (g *graphGen) make(v *opt.Value) {
	slow, done := g.NewLabel(), g.NewLabel()
	var after func()
	switch v.In.Op {
	case ir.OpMakeObject:
		g.makeObject(v, slow)
	case ir.OpMakeArray:
		g.makeArray(v, slow)
	case ir.OpClosure:
		g.makeClosure(v, slow)
	case ir.OpPushEnv:
		g.makeEnv(v, slow)
	case ir.OpCopyEnv:
		g.makeCopy(slow)
	case ir.OpSpecies:
		g.makeSpecies(v, slow)
	}
	g.Bind(done)
	if v.In.Dst < 0 {
		after = func() { g.Load(asm.AX, homeOf(v.Base()+stack.Env)) }
	}
	g.done(asm.AX)
	if v.In.Op == ir.OpMakeObject {
		// Its frame may have no header, so that it is no step of tier 1.
		object := lower.Virtual{Shape: v.In.Make().Shape.ID(), From: g.firstVirtual(), Fields: len(v.Args)}
		g.virtual = []lower.Virtual{object}
		g.goBeside(lower.ExitObject, slow, done, func() {
			for i, x := range v.Args {
				g.writeHome(object.From+ir.Operand(i), x)
			}
		}, nil)
		return
	}
	g.goBeside(lower.ExitOp, slow, done, func() {
		n := 0
		for _, r := range v.In.Args {
			if r >= 0 {
				g.writeHome(r+v.Base(), v.Args[n])
				n++
			}
		}
	}, after)
}

func (g *graphGen) makeObject(v *opt.Value, slow asm.Label) {
	shape, n := v.In.Make().Shape, 0
	g.bumpObject(shape, 0, slow)
	for at := lower.InternalOffset; at < shape.ObjectBytes(); at += 8 {
		value := asm.DX
		if n < len(v.Args) {
			value = g.general(v.Args[n], asm.CX)
			n++
		}
		g.Store(asm.At(asm.AX, int32(at)), value)
	}
	g.OpRR(asm.Or, asm.AX, objectTag)
}

func (g *graphGen) makeArray(v *opt.Value, slow asm.Label) {
	n, shape := len(v.Args), g.code.Record.Realm.ArrayShape
	if n > 0 {
		// The elements are whole before the array is taken, which may fail.
		header, class, bytes, room := heap.ElementsHeader(n)
		g.bump(header, class, bytes, slow)
		g.MovImm(asm.CX, uint64(n)|uint64(room)<<32)
		g.Store(asm.At(asm.AX, lower.ElemsLen), asm.CX)
		for i, x := range v.Args {
			g.Store(asm.At(asm.AX, int32(lower.ElemsFirst+i*8)), g.general(x, asm.CX))
		}
		g.MovImm(asm.CX, uint64(heap.TagCell)<<48)
		g.OpRR(asm.Or, asm.AX, asm.CX)
		g.Store(ctxAt(unsafe.Offsetof(lower.Context{}.Scratch)), asm.AX)
	}
	g.bumpObject(shape, 0, slow)
	if n > 0 {
		g.Load(asm.CX, ctxAt(unsafe.Offsetof(lower.Context{}.Scratch)))
		g.Store(asm.At(asm.AX, lower.ElementsOffset), asm.CX)
	}
	g.MovImm(asm.CX, uint64(heap.Int(int32(n))))
	g.Store(asm.At(asm.AX, lower.ArrayLength), asm.CX)
	for at := lower.ArrayLength + 8; at < shape.ObjectBytes(); at += 8 {
		g.Store(asm.At(asm.AX, int32(at)), asm.DX)
	}
	g.OpRR(asm.Or, asm.AX, objectTag)
}

func (g *graphGen) makeClosure(v *opt.Value, slow asm.Label) {
	code := g.function().InnerCode(v.In.Make().Function)
	_, flags := g.m.Runtime.ClosureShape(code)
	g.bumpObject(v.In.Make().Shape, flags, slow)
	home := asm.DX
	if len(v.Args) > 0 {
		home = g.general(v.Args[0], asm.CX)
	}
	g.Store(asm.At(asm.AX, lower.FunctionHome), home)
	g.Store(asm.At(asm.AX, lower.FunctionClass), asm.DX)
	g.MovImm(asm.CX, uint64(heap.HandleValue(code.ID)))
	g.Store(asm.At(asm.AX, lower.FunctionCode), asm.CX)
	g.Load(asm.CX, homeOf(v.Base()+stack.Env))
	g.Store(asm.At(asm.AX, lower.FunctionEnv), asm.CX)
	g.OpRR(asm.Or, asm.AX, objectTag)
}

func (g *graphGen) makeEnv(v *opt.Value, slow asm.Label) {
	header, class, bytes := heap.EnvHeader(v.In.Scope().ID, int(v.In.Scope().Slots))
	g.bump(header, class, bytes, slow)
	g.Store(asm.At(asm.AX, lower.EnvParent), g.general(v.Args[0], asm.CX))
	g.MovImm(asm.CX, uint64(heap.Undefined))
	for at := lower.EnvFirst; at < bytes; at += 8 {
		g.Store(asm.At(asm.AX, int32(at)), asm.CX)
	}
	g.MovImm(asm.CX, uint64(heap.TagCell)<<48)
	g.OpRR(asm.Or, asm.AX, asm.CX)
}

// makeCopy copies the current environment, for which it borrows two registers.
func (g *graphGen) makeCopy(slow asm.Label) {
	full := g.NewLabel()
	g.Push(asm.SI)
	g.Push(asm.DI)
	g.shift()
	g.copyEnv(asm.SI, asm.DI, full)
	g.aside(func() {
		g.Bind(full)
		g.unshift()
		g.Pop(asm.DI)
		g.Pop(asm.SI)
		g.Jmp(slow)
	})
	g.unshift()
	g.MovRR(asm.AX, asm.DI)
	g.Pop(asm.DI)
	g.Pop(asm.SI)
}
