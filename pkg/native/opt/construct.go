package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Constructs whose constructor tier 1 has met are inlined: the object that a base constructor begins with is
// made in the graph, with the shape that [[Construct]] gives it, and the body of the constructor
// follows, after that of the function which initialises the fields of its class.
//
// That the object begins so is checked as Code.InstanceShape does: the shape of new.target says where
// its property prototype is and that it is data, and the word there is the same object. Which code
// new.target has is known where the construct is that names it, or is taken to be the one that runs.

// construct is what stands in the place of a construct.
type construct struct {
	code   *object.Code // of the constructor
	target *object.Code // of new.target
	body   *builder
	fields *builder     // of the function that initialises fields, in the frame of body; nil: the class has none
	parent *heap.Object // of super(...args): the constructor, which the active function's shape tells; else nil
	active uint32       // that shape
	guess  bool         // new.target may be another function
}

// construction decides what stands in the place of construct num of a block; nil if it stays.
func (b *builder) construction(bl *ir.Block, num int) *construct {
	in := &bl.Insts[num]
	if in.Generic || b.u.Leaves[in.PC] > 0 {
		return nil
	}
	k, id := &construct{target: b.target}, in.Fed
	switch in.Op {
	case ir.OpSuper:
		if k.target == nil {
			return nil
		}
		k.guess = b.caller == nil
	case ir.OpSuperAll:
		ic, _ := b.fn.SiteAt(in.PC)
		if b.target == nil || !b.allGiven || ic == nil || ic.Kind != object.ICProto || !ic.Holder.IsObject() || ic.Holder.Object().Class() != heap.ClassFunction {
			return nil
		}
		k.parent, k.active = ic.Holder.Object(), ic.Shape
		id = k.parent.CodeID() + 1
	}
	if id == 0 {
		return nil
	}
	c := b.bodyOf(in, id-1)
	if c == nil {
		return nil
	}
	k.code = c.frame.Record
	if in.Op == ir.OpNew {
		k.target = k.code
	}
	switch k.code.Kind {
	case object.KindNormal, object.KindBase:
		shape, _, _, _ := k.target.Instances()
		if shape == nil || shape.ObjectBytes() > maxWords*8 {
			return nil
		}
		if id := k.code.Fields(); id != 0 && k.code.Kind == object.KindBase {
			if k.fields = c.fieldsBody(id, 0); k.fields == nil {
				return nil
			}
		}
	case object.KindDerived:
	default:
		return nil
	}
	c.target, c.frame.Bits = k.target, stack.LinkConstruct
	c.allGiven = true
	if all := c.superAll(); all != nil {
		c.untilAll = c.u.Blocks[all.block].Insts[all.num].PC + 1
	}
	k.body = b.decided(c)
	if all := c.superAll(); all != nil && c.constructs[*all] == nil {
		return nil // it needs the arguments on the stack
	}
	return k
}

// superAll is where an implied super(...args) stands, nil if there is none.
func (b *builder) superAll() *site {
	for i, bl := range b.u.Blocks {
		for j := range bl.Insts {
			if bl.Insts[j].Op == ir.OpSuperAll {
				return &site{int32(i), int32(j)}
			}
		}
	}
	return nil
}

// fieldsBody returns the builder of the function that initialises fields, whose code has an id plus one; b, the
// constructor, calls it at pc.
func (b *builder) fieldsBody(id uint32, pc int32) *builder {
	c := b.bodyOf(&ir.Inst{Op: ir.OpInitFields, PC: pc, Dst: ir.NoReg, Handler: -1}, id-1)
	if c == nil {
		return nil
	}
	return b.decided(c)
}

// allWrites is what the functions write.
func (k *construct) allWrites() Memory {
	if k.guess {
		return Everything
	}
	m := k.body.allWrites()
	if k.fields != nil {
		m |= k.fields.allWrites()
	}
	return m
}

