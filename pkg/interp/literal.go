package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// closure makes a function object of f over the current environment.
func (x *frame) closure(f *syntax.FuncInfo) heap.Value {
	return x.rt.MakeFunction(x.code.Inner(f), x.env, heap.Undefined).Value()
}

// named makes the value of an anonymous function or class definition with the
// name that a property key gives it.
func (x *frame) named(e syntax.Expr, key heap.Value) (heap.Value, error) {
	switch n := e.(type) {
	case *syntax.FunctionLit:
		f := x.rt.MakeFunction(x.code.Inner(n.Func), x.env, heap.Undefined)
		x.spill(f.Value(), heap.Undefined)
		x.rt.SetFunctionName(f, key, "")
		return f.Value(), nil
	case *syntax.ClassLit:
		return x.class(n, key)
	}
	return x.eval(e)
}

// regExp evaluates a regular expression literal.
func (x *frame) regExp(n *syntax.RegExpLit) (heap.Value, error) {
	x.pos(n.From)
	return x.rt.RegExpLiteral(x.code, n)
}

// arrayLit evaluates an array literal.
func (x *frame) arrayLit(n *syntax.ArrayLit) (heap.Value, error) {
	if n.HasSpread || len(n.Elems) > maxPushed {
		return x.arrayBuild(n)
	}
	b := x.sp
	for _, e := range n.Elems {
		v := heap.Hole
		if e != nil {
			var err error
			if v, err = x.eval(e); err != nil {
				x.sp = b
				return v, err
			}
		}
		x.r[x.sp] = v
		x.sp++
	}
	values := x.r[b:x.sp]
	x.sp = b
	x.pos(n.From)
	return x.rt.NewArray(values...).Value(), nil
}

// arrayBuild evaluates a long array literal or one with spreads.
func (x *frame) arrayBuild(n *syntax.ArrayLit) (heap.Value, error) {
	x.pos(n.From)
	a := x.rt.NewArray()
	x.push(a.Value())
	for _, e := range n.Elems {
		var err error
		if e == nil {
			err = x.rt.AppendElement(a, heap.Hole)
		} else {
			err = x.accumulate(a, e)
		}
		if err != nil {
			x.sp--
			return heap.Undefined, err
		}
	}
	return x.pop(), nil
}

// literalAt returns what the site of an object literal knows, learning it first.
func (x *frame) literalAt(n *syntax.ObjectLit) *literal {
	l := &x.rec.literals[n.Site]
	if l.state != literalNew {
		return l
	}
	l.keys = make([]heap.Value, len(n.Props))
	l.state = literalPlain
	seen := make(map[heap.Value]bool, len(n.Props))
	for i := range n.Props {
		p := &n.Props[i]
		if p.Kind == syntax.PropSpread || p.Key.Kind == syntax.KeyComputed {
			l.state = literalMixed
			continue
		}
		key := x.key(p.Key.Name)
		x.code.KeepConstant(key)
		l.keys[i] = key
		if p.Kind != syntax.PropInit && p.Kind != syntax.PropMethod || heap.KeyIsIndex(key) || seen[key] {
			l.state = literalMixed
		}
		if p.Kind == syntax.PropMethod && p.Value.(*syntax.FunctionLit).Func.HasHome() {
			l.state = literalMixed
		}
		seen[key] = true
	}
	if len(n.Props) > maxPushed {
		l.state = literalMixed
	}
	if l.state == literalPlain {
		s := x.h.RootShape(x.code.Realm.ObjectShape.Proto(), heap.ClassObject, max(len(n.Props), 1))
		for _, key := range l.keys {
			s = x.h.Transition(s, key, heap.DefaultAttrs)
		}
		if len(n.Props) == 0 {
			s = x.code.Realm.ObjectShape
		}
		l.offsets = make([]int32, len(l.keys))
		for i, key := range l.keys {
			p, _ := s.Lookup(key)
			l.offsets[i] = p.Offset
		}
		l.shape = s
		x.code.Touch()
	}
	return l
}

// objectLit evaluates an object literal.
func (x *frame) objectLit(n *syntax.ObjectLit) (heap.Value, error) {
	l := x.literalAt(n)
	if l.state != literalPlain {
		return x.objectBuild(n, l)
	}
	b := x.sp
	for i := range n.Props {
		v, err := x.eval(n.Props[i].Value)
		if err != nil {
			x.sp = b
			return v, err
		}
		x.r[x.sp] = v
		x.sp++
	}
	x.sp = b
	x.pos(n.From)
	o := x.h.NewObject(l.shape)
	for i := range n.Props {
		x.h.SetSlotAt(o, l.offsets[i], x.r[b+i])
	}
	return o.Value(), nil
}

// objectBuild evaluates an object literal property by property.
func (x *frame) objectBuild(n *syntax.ObjectLit, l *literal) (heap.Value, error) {
	x.pos(n.From)
	b := x.sp
	o := x.rt.NewObject()
	x.push(o.Value())
	for i := range n.Props {
		if err := x.property(o, &n.Props[i], l.keys[i]); err != nil {
			x.sp = b
			return heap.Undefined, err
		}
	}
	x.sp = b
	return o.Value(), nil
}

