package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// try executes sec-try-statement.
func (x *frame) try(n *syntax.TryStmt) ctl {
	x.resetCompletion()
	env := x.env
	x.noTail++
	c := x.exec(n.Block)
	x.noTail--
	if c == ctlThrow && n.Handler != nil && catchable(x.err) {
		x.recoverAt(env)
		if n.Finalizer != nil {
			x.noTail++
		}
		c = x.catch(n, x.err.(*object.Throw).Value)
		if n.Finalizer != nil {
			x.noTail--
		}
	}
	if n.Finalizer == nil || !interruptible(c, x.err) {
		return c
	}
	if c == ctlThrow {
		x.recoverAt(env)
	}
	x.saveCompletion(n.Temp, c)
	x.pinned++
	f := x.exec(n.Finalizer)
	x.pinned--
	if f != ctlNormal {
		return f
	}
	return x.loadCompletion(n.Temp)
}

// recoverAt brings the walk back to a statement whose environment is env, after
// a throw left an expression in the middle.
func (x *frame) recoverAt(env heap.Value) {
	x.sp = x.rec.operands
	x.inClass = 0
	x.setEnv(env)
}

// interruptible reports whether a finally block may run after completion c with
// error err.
func interruptible(c ctl, err error) bool {
	return c < ctlThrow || c == ctlThrow && catchable(err)
}

// catch binds the thrown value and executes the handler.
func (x *frame) catch(n *syntax.TryStmt, v heap.Value) ctl {
	x.resetCompletion()
	if err := x.openCatch(n, v); err != nil {
		c := x.fail(err)
		if n.CatchScope != nil {
			x.leave(n.CatchScope, c)
		}
		return c
	}
	c := x.exec(n.Handler)
	if n.CatchScope != nil {
		c = x.exit(n.CatchScope, c)
	}
	return c
}

// openCatch enters the scope of the handler and binds its parameter.
func (x *frame) openCatch(n *syntax.TryStmt, v heap.Value) error {
	x.r[n.Temp+2] = v
	if n.CatchScope != nil {
		x.enterScope(n.CatchScope)
	}
	if n.Param == nil {
		return nil
	}
	return x.bind(n.Param, v)
}

// saveCompletion keeps completion c, its value and the completion value of the
// script in the registers of a try statement while its finally block runs.
func (x *frame) saveCompletion(temp uint32, c ctl) {
	x.r[temp+1] = heap.Int(int32(c))
	switch c {
	case ctlReturn:
		x.r[temp+2] = x.ret
	case ctlThrow:
		x.r[temp+2] = x.err.(*object.Throw).Value
	case ctlBreak, ctlContinue:
		x.r[temp+2] = heap.Int(int32(x.target))
	}
	if reg := x.fn.CompletionReg; reg >= 0 {
		x.r[temp] = x.r[reg]
		x.r[reg] = heap.Undefined
	}
}

// loadCompletion goes on with what saveCompletion kept.
func (x *frame) loadCompletion(temp uint32) ctl {
	c := ctl(x.r[temp+1].AsInt())
	switch c {
	case ctlReturn:
		x.ret = x.r[temp+2]
	case ctlThrow:
		x.err = x.rt.Throw(x.r[temp+2])
	case ctlBreak, ctlContinue:
		x.target = syntax.Pos(x.r[temp+2].AsInt())
	}
	if reg := x.fn.CompletionReg; reg >= 0 {
		x.r[reg] = x.r[temp]
	}
	return c
}
