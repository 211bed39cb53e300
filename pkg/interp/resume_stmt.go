package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// execR executes a statement that may contain a yield or await.
func (x *frame) execR(s syntax.Stmt) ctl {
	reg, ok := x.fn.Resume[s]
	if !ok {
		return x.exec(s)
	}
	if x.rt.StepsWatched && !x.resuming {
		x.tell(s)
	}
	switch n := s.(type) {
	case *syntax.ExprStmt:
		v, err := x.evalR(n.X)
		if err != nil {
			return x.failR(err)
		}
		if r := x.fn.CompletionReg; r >= 0 {
			x.r[r] = v
		}
		return ctlNormal
	case *syntax.VarDecl:
		return x.varDeclR(n, reg)
	case *syntax.ReturnStmt:
		return x.returnR(n, reg)
	case *syntax.IfStmt:
		return x.ifR(n, reg)
	case *syntax.Block:
		return x.blockR(n)
	case *syntax.ForStmt:
		return x.forR(n, reg)
	case *syntax.WhileStmt:
		return x.whileR(n, reg)
	case *syntax.DoWhileStmt:
		return x.doWhileR(n, reg)
	case *syntax.ForInStmt:
		return x.forInR(n, reg)
	case *syntax.ForOfStmt:
		return x.forOfR(n, reg)
	case *syntax.SwitchStmt:
		return x.switchR(n, reg)
	case *syntax.TryStmt:
		return x.tryR(n, reg)
	case *syntax.ThrowStmt:
		v, err := x.evalR(n.X)
		if err != nil {
			return x.failR(err)
		}
		return x.throwValue(n, v)
	case *syntax.LabeledStmt:
		c := x.execR(n.Body)
		if c == ctlBreak && x.target == n.From {
			return ctlNormal
		}
		return c
	}
	return x.execRareR(s, reg)
}

func (x *frame) execRareR(s syntax.Stmt, reg uint32) ctl {
	switch n := s.(type) {
	case *syntax.WithStmt:
		return x.withR(n, reg)
	case *syntax.ClassDecl:
		v, err := x.evalClassR(n.Class)
		if err == nil {
			err = x.storeIdent(n.Name, v)
		}
		if err != nil {
			return x.failR(err)
		}
		return ctlNormal
	case *syntax.ExportDecl:
		return x.execR(n.Decl)
	case *syntax.ExportDefault:
		if n.X == nil {
			return x.execR(n.Decl)
		}
		v, err := x.evalR(n.X)
		if err == nil {
			err = x.storeIdent(n.Name, v)
		}
		if err != nil {
			return x.failR(err)
		}
		return ctlNormal
	}
	panic("interp: unknown suspendable statement")
}

func (x *frame) evalClassR(n *syntax.ClassLit) (heap.Value, error) {
	if reg, ok := x.fn.Resume[n]; ok {
		return x.classR(n, reg, heap.Empty)
	}
	return x.class(n, heap.Empty)
}

// varDeclR: the progress is twice the number of declarators done, + 1 while a
// pattern takes its value apart.
func (x *frame) varDeclR(n *syntax.VarDecl, reg uint32) ctl {
	s := x.progress(reg)
	for i := s / 2; i < len(n.Decls); i++ {
		if err := x.declareR(n, &n.Decls[i], reg, 2*i, s%2 == 1); err != nil {
			return x.failR(err)
		}
		s = 0
	}
	return ctlNormal
}

func (x *frame) declareR(n *syntax.VarDecl, d *syntax.Declarator, reg uint32, first int, binding bool) error {
	if d.Init == nil {
		return x.declare(n, d)
	}
	at := x.sp
	id, ok := d.Target.(*syntax.Ident)
	if !ok {
		v := heap.Undefined
		if !binding {
			x.reached(reg, first)
			var err error
			if v, err = x.evalR(d.Init); err != nil {
				return err
			}
			x.reached(reg, first+1)
		}
		return x.bindR(d.Target, v)
	}
	x.reached(reg, first)
	if !static(id) && !x.resuming {
		if err := x.openTarget(id); err != nil {
			x.sp = at
			return err
		}
	}
	x.sp = at + targetWords
	v, err := x.evalR(d.Init)
	if err == nil && n.Kind >= syntax.VarUsing {
		err = x.addResource(n, v)
	}
	if err == nil {
		err = x.putTarget(id, at, v)
	}
	x.sp = at
	return err
}

