package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// slowFunc does one instruction in Go. The machine's state describes the frame;
// next is the instruction after it unless the function says otherwise. An error
// is thrown at the instruction.
type slowFunc func(m *machine, i Instr) error

// opTable holds slow paths by Op.
type opTable [256]slowFunc

// slowOps are all slow paths. It is filled by init, because they refer to the
// loop and the loop to them.
var slowOps opTable

func init() {
	for _, table := range []*opTable{
		&slowValues, &slowArithmetic, &slowMembers, &slowFunctions, &slowCalls, &slowIteration,
	} {
		for op, f := range table {
			if f != nil {
				slowOps[op] = f
			}
		}
	}
	for op := range slowOps {
		if slowOps[op] == nil {
			slowOps[op] = func(m *machine, i Instr) error { panic("bytecode: no slow path for " + i.Op.String()) }
		}
	}
}

// name is the name in the note of the running instruction.
func (m *machine) name() string {
	if n, ok := m.fn.proto.node(m.pc).(*named); ok {
		return n.name
	}
	return ""
}

// jump16 makes the jump of a conditional instruction with a 16-bit distance.
func (m *machine) jump16(i Instr) { m.next = m.pc + 1 + int32(int16(i.C)) }

// jump32 makes the jump of an instruction with a 32-bit distance.
func (m *machine) jump32(i Instr) { m.next = m.pc + 1 + i.Wide() }

// envAt returns the environment hops above the current one.
func (m *machine) envAt(hops uint16) *heap.Env {
	e := m.env().Env()
	for ; hops > 0; hops-- {
		e = e.Parent().Env()
	}
	return e
}

// uninitialized is the error of reading an environment slot before its time.
func uninitialized(m *machine, i Instr) error { return m.rt.Uninitialized(m.name()) }

