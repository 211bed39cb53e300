package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Registers of a scope with using, from Scope.UsingTemp.
const (
	usingStack = iota
	usingKind
	usingValue
	usingProgress
)

// using compiles the body of a scope that has resources and what disposes of
// them at its end, however it ends (sec-disposeresources).
func (c *compiler) using(sc *syntax.Scope, body func()) {
	t := local(sc.UsingTemp)
	c.special(t+usingStack, heap.Undefined)
	e := c.push(&exit{kind: exitFinally, brk: noLabel, cont: noLabel,
		completion: t + usingKind, value: t + usingValue, finalizer: c.newLabel()})
	body()
	e.closeRange(c.pc())
	c.pop()
	c.emitWide(OpLoadInt, e.completion, completeNormal)
	c.jump(OpJump, 0, e.finalizer)
	thrown := c.newLabel()
	c.bind(thrown)
	c.handle(e, thrown, e.value)
	c.emitWide(OpLoadInt, e.completion, completeThrow)
	c.bind(e.finalizer)

	mark := c.next
	sent := c.temps(2) // what came back from the last await, and its mode
	c.special(sent, heap.Undefined)
	c.emitWide(OpLoadInt, sent+1, int32(object.ResumeNext))
	c.emitWide(OpLoadInt, t+usingProgress, 0)
	again, done := c.newLabel(), c.newLabel()
	c.bind(again)
	c.branch(OpDispose, t, sent, done)
	if sc.HasAwaitUsing {
		wait := c.push(&exit{kind: exitCatch, brk: noLabel, cont: noLabel})
		c.emit(OpAwait, sent, sent, 0)
		wait.closeRange(c.pc())
		c.pop()
		c.emitWide(OpLoadInt, sent+1, int32(object.ResumeNext))
		c.jump(OpJump, 0, again)
		failed := c.newLabel()
		c.bind(failed)
		c.handle(wait, failed, sent)
		c.emitWide(OpLoadInt, sent+1, int32(object.ResumeThrow))
		c.jump(OpJump, 0, again)
	}
	c.bind(done)
	c.next = mark
	c.dispatch(e)
}

// addResource makes v a resource of the scope that n declares in.
func (c *compiler) addResource(n *syntax.VarDecl, v reg) {
	sc := n.Decls[0].Target.(*syntax.Ident).Binding.Scope
	c.at(n.From)
	c.emitN(OpAddResource, flag(n.Kind == syntax.VarAwaitUsing), local(sc.UsingTemp), v, 0)
}
