package opt

import (
	"math"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
)

// Values in other forms. What has been converted or checked once is not again: the world
// knows the result.

// inForm is a value in a form that it surely has.
func (b *builder) inForm(v *Value, r Rep) *Value {
	switch r {
	case Int32:
		return b.int(v)
	case Float64:
		return b.float(v)
	case Tagged:
		return b.tagged(v)
	case Object:
		return b.object(v)
	}
	return v
}

// inFormOf is a value in the form for what shall be of the given types: it is checked to
// be.
func (b *builder) inFormOf(v *Value, want ir.Mask) *Value {
	r := formFor(want)
	if r == Tagged {
		b.narrow(v, want)
	}
	return b.inForm(v, r)
}

// narrow checks that a value is of the given types.
func (b *builder) narrow(v *Value, want ir.Mask) {
	switch has := b.now.typeOf(v); {
	case has.Only(want):
	case want == ir.Int:
		b.int(v)
	case want.Only(ir.Num):
		b.float(v)
	case want == ir.Object:
		b.object(v)
	default:
		c := b.g.newValue(OpCheckType, b.tagged(v))
		c.Want = want
		b.append(c)
		b.now.learn(v, want)
	}
}

// known is a value in another form, if that has been made.
func (b *builder) known(v *Value, r Rep) *Value {
	if v.Rep == r {
		return v
	}
	return b.now.facts[v].forms[r]
}

// convert makes v in another form by an operation.
func (b *builder) convert(op Op, v *Value) *Value {
	c := b.add(op, v)
	b.now.also(v, c)
	return c
}

// int is a value as an int; what is none leaves.
func (b *builder) int(v *Value) *Value {
	if i := b.known(v, Int32); i != nil {
		return i
	}
	if c, ok := v.Constant(); ok && c.IsInt() {
		return b.intConstant(c.AsInt())
	}
	if v.Rep == Float64 {
		if f, ok := v.Float(); ok {
			if i, ok := num.IsInt32(f); ok {
				return b.intConstant(i)
			}
		}
		i := b.convert(OpCheckIntOf, v)
		b.now.learn(i, ir.Int)
		return i
	}
	if t := b.tagged(v); t != v {
		i := b.int(t)
		b.now.also(v, i)
		return i
	}
	op := OpCheckInt
	if b.now.typeOf(v) == ir.Int {
		op = OpUnboxInt
	}
	i := b.convert(op, v)
	b.now.learn(v, ir.Int)
	return i
}

// float is a value as a double; what is no number leaves.
func (b *builder) float(v *Value) *Value {
	if f := b.known(v, Float64); f != nil {
		return f
	}
	if c, ok := v.Constant(); ok && c.IsNumber() {
		return b.floatConstant(c.Float64())
	}
	if i := b.known(v, Int32); i != nil {
		if k, ok := i.Int(); ok {
			return b.floatConstant(float64(k))
		}
		f := b.add(OpFloatOfInt, i)
		fact := b.now.facts[v]
		fact.forms[Float64] = f
		b.now.facts[v] = fact
		return f
	}
	t := b.tagged(v)
	op := OpCheckNumber
	if b.now.typeOf(t).Only(ir.Num) {
		op = OpUnboxNumber
	}
	f := b.convert(op, t)
	b.now.learn(t, ir.Num)
	if t != v {
		b.now.also(v, f)
	}
	return f
}

// object is a value as the address of an object; what is none leaves.
func (b *builder) object(v *Value) *Value {
	if o := b.known(v, Object); o != nil {
		return o
	}
	t := b.tagged(v)
	if c, ok := t.Constant(); ok && c.IsObject() {
		return b.objectConstant(c)
	}
	op := OpCheckObject
	if b.now.typeOf(t) == ir.Object {
		op = OpUnboxObject
	}
	o := b.convert(op, t)
	b.now.learn(t, ir.Object)
	return o
}

// tagged is a value as a Value.
func (b *builder) tagged(v *Value) *Value {
	if t := b.known(v, Tagged); t != nil {
		return t
	}
	switch v.Rep {
	case Int32:
		if k, ok := v.Int(); ok {
			return b.constant(heap.Int(k))
		}
		return b.convert(OpBoxInt, v)
	case Float64:
		if f, ok := v.Float(); ok {
			return b.constant(heap.Float(f))
		}
		return b.convert(OpBoxFloat, v)
	case Flag:
		return b.convert(OpBoxFlag, v)
	case Object:
		return b.convert(OpBoxObject, v)
	}
	panic("opt: a cell as a Value")
}

// flagOf is a boolean as a flag, if it was one.
func (b *builder) flagOf(v *Value) *Value {
	if f := b.known(v, Flag); f != nil {
		return f
	}
	if b.now.typeOf(v) == ir.Bool {
		f := b.add(OpSame, b.tagged(v), b.constant(heap.True))
		b.now.also(v, f)
		return f
	}
	return nil
}

func (b *builder) intConstant(i int32) *Value {
	v := b.g.newValue(OpConst)
	v.Bits, v.Rep, v.Type, v.Range = uint64(uint32(i)), Int32, ir.Int, Range{i, i}
	return b.place(v)
}

func (b *builder) floatConstant(f float64) *Value {
	v := b.g.newValue(OpConst)
	v.Bits, v.Rep, v.Type = math.Float64bits(f), Float64, ir.Double
	return b.place(v)
}

func (b *builder) objectConstant(c heap.Value) *Value {
	v := b.g.newValue(OpConst)
	v.Bits, v.Rep, v.Type = uint64(c), Object, ir.Object
	return b.place(v)
}
