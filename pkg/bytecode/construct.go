package bytecode

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// constructInLoop is construct of the frame at frame for c in the common cases: a
// constructor of this tier and realm that is derived, or whose objects have a known
// shape and fields that a plain function of this tier initialises, if any. Callee,
// new.target and argc arguments are in the frame; the state of the machine is not
// needed. It returns the function, instruction and frame to go on with; nil when it
// has done nothing.
func (m *machine) constructInLoop(c caller, frame unsafe.Pointer, argc int) (*Function, *Instr, unsafe.Pointer) {
	f := *word(frame, stack.Callee*8)
	code := m.codeAt(f)
	if code == nil {
		return nil, nil, nil
	}
	if c.ip.Op == OpNew || c.ip.Op == OpSuperCall {
		c.fn.feeds[pcOf(c.fn, c.ip)] = code.ID + 1
	}
	var callee *Function
	words := 0
	implied := code.Kind == object.KindBase && code.Func.DefaultCtor
	if !implied {
		if callee, _ = code.T1.(*Function); callee == nil || !callee.constructs || code.Tier != object.TierBytecode && !callee.inherits {
			return nil, nil, nil
		}
		words = callee.words
	}
	target := *word(frame, stack.NewTarget*8)
	top := m.frameIndex(frame) + max(words, stack.Header+argc)
	if code.Realm != c.fn.realm || target == f && !code.InstancesKnown() || m.rt.Budget <= 2 || top > m.stack.Limit || m.depth+2 > len(m.returns) {
		return nil, nil, nil
	}
	if code.Kind == object.KindDerived {
		*word(frame, stack.This*8) = heap.TDZ
		m.begin(callee, frame, argc, stack.LinkConstruct, c)
		return callee, callee.first, frame
	}
	targetCode := m.codeAt(target)
	if targetCode == nil {
		return nil, nil, nil
	}
	shape := targetCode.InstanceShape(target.Object())
	if shape == nil {
		return nil, nil, nil
	}
	if heap.Checked {
		m.failed(c.fn, c.ip, m.heap.Names.Prototype, m.rt.VerifyRead(target, m.heap.Names.Prototype, shape.Proto(), false))
	}
	var init *Function // of fields
	fields := heap.Undefined
	if o := f.Object(); object.HasInstanceElements(o) {
		if fields = object.FieldsFunction(o); !fields.IsUndefined() {
			initCode := m.codeAt(fields)
			code.NoteFields(initCode)
			if init, _ = initCode.T1.(*Function); init == nil || initCode.Tier != object.TierBytecode || top+init.words > m.stack.Limit {
				return nil, nil, nil
			}
		}
	}
	if m.heap.Sampling() {
		s := m.stack
		s.FP = m.frameIndex(c.fp)
		s.Top = s.FP + c.fn.words
		*at(c.fp, stack.Pos) = mkInt(pcOf(c.fn, c.ip))
	}
	this := m.heap.AllocObject(shape)
	*word(frame, stack.This*8) = this.Value()
	if m.rt.AddPrivateMethods(this, f.Object()) != nil {
		return nil, nil, nil
	}
	if implied {
		if init == nil {
			*at(c.fp, c.dst) = this.Value()
			return c.fn, next(c.ip), c.fp
		}
		// The frame of the constructor is there to be seen only. As a construct the
		// call of the function for the fields gives its this.
		*word(frame, stack.Argc*8), *word(frame, stack.Env*8) = mkInt(int32(argc)), heap.Undefined
		*word(frame, stack.Link*8) = stack.MakeLink(m.frameIndex(c.fp), stack.TierInterp|stack.LinkConstruct)
		*word(frame, stack.Pos*8) = mkInt(int32(code.Func.From))
		above := m.frameAt(top)
		m.beginFields(init, above, fields, this.Value(), c)
		*word(above, stack.Link*8) = stack.MakeLink(m.frameIndex(frame), stack.TierBytecode|stack.LinkConstruct)
		return init, init.first, above
	}
	m.begin(callee, frame, argc, stack.LinkConstruct, c)
	if init == nil {
		return callee, callee.first, frame
	}
	// The constructor goes on after its first instruction, which does nothing. Its
	// surplus arguments are still wanted.
	above := m.frameAt(top)
	m.beginFields(init, above, fields, this.Value(), caller{callee, callee.first, frame, discard})
	return init, init.first, above
}

