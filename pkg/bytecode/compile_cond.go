package bytecode

import (
	"github.com/kilnjs/kiln/pkg/syntax"
)

// relation is the family of instructions of a comparison operator.
type relation struct {
	jump, not, jumpI, notI Op
}

var relations = map[syntax.Op]relation{
	syntax.OpLT:       {OpJLt, OpJNotLt, OpJLtI, OpJNotLtI},
	syntax.OpLE:       {OpJLe, OpJNotLe, OpJLeI, OpJNotLeI},
	syntax.OpGT:       {OpJGt, OpJNotGt, OpJGtI, OpJNotGtI},
	syntax.OpGE:       {OpJGe, OpJNotGe, OpJGeI, OpJNotGeI},
	syntax.OpEq:       {OpJEq, OpJNe, OpNop, OpNop},
	syntax.OpNE:       {OpJNe, OpJEq, OpNop, OpNop},
	syntax.OpStrictEq: {OpJSEq, OpJSNe, OpJSEqI, OpJSNeI},
	syntax.OpStrictNE: {OpJSNe, OpJSEq, OpJSNeI, OpJSEqI},
}

// cond compiles e as a condition: jump to target when its truth is sense, go on
// with the next instruction otherwise.
func (c *compiler) cond(e syntax.Expr, target label, sense bool) {
	mark := c.next
	c.condition(e, target, sense)
	c.next = mark
}

func (c *compiler) condition(e syntax.Expr, target label, sense bool) {
	switch n := e.(type) {
	case *syntax.BoolLit:
		if n.Value == sense {
			c.jump(OpJump, 0, target)
		}
		return
	case *syntax.UnaryExpr:
		if n.Op == syntax.OpNot {
			c.cond(n.X, target, !sense)
			return
		}
	case *syntax.LogicalExpr:
		if n.Op != syntax.OpNullish {
			c.condLogical(n, target, sense)
			return
		}
	case *syntax.CallExpr:
		if c.bodyCond(n, target, sense) {
			return
		}
	case *syntax.BinaryExpr:
		if r, ok := relations[n.Op]; ok {
			c.condRelation(n, r, target, sense)
			return
		}
	}
	v := c.any(e)
	if sense {
		c.jump(OpJTrue, v, target)
	} else {
		c.jump(OpJFalse, v, target)
	}
}

// condLogical compiles && and || without making a value.
func (c *compiler) condLogical(n *syntax.LogicalExpr, target label, sense bool) {
	if (n.Op == syntax.OpOr) == sense {
		c.cond(n.Left, target, sense)
		c.cond(n.Right, target, sense)
		return
	}
	end := c.newLabel()
	c.cond(n.Left, end, !sense)
	c.cond(n.Right, target, sense)
	c.bind(end)
}

func (c *compiler) condRelation(n *syntax.BinaryExpr, r relation, target label, sense bool) {
	a := c.held(n.Left, n.Right)
	if i, ok := smallInt(n.Right); ok && r.jumpI != OpNop {
		c.at(n.From)
		if sense {
			c.branchImm(r.jumpI, a, i, target)
		} else {
			c.branchImm(r.notI, a, i, target)
		}
		return
	}
	b := c.any(n.Right)
	c.at(n.From)
	if sense {
		c.branch(r.jump, a, b, target)
	} else {
		c.branch(r.not, a, b, target)
	}
}

// loopCond compiles the test at the bottom of a loop: count down the budget and
// jump to top when e is true. It falls through when e is false.
func (c *compiler) loopCond(e syntax.Expr, id uint32, top label) {
	c.countLong()
	mark := c.next
	defer func() { c.next = mark }()
	if n, ok := e.(*syntax.BinaryExpr); ok {
		if op, ok := loopOps[n.Op]; ok && !c.wide {
			a := c.held(n.Left, n.Right)
			if i, ok := smallInt(n.Right); ok && loopImmediate[n.Op] != OpNop {
				c.at(n.From)
				c.branchImm(loopImmediate[n.Op], a, i, top)
				return
			}
			b := c.any(n.Right)
			c.at(n.From)
			c.branch(op, a, b, top)
			return
		}
	}
	c.at(e.Pos())
	switch n := e.(type) {
	case *syntax.BinaryExpr, *syntax.LogicalExpr, *syntax.BoolLit, *syntax.UnaryExpr:
		next := c.newLabel()
		c.jump(OpLoop, loopReg(id), next)
		c.bind(next)
		c.cond(n, top, true)
	default:
		c.jump(OpLoopTrue, c.any(e), top)
	}
}

// loopReg is the LoopID operand of a back edge; loops beyond the range share one.
func loopReg(id uint32) reg { return reg(min(id, 1<<16-1)) }

var loopOps = map[syntax.Op]Op{
	syntax.OpLT: OpLoopLt, syntax.OpLE: OpLoopLe, syntax.OpGT: OpLoopGt, syntax.OpGE: OpLoopGe,
}

var loopImmediate = map[syntax.Op]Op{syntax.OpLT: OpLoopLtI, syntax.OpGE: OpLoopGeI}