// returnR: in an async generator the returned value is awaited.
func (x *frame) returnR(n *syntax.ReturnStmt, reg uint32) ctl {
	await := x.fn.IsAsync && x.fn.IsGenerator && n.X != nil
	if x.progress(reg) == 0 {
		v := heap.Undefined
		if n.X != nil {
			var err error
			if v, err = x.evalR(n.X); err != nil {
				return x.failR(err)
			}
		}
		if !await {
			return x.returnValue(v)
		}
		x.reached(reg, 1)
		return x.failR(x.suspend(n.From, v, object.Awaiting))
	}
	v, err := x.resume()
	if err != nil {
		return x.failR(err)
	}
	return x.returnValue(v)
}

func (x *frame) returnValue(v heap.Value) ctl {
	x.ret = v
	return ctlReturn
}

func (x *frame) ifR(n *syntax.IfStmt, reg uint32) ctl {
	const then = 1
	s := x.progress(reg)
	if s == 0 {
		v, err := x.evalR(n.Test)
		if err != nil {
			return x.failR(err)
		}
		x.resetCompletion()
		s = then
		if !truthy(v) {
			s++
		}
		x.reached(reg, s)
	}
	if s == then {
		return x.execR(n.Then)
	}
	if n.Else != nil {
		return x.execR(n.Else)
	}
	return ctlNormal
}

func (x *frame) blockR(n *syntax.Block) ctl {
	if n.Scope == nil {
		return x.listR(n.Body)
	}
	if x.disposing(n.Scope) {
		return x.exitR(n.Scope, ctlNormal, n.From)
	}
	if !x.resuming {
		x.enterScope(n.Scope)
	}
	return x.exitR(n.Scope, x.listR(n.Body), n.From)
}

// Progress of loops.
const (
	loopHead = iota
	loopTest
	loopBody
	loopUpdate
	loopClose // for await: the iterator is being closed
)

func (x *frame) whileR(n *syntax.WhileStmt, reg uint32) ctl {
	s := x.progress(reg)
	if !x.resuming {
		x.resetCompletion()
	}
	for {
		if s != loopBody {
			x.reached(reg, loopTest)
			v, err := x.evalR(n.Test)
			if err != nil {
				return x.failR(err)
			}
			if !truthy(v) {
				return ctlNormal
			}
			x.reached(reg, loopBody)
		}
		s = loopTest
		if c := x.execR(n.Body); c != ctlNormal {
			if c, more := x.loopEnd(n.From, c); !more {
				return c
			}
		}
		if c := x.turn(n.LoopID, n.Span); c != ctlNormal {
			return c
		}
	}
}

func (x *frame) doWhileR(n *syntax.DoWhileStmt, reg uint32) ctl {
	s := x.progress(reg)
	if !x.resuming {
		x.resetCompletion()
	}
	for {
		if s != loopTest {
			x.reached(reg, loopBody)
			if c := x.execR(n.Body); c != ctlNormal {
				if c, more := x.loopEnd(n.From, c); !more {
					return c
				}
			}
			x.reached(reg, loopTest)
		}
		s = loopBody
		v, err := x.evalR(n.Test)
		if err != nil {
			return x.failR(err)
		}
		if !truthy(v) {
			return ctlNormal
		}
		if c := x.turn(n.LoopID, n.Span); c != ctlNormal {
			return c
		}
	}
}

func (x *frame) forR(n *syntax.ForStmt, reg uint32) ctl {
	if n.Scope == nil {
		return x.forPartsR(n, reg)
	}
	if x.disposing(n.Scope) {
		return x.exitR(n.Scope, ctlNormal, n.From)
	}
	if !x.resuming {
		x.enterScope(n.Scope)
	}
	return x.exitR(n.Scope, x.forPartsR(n, reg), n.From)
}

func (x *frame) forPartsR(n *syntax.ForStmt, reg uint32) ctl {
	s := x.progress(reg)
	if s == loopHead {
		if n.Init != nil {
			if c := x.forInitR(n.Init); c != ctlNormal {
				return c
			}
		}
		x.resetCompletion()
		if n.PerIteration {
			x.copyEnv()
		}
		s = loopTest
	}
	for {
		if s == loopTest {
			x.reached(reg, loopTest)
			if n.Test != nil {
				v, err := x.evalR(n.Test)
				if err != nil {
					return x.failR(err)
				}
				if !truthy(v) {
					return ctlNormal
				}
			}
			x.reached(reg, loopBody)
			s = loopBody
		}
		if s == loopBody {
			if c := x.execR(n.Body); c != ctlNormal {
				if c, more := x.loopEnd(n.From, c); !more {
					return c
				}
			}
			x.reached(reg, loopUpdate)
			if n.PerIteration {
				x.copyEnv()
			}
		}
		if n.Update != nil {
			if _, err := x.evalR(n.Update); err != nil {
				return x.failR(err)
			}
		}
		if c := x.turn(n.LoopID, n.Span); c != ctlNormal {
			return c
		}
		s = loopTest
	}
}

