package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// discard is the destination of a result that nobody wants: what it overwrites
// is stored anew before anybody reads it.
const discard = stack.Pos

// direct returns the function that a call of f may enter without recursion in
// Go: a plain one of this tier and realm. Otherwise it returns nil.
func (m *machine) direct(f heap.Value) *Function {
	if !f.IsObject() || f.Object().Class() != heap.ClassFunction {
		return nil
	}
	code := m.rt.CodeOf(f.Object())
	if code.Tier != object.TierBytecode || code.Realm != m.fn.realm {
		return nil
	}
	if fn := FunctionOf(code); fn != nil && fn.direct {
		return fn
	}
	return nil
}

// invoke calls f with at most one argument on behalf of the running instruction.
// The result goes to register dst.
func (m *machine) invoke(f, this, arg heap.Value, argc int, dst uint16) error {
	return m.invokeAt(m.fp+m.fn.words, f, this, arg, argc, dst)
}

// invokeAt is invoke with the place of the callee's frame.
func (m *machine) invokeAt(fp int, f, this, arg heap.Value, argc int, dst uint16) error {
	if callee := m.direct(f); callee != nil && m.stack.Reserve(fp+stack.Header+argc) == nil {
		frame := m.stack.Vals[fp : fp+stack.Header+argc]
		frame[stack.Callee], frame[stack.This], frame[stack.NewTarget] = f, this, heap.Undefined
		frame[stack.Argc] = heap.Int(int32(argc))
		if argc > 0 {
			frame[stack.Header] = arg
		}
		return m.enter(callee, fp, 0, dst)
	}
	args := [1]heap.Value{arg}
	v, err := m.rt.Call(f, this, args[:argc]...)
	if err == nil {
		m.set(dst, v)
	}
	return err
}

// raise puts Top above the arguments of the frame at fp, which a spread may have
// made longer than the compiler knew.
func (m *machine) raise(fp int) {
	s := m.stack
	s.Top = max(s.Top, fp+stack.Header+int(s.Vals[fp+stack.Argc].AsInt()))
}

// slowCall calls the function in the frame at a with b arguments.
func slowCall(m *machine, i Instr) error {
	fp := m.fp + int(i.A)
	m.stack.Vals[fp+stack.Argc] = heap.Int(int32(i.B))
	return m.call(fp, i.C)
}

// call performs [[Call]] of the frame at fp, which stands in the topmost
// temporaries of the running frame. Bound functions and the methods call and
// apply of functions are replaced by what they call.
func (m *machine) call(fp int, dst uint16) error {
	vals, forwarded := m.stack.Vals, false
	for {
		f := vals[fp]
		if !f.IsObject() || !f.Object().IsCallable() {
			return m.notCallable()
		}
		o := f.Object()
		switch o.Class() {
		case heap.ClassFunction:
			code := m.rt.CodeOf(o)
			if op := m.fn.instr(m.pc).Op; forwarded && (op == OpCall || op == OpTailCall) {
				m.fn.feeds[m.pc] = code.ID + 1
			}
			if code.Realm == m.fn.realm {
				if code.Tier == object.TierBytecode {
					if callee := FunctionOf(code); callee != nil && callee.direct {
						vals[fp+stack.NewTarget] = heap.Undefined
						return m.enter(callee, fp, 0, dst)
					}
				} else if code.Forwards && m.forward(f, fp) {
					forwarded = true
					continue
				}
			}
		case heap.ClassBoundFunction:
			if err := m.rt.UnwrapBound(fp); err != nil {
				return err
			}
			continue
		}
		m.raise(fp)
		v, err := m.rt.CallFrame(fp)
		if err == nil {
			m.set(dst, v)
		}
		return err
	}
}

// maxForwarded bounds the arguments that forward moves for Function.prototype.call:
// call of call of call moves them as often as there are some.
const maxForwarded = 1 << 10

