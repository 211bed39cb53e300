package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

var slowMembers = opTable{
	OpGetProp: func(m *machine, i Instr) error {
		base := m.get(i.B)
		m.front(base, &m.fn.ics[i.C])
		v, getter, err := m.rt.FindMemberIC(base, m.fn.key(int(i.C)), &m.fn.ics[i.C])
		return m.read(v, getter, err, base, i.A)
	},
	OpGetLength: func(m *machine, i Instr) error {
		base := m.get(i.B)
		v, getter, err := m.rt.FindMemberIC(base, m.fn.key(int(i.C)), &m.fn.ics[i.C])
		return m.read(v, getter, err, base, i.A)
	},
	OpGetMethod: func(m *machine, i Instr) error {
		base := m.get(i.B)
		m.front(base, &m.fn.ics[i.C])
		v, getter, err := m.rt.FindMemberIC(base, m.fn.key(int(i.C)), &m.fn.ics[i.C])
		if err == nil {
			m.set(i.A+1, base)
		}
		return m.read(v, getter, err, base, i.A)
	},
	OpSetProp: func(m *machine, i Instr) error {
		m.front(m.get(i.A), &m.fn.ics[i.C])
		base, v := m.get(i.A), m.get(i.B)
		set, err := m.rt.StoreMemberIC(base, m.fn.key(int(i.C)), v, i.N != 0, &m.fn.ics[i.C])
		return m.write(set, err, base, v)
	},
	OpGetElem: func(m *machine, i Instr) error {
		base, key := m.get(i.B), m.get(i.C)
		m.seeElement(base, key)
		if base.IsString() && key.IsInt() {
			if s := base.Str(); uint(key.AsInt()) < uint(s.Len()) {
				m.set(i.A, m.heap.SingleChar(s.At(m.heap, int(key.AsInt()))).Value())
				return nil
			}
		}
		if base.IsObject() && (key.IsString() || key.IsSymbol()) {
			if k, err := m.rt.ToPropertyKey(key); err == nil && !heap.KeyIsIndex(k) {
				v, getter, err := m.rt.FindKeyed(base.Object(), k)
				return m.read(v, getter, err, base, i.A)
			}
		}
		v, err := m.rt.GetElem(base, indexForm(key))
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpSetElem: func(m *machine, i Instr) error {
		base, key, v := m.get(i.A), m.get(i.B), m.get(i.C)
		m.seeElement(base, key)
		if base.IsObject() && (key.IsString() || key.IsSymbol()) {
			if k, err := m.rt.ToPropertyKey(key); err == nil && !heap.KeyIsIndex(k) {
				set, err := m.rt.StoreKeyed(base.Object(), k, v, i.N != 0)
				return m.write(set, err, base, v)
			}
		}
		return m.rt.SetElem(base, indexForm(key), v, i.N != 0)
	},
	OpFindElem: func(m *machine, i Instr) error {
		v, ok, err := m.rt.FindElem(m.get(i.B).Object(), int64(m.get(i.C).Float64()))
		if err != nil {
			return err
		}
		if !ok {
			v = heap.TDZ
		}
		m.set(i.A, v)
		return nil
	},
	OpDefElem: func(m *machine, i Instr) error {
		return m.rt.DefineElem(m.get(i.A).Object(), int64(m.get(i.B).Float64()), m.get(i.C))
	},
	OpDelElem: func(m *machine, i Instr) error {
		ok, err := m.rt.DeleteElem(m.get(i.B), m.get(i.C), i.N != 0)
		if err == nil {
			m.set(i.A, heap.Bool(ok))
		}
		return err
	},
	OpToKey: func(m *machine, i Instr) error {
		key, err := m.rt.ToPropertyKey(m.get(i.B))
		if err == nil {
			m.set(i.A, m.rt.KeyToValue(key))
		}
		return err
	},
	OpToObjectKey: func(m *machine, i Instr) error {
		base, key := m.get(i.B), m.get(i.C)
		if !base.IsNullish() && !key.IsInt() && !key.IsString() && !key.IsSymbol() {
			k, err := m.rt.ToPropertyKey(key)
			if err != nil {
				return err
			}
			key = m.rt.KeyToValue(k)
		}
		m.set(i.A, key)
		return nil
	},
	OpSuperBase: func(m *machine, i Instr) error {
		f := m.get(i.B).Object()
		v, err := m.rt.SuperBase(f)
		if err != nil {
			return err
		}
		m.set(i.A, v)
		if home := object.HomeObject(f); home.IsObject() {
			m.cacheProto(home.Object())
		}
		return nil
	},
	OpGetSuper: func(m *machine, i Instr) error {
		r := m.regs(i.B, 3)
		key, err := m.rt.ToPropertyKey(r[2])
		if err != nil {
			return err
		}
		v, getter, err := m.rt.FindSuperIC(r[0], key, r[1], &m.site(key).IC)
		return m.read(v, getter, err, r[1], i.A)
	},
	OpSetSuper: func(m *machine, i Instr) error {
		r := m.regs(i.B, 3)
		key, err := m.rt.ToPropertyKey(r[2])
		if err != nil {
			return err
		}
		return m.rt.SetSuper(r[0], key, m.get(i.A), r[1], i.N != 0)
	},
	OpDelSuper: func(m *machine, i Instr) error {
		return m.rt.ReferenceError("Unsupported reference to 'super'")
	},
	OpGetPrivate: func(m *machine, i Instr) error {
		base, name := m.get(i.B), m.get(i.C)
		v, getter, err := m.rt.FindPrivate(base, name, &m.site(name).IC)
		return m.read(v, getter, err, base, i.A)
	},
	OpSetPrivate: func(m *machine, i Instr) error {
		base, name, v := m.get(i.A), m.get(i.B), m.get(i.C)
		set, err := m.rt.StorePrivate(base, name, v, &m.site(name).IC)
		return m.write(set, err, base, v)
	},
	OpPrivateIn: func(m *machine, i Instr) error {
		name := m.get(i.C)
		ok, err := m.rt.PrivateHas(m.get(i.B), name, &m.site(name).IC)
		if err == nil {
			m.set(i.A, heap.Bool(ok))
		}
		return err
	},
	OpIn: func(m *machine, i Instr) error {
		has := m.rt.HasIn
		if key := m.get(i.B); key.IsString() || key.IsSymbol() {
			has = m.rt.HasKeyed
		}
		ok, err := has(m.get(i.B), m.get(i.C))
		if err == nil {
			m.set(i.A, heap.Bool(ok))
		}
		return err
	},
	OpInstanceOf: func(m *machine, i Instr) error {
		ok, err := m.rt.InstanceofIC(m.get(i.B), m.get(i.C), &m.site(heap.Undefined).IC)
		if err == nil {
			m.set(i.A, heap.Bool(ok))
		}
		return err
	},
	OpRequireObject: func(m *machine, i Instr) error {
		v := m.get(i.A)
		if !v.IsNullish() {
			return nil
		}
		return m.rt.NotDestructurable(m.fn.proto.node(m.pc).(*syntax.ObjectPattern), v)
	},

	OpNewObject: func(m *machine, i Instr) error {
		m.set(i.A, m.heap.AllocObject(m.fn.realm.ObjectShape).Value())
		return nil
	},
	OpMakeObject: func(m *machine, i Instr) error {
		s := m.fn.shapes[i.C]
		if s == nil {
			s = m.literalShape(int(i.C))
		}
		n := len(m.fn.proto.Shapes[i.C])
		o := m.heap.AllocObject(s).Value()
		for k, v := range m.regs(i.B, n) {
			*slotAt(cell(o), int32(literalBase+k)) = v
		}
		m.set(i.A, o)
		return nil
	},
	OpNewArray: func(m *machine, i Instr) error {
		m.set(i.A, m.rt.NewArray(m.regs(i.B, int(i.C))...).Value())
		return nil
	},
	OpAppendRegs: func(m *machine, i Instr) error {
		a := m.get(i.A).Object()
		for _, v := range m.regs(i.B, int(i.C)) {
			if err := m.rt.AppendElement(a, v); err != nil {
				return err
			}
		}
		return nil
	},
	OpSpreadList: func(m *machine, i Instr) error {
		v := m.get(i.B)
		if _, ok := m.plainElements(v); ok {
			m.set(i.A, v)
			return nil
		}
		list := m.rt.NewArray()
		m.set(i.A, list.Value())
		return m.rt.AppendSpread(list, v, m.fn.proto.node(m.pc))
	},
	OpAppendSpread: func(m *machine, i Instr) error {
		list, v := m.get(i.A).Object(), m.get(i.B)
		if values, ok := m.plainElements(v); ok {
			return m.rt.AppendElements(list, values)
		}
		return m.rt.AppendSpread(list, v, m.fn.proto.node(m.pc))
	},
	OpDefProp: func(m *machine, i Instr) error {
		key, err := m.rt.ToPropertyKey(m.get(i.B))
		if err != nil {
			return err
		}
		return m.rt.CreateDataPropertyOrThrow(m.get(i.A).Object(), key, m.get(i.C))
	},
	OpDefName: func(m *machine, i Instr) error {
		return m.rt.CreateDataPropertyIC(m.get(i.A).Object(), m.fn.key(int(i.C)), m.get(i.B), &m.fn.ics[i.C])
	},
	OpDefMethod: func(m *machine, i Instr) error {
		key, err := m.rt.ToPropertyKey(m.get(i.B))
		if err != nil {
			return err
		}
		return m.rt.DefineMethod(m.get(i.A).Object(), key, m.get(i.C).Object(), object.MethodKind(i.N&3), i.N&4 != 0)
	},
	OpSetProto: func(m *machine, i Instr) error {
		v := m.get(i.B)
		if !v.IsObject() && !v.IsNull() {
			return nil
		}
		_, err := m.rt.SetPrototypeOf(m.get(i.A).Object(), v)
		return err
	},
	OpCopyProps: func(m *machine, i Instr) error {
		return m.rt.CopyDataProperties(m.get(i.A).Object(), m.get(i.B), nil)
	},
	OpCopyRest: func(m *machine, i Instr) error {
		var few [8]heap.Value
		keys := few[:0]
		for _, v := range m.regs(i.C, int(i.N)) {
			key, err := m.rt.ToPropertyKey(v)
			if err != nil {
				return err
			}
			keys = append(keys, key)
		}
		o, err := m.rt.CopyRest(m.get(i.B), keys)
		if err != nil {
			return err
		}
		m.set(i.A, o.Value())
		return nil
	},
	OpToPart: func(m *machine, i Instr) error {
		s, err := m.rt.ToString(m.get(i.B))
		if err == nil {
			m.set(i.A, s.Value())
		}
		return err
	},
	OpConcat: func(m *machine, i Instr) error {
		v, err := m.rt.ConcatParts(m.regs(i.B, int(i.C)))
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpTemplate: func(m *machine, i Instr) error {
		v, err := m.rt.GetTemplateObject(m.fn.code, m.fn.proto.node(m.pc).(*syntax.TaggedTemplate))
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
	OpRegExp: func(m *machine, i Instr) error {
		v, err := m.rt.RegExpLiteral(m.fn.code, m.fn.proto.node(m.pc).(*syntax.RegExpLit))
		if err == nil {
			m.set(i.A, v)
		}
		return err
	},
}

// seeElement records whose element the running instruction reads or writes.
func (m *machine) seeElement(base, key heap.Value) {
	if !key.IsNumber() {
		m.fn.feeds[m.pc] |= SeenName
	}
	switch {
	case base.IsString():
		m.fn.feeds[m.pc] |= SeenText
	case base.IsObject() && base.Object().Class() == heap.ClassTypedArray:
		m.fn.feeds[m.pc] |= SeenTyped << object.TypedElementOf(base.Object())
	}
}

// read ends a read of a property of this: v is the value, or its getter.
func (m *machine) read(v heap.Value, getter bool, err error, this heap.Value, dst uint16) error {
	if err != nil {
		return err
	}
	if getter {
		return m.invoke(v, this, heap.Undefined, 0, dst)
	}
	m.set(dst, v)
	return nil
}

// write ends a store of v: set is Undefined, or the setter to be called on this.
func (m *machine) write(set heap.Value, err error, this, v heap.Value) error {
	if err != nil || set.IsUndefined() {
		return err
	}
	return m.invoke(set, this, v, 1, discard)
}

// literalBase is the word of the first property of an object literal: its class
// has no internal slots, and all its properties are inline.
const literalBase = heap.OffsetInternals / 8

// frontEvery is how rarely the order of a cache changes.
const frontEvery = 16

// front moves the entry of a cache that serves base to the front, now and then:
// the loop looks there first, and what a site met at the start may be gone.
func (m *machine) front(base heap.Value, ic *object.IC) {
	if ic.N < 2 || !base.IsObject() {
		return
	}
	if m.fronts++; m.fronts%frontEvery != 0 {
		return
	}
	shape := base.Object().ShapeID()
	for k := range int(ic.N) - 1 {
		if e := &ic.More[k]; e.Shape == shape {
			ic.ICEntry, *e = *e, ic.ICEntry
			return
		}
	}
}

// indexForm returns key in int form when it is a number that has one.
func indexForm(key heap.Value) heap.Value {
	if key.IsFloat() {
		return heap.Number(key.AsFloat())
	}
	return key
}

// literalShape makes the shape of the objects of an object literal.
func (m *machine) literalShape(i int) *heap.Shape {
	names := m.fn.proto.Shapes[i]
	s := m.heap.RootShape(m.fn.realm.ObjectShape.Proto(), heap.ClassObject, len(names))
	for _, name := range names {
		key := m.heap.InternGo(name)
		m.fn.code.KeepConstant(key)
		s = m.heap.Transition(s, key, heap.DefaultAttrs)
	}
	m.fn.shapes[i] = s
	return s
}

// cacheProto notes at the running instruction which prototype objects of the shape
// of o have.
func (m *machine) cacheProto(o *heap.Object) {
	if e, ok := m.rt.PrototypeEntry(o); ok {
		m.site(heap.Undefined).ICEntry = e
	}
}