func (x *frame) forInitR(s syntax.Stmt) ctl {
	if e, ok := s.(*syntax.ExprStmt); ok {
		if _, err := x.evalR(e.X); err != nil {
			return x.failR(err)
		}
		return ctlNormal
	}
	return x.execR(s)
}

// forHeadR is forHead for an expression that may suspend.
func (x *frame) forHeadR(head *syntax.Scope, e syntax.Expr) (heap.Value, error) {
	if head == nil {
		return x.evalR(e)
	}
	if !x.resuming {
		x.enterScope(head)
	}
	v, err := x.evalR(e)
	if err != errSuspended {
		x.leave(head, ctlNormal)
	}
	return v, err
}

// forTargetR is forTarget for a target that may suspend; v counts only when
// the walk is not resuming.
func (x *frame) forTargetR(decl *syntax.VarDecl, p syntax.Pattern, v heap.Value) error {
	if _, ok := x.fn.Resume[p]; ok {
		return x.bindR(p, v)
	}
	return x.forTarget(decl, p, v)
}

// turnR executes one turn of for-in and for-of with value v: the target is
// bound while the progress is loopTest.
func (x *frame) turnR(at syntax.Pos, reg uint32, s int, sc *syntax.Scope, decl *syntax.VarDecl, target syntax.Pattern, body syntax.Stmt, v heap.Value) ctl {
	if sc != nil {
		if x.disposing(sc) {
			return x.exitR(sc, ctlNormal, at)
		}
		if !x.resuming {
			x.enterScope(sc)
		}
	}
	c := ctlNormal
	if s != loopBody {
		x.reached(reg, loopTest)
		if err := x.forTargetR(decl, target, v); err != nil {
			c = x.failR(err)
		} else {
			x.reached(reg, loopBody)
		}
	}
	if c == ctlNormal {
		c = x.execR(body)
	}
	if sc != nil {
		c = x.exitR(sc, c, at)
	}
	return c
}

func (x *frame) forInR(n *syntax.ForInStmt, reg uint32) ctl {
	s := x.progress(reg)
	if s == loopHead {
		if c := x.forInHeadR(n); c != ctlNormal {
			return c
		}
	}
	for {
		key := heap.Undefined
		if !x.resuming {
			x.pos(n.From)
			var done bool
			var err error
			if key, done, err = x.rt.ForInNext(x.r[n.Temp]); err != nil {
				return x.fail(err)
			}
			if done {
				return ctlNormal
			}
			x.r[n.Temp+1] = key
			s = loopTest
		}
		c := x.turnR(n.From, reg, s, n.Scope, n.Decl, n.Target, n.Body, key)
		if c, more := x.loopEnd(n.From, c); !more {
			return c
		}
		if c := x.turn(n.LoopID, n.Span); c != ctlNormal {
			return c
		}
	}
}

func (x *frame) forInHeadR(n *syntax.ForInStmt) ctl {
	if n.Decl != nil && n.Decl.Decls[0].Init != nil && (!x.resuming || x.contains(n.Decl)) {
		if c := x.execR(n.Decl); c != ctlNormal {
			return c
		}
	}
	v, err := x.forHeadR(n.HeadScope, n.X)
	if err == nil {
		err = x.openForIn(n, v)
	}
	if err != nil {
		return x.failR(err)
	}
	x.resetCompletion()
	return ctlNormal
}

func (x *frame) forOfR(n *syntax.ForOfStmt, reg uint32) ctl {
	s := x.progress(reg)
	switch s {
	case loopHead:
		v, err := x.forHeadR(n.HeadScope, n.X)
		if err == nil {
			err = x.openForOfR(n, v)
		}
		if err != nil {
			return x.failR(err)
		}
		x.resetCompletion()
	case loopClose:
		return x.closedR(n, reg)
	}
	for {
		v := heap.Undefined
		if !x.resuming || s == loopUpdate {
			done, err := false, error(nil)
			if v, done, err = x.stepR(n, reg, s); err != nil {
				return x.failR(err)
			}
			if done {
				return ctlNormal
			}
			s = loopTest
		}
		c := x.turnR(n.From, reg, s, n.Scope, n.Decl, n.Target, n.Body, v)
		s = loopHead
		if c, more := x.loopEnd(n.From, c); !more {
			return x.closeR(n, reg, c)
		}
		if c := x.turn(n.LoopID, n.Span); c != ctlNormal {
			return c
		}
	}
}

