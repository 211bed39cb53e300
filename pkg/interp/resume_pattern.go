package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// bindR is bind for a pattern that may suspend; v counts only when the walk is
// not resuming.
func (x *frame) bindR(p syntax.Pattern, v heap.Value) error {
	at := x.sp
	if !x.resuming {
		x.r[at] = v
	}
	x.sp = at + 1
	err := x.bindPushedR(p, x.r[at])
	x.sp = at
	return err
}

func (x *frame) bindPushedR(p syntax.Pattern, v heap.Value) error {
	if _, ok := x.fn.Resume[p]; !ok {
		return x.bindPushed(p, v)
	}
	if isPattern(p) {
		return x.destructureR(p, v)
	}
	at := x.sp
	err := x.openTargetR(p)
	if err == nil {
		err = x.putTarget(p, at, v)
	}
	x.sp = at
	return err
}

// destructureR is destructure for a pattern that may suspend.
func (x *frame) destructureR(p syntax.Pattern, v heap.Value) error {
	reg, ok := x.fn.Resume[p]
	if !ok {
		return x.destructure(p, v)
	}
	if n, ok := p.(*syntax.ObjectPattern); ok {
		return x.objectPatternR(n, v, reg)
	}
	return x.arrayPatternR(p.(*syntax.ArrayPattern), v, reg)
}

// Stages of an element of a pattern.
const (
	stageTarget  = iota // evaluating the parts of the target, or the key
	stageDefault        // evaluating the default
	stageBind           // taking the value apart
	stages
)

// arrayPatternR: the progress is 1 + stages times the number of elements done
// + the stage of the current one.
func (x *frame) arrayPatternR(n *syntax.ArrayPattern, v heap.Value, reg uint32) error {
	b := x.sp
	s := x.progress(reg) - 1
	if s < 0 {
		x.pos(n.From)
		iter, next, err := x.rt.GetIteratorOf(v, n)
		if err != nil {
			return err
		}
		x.r[b], x.r[b+1], x.r[b+2] = iter, next, heap.False
		s = 0
	}
	x.sp = b + iterWords
	err := x.arrayElemsR(n, b, reg, s)
	x.sp = b
	switch {
	case err == errSuspended || x.r[b+2] == heap.True:
		return err
	case err == errReturned:
		x.sp = b + iterWords
		x.push(x.ret)
		err = x.closePattern(n, b, nil)
		x.ret = x.pop()
		x.sp = b
		if err == nil {
			err = errReturned
		}
		return err
	}
	return x.closePattern(n, b, err)
}

func (x *frame) closePattern(n *syntax.ArrayPattern, b int, err error) error {
	x.pos(n.From)
	iter := x.r[b]
	return x.rt.IteratorClose(iter, err)
}

func (x *frame) arrayElemsR(n *syntax.ArrayPattern, b int, reg uint32, s int) error {
	at := x.sp
	for i := s / stages; i < len(n.Elems); i++ {
		e := &n.Elems[i]
		stage := s % stages
		s = 0
		if e.Target == nil {
			if _, err := x.nextElem(n, b); err != nil {
				return err
			}
			continue
		}
		first := 1 + i*stages
		if stage == stageTarget {
			x.reached(reg, first)
			if err := x.openElemR(e.Target); err != nil {
				return err
			}
		}
		x.sp = at + targetWords
		v := heap.Undefined
		if stage == stageTarget {
			var err error
			if v, err = x.nextElem(n, b); err != nil {
				return err
			}
		}
		if err := x.patternElemR(e, at, v, reg, first, stage); err != nil {
			return err
		}
		x.sp = at
	}
	if n.Rest == nil {
		return nil
	}
	return x.restElemR(n, b, reg, s%stages)
}

// openElemR evaluates the parts of a target that needs it.
func (x *frame) openElemR(p syntax.Pattern) error {
	if static(p) {
		return nil
	}
	return x.openTargetR(p)
}

// patternElemR gives v, or what the default says, to an element whose target is
// open at at. first is the progress of the element at its beginning.
func (x *frame) patternElemR(e *syntax.PatternElem, at int, v heap.Value, reg uint32, first, stage int) error {
	x.sp = at + targetWords
	if stage < stageBind {
		if e.Default != nil && (stage == stageDefault || v == heap.Undefined) {
			x.reached(reg, first+stageDefault)
			var err error
			if v, err = x.evalR(e.Default); err != nil {
				return err
			}
		}
		x.reached(reg, first+stageBind)
	}
	switch {
	case isPattern(e.Target):
		return x.bindR(e.Target, v)
	case static(e.Target):
		return x.storeIdent(e.Target.(*syntax.Ident), v)
	}
	return x.putTarget(e.Target, at, v)
}

