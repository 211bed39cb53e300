package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// namePrefix is what SetName puts before a name, by N.
var namePrefix = [...]string{"", "get", "set"}

var slowFunctions = opTable{
	OpClosure: func(m *machine, i Instr) error {
		m.set(i.A, m.rt.AllocFunction(m.fn.function(int(i.Wide())), m.env(), heap.Undefined).Value())
		return nil
	},
	OpMethod: func(m *machine, i Instr) error {
		m.set(i.A, m.rt.AllocFunction(m.fn.function(int(i.C)), m.env(), m.get(i.B)).Value())
		return nil
	},
	OpSetName: func(m *machine, i Instr) error {
		key, err := m.nameKey(m.get(i.B))
		if err == nil {
			m.rt.SetFunctionName(m.get(i.A).Object(), key, namePrefix[i.N])
		}
		return err
	},
	OpHeritage: func(m *machine, i Instr) error {
		proto, ctor, err := m.rt.ClassHeritage(m.get(i.B))
		if err == nil {
			m.set(i.A, proto)
			m.set(i.A+1, ctor)
		}
		return err
	},
	OpMakeClass: func(m *machine, i Instr) error {
		ctor, proto := m.rt.MakeClass(m.fn.function(int(i.B)), m.env(), m.get(i.A), m.get(i.A+1))
		m.set(i.A, ctor.Value())
		m.set(i.A+1, proto.Value())
		return nil
	},
	OpPrivateName: func(m *machine, i Instr) error {
		m.set(i.A, m.rt.NewPrivateName(m.constant(i)))
		return nil
	},
	OpDefPrivate: func(m *machine, i Instr) error {
		return m.rt.DefinePrivateMethod(m.get(i.A).Object(), m.get(i.B), m.get(i.C).Object(),
			object.MethodKind(i.N&3), i.N&4 != 0)
	},
	OpSetFields: func(m *machine, i Instr) error {
		m.rt.SetClassFields(m.get(i.A).Object(), m.get(i.B).Object())
		return nil
	},
	OpAutoAccessor: func(m *machine, i Instr) error {
		get, set := m.rt.MakeAutoAccessor(m.get(i.B))
		m.set(i.A, get.Value())
		m.set(i.A+1, set.Value())
		return nil
	},
	OpDecorateClass: func(m *machine, i Instr) error {
		class := m.fn.proto.node(m.pc).(*syntax.ClassLit)
		v, err := m.rt.DecorateClass(class, m.get(i.A).Object(), m.get(i.B).Object(), m.get(i.C).Object(), m.get(i.C+1).Object())
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpInitialValue: func(m *machine, i Instr) error {
		v, err := m.rt.InitialValue(m.get(i.B), m.get(i.A+1), uint32(i.C), m.get(i.A))
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpCallInitializers: func(m *machine, i Instr) error {
		return m.rt.CallInitializers(m.get(i.A), m.get(i.B), uint32(i.C))
	},
	OpAddField: func(m *machine, i Instr) error {
		key, err := m.rt.ToPropertyKey(m.get(i.B))
		if err != nil {
			return err
		}
		return m.rt.DefineField(m.get(i.A), key, m.get(i.C))
	},
	OpAddPrivate: func(m *machine, i Instr) error {
		name := m.get(i.B)
		return m.rt.PrivateFieldAddIC(m.get(i.A).Object(), name, m.get(i.C), &m.site(name).IC)
	},
}

// nameKey is the property key or private name that a function is named by.
func (m *machine) nameKey(v heap.Value) (heap.Value, error) {
	if v.IsSymbol() {
		return v, nil
	}
	return m.rt.ToPropertyKey(v)
}

var slowCalls = opTable{
	OpCall: slowCall,
	OpBegin: func(m *machine, i Instr) error {
		o, n, err := m.rt.BeginBody(m.fn.code, m.get(stack.This), m.get(i.B))
		if err == nil {
			m.set(i.A, o.Value())
			m.set(i.A+1, heap.Int64(n))
		}
		return err
	},
	OpBodyOp: func(m *machine, i Instr) error {
		if object.BodyOp(i.B) == object.BodyGiven {
			m.set(i.A, m.get(stack.Argc))
			return nil
		}
		v, err := m.rt.DoBodyOp(object.BodyOp(i.B), m.regs(i.C, int(i.N)))
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpCallSpread: func(m *machine, i Instr) error { return m.callSpread(i, false) },
	OpCallEval: func(m *machine, i Instr) error {
		if !m.rt.IsEval(m.get(i.A)) {
			return slowCall(m, i)
		}
		arg := heap.Undefined
		if i.B > 0 {
			arg = m.get(i.A + stack.Header)
		}
		return m.directEval(i, arg)
	},
	OpTailCall: slowTailCall,
	OpTailEval: func(m *machine, i Instr) error {
		if m.rt.IsEval(m.get(i.A)) {
			return slowOps[OpCallEval](m, i)
		}
		return slowTailCall(m, i)
	},
	OpEvalSpread: func(m *machine, i Instr) error { return m.callSpread(i, true) },
	OpNew:        slowNew,
	OpNewSpread: func(m *machine, i Instr) error {
		f := m.get(i.A)
		if !m.rt.IsConstructor(f) {
			return m.notConstructor()
		}
		m.set(i.A+stack.NewTarget, f)
		return m.constructSpread(i)
	},
	OpSuperCtor: func(m *machine, i Instr) error {
		active := m.get(i.B).Object()
		v, err := m.rt.SuperConstructor(active)
		if err != nil {
			return err
		}
		m.set(i.A, v)
		m.cacheProto(active)
		return nil
	},
	OpSuperCall: func(m *machine, i Instr) error {
		if f := m.get(i.A); !m.rt.IsConstructor(f) {
			return m.notSuperConstructor(f)
		}
		m.set(i.A+stack.Argc, heap.Int(int32(i.B)))
		return m.construct(m.fp+int(i.A), i.C)
	},
	OpSuperSpread: func(m *machine, i Instr) error {
		if f := m.get(i.A); !m.rt.IsConstructor(f) {
			return m.notSuperConstructor(f)
		}
		return m.constructSpread(i)
	},
	OpSuperAll: slowSuperAll,
	OpCheckUnbound: func(m *machine, i Instr) error {
		if m.get(i.A) != heap.TDZ {
			return m.rt.SuperCalledTwice()
		}
		return nil
	},
	OpInitFields: func(m *machine, i Instr) error {
		active, this := m.get(i.B).Object(), m.get(i.A)
		if !object.HasInstanceElements(active) {
			return nil
		}
		if err := m.rt.AddPrivateMethods(this.Object(), active); err != nil {
			return err
		}
		if fields := object.FieldsFunction(active); !fields.IsUndefined() {
			return m.invoke(fields, this, heap.Undefined, 0, discard)
		}
		return nil
	},
	OpReturn: func(m *machine, i Instr) error {
		m.leave(m.get(i.A))
		return nil
	},
	OpReturnUndef: func(m *machine, i Instr) error {
		m.leave(heap.Undefined)
		return nil
	},
	OpBadDerived: func(m *machine, i Instr) error { return m.rt.DerivedResult() },
	OpBadTarget: func(m *machine, i Instr) error {
		return m.rt.ReferenceError("Invalid left-hand side in assignment")
	},
	OpThrow: func(m *machine, i Instr) error { return m.rt.ThrowStatement(m.get(i.A)) },
	OpImportMeta: func(m *machine, i Instr) error {
		v, err := m.rt.ImportMeta(m.fn.code)
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpImportCall: func(m *machine, i Instr) error {
		v, err := m.rt.ImportCall(m.fn.code, m.get(i.B), m.get(i.C), syntax.ImportPhase(i.N))
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
}

// tailDepth is the base of a frame, in words, from which tail calls replace it.
// Below, a tail call is a call, so that stack traces show who called.
const tailDepth = 1 << 14

// slowTailCall calls like slowCall, and lets the callee take the place of the
// running frame when the stack is deep (sec-preparefortailcall).
func slowTailCall(m *machine, i Instr) error {
	s := m.stack
	link := s.Vals[m.fp+stack.Link]
	if m.fp < tailDepth || stack.LinkFlags(link)&stack.LinkConstruct != 0 {
		return slowCall(m, i)
	}
	from := s.Vals[m.fp+int(i.A):]
	if f := from[stack.Callee]; f.IsObject() && f.Object().Class() == heap.ClassFunction {
		code := m.rt.CodeOf(f.Object())
		callee := FunctionOf(code)
		if callee != nil && callee.plain && code.Tier >= object.TierBytecode && code.Realm == m.fn.realm {
			argc := int(i.B)
			to := s.Vals[m.fp:]
			copy(to[:stack.NewTarget], from[:stack.NewTarget])
			copy(to[stack.Header:], from[stack.Header:stack.Header+argc])
			to[stack.Argc] = heap.Int(int32(argc))
			return m.replaceFrame(callee)
		}
	}
	return slowCall(m, i)
}

// replaceFrame begins fn on the frame of the running function, in whose place it
// is: callee, this, argc and the arguments are there, and the link stays.
func (m *machine) replaceFrame(fn *Function) error {
	s := m.stack
	if err := s.ReserveRunning(m.fp + fn.words); err != nil {
		return m.rt.StackOverflow()
	}
	frame := s.Vals[m.fp:]
	argc := int(frame[stack.Argc].AsInt())
	for i := argc; i < fn.formals; i++ {
		frame[stack.Header+i] = heap.Undefined
	}
	frame[stack.NewTarget] = heap.Undefined
	frame[stack.Env] = object.ClosureEnv(frame[stack.Callee].Object())
	frame[stack.Pos] = heap.Int(0)
	m.rt.ReplacedFrame(m.fn.code, fn.code)
	m.fn, m.pc, m.next = fn, 0, 0
	m.rt.Budget--
	if m.rt.Budget <= 0 {
		s.FP, s.Top = m.fp, m.fp+max(fn.words, stack.Header+argc)
		return m.poll(noLoop)
	}
	return nil
}

// directEval performs a direct eval of arg (sec-performeval).
func (m *machine) directEval(i Instr, arg heap.Value) error {
	call := m.fn.proto.node(m.pc).(*syntax.CallExpr)
	v := heap.Undefined
	if len(call.Args) > 0 {
		var err error
		if v, err = m.rt.DirectEval(m.fp, call.Eval, arg); err != nil {
			return err
		}
	}
	m.set(i.C, v)
	return nil
}

// callee is the callee of the call that the running instruction is.
func (m *machine) callee() syntax.Expr {
	switch n := m.fn.proto.node(m.pc).(type) {
	case *syntax.CallExpr:
		return n.Callee
	case *syntax.NewExpr:
		return n.Callee
	case *syntax.TaggedTemplate:
		return n.Tag
	}
	return nil
}

func (m *machine) notCallable() error {
	if e := m.callee(); e != nil {
		return m.rt.NotCallable(syntax.Describe(e))
	}
	return m.rt.NotCallable("expression")
}

func (m *machine) notConstructor() error {
	return m.rt.NotConstructor(syntax.Describe(m.callee()))
}

func (m *machine) notSuperConstructor(f heap.Value) error {
	return m.rt.NotSuperConstructor(f, m.stack.Vals[m.fp].Object())
}
