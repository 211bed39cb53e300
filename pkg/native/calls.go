package native

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

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

// Calls and constructs that machine code does not know how to do: Go looks at the
// callee, fills the header of its frame and answers with the address of its
// machine code; or it does everything, leaves the result in the context and
// answers with 0.

// A function of tier 1 that machine code has called warmCalls times knows its
// types; from then on each such call counts like callWeight calls for its
// promotion, because it costs so much more than one within tier 1.
const (
	warmCalls  = 64
	callWeight = 512
)

// whole returns the machine code of a function, which is offered to this tier
// when it is called often from here, or nil.
func (e *engine) whole(code *object.Code) *lower.Code {
	if e.Runtime.FramesWatched {
		return nil
	}
	if code.Func.DefaultCtor {
		return e.implied(code)
	}
	if code.Tier == object.TierBytecode && code.Calls >= warmCalls && e.Runtime.Tiers.OnCall != nil {
		code.Calls += callWeight
		functionOf(e.owner, code).wanted = true
		e.Runtime.Tiers.OnCall(e.Runtime, code)
	}
	if f, ok := code.T2.(*function); ok {
		return f.whole
	}
	return nil
}

// implied returns the machine code of a constructor that was not written, or nil.
// No tier calls it, so its constructs are counted here.
func (e *engine) implied(code *object.Code) *lower.Code {
	const declined = 1 << object.TierNative
	if code.Calls++; code.Calls < warmCalls || code.NoPromote&declined != 0 {
		return nil
	}
	f := functionOf(e.owner, code)
	if f.whole == nil {
		f.wanted = true
		if _, reason := e.owner.Compile(e.Runtime, code); reason != "" {
			code.NoPromote |= declined
		}
	}
	return f.whole
}

// begin fills the header of the frame at base of function f, which the frame at
// fp calls, and returns where to enter it.
func (e *engine) begin(c *lower.Code, f *heap.Object, fp, base int, bits stack.LinkBits) heap.Value {
	vals := e.Runtime.Stack.Vals
	vals[base+stack.Env] = object.ClosureEnv(f)
	vals[base+stack.Link] = stack.MakeLink(fp, stack.TierNative|bits)
	vals[base+stack.Pos] = heap.Int(0)
	if bits&stack.LinkConstruct != 0 {
		return heap.Value(c.Construct)
	}
	return heap.Value(c.Region.Base())
}

// raise puts Top above the arguments of the frame at base.
func (e *engine) raise(base int) {
	s := e.Runtime.Stack
	s.Top = max(s.Top, base+stack.Header+int(s.Vals[base+stack.Argc].AsInt()))
}

// prepareCall looks at the callee of a call. Bound functions and the methods call
// and apply of functions are replaced by what they call.
func (e *engine) prepareCall(x *lower.Exit, fp int) (heap.Value, error) {
	rt, fn := e.Runtime, x.Code.Function
	register, argc := x.Inst.Frame()
	base := fp + int(register)
	vals := rt.Stack.Vals
	if !rt.IsCallable(vals[base+stack.Callee]) {
		// Tier 1 words the error.
		_, err := fn.Step(fp, x.PC)
		return 0, err
	}
	vals[base+stack.Argc] = heap.Int(argc)
	for {
		o := vals[base+stack.Callee].Object()
		switch o.Class() {
		case heap.ClassFunction:
			code := rt.CodeOf(o)
			switch {
			case code.Kind <= object.KindMethod:
				if c := e.whole(code); c != nil {
					vals[base+stack.NewTarget] = heap.Undefined
					return e.begin(c, o, fp, base, 0), nil
				}
			case code.Kind == object.KindHost && code.Realm == x.Code.Record.Realm && fn.Forward(fp, base):
				x.Hits = relearn // the callee of the site is not what is called
				continue
			}
		case heap.ClassBoundFunction:
			if err := rt.UnwrapBound(base); err != nil {
				return 0, err
			}
			continue
		}
		e.raise(base)
		v, err := rt.CallFrame(base)
		e.ctx.Result = uint64(v)
		return 0, err
	}
}

// callLeaf does a call that a host function offers a short way for, and reports
// whether it has: nothing of the engine's state need be set up.
func (e *engine) callLeaf(x *lower.Exit) bool {
	vals := e.Runtime.Stack.Vals
	register, argc := x.Inst.Frame()
	base := e.fp() + int(register)
	f := vals[base+stack.Callee]
	if !f.IsObject() || f.Object().Class() != heap.ClassFunction {
		return false
	}
	// Machine code has its own way for those with a shortcut, once it knows the callee.
	code := e.Runtime.CodeOf(f.Object())
	if code.Leaf == nil || code.Shortcut != object.NoShortcut {
		return false
	}
	first := base + stack.Header
	last := first + int(argc)
	v, ok := code.Leaf(e.Runtime, vals[base+stack.This], vals[first:last:last])
	if ok {
		e.ctx.Result, e.ctx.Acc = uint64(v), 0
	}
	return ok
}

// callWhole does a call in Go and returns its result.
func (e *engine) callWhole(x *lower.Exit, fp int) (heap.Value, error) {
	register, argc := x.Inst.Frame()
	base := fp + int(register)
	vals := e.Runtime.Stack.Vals
	if !e.Runtime.IsCallable(vals[base+stack.Callee]) {
		return e.prepareCall(x, fp)
	}
	vals[base+stack.Argc] = heap.Int(argc)
	return e.Runtime.CallFrame(base)
}

// prepareConstruct looks at the constructor of a construct.
func (e *engine) prepareConstruct(x *lower.Exit, fp int) (heap.Value, error) {
	rt := e.Runtime
	register, argc := x.Inst.Frame()
	base := fp + int(register)
	vals := rt.Stack.Vals
	first := vals[base+stack.Callee]
	if !rt.IsConstructor(first) {
		_, err := x.Code.Function.Step(fp, x.PC)
		return 0, err
	}
	if x.Inst.Op == ir.OpSuperAll {
		vals[base+stack.Argc] = vals[fp+stack.Argc]
	} else {
		vals[base+stack.Argc] = heap.Int(argc)
	}
	if x.Inst.Op == ir.OpNew {
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
				return e.begin(c, f, fp, base, stack.LinkConstruct), nil
			}
		}
	}
	v, err := rt.ConstructFrame(base)
	e.ctx.Result = uint64(v)
	return 0, err
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
	s.Learn(known, e.turn)
}
