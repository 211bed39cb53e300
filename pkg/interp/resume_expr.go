package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// evalR evaluates an expression that may contain a yield or await.
func (x *frame) evalR(e syntax.Expr) (heap.Value, error) {
	reg, ok := x.fn.Resume[e]
	if !ok {
		return x.eval(e)
	}
	switch n := e.(type) {
	case *syntax.AwaitExpr:
		return x.await(n, reg)
	case *syntax.YieldExpr:
		return x.yield(n, reg)
	case *syntax.CallExpr:
		return x.callR(n, reg)
	case *syntax.AssignExpr:
		return x.assignR(n, reg)
	case *syntax.CompoundAssign:
		return x.compoundR(n, reg)
	case *syntax.LogicalAssign:
		return x.logicalAssignR(n, reg)
	case *syntax.UpdateExpr:
		at := x.sp
		v, err := heap.Undefined, x.openTargetR(n.X)
		if err == nil {
			v, err = x.updateAt(n, at)
		}
		x.sp = at
		return v, err
	case *syntax.MemberExpr:
		base, err := x.evalR(n.Object)
		if err != nil {
			return base, err
		}
		return x.member(n, base)
	case *syntax.PrivateMember:
		base, err := x.evalR(n.Object)
		if err != nil {
			return base, err
		}
		return x.privateMember(n, base)
	case *syntax.IndexExpr:
		return x.indexR(n, reg)
	case *syntax.SuperIndex:
		if !x.resuming {
			if err := x.needThis(&n.This); err != nil {
				return heap.Undefined, err
			}
		}
		key, err := x.evalR(n.Index)
		if err != nil {
			return key, err
		}
		return x.superElement(n, key)
	case *syntax.BinaryExpr:
		return x.binaryR(n, reg)
	case *syntax.LogicalExpr:
		return x.logicalR(n, reg)
	case *syntax.CondExpr:
		return x.condR(n, reg)
	case *syntax.UnaryExpr:
		v, err := x.evalR(n.X)
		if err != nil {
			return v, err
		}
		return x.unaryOp(n, v)
	case *syntax.TypeofExpr:
		v, err := x.evalR(n.X)
		if err != nil {
			return v, err
		}
		return x.rt.Typeof(v), nil
	case *syntax.OptionalChain:
		v, err := x.evalR(n.X)
		if err == nil && v == heap.Empty {
			v = heap.Undefined
		}
		return v, err
	}
	return x.evalRareR(e, reg)
}

func (x *frame) evalRareR(e syntax.Expr, reg uint32) (heap.Value, error) {
	switch n := e.(type) {
	case *syntax.SequenceExpr:
		return x.sequenceR(n, reg)
	case *syntax.DeleteExpr:
		return x.deleteR(n, reg)
	case *syntax.PrivateIn:
		v, err := x.evalR(n.Right)
		if err != nil {
			return v, err
		}
		return x.privateInValue(n, v)
	case *syntax.NewExpr:
		return x.newR(n, reg)
	case *syntax.SuperCall:
		return x.superCallR(n, reg)
	case *syntax.ImportCall:
		return x.importR(n, reg)
	case *syntax.TemplateLit:
		return x.templateR(n, reg)
	case *syntax.TaggedTemplate:
		return x.taggedR(n, reg)
	case *syntax.ArrayLit:
		return x.arrayR(n, reg)
	case *syntax.ObjectLit:
		return x.objectR(n, reg)
	case *syntax.ClassLit:
		return x.classR(n, reg, heap.Empty)
	}
	panic("interp: unknown suspendable expression")
}

func (x *frame) binaryR(n *syntax.BinaryExpr, reg uint32) (heap.Value, error) {
	b := x.sp
	if x.progress(reg) == 0 {
		v, err := x.evalR(n.Left)
		if err != nil {
			return v, err
		}
		x.r[b] = v
		x.reached(reg, 1)
	}
	x.sp = b + 1
	v, err := x.evalR(n.Right)
	x.sp = b
	if err != nil {
		return v, err
	}
	return x.binaryOp(n.Op, n.From, x.r[b], v)
}

