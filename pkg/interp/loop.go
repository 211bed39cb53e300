package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// The budget counts turns and calls alone. This tier is slow between them, so that
// each turn or call with much text also counts as work by the length of it: textWork is
// about how long a byte takes, in units of Heap.Work. With shorter texts a slice of the
// budget takes some 10 ms at most.
const (
	textWork = 4
	longText = 256
)

// countText is small enough to be part of its callers, which call nothing for what is short.
func (x *frame) countText(n syntax.Pos) {
	if n > longText {
		x.countLong(n)
	}
}

//go:noinline
func (x *frame) countLong(n syntax.Pos) { x.h.Work(int(n) * textWork) }

// turn counts a back edge of loop id, which stands at: the budget, the rooting scope,
// promotion. Anything but ctlNormal ends the loop.
func (x *frame) turn(id uint32, at syntax.Span) ctl {
	x.h.CloseScope(x.mark)
	x.countText(at.To - at.From)
	x.pos(at.From)
	if x.rt.StepsWatched {
		x.rt.TellStep(x.code, at.From, "turn")
	}
	x.rt.Budget--
	if x.rt.Budget <= 0 {
		if err := x.rt.Poll(); err != nil {
			return x.fail(err)
		}
	}
	x.code.Turns++
	if x.code.Turns >= x.rec.askAt {
		return x.ask(id)
	}
	return ctlNormal
}

// ask offers the frame to another tier at the header of loop id.
func (x *frame) ask(id uint32) ctl {
	if x.code.Turns >= neverAsk {
		x.code.Turns = 0
		return ctlNormal
	}
	x.rec.askAt = x.code.Turns * 2
	hook := x.rt.Tiers.OnTurn
	if hook == nil || x.pinned > 0 || x.rec.resumable {
		return ctlNormal
	}
	osr, ok := hook(x.rt, x.code, id, x.fp)
	if !ok {
		return ctlNormal
	}
	// The frame is no longer this tier's: even a throw passes the handlers of
	// this walk by, for the other tier has run its own.
	x.ret, x.err = osr(x.rt, x.code, x.fp)
	return ctlReplaced
}

// loopEnd decides what completion c of the body of the loop at means: whether
// the loop goes on, and if not, how it completes.
func (x *frame) loopEnd(at syntax.Pos, c ctl) (ctl, bool) {
	switch {
	case c == ctlNormal:
		return ctlNormal, true
	case x.target != at:
		return c, false
	case c == ctlContinue:
		return ctlNormal, true
	case c == ctlBreak:
		return ctlNormal, false
	}
	return c, false
}

func (x *frame) while(n *syntax.WhileStmt) ctl {
	x.resetCompletion()
	for {
		b, err := x.cond(n.Test)
		if err != nil {
			return x.fail(err)
		}
		if !b {
			return ctlNormal
		}
		if c := x.exec(n.Body); c != ctlNormal {
			if c, more := x.loopEnd(n.From, c); !more {
				return c
			}
		}
		if c := x.turn(n.LoopID, n.Span); c != ctlNormal {
			return c
		}
	}
}

func (x *frame) doWhile(n *syntax.DoWhileStmt) ctl {
	x.resetCompletion()
	for {
		if c := x.exec(n.Body); c != ctlNormal {
			if c, more := x.loopEnd(n.From, c); !more {
				return c
			}
		}
		b, err := x.cond(n.Test)
		if err != nil {
			return x.fail(err)
		}
		if !b {
			return ctlNormal
		}
		if c := x.turn(n.LoopID, n.Span); c != ctlNormal {
			return c
		}
	}
}

// forStmt executes sec-for-statement.
func (x *frame) forStmt(n *syntax.ForStmt) ctl {
	if n.Scope == nil {
		return x.forParts(n)
	}
	x.enterScope(n.Scope)
	return x.exit(n.Scope, x.forParts(n))
}

func (x *frame) forParts(n *syntax.ForStmt) ctl {
	if n.Init != nil {
		if c := x.forInit(n.Init); c != ctlNormal {
			return c
		}
	}
	x.resetCompletion()
	if n.PerIteration {
		x.copyEnv()
	}
	for {
		if n.Test != nil {
			b, err := x.cond(n.Test)
			if err != nil {
				return x.fail(err)
			}
			if !b {
				return ctlNormal
			}
		}
		if c := x.exec(n.Body); c != ctlNormal {
			if c, more := x.loopEnd(n.From, c); !more {
				return c
			}
		}
		if n.PerIteration {
			x.copyEnv()
		}
		if n.Update != nil {
			if err := x.void(n.Update); err != nil {
				return x.fail(err)
			}
		}
		if c := x.turn(n.LoopID, n.Span); c != ctlNormal {
			return c
		}
	}
}

// forInit evaluates the head of a for statement, whose value is no completion value.
func (x *frame) forInit(s syntax.Stmt) ctl {
	if e, ok := s.(*syntax.ExprStmt); ok {
		if err := x.void(e.X); err != nil {
			return x.fail(err)
		}
		return ctlNormal
	}
	return x.exec(s)
}

// copyEnv replaces the current environment by a copy
// (sec-createperiterationenvironment).
func (x *frame) copyEnv() { x.setEnv(x.h.CopyEnv(x.env.Env()).Value()) }

