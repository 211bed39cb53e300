package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Resuming without recursion in Go. Three instructions resume generators: the
// step of a for-of loop, the step of yield*, and the call of next. When next is
// the original method and the generator belongs to this tier and realm, its frame
// goes above the running one like that of a call, marked linkResumed, and what it
// yields or returns is delivered as the instruction in the caller wants it: a loop
// and yield* need no iterator result object. The generator itself is where that
// instruction has it: see resumedBy.

// linkResumed marks the frame of a generator that was resumed in the loop.
const linkResumed = stack.LinkUser0

// resumeInLoop does the instruction i of the running frame if it resumes a
// generator in the loop; otherwise it does nothing and returns false.
func (m *machine) resumeInLoop(i Instr) bool {
	switch i.Op {
	case OpIterNext:
		g, frame := m.suspended(m.get(i.B), m.get(i.B+1))
		if g == nil {
			return false
		}
		m.fn.feeds[m.pc] |= SeenObject | SeenGenerator
		return m.resume(g, frame, m.fp+m.fn.words, m.fp, heap.Undefined)
	case OpDelegate:
		r := m.regs(i.A, 5)
		if r[DelegateState] != heap.Int(object.DelegateReceive) || r[DelegateMode] != heap.Int(int32(object.ResumeNext)) {
			return false
		}
		g, frame := m.suspended(r[DelegateIter], r[DelegateNext])
		return g != nil && !m.fn.proto.Func.IsAsync && m.resume(g, frame, m.fp+m.fn.words, m.fp, r[DelegateValue])
	}
	return false
}

// resumeCall is resumeInLoop for the call i of a host function. The frame of
// the call stays below that of the generator, where stack traces find it.
func (m *machine) resumeCall(i Instr) bool {
	call := m.fp + int(i.A)
	vals := m.stack.Vals
	g, frame := m.suspended(vals[call+stack.This], vals[call+stack.Callee])
	if g == nil {
		return false
	}
	v := heap.Undefined
	if i.B > 0 {
		v = vals[call+stack.Header]
	}
	vals[call+stack.NewTarget], vals[call+stack.Argc] = heap.Undefined, heap.Int(int32(i.B))
	vals[call+stack.Link] = stack.MakeLink(m.fp, stack.TierHost|stack.LinkEntry)
	return m.resume(g, frame, call+stack.Header+int(i.B), call, v)
}

// suspended returns the generator iter and its frame if it can be resumed in the
// loop by the method next, nil otherwise.
func (m *machine) suspended(iter, next heap.Value) (*heap.Object, *heap.GenState) {
	if next != m.fn.realm.Intrinsic(object.GeneratorNext).Value() || !iter.IsObject() || m.rt.FramesWatched {
		return nil, nil
	}
	g := iter.Object()
	return g, object.SuspendedFrame(g, object.TierBytecode)
}

// resume puts the frame of g at fp, above that of caller, and makes it the
// running one, which goes on with v. Without room it does nothing and returns
// false.
func (m *machine) resume(g *heap.Object, frame *heap.GenState, fp, caller int, v heap.Value) bool {
	if frame == nil {
		return false
	}
	fn, ok := m.rt.CodeOf(frame.At(stack.Callee).Object()).T1.(*Function)
	if !ok || fn.realm != m.fn.realm || m.stack.Reserve(fp+fn.words) != nil {
		return false
	}
	m.push(discard)
	m.fn, m.fp = fn, fp
	m.next = m.place(g, frame, fp, stack.MakeLink(caller, stack.TierBytecode|linkResumed), v)
	if s := m.stack; fn.code.ResumeEntry != nil && s.GoDepth < s.MaxGoDepth/2 {
		if err := m.resumeAbove(v); err != nil {
			m.unwind(err)
		}
	}
	return true
}

// resumeAbove has machine code go on with the running frame, which place has put there for v.
func (m *machine) resumeAbove(v heap.Value) error {
	s := m.stack
	s.GoDepth++
	link := s.Vals[m.fp+stack.Link]
	v, why, err := m.fn.code.ResumeEntry(m.rt, m.fn.code, m.fp, v)
	s.Vals[m.fp+stack.Link] = link
	s.GoDepth--
	return m.takeBack(v, why, err)
}

// place puts the frame of g, of this tier, at fp with the given link, where there is room, and
// returns the instruction that it goes on with when next delivers v.
func (m *machine) place(g *heap.Object, frame *heap.GenState, fp int, link, v heap.Value) int32 {
	fn := m.rt.CodeOf(frame.At(stack.Callee).Object()).T1.(*Function)
	vals := m.stack.Vals[fp : fp+fn.words]
	frame.CopyTo(vals)
	vals[stack.Link] = link
	m.heap.Work(object.ResumeWork + fn.words)
	m.rt.GeneratorRuns(g)
	pc := vals[stack.Pos].AsInt()
	switch in := fn.proto.Code[pc]; in.Op {
	case OpStart:
		return pc + 1
	case OpYield:
		vals[in.A] = v
		return pc + 2
	case OpDelegate:
		vals[in.A+DelegateValue], vals[in.A+DelegateMode] = v, heap.Int(int32(object.ResumeNext))
	}
	return pc
}