func (x *frame) logicalR(n *syntax.LogicalExpr, reg uint32) (heap.Value, error) {
	if x.progress(reg) == 0 {
		v, err := x.evalR(n.Left)
		if err != nil || !takesRight(n.Op, v) {
			return v, err
		}
		x.reached(reg, 1)
	}
	return x.evalR(n.Right)
}

func (x *frame) condR(n *syntax.CondExpr, reg uint32) (heap.Value, error) {
	const then = 1
	s := x.progress(reg)
	if s == 0 {
		v, err := x.evalR(n.Test)
		if err != nil {
			return v, err
		}
		s = then
		if !truthy(v) {
			s++
		}
		x.reached(reg, s)
	}
	if s == then {
		return x.evalR(n.Then)
	}
	return x.evalR(n.Else)
}

func (x *frame) sequenceR(n *syntax.SequenceExpr, reg uint32) (v heap.Value, err error) {
	for i := x.progress(reg); i < len(n.Exprs); i++ {
		x.reached(reg, i)
		if v, err = x.evalR(n.Exprs[i]); err != nil {
			return v, err
		}
	}
	return v, nil
}

func (x *frame) indexR(n *syntax.IndexExpr, reg uint32) (heap.Value, error) {
	b := x.sp
	if x.progress(reg) == 0 {
		v, err := x.evalR(n.Object)
		if err != nil {
			return v, err
		}
		if v == heap.Empty || n.Optional && v.IsNullish() {
			return heap.Empty, nil
		}
		x.r[b] = v
		x.reached(reg, 1)
	}
	x.sp = b + 1
	key, err := x.evalR(n.Index)
	x.sp = b
	if err != nil {
		return key, err
	}
	return x.element(n, x.r[b], key)
}

func (x *frame) deleteR(n *syntax.DeleteExpr, reg uint32) (heap.Value, error) {
	switch t := n.X.(type) {
	case *syntax.MemberExpr:
		base, err := x.evalR(t.Object)
		if err != nil || base == heap.Empty {
			return base, err
		}
		if t.Optional && base.IsNullish() {
			return heap.Empty, nil
		}
		return x.deleteKey(n, base, x.memberKey(&x.rec.caches[t.Site], t.Name))
	case *syntax.IndexExpr:
		return x.deleteIndexR(n, t, reg)
	case *syntax.SuperIndex:
		if !x.resuming {
			if err := x.needThis(&t.This); err != nil {
				return heap.Undefined, err
			}
		}
		if _, err := x.evalR(t.Index); err != nil {
			return heap.Undefined, err
		}
		return heap.Undefined, x.deleteSuper(n, &t.This)
	case *syntax.OptionalChain:
		inner := syntax.DeleteExpr{Span: n.Span, X: t.X, Strict: n.Strict}
		v, err := x.deleteR(&inner, reg)
		if err == nil && v == heap.Empty {
			v = heap.True
		}
		return v, err
	}
	if _, err := x.evalR(n.X); err != nil {
		return heap.Undefined, err
	}
	return heap.True, nil
}

func (x *frame) deleteIndexR(n *syntax.DeleteExpr, t *syntax.IndexExpr, reg uint32) (heap.Value, error) {
	b := x.sp
	if x.progress(reg) == 0 {
		v, err := x.evalR(t.Object)
		if err != nil || v == heap.Empty {
			return v, err
		}
		if t.Optional && v.IsNullish() {
			return heap.Empty, nil
		}
		x.r[b] = v
		x.reached(reg, 1)
	}
	x.sp = b + 1
	key, err := x.evalR(t.Index)
	x.sp = b
	if err != nil {
		return key, err
	}
	x.pos(n.From)
	x.spill(x.r[b], key)
	ok, err := x.rt.DeleteElem(x.r[b], key, n.Strict)
	return heap.Bool(ok), err
}