// beginConstruct is constructInLoop for the New, SuperCall or SuperAll at ip.
func (m *machine) beginConstruct(fn *Function, ip *Instr, fp unsafe.Pointer) (*Function, *Instr, unsafe.Pointer) {
	c := caller{fn, ip, fp, ip.C}
	frame, argc := unsafe.Pointer(at(fp, ip.A)), int(ip.B)
	switch ip.Op {
	case OpNew:
		*word(frame, stack.NewTarget*8) = *word(frame, stack.Callee*8)
	case OpSuperAll:
		c.dst, argc = ip.A, int(int32(*at(fp, stack.Argc)))
		index := m.frameIndex(fp) + max(fn.words, stack.Header+argc)
		s, active := siteAt(fn, ip), cell(*at(fp, stack.Callee))
		if s.Kind != object.ICProto || s.Shape != uint32(header(active)>>32) || index+stack.Header+argc > m.stack.Limit {
			return nil, nil, nil
		}
		frame = m.frameAt(index)
		*word(frame, stack.Callee*8), *word(frame, stack.NewTarget*8) = s.Holder, *at(fp, stack.NewTarget)
		for i := range argc {
			*word(frame, uintptr(stack.Header+i)*8) = *at(fp, uint16(stack.Header+i))
		}
	}
	return m.constructInLoop(c, frame, argc)
}

// makeDirectly does the construct at ip of a plain array or object, and reports whether it
// is one. Nothing sees the frame of the constructor.
func (m *machine) makeDirectly(ip *Instr, fp unsafe.Pointer) bool {
	if m.rt.FramesWatched || m.heap.Sampling() {
		return false
	}
	frame := at(fp, ip.A)
	args := unsafe.Slice((*heap.Value)(unsafe.Add(unsafe.Pointer(frame), stack.Header*8)), int(ip.B))
	v, ok := m.rt.MakeDirectly(*frame, args)
	if ok {
		*at(fp, ip.C) = v
		m.heap.CloseScope(m.mark)
	}
	return ok
}

// codeAt returns the code of a function object, nil for any other value.
func (m *machine) codeAt(f heap.Value) *object.Code {
	if f>>48 != tagObject {
		return nil
	}
	o := cell(f)
	if uint8(header(o)>>heap.HeaderClassShift) != uint8(heap.ClassFunction) {
		return nil
	}
	return m.rt.CodeOf(f.Object())
}

// begin completes the frame of fn, in which callee, this, new.target and arguments
// are in place, and notes where it returns to. There is room for both.
func (m *machine) begin(fn *Function, frame unsafe.Pointer, argc int, bits stack.LinkBits, c caller) {
	*word(frame, stack.Argc*8) = mkInt(int32(argc))
	*word(frame, stack.Env*8) = *word(cell(*word(frame, stack.Callee*8)), offsetClosureEnv)
	*word(frame, stack.Link*8) = stack.MakeLink(m.frameIndex(c.fp), stack.TierBytecode|bits)
	*word(c.fp, stack.Pos*8) = mkInt(pcOf(c.fn, c.ip))
	for i := argc; i < fn.formals; i++ {
		*word(frame, uintptr(stack.Header+i)*8) = heap.Undefined
	}
	m.returns[m.depth] = c
	m.depth++
	m.rt.Budget--
}

// beginFields begins the function fields, which is init and initialises the fields
// of this.
func (m *machine) beginFields(init *Function, frame unsafe.Pointer, fields, this heap.Value, c caller) {
	*word(frame, stack.Callee*8), *word(frame, stack.This*8) = fields, this
	*word(frame, stack.NewTarget*8) = heap.Undefined
	m.begin(init, frame, 0, 0, c)
}
