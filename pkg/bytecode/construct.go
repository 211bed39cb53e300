package bytecode

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// constructInLoop is construct for the New or SuperCall at ip in the common cases:
// a constructor of this tier and realm that is derived, or whose objects have a
// known shape and fields that a plain function of this tier initialises, if any.
// The state of the machine is not needed. It returns the function, instruction and
// frame to go on with; nil when it has done nothing.
func (m *machine) constructInLoop(fn *Function, ip *Instr, fp unsafe.Pointer) (*Function, *Instr, unsafe.Pointer) {
	frame := unsafe.Pointer(at(fp, ip.A))
	f := *(*heap.Value)(frame)
	code := m.codeAt(f)
	if code == nil {
		return nil, nil, nil
	}
	callee, ok := code.T1.(*Function)
	if !ok || !callee.constructs || callee.realm != fn.realm || code.Tier != object.TierBytecode && !callee.inherits {
		return nil, nil, nil
	}
	if ip.Op == OpNew {
		*word(frame, stack.NewTarget*8) = f
	}
	target := *word(frame, stack.NewTarget*8)
	top := m.frameIndex(frame) + max(callee.words, stack.Header+int(ip.B))
	if target == f && !code.InstancesKnown() || m.rt.Budget <= 2 || top > m.stack.Limit || m.depth+2 > len(m.returns) {
		return nil, nil, nil
	}
	if code.Kind == object.KindDerived {
		*word(frame, stack.This*8) = heap.TDZ
		m.begin(callee, frame, int(ip.B), stack.LinkConstruct, caller{fn, ip, fp, ip.C})
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
	var init *Function // of fields
	fields := heap.Undefined
	if o := f.Object(); object.HasInstanceElements(o) {
		if fields = object.FieldsFunction(o); !fields.IsUndefined() {
			initCode := m.codeAt(fields)
			if init, ok = initCode.T1.(*Function); !ok || initCode.Tier != object.TierBytecode || top+init.words > m.stack.Limit {
				return nil, nil, nil
			}
		}
	}
	this := m.heap.AllocObject(shape)
	*word(frame, stack.This*8) = this.Value()
	if m.rt.AddPrivateMethods(this, f.Object()) != nil {
		return nil, nil, nil
	}
	if code.Func.DefaultCtor {
		*at(fp, ip.C) = this.Value()
		if init == nil {
			return fn, next(ip), fp
		}
		// The object is what the loop has in the register already.
		frame = m.frameAt(top)
		m.beginFields(init, frame, fields, this.Value(), caller{fn, ip, fp, discard})
		return init, init.first, frame
	}
	m.begin(callee, frame, int(ip.B), stack.LinkConstruct, caller{fn, ip, fp, ip.C})
	if init == nil {
		return callee, callee.first, frame
	}
	// The constructor goes on after its first instruction, which does nothing. Its
	// surplus arguments are still wanted.
	above := m.frameAt(top)
	m.beginFields(init, above, fields, this.Value(), caller{callee, callee.first, frame, discard})
	return init, init.first, above
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
	return m.rt.Codes[uint32(*word(o, heap.OffsetInternals))]
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