// calleeR is callee for one that may suspend.
func (x *frame) calleeR(e syntax.Expr, b int) (heap.Value, error) {
	reg, ok := x.fn.Resume[e]
	if !ok {
		return x.callee(e, b)
	}
	switch c := e.(type) {
	case *syntax.MemberExpr:
		base, err := x.evalR(c.Object)
		if err != nil {
			return base, err
		}
		x.r[b+stack.This] = base
		x.sp = b + stack.This + 1
		return x.member(c, base)
	case *syntax.PrivateMember:
		base, err := x.evalR(c.Object)
		if err != nil {
			return base, err
		}
		x.r[b+stack.This] = base
		x.sp = b + stack.This + 1
		return x.privateMember(c, base)
	case *syntax.IndexExpr:
		if x.progress(reg) == 0 {
			base, err := x.evalR(c.Object)
			if err != nil {
				return base, err
			}
			if base == heap.Empty || c.Optional && base.IsNullish() {
				return heap.Empty, nil
			}
			x.r[b+stack.This] = base
			x.reached(reg, 1)
		}
		x.sp = b + stack.This + 1
		key, err := x.evalR(c.Index)
		if err != nil {
			return key, err
		}
		return x.element(c, x.r[b+stack.This], key)
	case *syntax.SuperIndex:
		f, err := x.evalR(e)
		if err != nil {
			return f, err
		}
		x.r[b+stack.This], err = x.loadThis(&c.This)
		return f, err
	case *syntax.OptionalChain:
		f, err := x.calleeR(c.X, b)
		if err == nil && f == heap.Empty {
			x.r[b+stack.This] = heap.Undefined
			f = heap.Undefined
		}
		return f, err
	}
	f, err := x.evalR(e)
	if err == nil {
		x.r[b+stack.This] = heap.Undefined
	}
	return f, err
}

// argsR evaluates the arguments of a call in the frame at b: the progress in
// reg is 1 + the number of those done. With a spread they go into an array.
func (x *frame) argsR(args []syntax.Expr, spread bool, b int, reg uint32) error {
	first := b + stack.Header
	done := int(x.r[reg].AsInt()) - 1
	if spread {
		if done == 0 && !x.resuming {
			x.r[first] = x.rt.NewArray().Value()
		}
		x.sp = first + 1
		return x.accumulateR(args, x.r[first].Object(), reg, done)
	}
	for i := done; i < len(args); i++ {
		x.reached(reg, i+1)
		x.sp = first + i
		v, err := x.evalR(args[i])
		if err != nil {
			return err
		}
		x.r[first+i] = v
	}
	return nil
}

