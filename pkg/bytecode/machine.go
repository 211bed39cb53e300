package bytecode

import (
	"fmt"
	"unsafe"

	"github.com/kilnjs/kiln/internal/tap"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// machine is what the loop keeps for one runtime.
type machine struct {
	rt      *object.Runtime
	stack   *stack.Stack
	heap    *heap.Heap
	base    unsafe.Pointer // word 0 of the stack
	returns []caller       // callers of the frames that were entered without leaving the loop
	depth   int            // entries of returns in use
	fronts  int            // see front
	// counters counts how often a register alone was seen to hold the instruction.
	counters [tap.Registers]int
	state
}

// calls is what tap.Sight wants to know of returns.
func (m *machine) calls() (address unsafe.Pointer, size, frame uintptr) {
	return unsafe.Pointer(&m.returns), unsafe.Sizeof(caller{}), unsafe.Offsetof(caller{}.fp)
}

// caller is where a return goes on.
type caller struct {
	fn  *Function
	ip  *Instr // the call
	fp  unsafe.Pointer
	dst uint16 // register of fn for the result
}

// state is what a slow path works on: the running frame, and how the loop goes
// on. An activation of the loop saves the one of the activation around it.
type state struct {
	fn   *Function
	fp   int   // base of the frame
	pc   int32 // the instruction being executed
	next int32 // the instruction to go on with
	mark int   // rooting scope of the activation
	done bool  // leave the loop
	// What the activation leaves with. Between activations they are Finished and
	// nil: a return that the loop does itself sets the result only.
	result heap.Value
	why    object.Suspension
	err    error
}

const initialReturns = 64

// ext is where a runtime keeps its machine.
var ext = object.NewExtension()

// machineOf returns the machine of a runtime.
func machineOf(rt *object.Runtime) *machine {
	if m, ok := rt.Ext(ext).(*machine); ok {
		return m
	}
	m := &machine{
		rt:    rt,
		stack: rt.Stack,
		heap:  rt.Heap,
		base:  unsafe.Pointer(unsafe.SliceData(rt.Stack.Vals)),
	}
	if !rt.FramesWatched { // else no frame is ever entered or resumed in the loop
		m.returns = make([]caller, initialReturns)
	}
	rt.SetExt(ext, m)
	return m
}

// execute runs the frame at fp from instruction pc until it returns, throws or
// suspends. With thrown, that is thrown at pc instead.
func (m *machine) execute(fn *Function, fp int, pc int32, thrown error) (heap.Value, object.Suspension, error) {
	// What the activation around this one needs again; results it has none yet.
	outer, outerFP, outerPC, outerNext, outerMark := m.fn, m.fp, m.pc, m.next, m.mark
	depth := m.depth
	m.fn, m.fp, m.pc, m.next, m.mark = fn, fp, pc, pc, m.heap.OpenScope()
	m.done, m.result = false, heap.Undefined
	m.stack.FP, m.stack.Top = fp, fp+fn.words
	if thrown != nil {
		m.unwind(thrown)
	}
	if !m.done {
		run(m, m.fn, m.fn.instr(m.next), m.frameAt(m.fp))
	}
	v, why, err := m.result, m.why, m.err
	m.fn, m.fp, m.pc, m.next, m.mark = outer, outerFP, outerPC, outerNext, outerMark
	m.depth, m.done, m.why = depth, false, object.Finished
	if err != nil {
		m.err = nil
	}
	return v, why, err
}

// start is execute for a function that begins: slow sets the state of the
// activation when it is first needed.
func (m *machine) start(fn *Function, frame unsafe.Pointer) (heap.Value, error) {
	outer, outerFP, outerPC, outerNext, outerMark := m.fn, m.fp, m.pc, m.next, m.mark
	depth := m.depth
	m.mark = m.heap.OpenScope()
	if heap.Checked && (m.done || m.err != nil) {
		panic(fmt.Sprintf("bytecode: %s begins where another call has ended with %v", fn.proto.Func.Name, m.err))
	}
	run(m, fn, fn.first, frame)
	v, err := m.result, m.err
	if m.fn != outer { // otherwise the store would cost Go's write barrier
		m.fn = outer
	}
	m.fp, m.pc, m.next, m.mark = outerFP, outerPC, outerNext, outerMark
	m.depth, m.done, m.why = depth, false, object.Finished
	if err != nil {
		m.err = nil
	}
	return v, err
}

// slow does the instruction at ip in Go and returns what the loop goes on with;
// fn is nil when it leaves.
func (m *machine) slow(fn *Function, ip *Instr, fp unsafe.Pointer) (*machine, *Function, *Instr, unsafe.Pointer) {
	switch ip.Op {
	case OpCall, OpTailCall:
		if code := m.hostCallee(*at(fp, ip.A)); code != nil {
			return m.callHost(code, fn, ip, fp)
		}
	case OpNew, OpSuperCall, OpSuperAll:
		if ip.Op == OpNew && m.makeDirectly(ip, fp) {
			return m, fn, next(ip), fp
		}
		if callee, first, frame := m.beginConstruct(fn, ip, fp); callee != nil {
			return m, callee, first, frame
		}
		if ip.Op == OpNew {
			if code := m.codeAt(*at(fp, ip.A)); code != nil && code.Kind == object.KindHostCtor {
				return m.constructHost(code, fn, ip, fp)
			}
		}
	case OpAdd, OpSub, OpMul, OpDiv, OpMod, OpExp, OpBitAnd, OpBitOr, OpBitXor, OpShl, OpShr, OpInc, OpDec, OpNeg, OpBitNot:
		if *at(fp, ip.B)>>48 == tagBigInt {
			if v, ok := m.shortBigInts(fn, ip, fp); ok {
				*at(fp, ip.A) = v
				m.heap.CloseScope(m.mark)
				return m, fn, next(ip), fp
			}
		}
	case OpJLt, OpJLe, OpJGt, OpJGe, OpJNotLt, OpJNotLe, OpJNotGt, OpJNotGe, OpJEq, OpJNe, OpJSEq, OpJSNe,
		OpLoopLt, OpLoopLe, OpLoopGt, OpLoopGe:
		if *at(fp, ip.A)>>48 == tagBigInt {
			if to := m.branchOnBigInt(fn, ip, fp); to != nil {
				return m, fn, to, fp
			}
		}
	case OpIterStep:
		if m.stepDirectly(fn, ip, fp) != nil {
			return m, fn, next(ip), fp
		}
	case OpIterNext:
		if to := m.stepDirectly(fn, ip, fp); to != nil {
			return m, fn, to, fp
		}
		if callee, frame := m.resumeYield(fn, ip, fp); callee != nil {
			return m, callee, m.resumePoint(callee, frame), frame
		}
	case OpYield:
		if c := m.yieldToLoop(fn, ip, fp); c != nil {
			return m, c.fn, next(c.ip), c.fp
		}
	}
	m.fn = fn
	m.fp = m.frameIndex(fp)
	m.pc = pcOf(fn, ip)
	m.next = m.pc + 1
	s := m.stack
	s.FP, s.Top = m.fp, m.fp+fn.words
	s.Vals[m.fp+stack.Pos] = heap.Int(m.pc)
	if heap.Checked {
		fn.CheckFrame(m.fp, m.pc)
		fn.wipe(m.fp, m.pc)
	}
	if !m.resumeInLoop(*ip) {
		if err := slowOps[ip.Op](m, *ip); err != nil {
			m.unwind(err)
		}
	}
	return m.leaveSlow()
}

// resumeYield is resumeInLoop for the common case: a for-of loop steps a generator
// that stands at a yield. It returns the function and the frame to go on with, nil
// when it has done nothing.
func (m *machine) resumeYield(fn *Function, ip *Instr, fp unsafe.Pointer) (*Function, unsafe.Pointer) {
	iter := *at(fp, ip.B)
	if *at(fp, ip.B+1) != fn.realm.Intrinsic(object.GeneratorNext).Value() || iter>>48 != tagObject {
		return nil, nil
	}
	g := cell(iter)
	if uint8(header(g)>>heap.HeaderClassShift) != uint8(heap.ClassGenerator) || *word(g, generatorState) != atYield {
		return nil, nil
	}
	saved := cell(*word(g, generatorFrame))
	words := unsafe.Add(saved, heap.OffsetGenWords)
	code := m.rt.Codes[uint32(*word(cell(*word(words, stack.Callee*8)), heap.OffsetInternals))]
	callee, ok := code.T1.(*Function)
	index := m.frameIndex(fp) + fn.words
	if !ok || code.ResumeEntry != nil || callee.realm != fn.realm || index+callee.words > m.stack.Limit || m.depth >= len(m.returns) ||
		callee.instr(int32(*word(words, stack.Pos*8))).Op != OpYield {
		return nil, nil
	}
	feed(fn, ip, SeenObject|SeenGenerator)
	frame := m.frameAt(index)
	copy(unsafe.Slice((*heap.Value)(frame), callee.words), unsafe.Slice((*heap.Value)(words), callee.words))
	*word(frame, stack.Link*8) = stack.MakeLink(m.frameIndex(fp), stack.TierBytecode|linkResumed)
	*at(fp, stack.Pos) = mkInt(pcOf(fn, ip))
	m.returns[m.depth] = caller{fn, ip, fp, discard}
	m.depth++
	*word(g, generatorState) = running
	return callee, frame
}

// resumePoint returns where the function of fn goes on when next resumes it at a
// yield, on the frame at fp.
func (m *machine) resumePoint(fn *Function, fp unsafe.Pointer) *Instr {
	ip := fn.instr(int32(*at(fp, stack.Pos)))
	*at(fp, ip.A) = heap.Undefined
	return skip(ip, 1)
}

// yieldToLoop is the counterpart of resumeYield. It returns where to go on, nil
// when it has done nothing.
func (m *machine) yieldToLoop(fn *Function, ip *Instr, fp unsafe.Pointer) *caller {
	if uint32(*at(fp, stack.Link))&linkGenerator == 0 {
		return nil
	}
	c := &m.returns[m.depth-1]
	if c.ip.Op != OpIterNext {
		return nil
	}
	g := cell(*at(c.fp, c.ip.B))
	saved := cell(*word(g, generatorFrame))
	if header(saved)&heap.HeaderBarrierBit != 0 {
		return nil
	}
	*at(fp, stack.Pos) = mkInt(pcOf(fn, ip))
	copy(unsafe.Slice((*heap.Value)(unsafe.Add(saved, heap.OffsetGenWords)), fn.words), unsafe.Slice((*heap.Value)(fp), fn.words))
	*word(g, generatorState) = atYield
	m.depth--
	*at(c.fp, c.ip.A) = *at(fp, ip.B)
	return c
}

// hostCallee returns the code of a host function, nil for any other value and for
// functions that only call another one.
func (m *machine) hostCallee(f heap.Value) *object.Code {
	if code := m.codeAt(f); code != nil && code.Host != nil && !code.Forwards {
		return code
	}
	return nil
}

// callHost does the call at ip of a host function, as slow would.
func (m *machine) callHost(code *object.Code, fn *Function, ip *Instr, fp unsafe.Pointer) (*machine, *Function, *Instr, unsafe.Pointer) {
	frame := unsafe.Pointer(at(fp, ip.A))
	*word(frame, stack.NewTarget*8) = heap.Undefined
	*word(frame, stack.Argc*8) = mkInt(int32(ip.B))
	*at(fp, stack.Pos) = mkInt(pcOf(fn, ip))
	s := m.stack
	base := m.frameIndex(fp)
	s.FP, s.Top = base, base+fn.words
	if _, ok := code.Data.(object.StepFunc); ok {
		m.fn, m.fp, m.pc = fn, base, pcOf(fn, ip)
		if m.resumeCall(*ip) {
			return m.leaveSlow()
		}
	}
	var v heap.Value
	var err error
	callee := m.body(code, fn)
	if callee != nil {
		fn.feeds[pcOf(fn, ip)] = code.ID + 1
	}
	switch {
	case callee == nil:
		v, err = m.rt.CallHost(code, m.frameIndex(frame))
	case code.BodyEntry != nil:
		v, err = m.rt.CallBody(code, m.frameIndex(frame), code.BodyEntry)
	default:
		m.fn, m.fp, m.pc = fn, m.frameIndex(fp), pcOf(fn, ip)
		if err := m.enter(callee, m.frameIndex(frame), 0, ip.C); err != nil {
			m.unwind(err)
		}
		return m.leaveSlow()
	}
	return m.finishHost(v, err, fn, ip, fp)
}

// constructHost does the construct at ip of a host constructor, as slow would.
func (m *machine) constructHost(code *object.Code, fn *Function, ip *Instr, fp unsafe.Pointer) (*machine, *Function, *Instr, unsafe.Pointer) {
	frame := unsafe.Pointer(at(fp, ip.A))
	*word(frame, stack.NewTarget*8) = *word(frame, stack.Callee*8)
	*word(frame, stack.Argc*8) = mkInt(int32(ip.B))
	*at(fp, stack.Pos) = mkInt(pcOf(fn, ip))
	base := m.frameIndex(fp)
	m.stack.FP, m.stack.Top = base, base+fn.words
	v, err := m.rt.ConstructHost(code, m.frameIndex(frame))
	return m.finishHost(v, err, fn, ip, fp)
}

// finishHost goes on after the call or construct at ip of a host function.
func (m *machine) finishHost(v heap.Value, err error, fn *Function, ip *Instr, fp unsafe.Pointer) (*machine, *Function, *Instr, unsafe.Pointer) {
	if err == nil {
		*at(fp, ip.C) = v
		m.heap.CloseScope(m.mark)
		return m, fn, next(ip), fp
	}
	m.fn, m.fp, m.pc = fn, m.frameIndex(fp), pcOf(fn, ip)
	m.unwind(err)
	return m.leaveSlow()
}

// leaveSlow closes the rooting scope of a slow path and returns what the loop goes on with.
func (m *machine) leaveSlow() (*machine, *Function, *Instr, unsafe.Pointer) {
	m.heap.CloseScope(m.mark)
	if m.done {
		return m, nil, nil, nil
	}
	return m, m.fn, m.fn.instr(m.next), m.frameAt(m.fp)
}

// body returns the function of the body that a host function has, when fn may enter it, or nil.
func (m *machine) body(code *object.Code, fn *Function) *Function {
	if code.Body == nil || code.Realm != fn.realm || m.rt.FramesWatched {
		return nil
	}
	if have := FunctionOf(code); have != nil {
		return have
	}
	made, _ := Prepare(m.rt, code)
	return made
}

// get returns register i of the running frame.
func (m *machine) get(i uint16) heap.Value { return m.stack.Vals[m.fp+int(i)] }

// set stores v into register i of the running frame.
func (m *machine) set(i uint16, v heap.Value) { m.stack.Vals[m.fp+int(i)] = v }

// regs returns n registers from i on.
func (m *machine) regs(i uint16, n int) []heap.Value {
	at := m.fp + int(i)
	return m.stack.Vals[at : at+n : at+n]
}

func (m *machine) setEnv(env heap.Value) { m.stack.Vals[m.fp+stack.Env] = env }

func (m *machine) env() heap.Value { return m.stack.Vals[m.fp+stack.Env] }

// unwind goes on with err: at the innermost handler, or out of the loop.
func (m *machine) unwind(err error) {
	pc := m.pc
	for {
		if target, ok := m.fn.Catch(m.fp, pc, err); ok {
			m.next = target
			return
		}
		if stack.LinkFlags(m.stack.Vals[m.fp+stack.Link])&stack.LinkEntry != 0 {
			if f := m.fn.proto.Func; pc < m.fn.started && f.IsAsync && !f.IsGenerator {
				// sec-async-function-definitions: what binding the parameters throws rejects.
				m.result, m.err = m.rt.AsyncReject(err)
				m.why, m.done = object.Finished, true
				return
			}
			m.done, m.err, m.why, m.result = true, err, object.Finished, heap.Undefined
			return
		}
		if m.isResumed() {
			m.rt.GeneratorEnds(m.resumedBy(&m.returns[m.depth-1]))
		}
		pc, _ = m.pop()
	}
}

// pop makes the caller of the running frame the running frame and returns the
// instruction of its call and the register for its result.
func (m *machine) pop() (pc int32, dst uint16) {
	m.depth--
	r := &m.returns[m.depth]
	m.fn, m.fp = r.fn, m.frameIndex(r.fp)
	m.pc = pcOf(r.fn, r.ip)
	return m.pc, r.dst
}

// leave makes the running frame return v.
func (m *machine) leave(v heap.Value) {
	link := m.stack.Vals[m.fp+stack.Link]
	flags := stack.LinkFlags(link)
	if flags&stack.LinkConstruct != 0 && !v.IsObject() {
		v = m.get(stack.This)
	}
	if flags&stack.LinkEntry != 0 {
		m.done, m.result, m.why, m.err = true, v, object.Finished, nil
		return
	}
	if flags&linkResumed != 0 {
		m.finish(v)
		return
	}
	pc, dst := m.pop()
	m.set(dst, v)
	m.next = pc + 1
}

// suspend leaves the running frame as it is.
func (m *machine) suspend(v heap.Value, why object.Suspension) error {
	if m.isResumed() {
		return m.yield(v, why == object.YieldedResult)
	}
	m.done, m.result, m.why, m.err = true, v, why, nil
	return nil
}

// enter begins the function of fn on the frame at fp, whose header words callee,
// this, new.target and argc and whose arguments are in place, without recursion
// in Go. bits are link bits, dst is the register of the running frame for the
// result.
func (m *machine) enter(fn *Function, fp int, bits stack.LinkBits, dst uint16) error {
	s := m.stack
	if err := s.Reserve(fp + fn.words); err != nil {
		return m.rt.StackOverflow()
	}
	vals := s.Vals
	argc := int(vals[fp+stack.Argc].AsInt())
	for i := argc; i < fn.formals; i++ {
		vals[fp+stack.Header+i] = heap.Undefined
	}
	vals[fp+stack.Env] = object.ClosureEnv(vals[fp+stack.Callee].Object())
	vals[fp+stack.Link] = stack.MakeLink(m.fp, stack.TierBytecode|bits)
	vals[fp+stack.Pos] = heap.Int(0)
	m.push(dst)
	m.fn, m.fp, m.next = fn, fp, 0
	m.rt.Budget--
	if m.rt.Budget <= 0 {
		m.pc = 0
		s.FP, s.Top = fp, fp+max(fn.words, stack.Header+argc)
		return m.poll(noLoop)
	}
	return nil
}

// push notes where a frame above the running one returns to.
func (m *machine) push(dst uint16) {
	if m.depth == len(m.returns) {
		m.returns = append(m.returns, make([]caller, len(m.returns))...)
	}
	m.returns[m.depth] = caller{m.fn, m.fn.instr(m.pc), m.frameAt(m.fp), dst}
	m.depth++
}

const noLoop = -1

// poll looks at everything that wants attention, at a function entry or at the
// back edge of a loop.
func (m *machine) poll(loop int) error {
	m.heap.CloseScope(m.mark)
	if err := m.rt.Poll(); err != nil {
		return err
	}
	if err := m.stack.ReserveRunning(m.fp + m.fn.words); err != nil {
		return m.rt.StackOverflow()
	}
	return m.sample(loop)
}

// sample attributes the budget that was used up to the running function and
// offers it to the tier above. Called once per poll, so that turns of loops and
// calls need no counters of their own.
func (m *machine) sample(loop int) error {
	if m.rt.Interim() {
		return nil
	}
	hooks := m.rt.Tiers
	code := m.fn.code
	if loop == noLoop {
		offer(m.rt, code)
		return nil
	}
	code.Turns += uint32(m.rt.Slice())
	if hooks.OnTurn == nil {
		return nil
	}
	osr, ok := hooks.OnTurn(m.rt, code, uint32(loop), m.fp)
	if !ok {
		return nil
	}
	return m.handOver(osr)
}

// offer credits code with a slice of the budget as calls, and offers it to the tier
// above.
func offer(rt *object.Runtime, code *object.Code) {
	if rt.Interim() {
		return
	}
	code.Calls += uint32(rt.Slice())
	if rt.Tiers.OnCall != nil {
		rt.Tiers.OnCall(rt, code)
	}
}

// handOver lets another tier run the rest of the running frame, unless that would
// be too deep in Go: a frame may come back and be handed over again any number of
// times.
func (m *machine) handOver(osr object.EntryFunc) error {
	s := m.stack
	if s.GoDepth >= s.MaxGoDepth/2 {
		return nil
	}
	s.GoDepth++
	link := s.Vals[m.fp+stack.Link]
	v, err := osr(m.rt, m.fn.code, m.fp)
	s.Vals[m.fp+stack.Link] = link
	s.GoDepth--
	why := m.rt.LeftBy
	m.rt.LeftBy = object.Finished
	return m.takeBack(v, why, err)
}

// takeBack goes on after another tier has run the running frame to its end, or to a suspension.
func (m *machine) takeBack(v heap.Value, why object.Suspension, err error) error {
	link := m.stack.Vals[m.fp+stack.Link]
	if err == nil && why != object.Finished {
		return m.suspend(v, why)
	}
	if err == nil {
		m.leave(v)
		return nil
	}
	if stack.LinkFlags(link)&stack.LinkEntry != 0 {
		m.done, m.err, m.why, m.result = true, err, object.Finished, heap.Undefined
		return nil
	}
	if m.isResumed() {
		m.rt.GeneratorEnds(m.resumedBy(&m.returns[m.depth-1]))
	}
	m.pop()
	return err
}

// ImageOf implements object.Imageable: a machine has nothing between calls.
func (m *machine) ImageOf(*object.Imaging) (object.Mould, error) { return nil, nil }
