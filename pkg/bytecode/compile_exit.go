package bytecode

import (
	"github.com/kilnjs/kiln/pkg/syntax"
)

// exit is a construct around the statement being compiled that a jump out of it
// has to know: a target of break or continue, or something that must be cleaned
// up on the way.
type exit struct {
	kind  exitKind
	stmt  syntax.Stmt // targets
	brk   label       // where break goes, noLabel if break does not mean this entry
	cont  label       // where continue goes
	depth int32       // environments outside the construct
	pos   syntax.Pos

	// Constructs that protect their body with a handler: the ranges of
	// instructions that the handler is for. Code that leaves the construct is not
	// among them.
	ranges []span
	start  int32 // start of the open range

	iter reg // iterators: the first of the registers

	// Finally blocks: registers of the completion kind and value, the block, and
	// the jumps that wait behind it.
	completion reg
	value      reg
	finalizer  label
	waiting    []waitingJump
}

type exitKind uint8

const (
	exitTarget exitKind = iota
	exitCatch           // nothing to do, but its handler must not see what happens outside
	exitIterator
	exitAsyncIterator
	exitFinally
)

type span struct{ start, end int32 }

// waitingJump is a jump out of a finally block: a return, or a break or
// continue to stmt.
type waitingJump struct {
	stmt syntax.Stmt // nil for return
	cont bool
}

// Completion kinds in the register of a finally block; waiting jump i has kind
// firstJump+i.
const (
	completeNormal = iota
	completeThrow
	firstJump
)

func (c *compiler) push(e *exit) *exit {
	e.depth = c.depth
	e.start = c.pc()
	c.exits = append(c.exits, e)
	return e
}

func (c *compiler) pop() { c.exits = c.exits[:len(c.exits)-1] }

// pushTarget makes s a target of break and continue.
func (c *compiler) pushTarget(s syntax.Stmt, brk, cont label) {
	c.push(&exit{kind: exitTarget, stmt: s, brk: brk, cont: cont})
}

// closeRange ends the protected range of e at the next instruction.
func (e *exit) closeRange(pc int32) {
	if e.start < pc {
		e.ranges = append(e.ranges, span{e.start, pc})
	}
	e.start = pc
}

// handle makes target the handler of the ranges of e, innermost construct
// first: it must be called when e is popped.
func (c *compiler) handle(e *exit, target label, value reg) {
	for _, r := range e.ranges {
		c.p.Handlers = append(c.p.Handlers, Handler{
			Start: r.start, End: r.end, Target: c.labels[target], Depth: e.depth, Value: c.operand(int(value)),
		})
	}
}

// protectIterator begins the part of the code that closes the iterator in iter
// when it is left by a throw or jump.
func (c *compiler) protectIterator(iter reg, pos syntax.Pos) *exit {
	return c.push(&exit{kind: exitIterator, iter: iter, pos: pos, brk: noLabel, cont: noLabel})
}

// unprotectIterator ends it. The handler is jumped over.
func (c *compiler) unprotectIterator(e *exit) {
	e.closeRange(c.pc())
	c.pop()
	if len(e.ranges) == 0 {
		return
	}
	end := c.newLabel()
	c.jump(OpJump, 0, end)
	c.iteratorHandler(e)
	c.bind(end)
}

// iteratorHandler emits the handler of a protected iterator.
func (c *compiler) iteratorHandler(e *exit) {
	mark := c.next
	depth := c.depth
	c.depth = e.depth
	h := c.newLabel()
	thrown := c.temp()
	c.bind(h)
	c.handle(e, h, thrown)
	c.at(e.pos)
	if e.kind == exitAsyncIterator {
		c.asyncAbort(e, thrown)
	} else {
		c.emit(OpIterAbort, e.iter, thrown, 0)
	}
	c.depth = depth
	c.next = mark
}

// asyncAbort closes an async iterator after a throw, which wins over whatever
// closing does (sec-asynciteratorclose).
func (c *compiler) asyncAbort(e *exit, thrown reg) {
	done := c.newLabel()
	r := c.temp()
	c.branch(OpAsyncAbort, r, e.iter, done)
	inner := c.push(&exit{kind: exitCatch, brk: noLabel, cont: noLabel})
	c.emit(OpAwait, r, r, 0)
	inner.closeRange(c.pc())
	c.pop()
	c.bind(done)
	c.handle(inner, done, r)
	c.emit(OpThrow, thrown, 0, 0)
}

// popTo emits what brings the environment down to depth.
func (c *compiler) popTo(depth int32) {
	if c.depth > depth {
		c.emit(OpPopEnv, 0, reg(c.depth-depth), 0)
		c.depth = depth
	}
}