func (x *frame) openForOfR(n *syntax.ForOfStmt, v heap.Value) error {
	if !n.Await {
		return x.openForOf(n, v)
	}
	x.pos(n.X.Pos())
	x.spill(v, heap.Undefined)
	iter, next, err := x.rt.GetAsyncIterator(v, n)
	x.r[n.Temp], x.r[n.Temp+1] = iter, next
	return err
}

// stepR takes the next value of a for-of loop. In for await it suspends until
// the result is there, with progress loopUpdate.
func (x *frame) stepR(n *syntax.ForOfStmt, reg uint32, s int) (v heap.Value, done bool, err error) {
	x.pos(n.X.Pos())
	if !n.Await {
		return x.rt.IteratorStepValue(x.r[n.Temp], x.r[n.Temp+1])
	}
	if !x.resuming || s != loopUpdate {
		x.reached(reg, loopUpdate)
		r, err := x.rt.Call(x.r[n.Temp+1], x.r[n.Temp])
		if err != nil {
			return r, true, err
		}
		return r, true, x.suspend(n.From, r, object.Awaiting)
	}
	r, err := x.resume()
	if err == nil {
		err = x.rt.AsyncIteratorCloseResult(r)
	}
	if err != nil {
		return r, true, err
	}
	if done, err = x.rt.IteratorComplete(r.Object()); done || err != nil {
		return heap.Undefined, done, err
	}
	v, err = x.rt.IteratorValue(r.Object())
	return v, false, err
}

// closeR closes the iterator of a for-of that completes early with c.
func (x *frame) closeR(n *syntax.ForOfStmt, reg uint32, c ctl) ctl {
	if c >= ctlSuspend || c == ctlThrow && !catchable(x.err) {
		return c
	}
	if !n.Await {
		return x.closeIterator(n, c)
	}
	x.sp = x.rec.operands
	var thrown error
	if c == ctlThrow {
		thrown = x.err
	}
	x.keepCompletion(reg, c)
	x.pos(n.X.Pos())
	r, await, err := x.rt.AsyncIteratorClose(x.r[n.Temp])
	switch {
	case err != nil && !catchable(err):
		return x.fail(err)
	case thrown != nil && (err != nil || !await):
		return x.fail(x.rt.Throw(x.r[reg+1]))
	case err != nil:
		return x.fail(err)
	case !await:
		return x.restoreCompletion(reg, c)
	}
	x.r[n.Temp+2] = heap.Int(int32(c))
	x.reached(reg, loopClose)
	return x.failR(x.suspend(n.From, r, object.Awaiting))
}

// closedR goes on after the await of closeR.
func (x *frame) closedR(n *syntax.ForOfStmt, reg uint32) ctl {
	v, err := x.resume()
	c := ctl(x.r[n.Temp+2].AsInt())
	if c != ctlThrow {
		if err == nil {
			err = x.rt.AsyncIteratorCloseResult(v)
		}
		if err != nil {
			return x.failR(err)
		}
	}
	return x.restoreCompletion(reg, c)
}

// keepCompletion keeps the value of completion c in the second register of a
// statement.
func (x *frame) keepCompletion(reg uint32, c ctl) {
	switch c {
	case ctlReturn:
		x.r[reg+1] = x.ret
	case ctlThrow:
		x.r[reg+1] = x.err.(*object.Throw).Value
	case ctlBreak, ctlContinue:
		x.r[reg+1] = heap.Int(int32(x.target))
	}
}

// restoreCompletion is the way back.
func (x *frame) restoreCompletion(reg uint32, c ctl) ctl {
	switch c {
	case ctlReturn:
		x.ret = x.r[reg+1]
	case ctlThrow:
		x.err = x.rt.Throw(x.r[reg+1])
	case ctlBreak, ctlContinue:
		x.target = syntax.Pos(x.r[reg+1].AsInt())
	}
	return c
}