// inlineConstruct puts k in the place of the current construct. Where new.target is only taken to be the
// function itself, the construct stays for others.
func (b *builder) inlineConstruct(k *construct) {
	if !k.guess {
		b.inlineKnown(k)
		return
	}
	in, around, regs := b.in, b.block.Loop, b.now.regs
	o := b.object(b.operand(in.Args[0]))
	is := b.g.newValue(OpIsCode, o)
	is.Bits = uint64(k.target.ID)
	then, otherwise := b.split(b.append(is))
	w := b.now
	b.block, b.now = then, w.clone()
	b.now.loads[load{OpCheckCode, o, nil, int32(k.target.ID)}] = is
	b.inlineKnown(k)
	var results []result
	if b.block != nil {
		results = append(results, result{arrival{b.block, b.now}, b.now.regs[in.Dst]})
	}
	b.state, b.block, b.now = nil, otherwise, w
	b.call(OpConstruct, in.Args)
	b.meet(append(results, result{arrival{b.block, b.now}, b.now.regs[in.Dst]}), around, regs)
}

// inlineKnown puts k in the place of the current construct.
func (b *builder) inlineKnown(k *construct) {
	in := b.in
	var callee, target *Value
	args := []*Value{b.constant(heap.TDZ)}
	switch in.Op {
	case ir.OpNew:
		callee = b.tagged(b.operand(in.Args[0]))
		target = callee
	case ir.OpSuper:
		target, callee = b.tagged(b.operand(in.Args[0])), b.tagged(b.operand(in.Args[1]))
	case ir.OpSuperAll:
		b.checkShape(b.object(b.now.regs[stack.Callee]), []uint32{k.active})
		target, callee = b.tagged(b.now.regs[stack.NewTarget]), b.constant(k.parent.Value())
		args = append(args, b.allArgs...)
	}
	if in.Op != ir.OpSuperAll {
		for _, r := range in.Args[len(in.Args)-int(in.Call().Argc):] {
			args = append(args, b.operand(r))
		}
	}
	c, o := k.body, b.object(callee)
	b.checkCode(o, k.code.ID)
	if k.code.Kind != object.KindDerived {
		of := b.object(target)
		b.checkCode(of, k.target.ID)
		b.checkInstances(of, k.target)
		var fields *Value
		var methods *object.PrivateMethods
		if k.code.Kind == object.KindBase {
			shape, _, _, _ := k.target.Instances()
			methods = k.code.PrivateMethods(shape)
			fields = b.fieldsOf(o, k.fields, methods)
		}
		args[0] = b.instance(k.target)
		b.addPrivateMethods(b.object(args[0]), methods)
		if fields != nil {
			c.before = func() { c.callFields(k.fields, fields) }
		}
	}
	c.allArgs = args[1:]
	b.inlineBody(c, callee, target, args)
}

// checkInstances makes sure that object o, a function of a code, makes what the code says.
func (b *builder) checkInstances(o *Value, code *object.Code) {
	_, function, at, proto := code.Instances()
	b.checkShape(o, []uint32{function})
	b.checkValue(b.slot(o, at), proto)
}

// checkValue makes sure that v is a certain Value.
func (b *builder) checkValue(v *Value, is heap.Value) {
	if c, ok := v.Constant(); ok && c == is {
		return
	}
	l := load{OpCheckValue, v, nil, b.g.name(is)}
	if b.now.loads[l] == nil {
		c := b.add(OpCheckValue, v)
		c.Bits = uint64(is)
		b.now.loads[l] = c
	}
}