// unwind leaves the constructs from the innermost down to index level and then
// does what done emits. A finally block on the way ends it: the rest is compiled
// behind that block, for jump. v is the register of the value of a return.
func (c *compiler) unwind(level int, jump waitingJump, v reg, done func(v reg)) {
	depth, pos := c.depth, c.pos
	exits := c.exits
	passed := len(exits)
	finish := func() {
		// The code after the jump is inside again.
		for _, e := range exits[passed:] {
			e.start = c.pc()
		}
		c.depth = depth
		c.exits = exits
		c.at(pos)
	}
	for i := len(exits) - 1; i >= level; i-- {
		e := exits[i]
		if e.kind == exitTarget {
			continue
		}
		c.popTo(e.depth)
		for passed > i {
			passed--
			exits[passed].closeRange(c.pc())
		}
		c.exits = exits[:i]
		switch e.kind {
		case exitIterator:
			c.at(e.pos)
			c.emit(OpIterClose, e.iter, 0, 0)
		case exitAsyncIterator:
			c.at(e.pos)
			c.asyncClose(e.iter)
		case exitFinally:
			c.waitFor(e, jump, v)
			finish()
			return
		}
	}
	done(v)
	finish()
}

// asyncClose closes an async iterator after a normal completion.
func (c *compiler) asyncClose(iter reg) {
	mark := c.next
	skip := c.newLabel()
	r := c.temp()
	c.branch(OpAsyncClose, r, iter, skip)
	c.emit(OpAwait, r, r, 0)
	c.emit(OpCheckClosed, r, 0, 0)
	c.bind(skip)
	c.next = mark
}

// waitFor stores a jump in the registers of finally block e and goes there.
func (c *compiler) waitFor(e *exit, jump waitingJump, v reg) {
	k := -1
	for i, w := range e.waiting {
		if w == jump {
			k = i
		}
	}
	if k < 0 {
		k = len(e.waiting)
		e.waiting = append(e.waiting, jump)
	}
	if jump.stmt == nil {
		c.move(e.value, v)
	}
	c.emitWide(OpLoadInt, e.completion, int32(firstJump+k))
	c.jump(OpJump, 0, e.finalizer)
}

// emitReturn returns the value in v from the function, through everything
// around the statement.
func (c *compiler) emitReturn(v reg) {
	c.unwind(0, waitingJump{}, v, c.returnNow)
}

// returnNow returns v. In a derived constructor anything but an object is
// replaced by this or refused (sec-ecmascript-function-objects-construct-argumentslist-newtarget).
func (c *compiler) returnNow(v reg) {
	if c.f.ReturnThis == nil {
		c.emit(OpReturn, v, 0, 0)
		return
	}
	c.popTo(0)
	object, bad := c.newLabel(), c.newLabel()
	c.jump(OpJObject, v, object)
	c.jump(OpJNotUndef, v, bad)
	mark := c.next
	c.emit(OpReturn, c.loadThis(c.f.ReturnThis), 0, 0)
	c.next = mark
	c.bind(bad)
	c.emit(OpBadDerived, 0, 0, 0)
	c.bind(object)
	c.emit(OpReturn, v, 0, 0)
}

// jumpTo compiles break or continue.
func (c *compiler) jumpTo(jump waitingJump) {
	for i := len(c.exits) - 1; i >= 0; i-- {
		e := c.exits[i]
		if e.kind != exitTarget || e.stmt != jump.stmt {
			continue
		}
		to := e.brk
		if jump.cont {
			to = e.cont
		}
		if to == noLabel {
			continue
		}
		c.unwind(i+1, jump, noReg, func(reg) {
			c.popTo(e.depth)
			c.jump(OpJump, 0, to)
		})
		return
	}
	c.decline("jump without target")
}

// dispatch emits what follows a finally block: go on with the completion that
// was waiting. e has been popped.
func (c *compiler) dispatch(e *exit) {
	end := c.newLabel()
	c.branchImm(OpJSEqI, e.completion, completeNormal, end)
	next := c.newLabel()
	c.branchImm(OpJSNeI, e.completion, completeThrow, next)
	c.emit(OpThrow, e.value, 0, 0)
	c.bind(next)
	for i, w := range e.waiting {
		next := noLabel
		if i < len(e.waiting)-1 {
			next = c.newLabel()
			c.branchImm(OpJSNeI, e.completion, int16(firstJump+i), next)
		}
		if w.stmt == nil {
			c.emitReturn(e.value)
		} else {
			c.jumpTo(w)
		}
		if next != noLabel {
			c.bind(next)
		}
	}
	c.bind(end)
}