// forward replaces the frame at fp, whose callee is the host function f, by the
// one that f would call, where f is Function.prototype.call or apply
// (sec-function.prototype.call, sec-function.prototype.apply) and no script can
// see the difference. Otherwise it returns false.
func (m *machine) forward(f heap.Value, fp int) bool {
	r, vals := m.fn.realm, m.stack.Vals
	target := vals[fp+stack.This]
	if !target.IsObject() || !target.Object().IsCallable() {
		return false
	}
	argc := int(vals[fp+stack.Argc].AsInt())
	args := vals[fp+stack.Header : fp+stack.Header+argc]
	this := heap.Undefined
	if argc > 0 {
		this = args[0]
	}
	switch f {
	case r.Intrinsic(object.FunctionProtoCall).Value():
		if argc > maxForwarded {
			return false
		}
		copy(args, args[min(argc, 1):])
		argc = max(argc-1, 0)
	case r.Intrinsic(object.FunctionProtoApply).Value():
		var list []heap.Value
		if argc > 1 && !args[1].IsNullish() {
			var ok bool
			if !args[1].IsObject() {
				return false
			}
			if list, ok = m.rt.ListElements(args[1].Object()); !ok {
				return false
			}
		}
		if m.stack.Reserve(fp+stack.Header+len(list)) != nil {
			return false
		}
		argc = copy(vals[fp+stack.Header:], list)
	default:
		return false
	}
	vals[fp+stack.Callee], vals[fp+stack.This] = target, this
	vals[fp+stack.Argc] = heap.Int(int32(argc))
	return true
}

// spread puts the elements of the array in the last of n arguments of the frame at fp
// in the place of that array.
func (m *machine) spread(fp int, n uint16) error {
	argc, err := m.rt.SpreadArgs(fp, int32(n))
	if err == nil {
		m.stack.Vals[fp+stack.Argc] = heap.Int(argc)
	}
	return err
}

// callSpread calls the function in the frame at a with the elements of the array
// in its last argument for that.
func (m *machine) callSpread(i Instr, eval bool) error {
	fp := m.fp + int(i.A)
	f := m.get(i.A)
	if !m.rt.IsCallable(f) {
		return m.notCallable()
	}
	if eval && m.rt.IsEval(f) {
		arg := m.stack.Vals[fp+stack.Header]
		if i.B == 1 {
			args := arg.Object().Dense()
			if arg = heap.Undefined; len(args) > 0 {
				arg = args[0]
			}
		}
		return m.directEval(i, arg)
	}
	if err := m.spread(fp, i.B); err != nil {
		return err
	}
	return m.call(fp, i.C)
}

// slowNew constructs with the frame at a and b arguments.
func slowNew(m *machine, i Instr) error {
	fp := m.fp + int(i.A)
	vals := m.stack.Vals
	f := vals[fp]
	if !m.rt.IsConstructor(f) {
		return m.notConstructor()
	}
	vals[fp+stack.Argc] = heap.Int(int32(i.B))
	vals[fp+stack.NewTarget] = f
	return m.construct(fp, i.C)
}

// constructSpread constructs with the frame at a, which holds new.target, and
// the elements of the array in its last argument for that.
func (m *machine) constructSpread(i Instr) error {
	fp := m.fp + int(i.A)
	if err := m.spread(fp, i.B); err != nil {
		return err
	}
	return m.construct(fp, i.C)
}

// construct performs [[Construct]] of the frame at fp, whose callee is a
// constructor: without recursion in Go where that is one of this tier and realm.
func (m *machine) construct(fp int, dst uint16) error {
	vals := m.stack.Vals
	f := vals[fp]
	m.raise(fp)
	c := caller{m.fn, m.fn.instr(m.pc), m.frameAt(m.fp), dst}
	if fn, ip, frame := m.constructInLoop(c, m.frameAt(fp), int(vals[fp+stack.Argc].AsInt())); fn != nil {
		m.fn, m.fp, m.next = fn, m.frameIndex(frame), pcOf(fn, ip)
		return nil
	}
	if o := f.Object(); o.Class() == heap.ClassFunction {
		code := m.rt.CodeOf(o)
		if callee := m.constructor(code); callee != nil && (vals[fp+stack.NewTarget] != f || code.InstancesKnown()) {
			if code.Kind == object.KindDerived {
				vals[fp+stack.This] = heap.TDZ
				return m.enter(callee, fp, stack.LinkConstruct, dst)
			}
			return m.constructBase(o, code, callee, fp, dst)
		}
	}
	v, err := m.rt.ConstructFrame(fp)
	if err == nil {
		m.set(dst, v)
	}
	return err
}