// property evaluates a property of an object literal and defines it on o
// (sec-runtime-semantics-propertydefinitionevaluation). key is its key unless
// that is computed.
func (x *frame) property(o *heap.Object, p *syntax.Property, key heap.Value) error {
	if p.Kind == syntax.PropSpread {
		v, err := x.eval(p.Value)
		if err != nil {
			return err
		}
		return x.spreadProps(o, p, v)
	}
	if p.Key.Kind == syntax.KeyComputed {
		v, err := x.eval(p.Key.Expr)
		if err != nil {
			return err
		}
		if key, err = x.propertyKey(p.Key.From, v); err != nil {
			return err
		}
	}
	if p.Kind != syntax.PropInit && p.Kind != syntax.PropProto {
		return x.defineMethod(o, p, key)
	}
	x.push(key) // an index key has the form of an int
	v, err := x.propertyValue(p, key)
	x.sp--
	if err != nil {
		return err
	}
	return x.defineValue(o, p, key, v)
}

// propertyValue evaluates the value of a property, which may take its name from
// the key.
func (x *frame) propertyValue(p *syntax.Property, key heap.Value) (heap.Value, error) {
	if p.NameFromKey {
		return x.named(p.Value, key)
	}
	return x.eval(p.Value)
}

// propertyKey converts a computed key.
func (x *frame) propertyKey(at syntax.Pos, v heap.Value) (heap.Value, error) {
	if v.IsInt() && v.AsInt() >= 0 {
		return v, nil
	}
	x.pos(at)
	x.spill(v, heap.Undefined)
	return x.rt.ToPropertyKey(v)
}

func (x *frame) spreadProps(o *heap.Object, p *syntax.Property, v heap.Value) error {
	x.pos(p.Value.Pos())
	x.spill(v, heap.Undefined)
	return x.rt.CopyDataProperties(o, v, nil)
}

func (x *frame) defineValue(o *heap.Object, p *syntax.Property, key, v heap.Value) error {
	x.spill(v, key)
	if p.Kind == syntax.PropProto {
		if v.IsObject() || v.IsNull() {
			_, err := x.rt.SetPrototypeOf(o, v)
			return err
		}
		return nil
	}
	_, err := x.rt.CreateDataProperty(o, key, v)
	return err
}

// defineMethod defines a method, getter or setter on o
// (sec-runtime-semantics-methoddefinitionevaluation).
func (x *frame) defineMethod(o *heap.Object, p *syntax.Property, key heap.Value) error {
	f := p.Value.(*syntax.FunctionLit).Func
	x.pos(f.From)
	m := x.rt.MakeFunction(x.code.Inner(f), x.env, o.Value())
	x.spill(m.Value(), key)
	kind := object.DefineNormal
	switch p.Kind {
	case syntax.PropGet:
		kind = object.DefineGetter
	case syntax.PropSet:
		kind = object.DefineSetter
	}
	if p.NameFromKey {
		x.rt.SetFunctionName(m, key, methodPrefix(kind))
	}
	return x.rt.DefineMethod(o, key, m, kind, true)
}

// template evaluates an untagged template.
func (x *frame) template(n *syntax.TemplateLit) (heap.Value, error) {
	acc := x.constString(n.Site, n.Quasis[0].Cooked)
	for i, e := range n.Exprs {
		x.push(acc)
		v, err := x.eval(e)
		acc = x.pop()
		if err != nil {
			return v, err
		}
		if acc, err = x.templatePart(n, i, acc, v); err != nil {
			return acc, err
		}
	}
	return acc, nil
}

// templatePart appends expression i and the text after it.
func (x *frame) templatePart(n *syntax.TemplateLit, i int, acc, v heap.Value) (heap.Value, error) {
	x.pos(n.Exprs[i].Pos())
	x.spill(acc, v)
	s, err := x.rt.ToString(v)
	if err != nil {
		return heap.Undefined, err
	}
	if acc, err = x.rt.ConcatStrings(acc.Str(), s); err != nil {
		return acc, err
	}
	if n.Quasis[i+1].Cooked == "" {
		return acc, nil
	}
	tail := x.constString(n.Site+uint32(i)+1, n.Quasis[i+1].Cooked)
	x.spill(acc, tail)
	return x.rt.ConcatStrings(acc.Str(), tail.Str())
}

// taggedTemplate calls the tag with the template object and the values.
func (x *frame) taggedTemplate(n *syntax.TaggedTemplate) (heap.Value, error) {
	b := x.sp
	if err := x.openTag(n, b); err != nil {
		x.sp = b
		return heap.Undefined, err
	}
	return x.tagAt(n, b)
}

// openTag builds the frame of the call of a tag at b.
func (x *frame) openTag(n *syntax.TaggedTemplate, b int) error {
	f, err := x.callee(n.Tag, b)
	if err != nil {
		return err
	}
	x.r[b+stack.Callee] = f
	x.sp = b + stack.Header
	x.pos(n.From)
	t, err := x.rt.GetTemplateObject(x.code, n)
	if err != nil {
		return err
	}
	x.push(t)
	for _, e := range n.Quasi.Exprs {
		v, err := x.eval(e)
		if err != nil {
			return err
		}
		x.push(v)
	}
	x.sp = b
	return nil
}

// tagAt calls the tag in the frame at b, whose arguments are in place.
func (x *frame) tagAt(n *syntax.TaggedTemplate, b int) (heap.Value, error) {
	x.pos(n.From)
	if !x.rt.IsCallable(x.r[b+stack.Callee]) {
		return heap.Undefined, x.notCallable(n.Tag)
	}
	x.r[b+stack.Argc] = heap.Int(int32(len(n.Quasi.Exprs) + 1))
	return x.rt.CallFrame(x.fp + stack.Header + b)
}
