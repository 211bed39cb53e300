package bytecode

import (
	"github.com/kilnjs/kiln/pkg/syntax"
)

// header notes that another tier may hand over a frame that stands at the
// header of loop id: before the test, or before the next value is taken. In a
// finally block the waiting completion is in a form of this tier only.
func (c *compiler) header(id uint32) {
	if c.pinned == 0 && int(id) < len(c.p.OSR) {
		c.p.OSR[id] = c.pc()
	}
}

// backEdge goes on with the next turn of loop id.
func (c *compiler) backEdge(id uint32, top label) {
	c.countLong()
	c.jump(OpLoop, loopReg(id), top)
}

func (c *compiler) while(n *syntax.WhileStmt) {
	c.resetCompletion()
	brk, cont, top := c.newLabel(), c.newLabel(), c.newLabel()
	c.at(n.Test.Pos())
	c.cond(n.Test, brk, false)
	c.bind(top)
	c.pushTarget(n, brk, cont)
	c.stmt(n.Body)
	c.pop()
	c.bind(cont)
	c.header(n.LoopID)
	c.loopCond(n.Test, n.LoopID, top)
	c.bind(brk)
}

func (c *compiler) doWhile(n *syntax.DoWhileStmt) {
	c.resetCompletion()
	brk, cont, top := c.newLabel(), c.newLabel(), c.newLabel()
	c.bind(top)
	c.header(n.LoopID)
	c.pushTarget(n, brk, cont)
	c.stmt(n.Body)
	c.pop()
	c.bind(cont)
	// Only a turn that goes on counts: the test comes first.
	c.at(n.Test.Pos())
	c.cond(n.Test, brk, false)
	c.backEdge(n.LoopID, top)
	c.bind(brk)
}

// forStmt compiles sec-for-statement inside its scope.
func (c *compiler) forStmt(n *syntax.ForStmt) {
	switch init := n.Init.(type) {
	case nil:
	case *syntax.ExprStmt:
		c.effect(init.X)
	default:
		c.stmt(init)
	}
	c.resetCompletion()
	if n.PerIteration {
		c.emit(OpCopyEnv, 0, 0, 0)
	}
	brk, cont, top := c.newLabel(), c.newLabel(), c.newLabel()
	if n.Test != nil {
		c.at(n.Test.Pos())
		c.cond(n.Test, brk, false)
	}
	c.bind(top)
	c.pushTarget(n, brk, cont)
	c.stmt(n.Body)
	c.pop()
	c.bind(cont)
	if n.PerIteration {
		c.emit(OpCopyEnv, 0, 0, 0)
	}
	if n.Update != nil {
		c.at(n.Update.Pos())
		c.effect(n.Update)
	}
	c.header(n.LoopID)
	if n.Test != nil {
		c.loopCond(n.Test, n.LoopID, top)
	} else {
		c.backEdge(n.LoopID, top)
	}
	c.bind(brk)
}

// head evaluates the object of for-in and for-of, in its scope.
func (c *compiler) head(sc *syntax.Scope, e syntax.Expr) reg {
	if sc == nil {
		return c.any(e)
	}
	v := c.temp()
	c.enter(sc)
	c.to(e, v)
	c.leave(sc)
	return v
}

// loopTarget stores the value of a turn into the target of for-in or for-of.
func (c *compiler) loopTarget(decl *syntax.VarDecl, p syntax.Pattern, v reg) {
	if decl != nil && decl.Kind >= syntax.VarUsing {
		c.addResource(decl, v)
	}
	c.at(p.Pos())
	c.bindPattern(p, v)
}

// direct returns the register that the value of a turn can be written to at
// once, or a temporary.
func (c *compiler) direct(p syntax.Pattern) (v reg, done bool) {
	if id, ok := p.(*syntax.Ident); ok && id.Kind == syntax.RefReg &&
		(id.Has(syntax.RefInit) || id.Flags&(syntax.RefTDZ|syntax.RefImmutable) == 0) {
		return local(id.Index), true
	}
	return c.temp(), false
}

func (c *compiler) forIn(n *syntax.ForInStmt) {
	if n.Decl != nil && n.Decl.Decls[0].Init != nil {
		c.declare(n.Decl, &n.Decl.Decls[0])
	}
	state := local(n.Temp)
	v := c.head(n.HeadScope, n.X)
	c.at(n.X.Pos())
	c.emit(OpForInStart, state, v, 0)
	c.resetCompletion()
	brk, cont, top := c.newLabel(), c.newLabel(), c.newLabel()
	c.bind(top)
	c.header(n.LoopID)
	c.at(n.From)
	key := c.temp()
	c.branch(OpForInNext, key, state, brk)
	c.pushTarget(n, brk, cont)
	c.scoped(n.Scope, func() {
		c.loopTarget(n.Decl, n.Target, key)
		c.stmt(n.Body)
	})
	c.pop()
	c.bind(cont)
	c.at(n.From)
	c.backEdge(n.LoopID, top)
	c.bind(brk)
}

func (c *compiler) forOf(n *syntax.ForOfStmt) {
	iter := local(n.Temp)
	v := c.head(n.HeadScope, n.X)
	c.at(n.X.Pos())
	if n.Await {
		c.note(c.emit(OpGetAsyncIter, iter, v, 0), n)
	} else {
		c.note(c.emit(OpGetIter, iter, v, 0), n)
	}
	c.resetCompletion()
	brk, cont, top := c.newLabel(), c.newLabel(), c.newLabel()
	c.bind(top)
	c.header(n.LoopID)
	c.at(n.X.Pos())
	value, direct := noReg, false
	using := n.Decl != nil && n.Decl.Kind >= syntax.VarUsing
	if n.Await {
		value = c.temp()
		c.emit(OpIterCall, value, iter, 0)
		c.at(n.From)
		c.emit(OpAwait, value, value, 0)
		c.at(n.X.Pos())
		c.branch(OpIterResult, value, value, brk)
	} else {
		if n.Scope == nil || !n.Scope.HasTDZ && !using {
			value, direct = c.direct(n.Target)
		} else {
			value = c.temp()
		}
		c.branch(OpIterNext, value, iter, brk)
	}
	c.pushTarget(n, brk, noLabel)
	kind := exitIterator
	if n.Await {
		kind = exitAsyncIterator
	}
	e := c.push(&exit{kind: kind, iter: iter, pos: n.X.Pos(), brk: noLabel, cont: noLabel})
	c.pushTarget(n, noLabel, cont)
	c.scoped(n.Scope, func() {
		if !direct {
			c.loopTarget(n.Decl, n.Target, value)
		}
		c.stmt(n.Body)
	})
	c.pop()
	e.closeRange(c.pc())
	c.pop()
	c.pop()
	c.bind(cont)
	c.at(n.X.Pos())
	c.backEdge(n.LoopID, top)
	if len(e.ranges) > 0 {
		c.iteratorHandler(e)
	}
	c.bind(brk)
}