// constructor returns the function that [[Construct]] of code may enter without
// recursion in Go, or nil.
func (m *machine) constructor(code *object.Code) *Function {
	if code.Realm != m.fn.realm || m.rt.FramesWatched {
		return nil
	}
	switch code.Kind {
	case object.KindNormal, object.KindBase:
		if code.Tier != object.TierBytecode {
			return nil
		}
	case object.KindDerived:
		if code.Func.DefaultCtor {
			fn, _ := Prepare(m.rt, code)
			return fn
		}
		if code.Tier != object.TierBytecode {
			return nil
		}
	default:
		return nil
	}
	return FunctionOf(code)
}

// constructBase is [[Construct]] of a function that makes its own this.
func (m *machine) constructBase(f *heap.Object, code *object.Code, callee *Function, fp int, dst uint16) error {
	vals := m.stack.Vals
	if code.Func.DefaultCtor && object.HasInstanceElements(f) && !object.FieldsFunction(f).IsUndefined() {
		v, err := m.rt.ConstructFrame(fp)
		if err == nil {
			m.set(dst, v)
		}
		return err
	}
	this, err := m.rt.NewThis(f, code, vals[fp+stack.NewTarget])
	if err != nil {
		return err
	}
	vals[fp+stack.This] = this.Value()
	if !object.HasInstanceElements(f) {
		if code.Func.DefaultCtor {
			m.set(dst, this.Value())
			return nil
		}
		return m.enter(callee, fp, stack.LinkConstruct, dst)
	}
	if err := m.rt.AddPrivateMethods(this, f); err != nil {
		return err
	}
	fields := object.FieldsFunction(f)
	if fields.IsUndefined() {
		if code.Func.DefaultCtor {
			m.set(dst, this.Value())
			return nil
		}
		return m.enter(callee, fp, stack.LinkConstruct, dst)
	}
	if err := m.enter(callee, fp, stack.LinkConstruct, dst); err != nil {
		return err
	}
	// The constructor goes on after its first instruction, which does nothing. Its
	// surplus arguments are still wanted.
	m.pc = 0
	at := fp + max(callee.words, stack.Header+int(vals[fp+stack.Argc].AsInt()))
	m.stack.FP, m.stack.Top = fp, at
	return m.invokeAt(at, object.FieldsFunction(vals[fp+stack.Callee].Object()), vals[fp+stack.This], heap.Undefined, 0, discard)
}

// slowSuperAll is super() of a constructor that was not written: the parent gets
// the arguments of the running frame, without the iteration protocol
// (sec-runtime-semantics-classdefinitionevaluation, step 14.a).
func slowSuperAll(m *machine, i Instr) error {
	vals := m.stack.Vals
	active := m.get(stack.Callee).Object()
	parent, err := m.rt.SuperConstructor(active)
	if err != nil {
		return err
	}
	if !m.rt.IsConstructor(parent) {
		return m.notSuperConstructor(parent)
	}
	m.cacheProto(active)
	argc := int(m.get(stack.Argc).AsInt())
	fp := m.fp + max(m.fn.words, stack.Header+argc)
	if m.stack.Reserve(fp+stack.Header+argc) != nil {
		return m.rt.StackOverflow()
	}
	vals[fp], vals[fp+stack.NewTarget] = parent, m.get(stack.NewTarget)
	vals[fp+stack.Argc] = heap.Int(int32(argc))
	copy(vals[fp+stack.Header:], m.regs(stack.Header, argc))
	return m.construct(fp, i.A)
}