// switchR: the progress is 0 during the discriminant, 1 + 2i during the test of
// clause i and 2 + 2i during its body.
func (x *frame) switchR(n *syntax.SwitchStmt, reg uint32) ctl {
	s := x.progress(reg)
	if n.Scope != nil && x.disposing(n.Scope) {
		return x.exitR(n.Scope, ctlNormal, n.From)
	}
	if s == 0 {
		v, err := x.evalR(n.X)
		if err != nil {
			return x.failR(err)
		}
		x.r[n.Temp] = v
		x.resetCompletion()
		if n.Scope != nil {
			x.enterScope(n.Scope)
		}
		s = 1
	}
	c := x.casesR(n, reg, s)
	if n.Scope != nil {
		c = x.exitR(n.Scope, c, n.From)
	}
	return c
}

func (x *frame) casesR(n *syntax.SwitchStmt, reg uint32, s int) ctl {
	start := (s - 1) / 2
	if t := n.Table(); t != nil && s == 1 {
		if start = x.rt.CaseOf(t, x.r[n.Temp]); start < 0 {
			start = defaultCase(n)
		}
	} else if s%2 == 1 {
		for ; start < len(n.Cases); start++ {
			k := &n.Cases[start]
			if k.Test == nil {
				continue
			}
			x.reached(reg, 1+2*start)
			v, err := x.evalR(k.Test)
			if err != nil {
				return x.failR(err)
			}
			if x.rt.IsStrictlyEqual(x.r[n.Temp], v) {
				break
			}
		}
		if start == len(n.Cases) {
			start = defaultCase(n)
		}
	}
	for i := start; i < len(n.Cases); i++ {
		x.reached(reg, 2+2*i)
		if c := x.listR(n.Cases[i].Body); c != ctlNormal {
			if c == ctlBreak && x.target == n.From {
				return ctlNormal
			}
			return c
		}
	}
	return ctlNormal
}

// withR: the progress is 1 during the body.
func (x *frame) withR(n *syntax.WithStmt, reg uint32) ctl {
	if x.progress(reg) == 0 {
		v, err := x.evalR(n.Object)
		if err == nil {
			err = x.openWith(n, v)
		}
		if err != nil {
			return x.failR(err)
		}
		x.resetCompletion()
		x.reached(reg, 1)
	}
	c := x.execR(n.Body)
	x.leave(n.Scope, c)
	return c
}

// Progress of a try statement.
const (
	tryBlock = iota
	tryParam
	tryHandler
	tryFinally
)

func (x *frame) tryR(n *syntax.TryStmt, reg uint32) ctl {
	s := x.progress(reg)
	c := ctlNormal
	if s == tryBlock {
		if !x.resuming {
			x.resetCompletion()
			x.r[n.Temp] = x.env
		}
		c = x.execR(n.Block)
		if c == ctlThrow && n.Handler != nil && catchable(x.err) {
			x.recoverAt(x.r[n.Temp])
			s = tryParam
			x.resetCompletion()
			x.r[n.Temp+2] = x.err.(*object.Throw).Value
		}
	}
	if s == tryParam || s == tryHandler {
		c = x.catchR(n, reg, s)
	}
	if n.Finalizer == nil {
		return c
	}
	if s != tryFinally {
		if !interruptible(c, x.err) {
			return c
		}
		if c == ctlThrow {
			x.recoverAt(x.r[n.Temp])
		}
		x.saveCompletion(n.Temp, c)
		x.reached(reg, tryFinally)
	}
	x.pinned++
	f := x.execR(n.Finalizer)
	x.pinned--
	if f != ctlNormal {
		return f
	}
	return x.loadCompletion(n.Temp)
}

// catchR binds the thrown value, which is in the last register of the
// statement, and executes the handler.
func (x *frame) catchR(n *syntax.TryStmt, reg uint32, s int) ctl {
	sc := n.CatchScope
	if sc != nil && x.disposing(sc) {
		return x.exitR(sc, ctlNormal, n.From)
	}
	if s == tryParam {
		if sc != nil && !x.resuming {
			x.enterScope(sc)
		}
		x.reached(reg, tryParam)
		if n.Param != nil {
			if err := x.bindR(n.Param, x.r[n.Temp+2]); err != nil {
				c := x.failR(err)
				if sc != nil {
					x.leave(sc, c)
				}
				return c
			}
		}
		x.reached(reg, tryHandler)
	}
	c := x.execR(n.Handler)
	if sc != nil {
		c = x.exitR(sc, c, n.From)
	}
	return c
}
