package opt

import (
	"math"
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Properties, elements and variables. What has been read or written is not read again until
// something may have changed it.

// loadFrom appends an operation that reads memory of an object, unless its result is known.
func (b *builder) loadFrom(op Op, base, index *Value, at int32) *Value {
	return b.loadPart(op, base, index, at, nil)
}

// loadPart is loadFrom where base is the address of a part of owner.
func (b *builder) loadPart(op Op, base, index *Value, at int32, owner *Value) *Value {
	l := load{op, base, index, at}
	if v := b.now.loads[l]; v != nil {
		return v
	}
	args := []*Value{base}
	if index != nil {
		args = append(args, index)
	}
	v := b.g.newValue(op, args...)
	v.Index, v.Owner = at, owner
	v.Range = rangeOf(v)
	b.append(v)
	b.now.loads[l] = v
	return v
}

// checkShape makes sure that an object has one of the shapes.
func (b *builder) checkShape(o *Value, shapes []uint32) {
	f := b.now.facts[o]
	if f.shapes != nil && !slices.ContainsFunc(f.shapes, func(s uint32) bool { return !slices.Contains(shapes, s) }) {
		return
	}
	v := b.g.newValue(OpCheckShape, o)
	v.Shapes = shapes
	b.append(v)
	f.shapes = slices.Sorted(slices.Values(shapes))
	if len(f.shapes) > maxShapes {
		f.shapes = nil
	}
	b.now.facts[o] = f
}

// checkEpoch makes sure that no prototype has changed since an entry was made.
func (b *builder) checkEpoch(epoch uint32) {
	if b.now.epoch[int32(epoch)] {
		return
	}
	v := b.add(OpCheckEpoch)
	v.Index = int32(epoch)
	b.now.epoch[int32(epoch)] = true
}

// slot reads property slot offset of an object.
func (b *builder) slot(o *Value, offset int32) *Value {
	if offset >= 0 {
		return b.loadFrom(OpLoadField, o, nil, offset*8)
	}
	return b.loadPart(OpLoadSlot, b.loadFrom(OpLoadSlots, o, nil, 0), nil, ^offset, o)
}

// setSlot writes it.
func (b *builder) setSlot(o *Value, offset int32, v *Value) {
	op, base, at, read := OpStoreField, o, offset*8, OpLoadField
	if offset < 0 {
		op, base, at, read = OpStoreSlot, b.loadFrom(OpLoadSlots, o, nil, 0), ^offset, OpLoadSlot
	}
	s := b.add(op, base, v)
	s.Index, s.Owner = at, o
	b.now.stored(load{read, base, nil, at}, v)
}

// shapesOf are the shapes of the entries.
func shapesOf(entries []object.ICEntry) []uint32 {
	out := make([]uint32, len(entries))
	for i := range entries {
		out[i] = entries[i].Shape
	}
	return out
}

// possible are the entries of the current access that object o may need, whose way is w with all of them, and the way
// for those.
func (b *builder) possible(o *Value, w way) ([]object.ICEntry, way) {
	entries, shapes := b.in.Member().Entries, b.now.facts[o].shapes
	if shapes == nil {
		return entries, w
	}
	some := slices.DeleteFunc(slices.Clone(entries), func(e object.ICEntry) bool { return !slices.Contains(shapes, e.Shape) })
	if len(some) == 0 || len(some) == len(entries) {
		return entries, w
	}
	return some, entriesWay(some)
}

// member reads a property.
func (b *builder) member(w way) *Value {
	in := b.in
	o := b.object(b.operand(in.A()))
	b.checkKey()
	entries, w := b.possible(o, w)
	if w == byEntry {
		return b.byEntry(o)
	}
	b.checkShape(o, shapesOf(entries))
	switch e := &entries[0]; e.Kind {
	case object.ICArrayLength:
		return b.loadFrom(OpArrayLength, o, nil, 0)
	case object.ICAbsent:
		b.checkEpoch(e.Epoch)
		return b.constant(heap.Undefined)
	case object.ICProto, object.ICProtoOverflow:
		b.checkEpoch(e.Epoch)
		return b.slot(b.objectConstant(e.Holder), e.Offset)
	default:
		return b.slot(o, e.Offset)
	}
}

// checkKey makes sure that the key of the current access is the one that its entries are for, where a
// register has it: the name of a private element, or of a property of super.
func (b *builder) checkKey() {
	if m := b.in.Member(); m.Key != 0 {
		b.checkValue(b.tagged(b.operand(b.in.C())), m.Key)
	}
}

// hasPrivate is name in object: all objects that it has met have the private element.
func (b *builder) hasPrivate() *Value {
	o := b.object(b.operand(b.in.A()))
	b.checkKey()
	b.checkShape(o, shapesOf(b.in.Member().Entries))
	return b.constant(heap.True)
}

// byEntry does an access by the entry whose shape the object has.
func (b *builder) byEntry(args ...*Value) *Value {
	o, m := args[0], b.in.Member()
	name := b.g.name(m.Name | m.Key) // 0 where a property is defined, which is read by its name
	v := b.g.newValue(OpMember, args...)
	v.In = b.in
	if b.in.Op == ir.OpSetMember {
		b.append(v)
		b.now.forget(v.Writes() & Shapes)
		b.now.storedByEntry(o, name, m.Entries, args[1])
		return v
	}
	l := load{OpMember, o, nil, name}
	if known := b.now.loads[l]; known != nil {
		return known
	}
	v.Rep, v.Type = Tagged, ir.Any
	b.now.loads[l] = v
	return b.append(v)
}

// memberWrites is what an access of a property by its entries writes.
func memberWrites(in *ir.Inst) (m Memory) {
	if in.Op != ir.OpSetMember {
		return 0
	}
	entries := in.Member().Entries
	for i := range entries {
		e := &entries[i]
		if e.Kind == object.ICAdd {
			m |= Shapes
		}
		if e.Offset < 0 {
			m |= Slots
		} else {
			m |= Fields
		}
	}
	return m
}

// setMember writes a property.
func (b *builder) setMember(w way) {
	in := b.in
	o, v := b.object(b.operand(in.A())), b.tagged(b.operand(in.B()))
	b.checkKey()
	entries, w := b.possible(o, w)
	if w == byEntry {
		b.byEntry(o, v)
		return
	}
	b.checkShape(o, shapesOf(entries))
	e := &entries[0]
	if e.Kind != object.ICAdd {
		b.setSlot(o, e.Offset, v)
		return
	}
	b.addField(o, e.Offset, e.NewShape, e.Epoch, v)
}

// addField adds a property to an object, whose shape becomes another one, in an epoch.
func (b *builder) addField(o *Value, offset int32, shape, epoch uint32, v *Value) {
	b.checkEpoch(epoch)
	s := b.g.newValue(OpAddField, o, v)
	s.Index, s.Bits = offset*8, uint64(shape)
	b.append(s)
	b.now.forget(Shapes)
	b.now.epoch[int32(epoch)] = true // nothing but this object has changed, and that is no prototype
	f := b.now.facts[o]
	f.shapes = []uint32{shape}
	b.now.facts[o] = f
	b.now.stored(load{OpLoadField, o, nil, s.Index}, v)
}

// element reads an element.
func (b *builder) element(w way) *Value {
	in := b.in
	o, i := b.object(b.operand(in.A())), b.int(b.operand(in.B()))
	if w == typedArray {
		t, _ := in.OneElementType()
		data := b.typed(o, i, t, 0)
		v := b.g.newValue(OpLoadTyped, data, i)
		v.Owner = o
		v.Index, v.Rep, v.Type = int32(t), Int32, ir.Int
		if ir.FloatElement(t) {
			v.Rep, v.Type = Float64, ir.Double
		}
		l := load{OpLoadTyped, data, i, int32(t)}
		if known := b.now.loads[l]; known != nil {
			v = known
		} else {
			v.Range = typedRange(t)
			b.append(v)
			b.now.loads[l] = v
		}
		if t == object.ElementUint32 {
			if b.u.Leaves[in.PC] > 0 {
				return b.fold(OpFloatOfUint, v)
			}
			return b.fold(OpCheckUnsigned, v)
		}
		return v
	}
	elements := b.elements(o, i)
	v := b.loadPart(OpLoadElement, elements, i, 0, o)
	b.checkNot(v, heap.Hole)
	return v
}

// elements are the elements of an object that has one at i.
func (b *builder) elements(o, i *Value) *Value {
	elements := b.loadFrom(OpLoadElements, o, nil, 0)
	b.bounds(i, b.loadPart(OpElementsLen, elements, nil, 0, o))
	return elements
}

// bounds makes sure that i is at least 0 and below n.
func (b *builder) bounds(i, n *Value) {
	l := load{OpCheckBounds, i, n, 0}
	if b.now.loads[l] == nil {
		b.now.loads[l] = b.add(OpCheckBounds, i, n)
	}
}

// checkNot leaves when a value is the given one. What is known not to be it was checked
// or stored before.
func (b *builder) checkNot(v *Value, not heap.Value) {
	if b.now.typeOf(v)&ir.Other == 0 {
		return
	}
	l := load{OpCheckNot, v, nil, int32(not & 0xFF)}
	if b.now.loads[l] != nil {
		return
	}
	c := b.add(OpCheckNot, v)
	c.Bits = uint64(not)
	b.now.loads[l] = c
}

// typed is the memory of a typed array of type t that has an element at i.
func (b *builder) typed(o, i *Value, t object.ElementType, window int32) *Value {
	if f := b.now.facts[o]; f.typed != int32(t)+1 {
		c := b.add(OpCheckTyped, o)
		c.Index = int32(t)
		f.typed = int32(t) + 1
		b.now.facts[o] = f
	}
	b.bounds(i, b.loadFrom(OpTypedLength, o, nil, 0))
	return b.loadFrom(OpTypedData, o, nil, window)
}

func typedRange(t object.ElementType) Range {
	switch t {
	case object.ElementInt8:
		return Range{-128, 127}
	case object.ElementUint8, object.ElementUint8C:
		return Range{0, 255}
	case object.ElementInt16:
		return Range{-32768, 32767}
	case object.ElementUint16:
		return Range{0, 65535}
	}
	return AllInts
}

// setElement writes an element.
func (b *builder) setElement(w way) {
	in := b.in
	o, i := b.object(b.operand(in.A())), b.int(b.operand(in.B()))
	if w == typedArray {
		t, _ := in.OneElementType()
		data := b.typed(o, i, t, 1)
		var v *Value
		switch c := b.operand(in.C()); {
		case ir.FloatElement(t):
			v = b.float(c)
		case t == object.ElementUint8C && b.now.typeOf(c) != ir.Int:
			v = b.float(c) // clamped, not wrapped
		default:
			v = b.bits(c)
		}
		s := b.add(OpStoreTyped, data, i, v)
		s.Index, s.Owner = int32(t), o
		b.now.forget(TypedMemory)
		return
	}
	v := b.tagged(b.operand(in.C()))
	if b.u.Leaves[in.PC] > 0 {
		b.add(OpPutElement, o, i, v).In = in
		b.now.forget(OpPutElement.Row().Writes)
		return
	}
	elements := b.elements(o, i)
	b.checkNot(b.loadPart(OpLoadElement, elements, i, 0, o), heap.Hole)
	b.add(OpStoreElement, elements, i, v).Owner = o
	b.now.stored(load{OpLoadElement, elements, i, 0}, v)
}

// length reads the length of an array, a string or a typed array.
func (b *builder) length() *Value {
	a := b.tagged(b.operand(b.in.A()))
	l := load{OpLength, a, nil, 0}
	if v := b.now.loads[l]; v != nil {
		return v
	}
	v := b.g.newValue(OpLength, a)
	v.In, v.Range = b.in, Range{0, math.MaxInt32}
	b.now.loads[l] = v
	return b.append(v)
}

// environment is the environment some levels up.
func (b *builder) environment(hops uint32) *Value {
	env := b.now.regs[envRegister]
	v := b.loadFrom(OpUnboxEnv, env, nil, 0)
	for range hops {
		v = b.loadPart(OpEnvParent, v, nil, 0, env)
	}
	return v
}

func (b *builder) variable() *Value {
	slot := b.in.Slot()
	v := b.loadPart(OpLoadEnv, b.environment(slot.Hops), nil, int32(slot.Index), b.now.regs[envRegister])
	if slot.Check {
		b.checkNot(v, heap.TDZ)
	}
	return v
}

func (b *builder) setVariable() {
	slot, v := b.in.Slot(), b.tagged(b.operand(b.in.A()))
	env := b.environment(slot.Hops)
	s := b.add(OpStoreEnv, env, v)
	s.Index, s.Owner = int32(slot.Index), b.now.regs[envRegister]
	b.now.stored(load{OpLoadEnv, env, nil, s.Index}, v)
}

// globalHolder is the object that holds a global name, as its inline cache says.
func (b *builder) globalHolder(e *object.ICEntry) (holder *Value, lexical bool) {
	lexical = e.Kind == object.ICProto || e.Kind == object.ICProtoOverflow
	holder = b.objectConstant(e.Holder)
	if !lexical {
		holder = b.objectConstant(b.realm.Global.Value())
		c := b.add(OpCheckLexical)
		c.Index = int32(e.Epoch)
	}
	b.checkShape(holder, []uint32{e.Shape})
	return holder, lexical
}

func (b *builder) global() *Value {
	e := &b.in.Member().Entries[0]
	holder, lexical := b.globalHolder(e)
	v := b.slot(holder, e.Offset)
	if lexical {
		b.checkNot(v, heap.TDZ)
	}
	return v
}

func (b *builder) setGlobal() {
	e := &b.in.Member().Entries[0]
	holder, _ := b.globalHolder(e)
	v := b.tagged(b.operand(b.in.A()))
	b.checkNot(b.slot(holder, e.Offset), heap.TDZ)
	b.setSlot(holder, e.Offset, v)
}

// make makes an object, an array, a function or an environment.
func (b *builder) make() {
	in := b.in
	args, env := b.registers(), in.Op == ir.OpPushEnv || in.Op == ir.OpCopyEnv
	if env {
		args = append(args, b.now.regs[envRegister])
	}
	v := b.g.newValue(OpMake, args...)
	v.In = in
	if env {
		v.Type = ir.Other
		b.append(v)
		b.set(envRegister, v)
		b.add(OpSetHome, v).Index = b.base() + envRegister
		return
	}
	b.append(v)
	b.set(in.Dst, v)
	if in.Op == ir.OpMakeArray {
		b.madeArray(v, args)
	}
	if in.Op != ir.OpMakeObject {
		return
	}
	// Nobody else has the object yet: what it has is known.
	o := b.object(v)
	f := b.now.facts[o]
	f.shapes = []uint32{in.Make().Shape.ID()}
	b.now.facts[o] = f
	for i, x := range args {
		b.now.loads[load{OpLoadField, o, nil, int32(lower.InternalOffset + i*8)}] = x
	}
}

// nextOfArray takes the next element of an array that is iterated, or goes to the target at its
// end. That it is an array the index says, which no script can have put there.
func (b *builder) nextOfArray() {
	in := b.in
	o, i := b.object(b.operand(in.A())), b.int(b.operand(in.B()))
	n := b.int(b.loadFrom(OpArrayLength, o, nil, 0))
	more, end := b.split(b.compare(OpCmpInt, syntax.OpLT, i, n))
	w := b.now
	b.block, b.now = end, w.clone()
	b.goTo(in.Target())
	b.block, b.now = more, w
	elements := b.elements(o, i)
	v := b.loadPart(OpLoadElement, elements, i, 0, o)
	b.checkNot(v, heap.Hole)
	b.set(in.B(), b.fold(OpAdd32, i, b.intConstant(1)))
	b.set(in.Dst, v)
}
