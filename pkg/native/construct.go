package native

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// prepareConstruct looks at the constructor of a construct.
func (e *engine) prepareConstruct(x *lower.Exit, fp int) (heap.Value, error) {
	rt := e.Runtime
	base, argc := e.calleeFrame(x, fp)
	vals := rt.Stack.Vals
	first := vals[base+stack.Callee]
	if !rt.IsConstructor(first) {
		// Tier 1 words the error.
		e.showCall(x, fp)
		_, err := x.Function().Step(fp, x.PC)
		return 0, err
	}
	if argc == lower.Unspread {
		var err error
		if argc, err = e.spread(x, base); err != nil {
			return 0, err
		}
	}
	switch x.Inst.Op {
	case ir.OpSuperAll:
		vals[base+stack.Argc] = vals[fp+stack.Argc]
	default:
		vals[base+stack.Argc] = heap.Int(argc)
	}
	if x.Inst.Op == ir.OpNew || x.Inst.Op == ir.OpNewSpread {
		vals[base+stack.NewTarget] = first
	}
	e.raise(base)
	if f := first.Object(); f.Class() == heap.ClassFunction {
		if code := rt.CodeOf(f); code.Kind <= object.KindDerived && (vals[base+stack.NewTarget] != first || code.InstancesKnown()) {
			if c := e.whole(code); c != nil {
				if err := e.makeThis(f, code, base); err != nil {
					return 0, err
				}
				e.learnSite(x.Site, c, f, base)
				x.Function().NoteConstruct(x.PC, code)
				return e.begin(c, f, fp, base, stack.LinkConstruct), nil
			}
		}
	}
	v, err := rt.ConstructFrame(base)
	e.ctx.Result = uint64(v)
	return 0, err
}

// makeDirectly does the construct at x of a plain array or object without the way through
// serve, and reports whether it is one.
func (e *engine) makeDirectly(x *lower.Exit) bool {
	rt := e.Runtime
	if x.Inst.Op != ir.OpNew || rt.FramesWatched || rt.Heap.Sampling() {
		return false
	}
	register, argc := x.Inst.Frame()
	base := e.fpAt(x) + int(register)
	first := base + stack.Header
	v, ok := rt.MakeDirectly(rt.Stack.Vals[base+stack.Callee], rt.Stack.Vals[first:first+int(argc)])
	if ok {
		x.Taken++
		e.ctx.Result, e.ctx.Acc = uint64(v), 0
	}
	return ok
}

// constructHost does the construct at x of a host constructor without the way through serve, and
// reports whether it is one.
func (e *engine) constructHost(x *lower.Exit) (done bool, err error) {
	vals := e.Runtime.Stack.Vals
	fp := e.fpAt(x)
	base, argc := e.calleeFrame(x, fp)
	f := vals[base+stack.Callee]
	if !f.IsObject() || f.Object().Class() != heap.ClassFunction || argc == lower.Unspread {
		return false, nil
	}
	code := e.Runtime.CodeOf(f.Object())
	if code.Kind != object.KindHostCtor {
		return false, nil
	}
	switch x.Inst.Op {
	case ir.OpNew, ir.OpNewSpread:
		vals[base+stack.NewTarget] = f
	case ir.OpSuperAll:
		argc = vals[fp+stack.Argc].AsInt()
	}
	ctx := e.ctx
	frame, sp := ctx.FP, ctx.SP
	e.beginHost(x, fp, base, argc)
	v, err := e.Runtime.ConstructHostFrame(code, base)
	ctx.SP, ctx.FP = sp, frame
	ctx.Result, ctx.Acc = uint64(v), 0
	return true, err
}

// makeThis sets this in the frame at base of the constructor f. Its elements are for
// the machine code of the constructor.
func (e *engine) makeThis(f *heap.Object, code *object.Code, base int) error {
	vals := e.Runtime.Stack.Vals
	if code.Kind == object.KindDerived {
		vals[base+stack.This] = heap.TDZ
		return nil
	}
	this, err := e.Runtime.NewThis(f, code, vals[base+stack.NewTarget])
	if err != nil {
		return err
	}
	vals[base+stack.This] = this.Value()
	return nil
}

// learnSite tells machine code how to begin this construct the next time.
func (e *engine) learnSite(s *lower.Site, c *lower.Code, f *heap.Object, base int) {
	known := lower.Site{Callee: uint64(f.Value()), Entry: c.Construct}
	if c.Record.Kind != object.KindDerived {
		target := e.Runtime.Stack.Vals[base+stack.NewTarget]
		if !target.IsObject() || target.Object().Class() != heap.ClassFunction || !e.Runtime.CodeOf(target.Object()).InstancesKnown() {
			return
		}
		t := target.Object()
		shape := e.Runtime.CodeOf(t).InstanceShape(t)
		p, ok := e.Runtime.Heap.Lookup(t, e.Runtime.Heap.Names.Prototype)
		if shape == nil || !ok {
			return
		}
		known.Target, known.TargetShape, known.Proto = uint64(target), t.ShapeID(), uint64(t.Slot(p))
		known.ProtoOffset = uint64(p.Offset) * 8
		if p.Offset < 0 {
			known.Overflow, known.ProtoOffset = 1, lower.SlotsFirst+uint64(^p.Offset)*8
		}
		header, class := shape.ObjectHeader()
		known.AllocState, known.Header, known.Bytes = e.AllocAddress(class), header, uint64(shape.ObjectBytes())
	}
	e.turn++
	e.LearnSite(s, known, e.turn)
}

// fields adds the private methods of a class to an object and returns the function
// that initialises its fields, Undefined when there is none. While surplus arguments
// are in the way of its frame it does everything.
func (e *engine) fields(x *lower.Exit, fp int) (heap.Value, error) {
	o, class := e.operandValue(x, fp, x.Inst.A()).Object(), e.operandValue(x, fp, x.Inst.B()).Object()
	if stack.Header+int(e.Runtime.Stack.Vals[fp+stack.Argc].AsInt()) > int(x.Inst.Call().Base) {
		return heap.Undefined, e.Runtime.InitializeInstanceElements(o, class)
	}
	if err := e.Runtime.AddPrivateMethods(o, class); err != nil {
		return heap.Undefined, err
	}
	return object.FieldsFunction(class), nil
}

// parent finds the parent of the running constructor, and tells machine code what
// functions of its shape have.
func (e *engine) parent(x *lower.Exit, fp int) (heap.Value, error) {
	f := e.Runtime.Stack.Vals[fp+stack.Callee].Object()
	v, err := e.Runtime.SuperConstructor(f)
	if err == nil && v.IsObject() && !f.Has(heap.FlagExotic) && !f.Shape(e.Runtime.Heap).IsDictionary() {
		x.Site.TargetShape, x.Site.Proto = f.ShapeID(), uint64(v)
	}
	return v, err
}