// accumulateR appends arguments or elements from number done on to a list; nil
// is an elision.
func (x *frame) accumulateR(args []syntax.Expr, list *heap.Object, reg uint32, done int) error {
	for i := done; i < len(args); i++ {
		x.reached(reg, i+1)
		if args[i] == nil {
			if err := x.appendTo(list, heap.Hole); err != nil {
				return err
			}
			continue
		}
		e := args[i]
		s, isSpread := e.(*syntax.SpreadElement)
		if isSpread {
			e = s.X
		}
		v, err := x.evalR(e)
		if err == nil {
			if isSpread {
				err = x.spreadInto(list, s, v)
			} else {
				x.spill(v, heap.Undefined)
				err = x.appendTo(list, v)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (x *frame) callR(n *syntax.CallExpr, reg uint32) (heap.Value, error) {
	b := x.sp
	if x.progress(reg) == 0 {
		f, err := x.calleeR(n.Callee, b)
		x.sp = b
		if err != nil {
			return f, err
		}
		if f == heap.Empty || n.Optional && f.IsNullish() {
			return heap.Empty, nil
		}
		x.r[b+stack.Callee] = f
		x.reached(reg, 1)
	}
	err := x.argsR(n.Args, n.HasSpread, b, reg)
	x.sp = b
	if err != nil {
		return heap.Undefined, err
	}
	if n.HasSpread {
		return x.callList(n, b, x.r[b+stack.Header].Object())
	}
	if n.Eval != nil {
		if v, done, err := x.directEval(n, b, len(n.Args)); done {
			return v, err
		}
	}
	return x.callAt(n, b, len(n.Args))
}

func (x *frame) newR(n *syntax.NewExpr, reg uint32) (heap.Value, error) {
	b := x.sp
	if x.progress(reg) == 0 {
		f, err := x.evalR(n.Callee)
		if err != nil {
			return f, err
		}
		x.r[b+stack.Callee] = f
		x.r[b+stack.This] = heap.Undefined
		x.reached(reg, 1)
	}
	err := x.argsR(n.Args, n.HasSpread, b, reg)
	x.sp = b
	if err != nil {
		return heap.Undefined, err
	}
	if n.HasSpread {
		return x.newList(n, b, x.r[b+stack.Header].Object())
	}
	return x.newAt(n, b, len(n.Args))
}

func (x *frame) superCallR(n *syntax.SuperCall, reg uint32) (heap.Value, error) {
	b := x.sp
	if x.progress(reg) == 0 {
		if err := x.openSuperCall(n, b); err != nil {
			x.sp = b
			return heap.Undefined, err
		}
		x.reached(reg, 1)
	}
	err := x.argsR(n.Args, n.HasSpread, b, reg)
	x.sp = b
	if err != nil {
		return heap.Undefined, err
	}
	if n.HasSpread {
		return x.superList(n, b, x.r[b+stack.Header].Object())
	}
	return x.superAt(n, b, len(n.Args))
}

func (x *frame) importR(n *syntax.ImportCall, reg uint32) (heap.Value, error) {
	b := x.sp
	if x.progress(reg) == 0 {
		v, err := x.evalR(n.Specifier)
		if err != nil {
			return v, err
		}
		x.r[b] = v
		x.reached(reg, 1)
	}
	options := heap.Undefined
	if n.Options != nil {
		x.sp = b + 1
		var err error
		options, err = x.evalR(n.Options)
		x.sp = b
		if err != nil {
			return options, err
		}
	}
	return x.importWith(n, x.r[b], options)
}

// assignR evaluates an assignment whose target or value may suspend.
func (x *frame) assignR(n *syntax.AssignExpr, reg uint32) (heap.Value, error) {
	const (
		target = iota
		value
		storing
	)
	at := x.sp
	s := x.progress(reg)
	pattern := isPattern(n.Target)
	if s == target {
		if !pattern && !static(n.Target) {
			if err := x.openTargetR(n.Target); err != nil {
				x.sp = at
				return heap.Undefined, err
			}
		}
		s = value
		x.reached(reg, s)
	}
	x.sp = at
	if !pattern {
		x.sp += targetWords
		v, err := x.evalR(n.Value)
		if err == nil {
			x.push(v)
			err = x.putTarget(n.Target, at, v)
		}
		x.sp = at
		return v, err
	}
	if s == value {
		v, err := x.evalR(n.Value)
		if err != nil {
			return v, err
		}
		x.r[at] = v
		x.reached(reg, storing)
	}
	x.sp = at + 1
	err := x.destructureR(n.Target, x.r[at])
	x.sp = at
	return x.r[at], err
}

func isPattern(p syntax.Pattern) bool {
	switch p.(type) {
	case *syntax.ArrayPattern, *syntax.ObjectPattern:
		return true
	}
	return false
}

func (x *frame) compoundR(n *syntax.CompoundAssign, reg uint32) (heap.Value, error) {
	at := x.sp
	v, err := x.readTargetR(n.Target, at, reg)
	if err == nil {
		x.sp = at + targetWords + 1
		if v, err = x.evalR(n.Value); err == nil {
			v, err = x.combine(n, at, x.r[at+targetWords], v)
		}
	}
	x.sp = at
	return v, err
}

// readTargetR opens a target and reads it; the old value becomes the operand
// after its parts.
func (x *frame) readTargetR(p syntax.Pattern, at int, reg uint32) (heap.Value, error) {
	if x.progress(reg) != 0 {
		return x.r[at+targetWords], nil
	}
	if err := x.openTargetR(p); err != nil {
		return heap.Undefined, err
	}
	old, err := x.getTarget(p, at)
	x.r[at+targetWords] = old
	x.reached(reg, 1)
	return old, err
}

func (x *frame) logicalAssignR(n *syntax.LogicalAssign, reg uint32) (heap.Value, error) {
	at := x.sp
	resumed := x.resuming && x.r[reg].AsInt() != 0
	v, err := x.readTargetR(n.Target, at, reg)
	if err == nil && (resumed || takesRight(n.Op, v)) {
		x.sp = at + targetWords + 1
		if v, err = x.evalR(n.Value); err == nil {
			v, err = x.putSecond(n.Target, at, v)
		}
	}
	x.sp = at
	return v, err
}

// openTargetR is openTarget for one that may suspend.
func (x *frame) openTargetR(p syntax.Pattern) error {
	reg, ok := x.fn.Resume[p]
	if !ok {
		return x.openTarget(p)
	}
	at := x.sp
	var err error
	switch t := p.(type) {
	case *syntax.MemberExpr:
		x.r[at], err = x.keepR(at, t.Object)
	case *syntax.IndexExpr:
		if x.progress(reg) == 0 {
			if x.r[at], err = x.keepR(at, t.Object); err != nil {
				break
			}
			x.reached(reg, 1)
		}
		x.sp = at + 1
		x.r[at+1], err = x.keepR(at+1, t.Index)
	case *syntax.PrivateMember:
		if x.r[at], err = x.keepR(at, t.Object); err == nil {
			x.r[at+1], err = x.load(&t.Private, t.Name)
		}
	case *syntax.SuperIndex:
		if !x.resuming {
			if err = x.needThis(&t.This); err != nil {
				break
			}
		}
		if x.r[at+1], err = x.keepR(at+1, t.Index); err == nil {
			err = x.openSuper(&t.Home, &t.This, at)
		}
	case *syntax.CallExpr:
		if _, err = x.evalR(t); err == nil {
			err = x.badTarget(t)
		}
	}
	x.sp = at + targetWords
	return err
}

// keepR evaluates e for the operand word i, which it leaves alone when it suspends.
func (x *frame) keepR(i int, e syntax.Expr) (heap.Value, error) {
	v, err := x.evalR(e)
	if err != nil {
		v = x.r[i]
	}
	return v, err
}

func (x *frame) templateR(n *syntax.TemplateLit, reg uint32) (heap.Value, error) {
	b := x.sp
	first := x.progress(reg)
	if !x.resuming {
		x.r[b] = x.constString(n.Site, n.Quasis[0].Cooked)
	}
	for i := first; i < len(n.Exprs); i++ {
		x.reached(reg, i)
		x.sp = b + 1
		v, err := x.evalR(n.Exprs[i])
		x.sp = b
		if err != nil {
			return v, err
		}
		acc, err := x.templatePart(n, i, x.r[b], v)
		if err != nil {
			return acc, err
		}
		x.r[b] = acc
	}
	return x.r[b], nil
}

func (x *frame) taggedR(n *syntax.TaggedTemplate, reg uint32) (heap.Value, error) {
	b := x.sp
	if x.progress(reg) == 0 {
		f, err := x.calleeR(n.Tag, b)
		x.sp = b
		if err != nil {
			return f, err
		}
		x.r[b+stack.Callee] = f
		x.pos(n.From)
		t, err := x.rt.GetTemplateObject(x.code, n)
		if err != nil {
			return heap.Undefined, err
		}
		x.r[b+stack.Header] = t
		x.reached(reg, 1)
	}
	for i := int(x.r[reg].AsInt()) - 1; i < len(n.Quasi.Exprs); i++ {
		x.reached(reg, i+1)
		x.sp = b + stack.Header + 1 + i
		v, err := x.evalR(n.Quasi.Exprs[i])
		if err != nil {
			x.sp = b
			return v, err
		}
		x.r[b+stack.Header+1+i] = v
	}
	x.sp = b
	return x.tagAt(n, b)
}

func (x *frame) arrayR(n *syntax.ArrayLit, reg uint32) (heap.Value, error) {
	b := x.sp
	done := x.progress(reg) - 1
	if done < 0 {
		x.r[b] = x.rt.NewArray().Value()
		done = 0
	}
	x.sp = b + 1
	err := x.accumulateR(n.Elems, x.r[b].Object(), reg, done)
	x.sp = b
	return x.r[b], err
}

// objectR: the progress is 1 + twice the number of properties done, + 1 while
// the value is evaluated; the object and the key are operands.
func (x *frame) objectR(n *syntax.ObjectLit, reg uint32) (heap.Value, error) {
	b := x.sp
	l := x.literalAt(n)
	s := x.progress(reg) - 1
	if s < 0 {
		x.r[b] = x.rt.NewObject().Value()
		s = 0
	}
	for i := s / 2; i < len(n.Props); i++ {
		if err := x.propertyR(n, i, l.keys[i], b, reg, s%2 == 1); err != nil {
			x.sp = b
			return heap.Undefined, err
		}
		s = 0
	}
	x.sp = b
	return x.r[b], nil
}

func (x *frame) propertyR(n *syntax.ObjectLit, i int, key heap.Value, b int, reg uint32, inValue bool) error {
	p := &n.Props[i]
	o := x.r[b].Object()
	x.sp = b + 1
	if !inValue {
		x.reached(reg, 1+2*i)
		if p.Key.Kind == syntax.KeyComputed && p.Kind != syntax.PropSpread {
			v, err := x.evalR(p.Key.Expr)
			if err == nil {
				key, err = x.propertyKey(p.Key.From, v)
			}
			if err != nil {
				return err
			}
		}
		x.r[b+1] = key
		x.reached(reg, 2+2*i)
	}
	key = x.r[b+1]
	x.sp = b + 2
	switch p.Kind {
	case syntax.PropSpread:
		v, err := x.evalR(p.Value)
		if err != nil {
			return err
		}
		return x.spreadProps(o, p, v)
	case syntax.PropInit, syntax.PropProto:
		v, err := x.namedR(p.Value, key, p.NameFromKey)
		if err != nil {
			return err
		}
		return x.defineValue(o, p, key, v)
	}
	return x.defineMethod(o, p, key)
}

// namedR is evalR for a value that takes its name from a key if take is true.
func (x *frame) namedR(e syntax.Expr, key heap.Value, take bool) (heap.Value, error) {
	if !take {
		return x.evalR(e)
	}
	if c, ok := e.(*syntax.ClassLit); ok {
		if reg, ok := x.fn.Resume[e]; ok {
			return x.classR(c, reg, key)
		}
	}
	return x.named(e, key)
}

// classR evaluates a class definition of which some part may suspend. The
// progress is the number of steps done: one for each decorator, one for the
// heritage, and one for each member. The operands are those of class.
func (x *frame) classR(n *syntax.ClassLit, reg uint32, key heap.Value) (heap.Value, error) {
	b := x.sp
	if !x.resuming {
		x.beginClass(n, key, b)
	}
	x.sp = b + classOperands
	done := x.progress(reg)
	err := x.decoratorsR(n.Decorators, b, reg, 0, done)
	if err != nil {
		x.sp = b
		return heap.Undefined, err
	}
	if !x.resuming {
		err = x.openClass(n, b)
	}
	x.inClass++
	if err == nil {
		err = x.classBodyR(n, b, reg, done)
	}
	x.inClass--
	if err != errSuspended {
		x.closeClass(n)
	}
	x.sp = b
	return x.r[b], err
}

// decoratorsR is decorators for a list whose first one is the given step.
func (x *frame) decoratorsR(list []syntax.Expr, b int, reg uint32, step, done int) error {
	for i := max(0, done-step); i < len(list); i++ {
		x.reached(reg, step+i)
		if err := x.decorator(list[i], b, x.calleeR); err != nil {
			return err
		}
	}
	return nil
}

func (x *frame) classBodyR(n *syntax.ClassLit, b int, reg uint32, done int) error {
	step := len(n.Decorators)
	if step >= done {
		x.reached(reg, step)
		if err := x.makeClass(n, b, x.evalR); err != nil {
			return err
		}
	}
	step++
	for _, m := range n.Members {
		if err := x.decoratorsR(m.Decorators, b, reg, step, done); err != nil {
			return err
		}
		step += len(m.Decorators)
		if step >= done {
			x.reached(reg, step)
			if err := x.classMember(n, m, b, x.evalR); err != nil {
				return err
			}
		}
		step++
	}
	return x.finishClass(n, b)
}
