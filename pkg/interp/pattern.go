package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// bind stores v into a pattern, of a binding or of an assignment.
func (x *frame) bind(p syntax.Pattern, v heap.Value) error {
	x.push(v)
	err := x.bindPushed(p, v)
	x.sp--
	return err
}

// bindPushed is bind for a value that is among the operands.
func (x *frame) bindPushed(p syntax.Pattern, v heap.Value) error {
	switch t := p.(type) {
	case *syntax.Ident:
		return x.storeIdent(t, v)
	case *syntax.ArrayPattern, *syntax.ObjectPattern:
		return x.destructure(p, v)
	}
	at := x.sp
	err := x.openTarget(p)
	if err == nil {
		err = x.putTarget(p, at, v)
	}
	x.sp = at
	return err
}

// destructure takes v, which is among the operands, apart.
func (x *frame) destructure(p syntax.Pattern, v heap.Value) error {
	if n, ok := p.(*syntax.ObjectPattern); ok {
		return x.objectPattern(n, v)
	}
	return x.arrayPattern(p.(*syntax.ArrayPattern), v)
}

// static reports whether a target needs no evaluation before its value is known.
func static(p syntax.Pattern) bool {
	switch t := p.(type) {
	case *syntax.Ident:
		return t.Kind == syntax.RefReg || t.Kind == syntax.RefEnv || t.Has(syntax.RefInit) && t.Kind == syntax.RefGlobal
	case *syntax.ArrayPattern, *syntax.ObjectPattern:
		return true
	}
	return false
}

// withDefault replaces undefined by the default of an element.
func (x *frame) withDefault(e *syntax.PatternElem, v heap.Value) (heap.Value, error) {
	if v != heap.Undefined || e.Default == nil {
		return v, nil
	}
	return x.eval(e.Default)
}

// patternElem stores v into an element whose target, unless static, is open at at.
func (x *frame) patternElem(e *syntax.PatternElem, at int, v heap.Value) error {
	v, err := x.withDefault(e, v)
	if err != nil {
		return err
	}
	switch t := e.Target.(type) {
	case *syntax.ArrayPattern, *syntax.ObjectPattern:
		return x.bind(t, v)
	}
	if static(e.Target) {
		return x.storeIdent(e.Target.(*syntax.Ident), v)
	}
	return x.putTarget(e.Target, at, v)
}

// arrayPattern implements the array forms of
// sec-runtime-semantics-bindinginitialization and
// sec-runtime-semantics-destructuringassignmentevaluation. Iterator and next
// method are the first two of its operands, the third is True when it is done.
func (x *frame) arrayPattern(n *syntax.ArrayPattern, v heap.Value) error {
	b := x.sp
	x.pos(n.From)
	iter, next, err := x.rt.GetIteratorOf(v, n)
	if err != nil {
		return err
	}
	x.r[b], x.r[b+1], x.r[b+2] = iter, next, heap.False
	x.sp = b + iterWords
	err = x.arrayElems(n, b)
	x.sp = b
	if x.r[b+2] == heap.True {
		return err
	}
	x.pos(n.From)
	return x.rt.IteratorClose(x.r[b], err)
}

func (x *frame) arrayElems(n *syntax.ArrayPattern, b int) error {
	for i := range n.Elems {
		if err := x.arrayElem(n, &n.Elems[i], b); err != nil {
			return err
		}
	}
	if n.Rest == nil {
		return nil
	}
	at := x.sp
	if !static(n.Rest) {
		if err := x.openTarget(n.Rest); err != nil {
			return err
		}
	}
	list, err := x.collectRest(n, b)
	if err == nil {
		x.push(list.Value())
		if static(n.Rest) {
			err = x.bindPushed(n.Rest, list.Value())
		} else {
			err = x.putTarget(n.Rest, at, list.Value())
		}
	}
	x.sp = at
	return err
}

// arrayElem destructures one element.
func (x *frame) arrayElem(n *syntax.ArrayPattern, e *syntax.PatternElem, b int) error {
	if e.Target == nil {
		_, err := x.nextElem(n, b)
		return err
	}
	at := x.sp
	if !static(e.Target) {
		if err := x.openTarget(e.Target); err != nil {
			x.sp = at
			return err
		}
	}
	v, err := x.nextElem(n, b)
	if err == nil {
		err = x.patternElem(e, at, v)
	}
	x.sp = at
	return err
}

