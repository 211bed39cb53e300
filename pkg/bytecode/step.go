package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// What tier 2 asks of this tier: to do one instruction that machine code has no
// fast path for, and to go on with a frame that machine code gives up.

// TailDepth is the base of a frame, in words, from which tail calls replace it:
// machine code leaves such a call to this tier.
const TailDepth = tailDepth

// Steps is a stretch of machine code that may ask for single instructions.
type Steps struct {
	m     *machine
	saved state
}

// BeginSteps prepares for Step. End must follow.
func BeginSteps(rt *object.Runtime) Steps {
	m := machineOf(rt)
	return Steps{m, m.state}
}

// End undoes BeginSteps.
func (s *Steps) End() { s.m.state = s.saved }

// Step does the instruction at pc of the frame at fp, which machine code has left
// with all registers in place, and returns the instruction to go on with. It is
// not for instructions that return or suspend, and runs between BeginSteps and End.
func (fn *Function) Step(fp int, pc int32) (next int32, err error) {
	if fn.stepKeyed(fp, pc) {
		return pc + 1, nil
	}
	m := fn.m
	depth := m.depth
	m.fn, m.fp, m.pc, m.next, m.done, m.err = fn, fp, pc, pc+1, false, nil
	m.mark = m.heap.OpenScope()
	s := m.stack
	s.FP, s.Top = fp, fp+fn.words
	s.Vals[fp+stack.Pos] = heap.Int(pc)
	in := fn.proto.Code[pc]
	op := in.Op
	switch op {
	case OpTailCall:
		op = OpCall
	case OpTailEval:
		op = OpCallEval
	}
	if err = slowOps[op](m, in); err != nil {
		m.depth = depth
		return pc, err
	}
	next = m.next
	if m.depth > depth {
		// The instruction began a call in this tier, which may have begun another:
		// run it to its end here.
		next = pc + 1
		dst, first := m.returns[depth].dst, m.fp
		if m.depth > depth+1 {
			first = m.frameIndex(m.returns[depth+1].fp)
		}
		link := &s.Vals[first+stack.Link]
		*link = stack.MakeLink(stack.LinkCaller(*link), stack.LinkFlags(*link)|stack.LinkEntry)
		run(m, m.fn, m.fn.instr(m.next), m.frameAt(m.fp))
		m.depth = depth
		// What the call ended with is taken here: the next one finds nothing of it.
		if err = m.err; err == nil && dst != discard {
			s.Vals[fp+int(dst)] = m.result
		}
		m.done, m.err, m.why = false, nil, object.Finished
	}
	return next, err
}

// stepKeyed does an access by a string that the caches of the runtime know, for
// which nothing need be set up.
func (fn *Function) stepKeyed(fp int, pc int32) bool {
	in := &fn.proto.Code[pc]
	if in.Op != OpGetElem && in.Op != OpSetElem && in.Op != OpIn {
		return false
	}
	regs := fn.m.stack.Vals[fp : fp+fn.words]
	base, key := regs[in.B], regs[in.C]
	switch in.Op {
	case OpSetElem:
		base, key = regs[in.A], regs[in.B]
	case OpIn:
		base, key = key, base
	}
	if !base.IsObject() || !key.IsString() || !key.Str().IsInterned() {
		return false
	}
	if in.Op != OpIn {
		fn.feeds[pc] |= SeenName
	}
	if in.Op == OpSetElem {
		return fn.m.rt.PokeKeyed(base.Object(), key, regs[in.C])
	}
	v, found, ok := fn.m.rt.PeekKeyed(base.Object(), key)
	if in.Op == OpIn {
		v = heap.Bool(found)
	}
	if ok {
		regs[in.A] = v
	}
	return ok
}

// StepDelegate does the Delegate instruction at pc of the frame at fp, for both tiers, whose registers are
// all in place: what the generator does next, and with which value.
func (fn *Function) StepDelegate(fp int, pc int32) (object.DelegateAction, heap.Value, error) {
	r := fn.m.stack.Vals[fp+int(fn.proto.Code[pc].A):]
	out, state, action, err := fn.m.rt.Delegate(r[DelegateIter], r[DelegateNext], r[DelegateState].AsInt(),
		object.Resumption(r[DelegateMode].AsInt()), r[DelegateValue], fn.code.Func.IsAsync)
	if err == nil {
		r[DelegateValue], r[DelegateState] = out, heap.Int(state)
	}
	return action, out, err
}