// forHead evaluates the object of for-in and for-of.
func (x *frame) forHead(head *syntax.Scope, e syntax.Expr) (heap.Value, error) {
	if head == nil {
		return x.eval(e)
	}
	x.enterScope(head)
	v, err := x.eval(e)
	x.leave(head, ctlNormal)
	return v, err
}

// forTarget stores the value of a turn into the target of for-in or for-of.
func (x *frame) forTarget(decl *syntax.VarDecl, p syntax.Pattern, v heap.Value) error {
	if id, ok := p.(*syntax.Ident); ok && id.Kind <= syntax.RefEnv {
		if decl != nil && decl.Kind >= syntax.VarUsing {
			if err := x.addResource(decl, v); err != nil {
				return err
			}
		}
		return x.storeIdent(id, v)
	}
	return x.bind(p, v)
}

func (x *frame) forIn(n *syntax.ForInStmt) ctl {
	if n.Decl != nil && n.Decl.Decls[0].Init != nil {
		if err := x.declare(n.Decl, &n.Decl.Decls[0]); err != nil {
			return x.fail(err)
		}
	}
	v, err := x.forHead(n.HeadScope, n.X)
	if err == nil {
		err = x.openForIn(n, v)
	}
	if err != nil {
		return x.fail(err)
	}
	x.resetCompletion()
	for {
		x.pos(n.From)
		key, done, err := x.rt.ForInNext(x.r[n.Temp])
		if err != nil {
			return x.fail(err)
		}
		if done {
			return ctlNormal
		}
		c := x.forInTurn(n, key)
		if c, more := x.loopEnd(n.From, c); !more {
			return c
		}
		if c := x.turn(n.LoopID, n.Span); c != ctlNormal {
			return c
		}
	}
}

// openForIn stores the state of a loop over the properties of v.
func (x *frame) openForIn(n *syntax.ForInStmt, v heap.Value) error {
	x.pos(n.X.Pos())
	x.spill(v, heap.Undefined)
	state, err := x.rt.ForInStart(v)
	x.r[n.Temp] = state
	return err
}

func (x *frame) forInTurn(n *syntax.ForInStmt, key heap.Value) ctl {
	if n.Scope != nil {
		x.r[n.Temp+1] = key
		x.enterScope(n.Scope)
	}
	c := ctlNormal
	if err := x.forTarget(n.Decl, n.Target, key); err != nil {
		c = x.fail(err)
	} else {
		c = x.exec(n.Body)
	}
	if n.Scope != nil {
		c = x.exit(n.Scope, c)
	}
	return c
}

func (x *frame) forOf(n *syntax.ForOfStmt) ctl {
	v, err := x.forHead(n.HeadScope, n.X)
	if err == nil {
		err = x.openForOf(n, v)
	}
	if err != nil {
		return x.fail(err)
	}
	x.resetCompletion()
	for {
		x.pos(n.X.Pos())
		v, done, err := x.rt.IteratorStepValue(x.r[n.Temp], x.r[n.Temp+1])
		if err != nil {
			return x.fail(err)
		}
		if done {
			return ctlNormal
		}
		c := x.forOfTurn(n, v)
		if c, more := x.loopEnd(n.From, c); !more {
			return x.closeIterator(n, c)
		}
		if c := x.turn(n.LoopID, n.Span); c != ctlNormal {
			return c
		}
	}
}

// openForOf stores iterator and next method of a loop over v.
func (x *frame) openForOf(n *syntax.ForOfStmt, v heap.Value) error {
	x.pos(n.X.Pos())
	x.spill(v, heap.Undefined)
	iter, next, err := x.rt.GetIteratorOf(v, n)
	x.r[n.Temp], x.r[n.Temp+1] = iter, next
	return err
}

func (x *frame) forOfTurn(n *syntax.ForOfStmt, v heap.Value) ctl {
	if n.Scope != nil {
		x.r[n.Temp+2] = v
		x.enterScope(n.Scope)
	}
	c := ctlNormal
	if err := x.forTarget(n.Decl, n.Target, v); err != nil {
		c = x.fail(err)
	} else {
		x.noTail++
		c = x.exec(n.Body)
		x.noTail--
	}
	if n.Scope != nil {
		c = x.exit(n.Scope, c)
	}
	return c
}

// closeIterator closes the iterator of a for-of that completes early with c.
func (x *frame) closeIterator(n *syntax.ForOfStmt, c ctl) ctl {
	switch c {
	case ctlReplaced:
		return c
	case ctlThrow:
		if !catchable(x.err) {
			return c
		}
		x.sp = x.rec.operands
		x.pos(n.X.Pos())
		x.err = x.rt.IteratorClose(x.r[n.Temp], x.err)
		return c
	}
	ret := x.ret
	if c == ctlReturn {
		x.r[n.Temp+2] = ret
	}
	target := x.target
	x.pos(n.X.Pos())
	if err := x.rt.IteratorClose(x.r[n.Temp], nil); err != nil {
		return x.fail(err)
	}
	x.ret, x.target = ret, target
	return c
}

// neverAsk is a count that no threshold reaches.
const neverAsk = 1 << 31

var _ object.EntryFunc = Enter