// nextElem takes the next value from the iterator at b, undefined when that is done.
func (x *frame) nextElem(n *syntax.ArrayPattern, b int) (heap.Value, error) {
	if x.r[b+2] == heap.True {
		return heap.Undefined, nil
	}
	x.pos(n.From)
	v, done, err := x.rt.IteratorStepValue(x.r[b], x.r[b+1])
	if done || err != nil {
		x.r[b+2] = heap.True
	}
	return v, err
}

// collectRest takes all remaining values from the iterator at b.
func (x *frame) collectRest(n *syntax.ArrayPattern, b int) (*heap.Object, error) {
	list := x.rt.NewArray()
	x.push(list.Value())
	defer func() { x.sp-- }()
	for {
		v, err := x.nextElem(n, b)
		if err != nil {
			return nil, err
		}
		if x.r[b+2] == heap.True {
			return list, nil
		}
		if err := x.rt.AppendElement(list, v); err != nil {
			x.r[b+2] = heap.True
			return nil, err
		}
		if err := x.rt.Step(); err != nil {
			return nil, err
		}
	}
}

// objectPattern implements the object forms of the same operations.
func (x *frame) objectPattern(n *syntax.ObjectPattern, v heap.Value) error {
	if v.IsNullish() {
		x.pos(n.From)
		return x.rt.NotDestructurable(n, v)
	}
	var taken []heap.Value
	for i := range n.Props {
		key, err := x.patternProp(n, i, v)
		if err != nil {
			return err
		}
		if n.Rest != nil {
			taken = append(taken, x.h.Keep(key))
		}
	}
	if n.Rest == nil {
		return nil
	}
	at := x.sp
	err := x.restProps(n, v, taken)
	x.sp = at
	return err
}

// patternProp destructures property i of v and returns its key.
func (x *frame) patternProp(n *syntax.ObjectPattern, i int, v heap.Value) (heap.Value, error) {
	p := &n.Props[i]
	at := x.sp
	c := &x.rec.caches[n.Site+uint32(i)]
	key := c.key
	if p.Key.Kind == syntax.KeyComputed {
		k, err := x.eval(p.Key.Expr)
		if err == nil {
			key, err = x.propertyKey(p.Key.From, k)
		}
		if err != nil {
			return key, err
		}
	} else if key == 0 {
		key = x.memberKey(c, p.Key.Name)
	}
	x.push(key)
	err := x.patternValue(n, p, c, at, v, key)
	x.sp = at
	return key, err
}

func (x *frame) patternValue(n *syntax.ObjectPattern, p *syntax.PatternProp, c *cache, at int, v, key heap.Value) error {
	if !static(p.Target) {
		if err := x.openTarget(p.Target); err != nil {
			return err
		}
	}
	w, err := x.patternGet(p, c, v, key)
	if err != nil {
		return err
	}
	return x.patternElem(&p.PatternElem, at+1, w)
}

// patternGet reads the property that an object pattern asks for.
func (x *frame) patternGet(p *syntax.PatternProp, c *cache, v, key heap.Value) (heap.Value, error) {
	x.pos(p.Key.From)
	if p.Key.Kind == syntax.KeyComputed || heap.KeyIsIndex(key) {
		return x.rt.GetMember(v, key)
	}
	return x.rt.GetMemberIC(v, key, &c.ic)
}

// restProps stores an object with the properties of v that are not taken into
// the rest target.
func (x *frame) restProps(n *syntax.ObjectPattern, v heap.Value, taken []heap.Value) error {
	at := x.sp
	if !static(n.Rest) {
		if err := x.openTarget(n.Rest); err != nil {
			return err
		}
	}
	x.pos(n.From)
	o, err := x.rt.CopyRest(v, taken)
	if err != nil {
		return err
	}
	x.push(o.Value())
	if static(n.Rest) {
		return x.bindPushed(n.Rest, o.Value())
	}
	return x.putTarget(n.Rest, at, o.Value())
}