func (x *frame) restElemR(n *syntax.ArrayPattern, b int, reg uint32, stage int) error {
	at := x.sp
	first := 1 + len(n.Elems)*stages
	if stage == stageTarget {
		x.reached(reg, first)
		if err := x.openElemR(n.Rest); err != nil {
			return err
		}
	}
	x.sp = at + targetWords
	if stage == stageTarget {
		list, err := x.collectRest(n, b)
		if err != nil {
			return err
		}
		x.r[x.sp] = list.Value()
		x.reached(reg, first+stageBind)
	}
	v := x.r[x.sp]
	x.sp++
	if static(n.Rest) {
		return x.bindPushedR(n.Rest, v)
	}
	return x.putTarget(n.Rest, at, v)
}

// objectPatternR: the progress is as for arrays; the operands are the list of
// keys taken and the key of the current property.
func (x *frame) objectPatternR(n *syntax.ObjectPattern, v heap.Value, reg uint32) error {
	b := x.sp
	s := x.progress(reg) - 1
	if s < 0 {
		if v.IsNullish() {
			x.pos(n.From)
			return x.rt.NotDestructurable(n, v)
		}
		x.r[b] = x.rt.NewArray().Value()
		s = 0
	}
	taken := x.r[b].Object()
	for i := s / stages; i < len(n.Props); i++ {
		x.sp = b + 1
		if err := x.patternPropR(n, i, v, b, reg, s%stages); err != nil {
			x.sp = b
			return err
		}
		s = 0
		if err := x.appendTo(taken, x.r[b+1]); err != nil {
			x.sp = b
			return err
		}
	}
	x.sp = b + 1
	err := x.restPropsR(n, v, taken, reg)
	x.sp = b
	return err
}

func (x *frame) patternPropR(n *syntax.ObjectPattern, i int, v heap.Value, b int, reg uint32, stage int) error {
	p := &n.Props[i]
	c := &x.rec.caches[n.Site+uint32(i)]
	at := b + 2
	first := 1 + i*stages
	w := heap.Undefined
	if stage == stageTarget {
		if err := x.patternKeyR(n, p, c, b, reg, first); err != nil {
			return err
		}
		x.sp = at
		if err := x.openElemR(p.Target); err != nil {
			return err
		}
		x.sp = at + targetWords
		var err error
		if w, err = x.patternGet(p, c, v, x.r[b+1]); err != nil {
			return err
		}
	}
	return x.patternElemR(&p.PatternElem, at, w, reg, first, stage)
}

// patternKeyR stores the key of a property in operand b+1. While a computed key
// or the parts of the target are evaluated the progress is that of the
// beginning; the key is told from a target by the source position.
func (x *frame) patternKeyR(n *syntax.ObjectPattern, p *syntax.PatternProp, c *cache, b int, reg uint32, first int) error {
	if p.Key.Kind != syntax.KeyComputed {
		x.r[b+1] = x.memberKey(c, p.Key.Name)
	} else if !x.resuming || x.contains(p.Key.Expr) {
		x.reached(reg, first)
		k, err := x.evalR(p.Key.Expr)
		if err == nil {
			k, err = x.propertyKey(p.Key.From, k)
		}
		if err != nil {
			return err
		}
		x.r[b+1] = k
	}
	x.reached(reg, first)
	return nil
}

func (x *frame) restPropsR(n *syntax.ObjectPattern, v heap.Value, taken *heap.Object, reg uint32) error {
	if n.Rest == nil {
		return nil
	}
	at := x.sp
	x.reached(reg, 1+len(n.Props)*stages)
	if err := x.openElemR(n.Rest); err != nil {
		return err
	}
	x.sp = at + targetWords
	x.pos(n.From)
	o, err := x.rt.CopyRest(v, taken.Dense())
	if err != nil {
		return err
	}
	x.push(o.Value())
	if static(n.Rest) {
		return x.bindPushed(n.Rest, o.Value())
	}
	return x.putTarget(n.Rest, at, o.Value())
}