var slowValues = opTable{
	OpSloppyThis: func(m *machine, i Instr) error {
		m.set(stack.This, m.rt.SloppyThis(m.fn.code, m.get(stack.This)))
		return nil
	},
	OpEntryArgs: func(m *machine, i Instr) error {
		args, rest := heap.Undefined, heap.Undefined
		if i.N&1 != 0 {
			args = m.rt.CreateArguments(m.fn.code, m.fp, m.env()).Value()
		}
		if i.N&2 != 0 {
			rest = m.rt.CreateRest(m.fp, m.fn.formals).Value()
		}
		m.set(i.A, args)
		m.set(i.A+1, rest)
		return nil
	},
	OpGlobalThis: func(m *machine, i Instr) error {
		m.set(i.A, m.fn.realm.GlobalThis)
		return nil
	},
	OpCheckThis: func(m *machine, i Instr) error {
		if i.N != 0 {
			return m.rt.ReturnBeforeSuper()
		}
		return m.rt.SuperNotCalled()
	},
	OpWork: func(m *machine, i Instr) error {
		m.heap.Work(int(i.Wide()))
		if m.rt.Budget > 0 {
			return nil
		}
		return m.rt.Poll()
	},
	OpCount: func(m *machine, i Instr) error {
		m.fn.Counter(m.pc).N++
		return nil
	},
	OpCheckTDZ:   uninitialized,
	OpThrowConst: func(m *machine, i Instr) error { return m.rt.AssignConst() },

	OpPushEnv: func(m *machine, i Instr) error {
		m.setEnv(m.heap.AllocEnv(m.env(), uint32(i.C), int(i.B), heap.Undefined).Value())
		return nil
	},
	OpCopyEnv: func(m *machine, i Instr) error {
		m.setEnv(m.heap.CopyEnv(m.env().Env()).Value())
		return nil
	},
	OpPushWith: func(m *machine, i Instr) error {
		o, err := m.rt.ToObject(m.get(i.A))
		if err == nil {
			m.setEnv(m.heap.NewEnv(m.env(), 0, 1, o.Value()).Value())
		}
		return err
	},
	OpGetEnv0: uninitialized,
	OpGetEnv1: uninitialized,
	OpGetEnv2: uninitialized,
	OpGetEnv:  uninitialized,
	OpSetEnv0: func(m *machine, i Instr) error { return m.setSlot(i, 0) },
	OpSetEnv1: func(m *machine, i Instr) error { return m.setSlot(i, 1) },
	OpSetEnv2: func(m *machine, i Instr) error { return m.setSlot(i, 2) },
	OpSetEnv:  func(m *machine, i Instr) error { return m.setSlot(i, i.C) },
	OpGetImport: func(m *machine, i Instr) error {
		v, err := m.rt.GetImport(m.envAt(i.C), int(i.B), m.name())
		m.set(i.A, v)
		return err
	},

	OpGetGlobal: func(m *machine, i Instr) error {
		k := int(i.Wide())
		v, err := m.rt.GetGlobal(m.fn.code, m.fn.key(k), &m.fn.ics[k])
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpSetGlobal: slowSetGlobal,
	OpInitGlobal: func(m *machine, i Instr) error {
		return m.rt.InitializeGlobal(m.fn.code, m.fn.key(int(i.Wide())), m.get(i.A))
	},
	OpDeclareGlobals: func(m *machine, i Instr) error {
		return m.rt.GlobalDeclarationInstantiation(m.fn.code)
	},
	OpDeclareFunction: func(m *machine, i Instr) error {
		return m.rt.CreateGlobalFunction(m.fn.code, m.constant(i), m.get(i.A))
	},
	OpHoistFunction: func(m *machine, i Instr) error {
		return m.rt.HoistGlobalFunction(m.fn.code, m.constant(i), m.get(i.A))
	},
	OpTypeofGlobal: func(m *machine, i Instr) error {
		v, err := m.rt.TypeofGlobal(m.fn.code, m.constant(i))
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpDeleteGlobal: func(m *machine, i Instr) error {
		ok, err := m.rt.DeleteGlobal(m.fn.code, m.constant(i))
		if err == nil {
			m.set(i.A, heap.Bool(ok))
		}
		return err
	},
	OpResolveGlobal: func(m *machine, i Instr) error {
		v, err := m.rt.ResolveGlobal(m.fn.code, m.constant(i))
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpCheckResolved: func(m *machine, i Instr) error {
		if m.get(i.A) == heap.False {
			return m.rt.NotDefined(m.rt.KeyText(m.constant(i)))
		}
		return nil
	},
	OpGetDynamic: func(m *machine, i Instr) error {
		d := &m.fn.proto.Dynamics[i.B]
		f, this, err := m.rt.CallDynamic(m.fn.code, m.fp, d.Ref, d.Name)
		if err == nil {
			m.set(i.A, f)
			m.set(i.A+1, this)
		}
		return err
	},
	OpResolveDynamic: func(m *machine, i Instr) error {
		d := &m.fn.proto.Dynamics[i.B]
		v, err := m.rt.ResolveDynamic(m.fn.code, m.fp, d.Ref, d.Name)
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpGetResolved: func(m *machine, i Instr) error {
		d := &m.fn.proto.Dynamics[i.B]
		v, err := m.rt.GetResolved(m.fn.code, m.fp, m.get(i.C), d.Ref, d.Name, m.fn.proto.Func.Strict)
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpSetDynamic: func(m *machine, i Instr) error {
		d := &m.fn.proto.Dynamics[i.B]
		return m.rt.SetResolved(m.fn.code, m.fp, m.get(i.C), d.Ref, d.Name, m.get(i.A), i.N != 0)
	},
	OpTypeofDynamic: func(m *machine, i Instr) error {
		d := &m.fn.proto.Dynamics[i.B]
		v, err := m.rt.TypeofDynamic(m.fn.code, m.fp, d.Ref, d.Name)
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpDeleteDynamic: func(m *machine, i Instr) error {
		d := &m.fn.proto.Dynamics[i.B]
		ok, err := m.rt.DeleteDynamic(m.fn.code, m.fp, d.Ref, d.Name)
		if err == nil {
			m.set(i.A, heap.Bool(ok))
		}
		return err
	},
}

// slowSetGlobal assigns a global name and notes in the cache of the site where
// the name is, when it may be written there.
func slowSetGlobal(m *machine, i Instr) error {
	k := int(i.Wide())
	return m.rt.SetGlobal(m.fn.code, m.fn.key(k), m.get(i.A), i.N != 0, &m.fn.ics[k])
}

// constant returns the constant in B and C.
func (m *machine) constant(i Instr) heap.Value { return m.fn.constants[i.Wide()] }

func (m *machine) setSlot(i Instr, hops uint16) error {
	m.heap.SetEnvSlot(m.envAt(hops), int(i.B), m.get(i.A))
	return nil
}

var slowArithmetic = opTable{
	OpAdd:     binary((*object.Runtime).Add),
	OpSub:     binary((*object.Runtime).Sub),
	OpMul:     binary((*object.Runtime).Mul),
	OpDiv:     binary((*object.Runtime).Div),
	OpMod:     binary((*object.Runtime).Mod),
	OpExp:     binary((*object.Runtime).Exponentiate),
	OpBitAnd:  binary((*object.Runtime).BitAnd),
	OpBitOr:   binary((*object.Runtime).BitOr),
	OpBitXor:  binary((*object.Runtime).BitXor),
	OpShl:     binary((*object.Runtime).ShiftLeft),
	OpShr:     binary((*object.Runtime).ShiftRight),
	OpUShr:    binary((*object.Runtime).ShiftRightUnsigned),
	OpAddI:    immediate((*object.Runtime).Add),
	OpSubI:    immediate((*object.Runtime).Sub),
	OpMulI:    immediate((*object.Runtime).Mul),
	OpBitAndI: immediate((*object.Runtime).BitAnd),
	OpBitOrI:  immediate((*object.Runtime).BitOr),
	OpShlI:    immediate((*object.Runtime).ShiftLeft),
	OpShrI:    immediate((*object.Runtime).ShiftRight),
	OpUShrI:   immediate((*object.Runtime).ShiftRightUnsigned),

	OpNeg:       unary((*object.Runtime).Negate),
	OpPlus:      unary((*object.Runtime).ToNumberValue),
	OpBitNot:    unary((*object.Runtime).BitNot),
	OpToNumeric: unary((*object.Runtime).ToNumeric),
	OpInc:       step((*object.Runtime).Increment),
	OpDec:       step((*object.Runtime).Decrement),
	OpNot: func(m *machine, i Instr) error {
		m.set(i.A, heap.Bool(!object.ToBoolean(m.get(i.B))))
		return nil
	},
	OpTypeof: func(m *machine, i Instr) error {
		m.set(i.A, m.rt.Typeof(m.get(i.B)))
		return nil
	},

	OpLt:  relational(syntax.OpLT),
	OpLe:  relational(syntax.OpLE),
	OpGt:  relational(syntax.OpGT),
	OpGe:  relational(syntax.OpGE),
	OpEq:  relational(syntax.OpEq),
	OpNe:  relational(syntax.OpNE),
	OpSEq: relational(syntax.OpStrictEq),
	OpSNe: relational(syntax.OpStrictNE),

	OpJLt:     branch(syntax.OpLT, true),
	OpJLe:     branch(syntax.OpLE, true),
	OpJGt:     branch(syntax.OpGT, true),
	OpJGe:     branch(syntax.OpGE, true),
	OpJNotLt:  branch(syntax.OpLT, false),
	OpJNotLe:  branch(syntax.OpLE, false),
	OpJNotGt:  branch(syntax.OpGT, false),
	OpJNotGe:  branch(syntax.OpGE, false),
	OpJEq:     branch(syntax.OpEq, true),
	OpJNe:     branch(syntax.OpEq, false),
	OpJSEq:    branch(syntax.OpStrictEq, true),
	OpJSNe:    branch(syntax.OpStrictEq, false),
	OpJLtI:    branchImmediate(syntax.OpLT, true),
	OpJLeI:    branchImmediate(syntax.OpLE, true),
	OpJGtI:    branchImmediate(syntax.OpGT, true),
	OpJGeI:    branchImmediate(syntax.OpGE, true),
	OpJNotLtI: branchImmediate(syntax.OpLT, false),
	OpJNotLeI: branchImmediate(syntax.OpLE, false),
	OpJNotGtI: branchImmediate(syntax.OpGT, false),
	OpJNotGeI: branchImmediate(syntax.OpGE, false),
	OpJSEqI:   branchImmediate(syntax.OpStrictEq, true),
	OpJSNeI:   branchImmediate(syntax.OpStrictEq, false),

	OpJTrue: func(m *machine, i Instr) error {
		if object.ToBoolean(m.get(i.A)) {
			m.jump32(i)
		}
		return nil
	},
	OpJFalse: func(m *machine, i Instr) error {
		if !object.ToBoolean(m.get(i.A)) {
			m.jump32(i)
		}
		return nil
	},
	OpLoop: func(m *machine, i Instr) error {
		m.jump32(i)
		return m.countTurn(int(i.A))
	},
	OpLoopTrue: func(m *machine, i Instr) error {
		if !object.ToBoolean(m.get(i.A)) {
			return m.countTurn(noLoop)
		}
		m.jump32(i)
		return m.countTurn(m.loopAt())
	},
	OpLoopLt:  loop(branch(syntax.OpLT, true)),
	OpLoopLe:  loop(branch(syntax.OpLE, true)),
	OpLoopGt:  loop(branch(syntax.OpGT, true)),
	OpLoopGe:  loop(branch(syntax.OpGE, true)),
	OpLoopLtI: loop(branchImmediate(syntax.OpLT, true)),
	OpLoopGeI: loop(branchImmediate(syntax.OpGE, true)),

	OpCaseOf: func(m *machine, i Instr) error {
		m.set(i.A, heap.Int(int32(m.rt.CaseOf(m.fn.proto.Cases[i.C], m.get(i.B)))))
		return nil
	},
	OpSwitch: func(m *machine, i Instr) error {
		v := m.get(i.A)
		if v.IsFloat() {
			v = heap.Number(v.AsFloat())
		}
		if !v.IsInt() {
			return nil
		}
		t := &m.fn.proto.Tables[i.Wide()]
		if k := int64(v.AsInt()) - int64(t.Min); k >= 0 && k < int64(len(t.Targets)) {
			m.next += t.Targets[k]
		}
		return nil
	},
}

// seenOf is the feedback for an operand.
func seenOf(v heap.Value) uint32 {
	switch {
	case v.IsInt():
		return SeenInt
	case v.IsFloat():
		return SeenDouble
	case v.IsBool():
		return SeenBool
	case v.IsObject():
		return SeenObject
	case v.IsString():
		return SeenString
	}
	return SeenOther
}

func (m *machine) see(v heap.Value) { m.fn.feeds[m.pc] |= seenOf(v) }

func (m *machine) see2(a, b heap.Value) { m.fn.feeds[m.pc] |= seenOf(a) | seenOf(b) }

func binary(op func(rt *object.Runtime, a, b heap.Value) (heap.Value, error)) slowFunc {
	return func(m *machine, i Instr) error {
		a, b := m.get(i.B), m.get(i.C)
		m.see2(a, b)
		v, err := op(m.rt, a, b)
		if err == nil {
			m.see(v)
			m.set(i.A, v)
		}
		return err
	}
}

func immediate(op func(rt *object.Runtime, a, b heap.Value) (heap.Value, error)) slowFunc {
	return func(m *machine, i Instr) error {
		a := m.get(i.B)
		m.see(a)
		v, err := op(m.rt, a, heap.Int(int32(int16(i.C))))
		if err == nil {
			m.see(v)
			m.set(i.A, v)
		}
		return err
	}
}

func unary(op func(rt *object.Runtime, a heap.Value) (heap.Value, error)) slowFunc {
	return func(m *machine, i Instr) error {
		a := m.get(i.B)
		m.see(a)
		v, err := op(m.rt, a)
		if err == nil {
			m.see(v)
			m.set(i.A, v)
		}
		return err
	}
}

// step is ToNumeric and then op.
func step(op func(rt *object.Runtime, a heap.Value) (heap.Value, error)) slowFunc {
	return unary(func(rt *object.Runtime, a heap.Value) (heap.Value, error) {
		a, err := rt.ToNumeric(a)
		if err != nil {
			return a, err
		}
		return op(rt, a)
	})
}

func relational(op syntax.Op) slowFunc {
	return func(m *machine, i Instr) error {
		a, b := m.get(i.B), m.get(i.C)
		m.see2(a, b)
		r, err := m.rt.Compare(op, a, b)
		if err == nil {
			m.set(i.A, heap.Bool(r))
		}
		return err
	}
}

func branch(op syntax.Op, sense bool) slowFunc {
	return func(m *machine, i Instr) error {
		a, b := m.get(i.A), m.get(i.B)
		m.see2(a, b)
		r, err := m.rt.Compare(op, a, b)
		if err == nil && r == sense {
			m.jump16(i)
		}
		return err
	}
}

func branchImmediate(op syntax.Op, sense bool) slowFunc {
	return func(m *machine, i Instr) error {
		a := m.get(i.A)
		m.see(a)
		r, err := m.rt.Compare(op, a, heap.Int(int32(int16(i.B))))
		if err == nil && r == sense {
			m.jump16(i)
		}
		return err
	}
}

// loop makes the back edge of a conditional jump.
func loop(test slowFunc) slowFunc {
	return func(m *machine, i Instr) error {
		if err := test(m, i); err != nil {
			return err
		}
		if m.next == m.pc+1 {
			return m.countTurn(noLoop)
		}
		return m.countTurn(m.loopAt())
	}
}

// countTurn counts a back edge of a loop that has been taken: m.next is the
// header already.
func (m *machine) countTurn(loop int) error {
	m.rt.Budget--
	if m.rt.Budget > 0 {
		return nil
	}
	return m.poll(loop)
}

// loopAt returns the LoopID of the loop whose back edge is the running
// instruction.
func (m *machine) loopAt() int {
	p := m.fn.proto
	id, best := noLoop, int32(-1)
	for i, pc := range p.OSR {
		if pc > best && pc <= m.pc {
			id, best = i, pc
		}
	}
	return id
}
