package native

import (
	"fmt"
	"sync"
	"unsafe"

	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// engine runs the machine code of one runtime.
type engine struct {
	lower.Machine
	owner     *Engine
	ctx       *lower.Context
	entries   []uintptr      // by code id: where a call from machine code enters; 0: through Go
	resumes   []lower.Resume // by code id: where machine code resumes generators; 0: through Go
	done      uintptr        // code that returns to Go
	inside    uintptr        // how far behind its beginning Go enters code
	stub      mmap.Region    // of the code at done
	failure   error          // what was thrown while the result is lower.Thrown
	live      []*lower.Code  // keeps pages mapped
	handle    uint32         // accounts footprint
	footprint int64          // about how many bytes all machine code takes
	released  int            // functions that have died since reap
	asked     bool           // a full collection was asked for, and no machine code has gone since
	served    []int          // by activation of run: the exit that it serves, or has served last
	turn      int            // which site gives way next
	depth     int            // activations of run
	onDeopt   func(c *lower.Code, x *lower.Exit)
	onLearn   func(c *lower.Code) bool
}

// returnStub is the code that returns to Go, which all runtimes share.
var returnStub = sync.OnceValues(func() (mmap.Region, error) {
	code, err := backend.ReturnStub()
	if err != nil {
		return mmap.Region{}, err
	}
	return mmap.NewCode(code)
})

// retain keeps the pages of c mapped as long as its function lives: a frame may
// still return into code that has been discarded. exits is how many bytes its exits take.
func (e *engine) retain(c *lower.Code, exits int) {
	e.live = append(e.live, c)
	e.footprint += int64(c.Bytes + exits)
	e.Runtime.Heap.SetHandleSize(e.handle, e.footprint)
}

func (e *engine) init(rt *object.Runtime) error {
	ctx, err := lower.NewContext(lower.StackSize(len(rt.Stack.Vals)))
	if err != nil {
		return err
	}
	e.Runtime, e.ctx, e.Exits = rt, ctx, []lower.Exit{{Kind: lower.ExitDone}, lower.FaultExit: {Kind: lower.ExitFault}}
	// Where the system refuses, a fault ends the process.
	_ = mmap.OnFault(backend.FaultAddress())
	if e.stub, err = returnStub(); err != nil {
		return err
	}
	e.done, e.inside = e.stub.Base(), backend.CallBytes()
	ctx.Leave = backend.LeaveAddress()
	ctx.Budget = &rt.Budget
	ctx.Epoch = &rt.Heap.ProtoEpoch
	ctx.StackBase = uintptr(unsafe.Pointer(&rt.Stack.Vals[0]))
	e.Singles = uint64(uintptr(unsafe.Pointer(rt.Heap.SingleChars())))
	e.Beliefs, e.Yields = map[int]lower.Belief{}, map[int]lower.Yield{}
	e.handle = rt.Heap.NewHandle(e)
	rt.Heap.AddRoots("machine code", func(m *heap.Marker) {
		m.Value(heap.HandleValue(e.handle))
		e.ForgetSites()
		clear(e.Instances[:])
	})
	ctx.Tail = e.addressOf(bytecode.TailDepth)
	return nil
}

// addressOf is the address of word fp of the call stack.
func (e *engine) addressOf(fp int) uintptr { return e.ctx.StackBase + uintptr(fp)*8 }

// fp is the base of the frame of the code that machine code left from at x.
func (e *engine) fp(x *lower.Exit) int { return int(e.ctx.FP-e.ctx.StackBase)/8 - x.Shift() }

// fpAt is the base of the frame of the function that x is in, which may be inlined in the code
// that machine code left from.
func (e *engine) fpAt(x *lower.Exit) int { return e.fp(x) + x.Frame.Offset() }

// setEntry makes calls from machine code enter the function directly.
func (e *engine) setEntry(id uint32, address uintptr) {
	for int(id) >= len(e.entries) {
		e.entries = append(e.entries, make([]uintptr, max(64, len(e.entries)))...)
		e.resumes = append(e.resumes, make([]lower.Resume, len(e.entries)-len(e.resumes))...)
	}
	e.entries[id] = address
	e.resumes[id] = lower.Resume{}
	if address == 0 && int(id) < len(e.Runtime.Codes) {
		if code := e.Runtime.Codes[id]; code != nil {
			code.ResumeEntry = nil
		}
	}
}

// enterFunction runs a whole function on the frame at fp, which Go has built.
func (e *engine) enterFunction(c *lower.Code, fp int) (heap.Value, error) {
	vals := e.Runtime.Stack.Vals
	vals[fp+stack.Env] = object.ClosureEnv(vals[fp+stack.Callee].Object())
	vals[fp+stack.Pos] = heap.Int(0)
	v, _, err := e.run(c.Region.Base(), fp, heap.Undefined)
	return v, err
}

// run enters the machine code at an address on the frame at fp, with v in AX, and serves it until it
// has returned or is suspended.
func (e *engine) run(at uintptr, fp int, v heap.Value) (heap.Value, object.Suspension, error) {
	ctx, s := e.ctx, e.Runtime.Stack
	sp := ctx.SP
	mark := e.Runtime.Heap.OpenScope()
	if e.depth == len(e.served) {
		e.served = append(e.served, 0)
	}
	e.served[e.depth] = 0
	e.depth++
	// Most calls from Go return without an exit that needs tier 1.
	var steps bytecode.Steps
	begun := false
	ctx.Push(e.done)
	ctx.Push(at + e.inside)
	ctx.FP, ctx.Acc = e.addressOf(fp), uint64(v)
	for {
		if len(e.entries) < len(e.Runtime.Codes) {
			e.setEntry(uint32(len(e.Runtime.Codes)), 0)
		}
		ctx.Entries = uintptr(unsafe.Pointer(&e.entries[0]))
		ctx.Resumes = uintptr(unsafe.Pointer(&e.resumes[0]))
		ctx.Limit = e.addressOf(s.Limit)
		enter(ctx)
		x := &e.Exits[ctx.Exit]
		if x.Kind == lower.ExitDone {
			ctx.SP = sp
			e.depth--
			if begun {
				steps.End()
			}
			why := object.Suspension(ctx.Why)
			ctx.Why = uint64(object.Finished)
			if v := heap.Value(ctx.Acc); v != lower.Thrown {
				return v, why, nil
			}
			err := e.failure
			e.failure = nil
			return heap.Undefined, object.Finished, err
		}
		if x.Kind == lower.ExitFault {
			panic(e.fault())
		}
		e.served[e.depth-1] = int(ctx.Exit)
		e.Runtime.Heap.CloseScope(mark)
		var done bool
		var err error
		switch x.Kind {
		case lower.ExitCall:
			done, err = e.callHost(x)
		case lower.ExitNew:
			if done = e.makeDirectly(x); !done {
				done, err = e.constructHost(x)
			}
		case lower.ExitShortcut:
			done = e.shortcutLeaf(x)
		case lower.ExitStart, lower.ExitPromise:
			done, err = true, e.beginSuspendable(x)
		}
		if done && err == nil {
			continue
		}
		if (x.Kind == lower.ExitStep || x.Kind == lower.ExitOp) && e.stepDirectly(x) {
			continue
		}
		if x.Kind == lower.ExitOp && e.power(x) {
			continue
		}
		if (x.Kind == lower.ExitOp || x.Kind == lower.ExitCompare) && e.shortBigInts(x) {
			continue
		}
		if !begun {
			steps, begun = bytecode.BeginSteps(e.Runtime), true
		}
		if done {
			e.catch(x, e.fpAt(x), ctx.FP, ctx.SP, err)
			continue
		}
		x.Taken++
		e.serve(x)
	}
}

// fault describes the fault that machine code has left for.
func (e *engine) fault() *Fault {
	f := &Fault{At: e.ctx.FaultAt, Address: e.ctx.FaultAddress, Where: "the engine"}
	for _, c := range e.live {
		if base := c.Region.Base(); f.At >= base && f.At < base+uintptr(c.Region.Size()) {
			f.Where = fmt.Sprintf("%s+%#x", c.Function.Proto().Func.Name, f.At-base)
		}
	}
	return f
}

// serve does what machine code left for, and sets up where it goes on.
func (e *engine) serve(x *lower.Exit) {
	ctx, rt, s := e.ctx, e.Runtime, e.Runtime.Stack
	fp, frame := e.fp(x), ctx.FP
	s.Top = e.above(x, fp)
	e.showInlined(x.Frame, fp)
	fp += x.Frame.Offset()
	s.FP = fp
	sp := ctx.SP
	var v heap.Value
	var err error
	if x.Frame != nil && s.ReserveRunning(fp+x.Frame.Function.FrameWords()) != nil {
		e.catch(x, fp, frame, sp, rt.StackOverflow())
		return
	}
	if x.Kind != lower.ExitGrow {
		setPos(s, fp, x.PC)
		if heap.Checked && x.Kind != lower.ExitVerify { // which comes when some of the instruction is done
			x.Function().CheckFrame(fp, x.PC)
		}
	}
	switch x.Kind {
	case lower.ExitBroken:
		e.brokenAt(x)
	case lower.ExitVerify:
		v, err = e.verify(x, fp)
	case lower.ExitDeopt:
		if x.Inst == nil {
			e.onDeopt(x.Code, x)
		}
		e.makeVirtual(x, fp-x.Frame.Offset())
		v, err = e.continueAt(x, fp, x.PC)
		v, err = e.finishInlined(x, fp, v, err)
		e.finish(x, frame, sp, v, err)
		return
	case lower.ExitYield:
		v = heap.Value(ctx.Acc)
		y := e.Yields[int(ctx.Exit)]
		callee := s.Vals[fp+int(y.Above)+stack.Callee].Object()
		rt.GeneratorYields(s.Vals[fp+int(y.Generator)].Object(), fp+int(y.Above), bytecode.FunctionOf(rt.CodeOf(callee)).FrameWords())
	case lower.ExitWhole:
		v, err = e.takeWhole(x, fp)
	case lower.ExitDelegate:
		v, err = e.delegate(x, fp)
	case lower.ExitResult:
		v = rt.CreateIterResultObject(rt.Heap.Keep(heap.Value(ctx.Acc)), heap.Value(ctx.Scratch) == heap.True)
	case lower.ExitThrow:
		err = e.failure
		e.failure = nil
	case lower.ExitRaise:
		err = rt.ThrowStatement(e.operandValue(x, fp, x.Inst.A()))
	case lower.ExitPoll:
		err = rt.Poll()
		e.owner.extendSlice()
		v = heap.Value(ctx.Acc)
		if err == nil {
			if c := e.owner.sample(x, fp); c != nil {
				ctx.SP, ctx.FP = sp, frame
				ctx.GoOn(c.Region.Base() + e.inside)
				return
			}
		}
	case lower.ExitGrow:
		if c := e.owner.shallower(x); c != nil {
			ctx.SP, ctx.FP = sp, frame
			ctx.GoOn(c.Region.Base() + e.inside)
			return
		}
		if s.ReserveRunning(s.Top+x.Code.Unit.Above) != nil {
			err = rt.StackOverflow()
		}
	default:
		if x.Kind == lower.ExitShortcut && e.replacesFrame(x, fp) {
			v, err = e.continueAt(x, fp, x.PC)
			e.finish(x, frame, sp, v, err)
			return
		}
		v, err = e.perform(x, fp)
		if err == nil && (x.Kind != lower.ExitCall || v == 0) && x.Kind != lower.ExitNew && e.learns(x, fp) && !x.Code.Graph {
			if x.Kind == lower.ExitCall {
				v = heap.Value(ctx.Result)
			}
			if x.Inst.Dst >= 0 {
				s.Vals[fp+int(x.Inst.Dst)] = v
			}
			v, err = e.continueAt(x, fp, x.PC+1)
			e.finish(x, frame, sp, v, err)
			return
		}
	}
	ctx.SP, ctx.FP = sp, frame
	if err == nil {
		ctx.Acc = uint64(v)
		return
	}
	if x.Kind == lower.ExitGrow {
		e.finish(x, frame, sp, v, err)
		return
	}
	e.catch(x, fp, frame, sp, err)
}

// above is what is above the frame at fp, which has left at x. Surplus arguments may stand above the registers
// until the function has looked at them; what was suspended has done so and lost them.
func (e *engine) above(x *lower.Exit, fp int) int {
	words := x.Code.Words
	if started := x.Code.Function.Started(); started < 0 || x.PC <= started {
		words = max(words, stack.Header+int(e.Runtime.Stack.Vals[fp+stack.Argc].AsInt()))
	}
	return fp + words
}

// finish ends the activation of the code that was left at x with the frame register at frame: its caller
// goes on with the result.
func (e *engine) finish(x *lower.Exit, frame, sp uintptr, v heap.Value, err error) {
	e.ctx.FP = frame - uintptr(x.Shift())*8
	// The continuation of the frame lies on top of its return address.
	e.ctx.SP = sp + 8
	e.ctx.Acc = uint64(v)
	if err != nil {
		e.failure = err
		e.ctx.Acc = uint64(lower.Thrown)
	}
}

// Fault is a fault in machine code: a defect of the code generator, or of what it
// relies on. It is what Go panics with.
type Fault struct {
	At      uintptr // the instruction
	Address uintptr // what it could not reach
	Where   string  // the function, and how far into its code
}

// Error says where it happened.
func (f *Fault) Error() string {
	return fmt.Sprintf("machine code of %s faulted at %#x on address %#x", f.Where, f.At, f.Address)
}