// Catch throws err at instruction pc of the frame at fp: when a handler of the
// function catches it, the frame becomes what that begins with and target is where.
func (fn *Function) Catch(fp int, pc int32, err error) (target int32, ok bool) {
	thrown, ok := err.(*object.Throw)
	if !ok {
		return 0, false
	}
	h := fn.proto.handler(pc)
	if h == nil {
		return 0, false
	}
	frame := fn.m.stack.Vals[fp:]
	env := frame[stack.Env]
	for n := fn.proto.EnvDepth(pc) - int(h.Depth); n > 0; n-- {
		env = env.Env().Parent()
	}
	frame[stack.Env], frame[h.Value] = env, thrown.Value
	return h.Target, true
}

// SiteAt returns the inline cache of the instruction at pc, whose key is in a
// register, and the key for which it holds: nil while it has not run. What the key
// was may be gone unless the cache holds an entry whose shape has it.
func (fn *Function) SiteAt(pc int32) (*object.IC, heap.Value) {
	if fn.feeds[pc] == 0 {
		return nil, heap.Undefined
	}
	s := &fn.sites[fn.feeds[pc]/siteBytes]
	return &s.IC, s.key
}

// hasSite tells that an instruction has a site and no inline cache.
var hasSite = [...]bool{OpGetPrivate: true, OpSetPrivate: true, OpAddPrivate: true, OpPrivateIn: true, OpGetSuper: true, OpSuperBase: true, OpSuperCtor: true}

// CacheAt returns the inline cache of the access at pc to a member or a global
// name, or its site; nil when that has not been made.
func (fn *Function) CacheAt(pc int32) *object.IC {
	in := fn.proto.Code[pc]
	if int(in.Op) < len(hasSite) && hasSite[in.Op] {
		ic, _ := fn.SiteAt(pc)
		return ic
	}
	i := int(in.C)
	if in.Op == OpGetGlobal || in.Op == OpSetGlobal {
		i = int(in.Wide())
	}
	return &fn.ics[i]
}

// EntryArguments is the N of an EntryArgs that makes an arguments object alone, EntryRest that of
// one that makes a rest array alone.
const (
	EntryArguments = 1
	EntryRest      = 2
)

// Formals is how many parameters are in front of the rest parameter.
func (fn *Function) Formals() int { return fn.formals }

// OpAt names the instruction at pc.
func (fn *Function) OpAt(pc int32) string { return fn.proto.Code[pc].Op.String() }

// LoopAt returns the number of the loop whose back edge is at pc.
func (fn *Function) LoopAt(pc int32) int {
	in, loop := fn.proto.Code[pc], -1
	if in.Op == OpLoop {
		return int(in.A)
	}
	// A test that jumps back stands right behind the header.
	for id, at := range fn.proto.OSR {
		if at >= 0 && at <= pc && (loop < 0 || at > fn.proto.OSR[loop]) {
			loop = id
		}
	}
	return loop
}

// Forward replaces the frame at callee, whose function is Function.prototype.call
// or apply, by the one that the function would call, where no script can see the
// difference; callee stands in the topmost temporaries of the frame at fp.
// Otherwise it returns false.
func (fn *Function) Forward(fp, callee int) bool {
	m := fn.m
	m.fn, m.fp = fn, fp
	return m.forward(m.stack.Vals[callee], callee)
}

// TemplateAt returns the template object of the Template instruction at pc, which it has for good
// once it has run.
func (fn *Function) TemplateAt(pc int32) (v heap.Value, ok bool) {
	return fn.code.MadeTemplate(fn.proto.node(pc).(*syntax.TaggedTemplate))
}

// InnerCode returns the code record of the function that a Closure or Method
// instruction with function number i makes.
func (fn *Function) InnerCode(i int) *object.Code { return fn.function(i) }

// LiteralShape returns the shape of the objects that a MakeObject instruction
// with literal number i makes. It lives as long as fn.
func (fn *Function) LiteralShape(i int) *heap.Shape {
	if s := fn.shapes[i]; s != nil {
		return s
	}
	m := fn.m
	defer func(outer *Function) { m.fn = outer }(m.fn)
	m.fn = fn
	return m.literalShape(i)
}
