package native

import (
	"fmt"
	"unsafe"

	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	asm "github.com/kilnjs/kiln/pkg/native/amd64"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// exitKind says what machine code wants from Go.
type exitKind uint8

const (
	exitDone     exitKind = iota // the activation that Go entered has returned AX
	exitDeopt                    // tier 1 goes on at pc
	exitPoll                     // the budget is used up
	exitGrow                     // the frame ends above the soft limit of the stack
	exitStep                     // tier 1 does the instruction at pc; AX tells whether it jumped
	exitOp                       // the same; AX is the value of dst
	exitCompare                  // AX is the truth of a comparison
	exitTruthy                   // AX is ToBoolean of operand a
	exitCall                     // the call at pc: see engine.prepareCall
	exitNew                      // the construct at pc: see engine.prepareConstruct
	exitShortcut                 // the call at pc; AX is its result
	exitFlatten                  // the string that is this of the call at pc gets flat text
	exitThrow                    // a callee in machine code has thrown
	exitRaise                    // operand a is thrown
	exitFields                   // AX is the function for the fields of the class of ir.OpInitFields
	exitParent                   // AX is the parent of the running constructor
	exitFault                    // an instruction has faulted: see Fault
	exitBroken                   // something does not hold: see check_amd64.go
	exitVerify                   // AX is what a fast path has found: see verify_amd64.go

	numExits // not an exit
)

// Exits that do what tier 1 does at the instruction.
const (
	exitGetMember = exitOp
	exitSetMember = exitOp
	exitGetElem   = exitOp
	exitSetElem   = exitOp
	exitSetEnv    = exitOp
)

// exitInfo describes one place where machine code leaves.
type exitInfo struct {
	kind exitKind
	// header tells that what the pins of a loop want has failed where it begins.
	header bool
	pc     int32
	code   *compiled
	inst   *ir.Inst // the operation; nil for guards
	hits   int      // how often it was taken since something was learned
	taken  uint64   // how often it was taken
	site   *site    // of constructs: what machine code knows
	// caught is where the handler begins that catches what is thrown here; 0 while
	// nothing was, and when that is for tier 1.
	caught uintptr
}

// compiled is the machine code of one function of one runtime: from its start,
// or from the header of one loop.
type compiled struct {
	code    *object.Code
	unit    *ir.Unit
	fn      *bytecode.Function
	region  mmap.Region
	words   int // size of the frame
	formals int
	entry   int32         // instruction where it starts
	deopts  map[int32]int // leaves by instruction
	leaves  map[int32]int // of the function when this was made
	kept    []heap.Value
	// handlers is where the handlers of exceptions begin, by their first instruction.
	handlers map[int32]uintptr
	// construct is where machine code enters a constructor: see fields_amd64.go.
	construct uintptr
}

// keep makes the code's record hold a cell whose address is in the machine code.
func (c *compiled) keep(v heap.Value) { c.kept = append(c.kept, v) }

// engine runs the machine code of one runtime.
type engine struct {
	owner     *Engine
	rt        *object.Runtime
	ctx       *Context
	exits     []exitInfo
	entries   []uintptr // by code id: where a call from machine code enters; 0: through Go
	done      uintptr   // code that returns to Go
	stubs     mmap.Region
	failure   error       // what was thrown while AX is `thrown`
	live      []*compiled // keeps pages mapped
	handle    uint32      // accounts footprint
	footprint int64       // about how many bytes all machine code takes
	sites     []*site
	turn      int            // which site gives way next
	beliefs   map[int]belief // by exit: see check_amd64.go
	depth     int            // activations of run
	instances [1 << instanceBits]instance
	singles   uint64 // address of the table of strings of one character
	onDeopt   func(c *compiled, x *exitInfo)
	onLearn   func(c *compiled) bool
}

// retain keeps the pages of c mapped as long as the runtime lives: a frame may
// still return into code that has been discarded. bytes is about what c takes.
func (e *engine) retain(c *compiled, bytes int) {
	e.live = append(e.live, c)
	e.footprint += int64(bytes)
	e.rt.Heap.SetHandleSize(e.handle, e.footprint)
}

func (e *engine) addExit(x exitInfo) int {
	e.exits = append(e.exits, x)
	return len(e.exits) - 1
}

func (e *engine) init(rt *object.Runtime) error {
	ctx, err := newContext(stackSize(len(rt.Stack.Vals)))
	if err != nil {
		return err
	}
	e.rt, e.ctx, e.exits = rt, ctx, []exitInfo{{kind: exitDone}, faultExit: {kind: exitFault}}
	// Where the system refuses, a fault ends the process.
	_ = mmap.OnFault(faultAddress())
	var a asm.Assembler
	a.MovImm(asm.CX, 0)
	a.CallM(asm.At(asm.R12, int32(unsafe.Offsetof(Context{}.leave))))
	a.Int3()
	code, err := a.Finish()
	if err != nil {
		return err
	}
	if e.stubs, err = mmap.NewCode(code); err != nil {
		return err
	}
	e.done = e.stubs.Base()
	ctx.leave = leaveAddress()
	ctx.budget = &rt.Budget
	ctx.epoch = &rt.Heap.ProtoEpoch
	ctx.stackBase = uintptr(unsafe.Pointer(&rt.Stack.Vals[0]))
	e.singles = uint64(uintptr(unsafe.Pointer(rt.Heap.SingleChars())))
	e.beliefs = map[int]belief{}
	e.handle = rt.Heap.NewHandle(e)
	rt.Heap.AddRoots(func(m *heap.Marker) {
		m.Value(heap.HandleValue(e.handle))
		e.forgetSites()
		clear(e.instances[:])
	})
	ctx.tail = e.addressOf(bytecode.TailDepth)
	return nil
}

// addressOf is the address of word fp of the call stack.
func (e *engine) addressOf(fp int) uintptr { return e.ctx.stackBase + uintptr(fp)*8 }

// fp is the base of the frame that machine code left from.
func (e *engine) fp() int { return int(e.ctx.fp-e.ctx.stackBase) / 8 }

// setEntry makes calls from machine code enter the function directly.
func (e *engine) setEntry(id uint32, address uintptr) {
	for int(id) >= len(e.entries) {
		e.entries = append(e.entries, make([]uintptr, max(64, len(e.entries)))...)
	}
	e.entries[id] = address
}

// enterFunction runs a whole function on the frame at fp, which Go has built.
func (e *engine) enterFunction(c *compiled, fp int) (heap.Value, error) {
	vals := e.rt.Stack.Vals
	vals[fp+stack.Env] = object.ClosureEnv(vals[fp+stack.Callee].Object())
	vals[fp+stack.Pos] = heap.Int(0)
	return e.run(c.region.Base(), fp)
}

// run enters machine code at address on the frame at fp and serves it until it
// has returned.
func (e *engine) run(address uintptr, fp int) (heap.Value, error) {
	ctx, s := e.ctx, e.rt.Stack
	sp := ctx.sp
	mark := e.rt.Heap.OpenScope()
	e.depth++
	// Most calls from Go return without an exit that needs tier 1.
	var steps bytecode.Steps
	begun := false
	ctx.push(e.done)
	ctx.push(address)
	ctx.fp = e.addressOf(fp)
	for {
		if len(e.entries) < len(e.rt.Codes) {
			e.setEntry(uint32(len(e.rt.Codes)), 0)
		}
		ctx.entries = uintptr(unsafe.Pointer(&e.entries[0]))
		ctx.limit = e.addressOf(s.Limit)
		enter(ctx)
		x := &e.exits[ctx.exit]
		if x.kind == exitDone {
			ctx.sp = sp
			e.depth--
			if begun {
				steps.End()
			}
			if v := heap.Value(ctx.acc); v != thrown {
				return v, nil
			}
			err := e.failure
			e.failure = nil
			return heap.Undefined, err
		}
		if x.kind == exitFault {
			panic(e.fault())
		}
		e.rt.Heap.CloseScope(mark)
		if x.kind == exitCall && e.callLeaf(x) {
			continue
		}
		if !begun {
			steps, begun = bytecode.BeginSteps(e.rt), true
		}
		x.taken++
		e.serve(x)
	}
}

// fault describes the fault that machine code has left for.
func (e *engine) fault() *Fault {
	f := &Fault{At: e.ctx.faultAt, Address: e.ctx.faultAddress, Where: "the engine"}
	for _, c := range e.live {
		if base := c.region.Base(); f.At >= base && f.At < base+uintptr(c.region.Size()) {
			f.Where = fmt.Sprintf("%s+%#x", c.code.Func.Name, f.At-base)
		}
	}
	return f
}

// serve does what machine code left for, and sets up where it goes on.
func (e *engine) serve(x *exitInfo) {
	ctx, rt, s := e.ctx, e.rt, e.rt.Stack
	fp, frame := e.fp(), ctx.fp
	// Surplus arguments may stand above the registers until the function has looked at them.
	argc := int(s.Vals[fp+stack.Argc].AsInt())
	s.FP, s.Top = fp, fp+max(x.code.words, stack.Header+argc)
	sp := ctx.sp
	var v heap.Value
	var err error
	if x.kind != exitGrow {
		setPos(s, fp, x.pc)
		if heap.Checked && x.kind != exitVerify { // which comes when some of the instruction is done
			x.code.fn.CheckFrame(fp, x.pc)
		}
	}
	switch x.kind {
	case exitBroken:
		e.brokenAt(x)
	case exitVerify:
		v, err = e.verify(x, fp)
	case exitDeopt:
		if x.inst == nil {
			e.onDeopt(x.code, x)
		}
		v, err = x.code.fn.ContinueAt(fp, x.pc)
		e.finish(frame, sp, v, err)
		return
	case exitThrow:
		err = e.failure
		e.failure = nil
	case exitRaise:
		err = rt.Throw(e.operandValue(x, fp, x.inst.A))
	case exitPoll:
		err = rt.Poll()
		rt.ExtendSlice()
		v = heap.Value(ctx.acc)
	case exitGrow:
		if s.Reserve(s.Top+x.code.unit.Above) != nil {
			err = rt.StackOverflow()
		}
	default:
		v, err = e.perform(x, fp)
		if err == nil && (x.kind != exitCall || v == 0) && x.kind != exitNew && e.learns(x, fp) {
			if x.kind == exitCall {
				v = heap.Value(ctx.result)
			}
			if x.inst.Dst >= 0 {
				s.Vals[fp+int(x.inst.Dst)] = v
			}
			v, err = x.code.fn.ContinueAt(fp, x.pc+1)
			e.finish(frame, sp, v, err)
			return
		}
	}
	ctx.sp, ctx.fp = sp, frame
	if err == nil {
		ctx.acc = uint64(v)
		return
	}
	if x.kind == exitGrow {
		e.finish(frame, sp, v, err)
		return
	}
	e.catch(x, fp, frame, sp, err)
}

// finish ends the activation of the frame: its caller goes on with the result.
func (e *engine) finish(frame, sp uintptr, v heap.Value, err error) {
	e.ctx.fp = frame
	// The continuation of the frame lies on top of its return address.
	e.ctx.sp = sp + 8
	e.ctx.acc = uint64(v)
	if err != nil {
		e.failure = err
		e.ctx.acc = uint64(thrown)
	}
}