// fieldsOf makes sure that the class of the constructor o has the fields that a function initialises, and those
// private methods, and nothing else, and returns the function; nil where it shall have no fields.
func (b *builder) fieldsOf(o *Value, body *builder, methods *object.PrivateMethods) *Value {
	class, words := b.loadFrom(OpClosureClass, o, nil, 0), int32(1)
	if methods != nil {
		b.checkValue(class, methods.Data)
		words += 2 * int32(len(methods.Adds))
	}
	if body == nil {
		if methods == nil {
			b.checkValue(class, heap.Undefined)
		} else {
			b.checkValue(b.loadFrom(OpClassFields, class, nil, words), heap.Undefined)
		}
		return nil
	}
	f := b.loadFrom(OpClassFields, class, nil, words)
	b.checkCode(b.object(f), body.frame.Record.ID)
	return f
}

// addPrivateMethods is the first part of InitializeInstanceElements, of an object of the shape that the methods are for.
func (b *builder) addPrivateMethods(o *Value, methods *object.PrivateMethods) {
	if methods == nil {
		return
	}
	for _, m := range methods.Adds {
		b.addField(o, m.Word, m.Shape, methods.Epoch, b.constant(m.Value))
	}
}

// instance makes the object that a base constructor begins with.
func (b *builder) instance(target *object.Code) *Value {
	shape, _, _, _ := target.Instances()
	v := b.g.newValue(OpMake)
	v.In = &ir.Inst{Op: ir.OpMakeObject, Dst: stack.This, Aux: &ir.Make{Shape: shape, Instance: true}, PC: b.in.PC, Handler: b.in.Handler}
	b.append(v)
	o := b.object(v)
	f := b.now.facts[o]
	f.shapes = []uint32{shape.ID()}
	b.now.facts[o] = f
	return v
}

// callFields puts the body of the function that initialises fields where b, a base constructor, begins.
func (b *builder) callFields(c *builder, f *Value) {
	entry := b.u.Blocks[b.u.Entry]
	in := b.in
	b.in, b.state, b.num, b.lives = &ir.Inst{Op: ir.OpInitFields, Dst: ir.NoReg, Handler: -1}, nil, 0, []ir.Bitset{entry.LiveIn, slices.Clone(entry.LiveIn)}
	b.inlineCall(c, f, []*Value{b.now.regs[stack.This]})
	b.in, b.state, b.lives = in, nil, nil
}

// initFields is InitializeInstanceElements of a derived constructor.
func (b *builder) initFields() {
	c := b.bodies[site{b.blockNumber(), int32(b.num)}]
	this := b.operand(b.in.A())
	o := b.object(this)
	var from *heap.Shape
	if known := b.now.facts[o].shapes; len(known) == 1 {
		from = b.g.heap.Shape(known[0])
	}
	methods := b.fn.Code().PrivateMethods(from)
	f := b.fieldsOf(b.object(b.operand(b.in.B())), c, methods)
	if methods != nil {
		b.checkShape(o, []uint32{methods.From.ID()})
		b.addPrivateMethods(o, methods)
	}
	if f != nil {
		b.inlineCall(c, f, []*Value{b.tagged(this)})
	}
}

// prototype is the [[Prototype]] of a function, or of its home object.
func (b *builder) prototype() *Value {
	e := &b.in.Member().Entries[0]
	o := b.object(b.operand(b.in.A()))
	if b.in.Member().Home {
		o = b.object(b.loadFrom(OpClosureHome, o, nil, 0))
	}
	b.checkShape(o, []uint32{e.Shape})
	return b.constant(e.Holder)
}

// constructed makes of what the constructor returns what the construct gives: objects, else this.
func (b *builder) constructed(results []result, this *Value) (out []result) {
	for _, r := range results {
		switch t := r.w.typeOf(r.v); {
		case t == ir.Object:
		case t&ir.Object == 0:
			r.v = this
		default:
			b.block, b.now, b.state = r.from, r.w, nil
			is := b.g.newValue(OpIsType, b.tagged(r.v))
			is.Want = ir.Object
			then, otherwise := b.split(b.append(is))
			out = append(out, result{arrival{otherwise, r.w.clone()}, this})
			r.from = then
		}
		out = append(out, r)
	}
	return out
}