// CallNext does the call of a host function in the frame at call, filled in but for its link,
// on behalf of machine code of fn in the frame at fp, if it is one of next that resumes a
// generator of this tier and realm: it is what object.Runtime.GeneratorResume does. With ok
// false it has done nothing. The result is not rooted.
func (fn *Function) CallNext(fp, call int) (v heap.Value, ok bool, err error) {
	m, s := fn.m, fn.m.stack
	vals := s.Vals
	if vals[call+stack.Callee] != fn.realm.Intrinsic(object.GeneratorNext).Value() || !vals[call+stack.This].IsObject() || m.rt.FramesWatched {
		return heap.Undefined, false, nil
	}
	g := vals[call+stack.This].Object()
	frame := object.SuspendedFrame(g, object.TierBytecode)
	if frame == nil || s.GoDepth >= s.MaxGoDepth {
		return heap.Undefined, false, nil
	}
	argc := int(vals[call+stack.Argc].AsInt())
	at := call + stack.Header + argc
	callee, ok := m.rt.CodeOf(frame.At(stack.Callee).Object()).T1.(*Function)
	if !ok || callee.realm != fn.realm || s.Reserve(at+callee.words) != nil {
		return heap.Undefined, false, nil
	}
	if argc > 0 {
		v = vals[call+stack.Header]
	} else {
		v = heap.Undefined
	}
	vals[call+stack.Link] = stack.MakeLink(fp, stack.TierHost|stack.LinkEntry)
	pc := m.place(g, frame, at, stack.MakeLink(call, stack.TierBytecode|stack.LinkEntry), v)
	savedFP, savedTop := s.FP, s.Top
	s.GoDepth++
	mark := m.heap.OpenScope()
	var why object.Suspension
	if entry := callee.code.ResumeEntry; entry != nil {
		v, why, err = entry(m.rt, callee.code, at, v)
	} else {
		v, why, err = m.execute(callee, at, pc, nil)
	}
	m.heap.CloseScope(mark)
	s.GoDepth--
	if why == object.Finished || err != nil {
		why = object.Finished
		m.rt.GeneratorEnds(g)
	} else {
		m.rt.GeneratorYields(g, at, callee.words)
	}
	s.FP, s.Top = savedFP, savedTop
	if t, thrown := err.(*object.Throw); thrown {
		m.heap.Keep(t.Value)
	}
	if err == nil && why != object.YieldedResult {
		v = m.rt.CreateIterResultObject(m.heap.Keep(v), why == object.Finished)
	}
	return v, true, err
}

// resumedBy returns the generator that the instruction of c has resumed.
func (m *machine) resumedBy(c *caller) *heap.Object {
	at := m.frameIndex(c.fp)
	switch c.ip.Op {
	case OpIterNext:
		at += int(c.ip.B)
	case OpDelegate:
		at += int(c.ip.A) + DelegateIter
	default:
		at += int(c.ip.A) + stack.This
	}
	return m.stack.Vals[at].Object()
}

// isResumed reports whether the running frame is of a generator that was resumed
// in the loop.
func (m *machine) isResumed() bool {
	return stack.LinkFlags(m.stack.Vals[m.fp+stack.Link])&linkResumed != 0
}

// yield suspends the running frame, of a generator that was resumed in the loop,
// and delivers v. With whole, v is an iterator result object.
func (m *machine) yield(v heap.Value, whole bool) error {
	for {
		c := &m.returns[m.depth-1]
		m.rt.GeneratorYields(m.resumedBy(c), m.fp, m.fn.words)
		if op := c.ip.Op; op != OpIterNext && op != OpDelegate && !whole {
			v = m.rt.CreateIterResultObject(m.heap.Keep(v), false)
		}
		m.pop()
		i := *c.ip
		m.next = m.pc + 1
		switch i.Op {
		case OpIterNext:
			if whole {
				m.stack.FP, m.stack.Top = m.fp, m.fp+m.fn.words
				m.heap.Keep(v)
				return m.iterResult(i, v)
			}
			m.set(i.A, v)
			return nil
		case OpDelegate:
			r := m.regs(i.A, 5)
			r[DelegateValue] = v
			if whole {
				// The instruction goes on as if next had been called.
				r[DelegateState], r[DelegateMode] = heap.Int(object.DelegateResult), heap.Int(int32(object.ResumeNext))
				m.next = m.pc
				return nil
			}
			if !m.isResumed() {
				m.stack.FP, m.stack.Top = m.fp, m.fp+m.fn.words
				return m.suspend(v, object.Yielded)
			}
		default:
			m.set(i.C, v)
			return nil
		}
	}
}

// finish ends the running frame, of a generator that was resumed in the loop,
// with the value v.
func (m *machine) finish(v heap.Value) {
	c := &m.returns[m.depth-1]
	m.rt.GeneratorEnds(m.resumedBy(c))
	if op := c.ip.Op; op != OpIterNext && op != OpDelegate {
		v = m.rt.CreateIterResultObject(m.heap.Keep(v), true)
	}
	m.pop()
	i := *c.ip
	m.next = m.pc + 1
	switch i.Op {
	case OpIterNext:
		m.jump16(i)
	case OpDelegate:
		m.set(i.A+DelegateValue, v)
		m.set(i.A+DelegateState, heap.Int(object.DelegateReceive))
		m.next = m.pc + 2
	default:
		m.set(i.C, v)
	}
}
