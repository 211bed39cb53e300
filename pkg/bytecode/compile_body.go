package bytecode

import (
	"strings"

	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Bodies of built-in functions: what the names with a $ in front mean there is told at
// object.Body.

// bodyName returns the name that a call in a body is an instruction by, "" for all other calls.
func (c *compiler) bodyName(n *syntax.CallExpr) string {
	if !c.f.Program.Own {
		return ""
	}
	if f, ok := n.Callee.(*syntax.Ident); ok && strings.HasPrefix(f.Name, "$") {
		return f.Name
	}
	return ""
}

// bodyCall compiles a call that is an instruction of bodies, and reports whether it is one.
func (c *compiler) bodyCall(n *syntax.CallExpr, dst reg) bool {
	name := c.bodyName(n)
	if name == "" {
		return false
	}
	mark := c.next
	defer func() { c.next = mark }()
	c.at(n.From)
	switch name {
	case "$begin":
		t := c.temps(2)
		c.emit(OpBegin, t, c.any(n.Args[0]), 0)
		c.move(c.any(n.Args[1]), t)
		c.move(c.any(n.Args[2]), t+1)
	case "$find":
		o := c.any(n.Args[0])
		c.emit(OpFindElem, dst, o, c.any(n.Args[1]))
	case "$define":
		a, k := c.any(n.Args[0]), c.any(n.Args[1])
		c.emit(OpDefElem, a, k, c.any(n.Args[2]))
	case "$call":
		b := c.frame(len(n.Args) - 2)
		c.moves(b+stack.Callee, n.Args[:2])
		c.moves(b+stack.Header, n.Args[2:])
		c.note(c.emit(OpCall, b, reg(len(n.Args)-2), dst), n)
	default:
		op, ok := object.BodyOpNamed(name)
		if !ok {
			c.decline("no instruction " + name)
		}
		first := c.temps(len(n.Args))
		for i, arg := range n.Args {
			c.to(arg, first+reg(i))
		}
		c.emitN(OpBodyOp, uint8(len(n.Args)), dst, reg(op), first)
	}
	return true
}

// bodyCond compiles a question of bodies as a condition, and reports whether it is one.
func (c *compiler) bodyCond(n *syntax.CallExpr, target label, sense bool) bool {
	if c.bodyName(n) != "$absent" {
		return false
	}
	v := c.any(n.Args[0])
	if sense {
		c.jump(OpJAbsent, v, target)
		return true
	}
	end := c.newLabel()
	c.jump(OpJAbsent, v, end)
	c.jump(OpJump, 0, target)
	c.bind(end)
	return true
}

// moves copies values to registers from dst on. Those that lie in a row are copied together.
func (c *compiler) moves(dst reg, list []syntax.Expr) {
	for i := 0; i < len(list); {
		first := c.any(list[i])
		n := 1
		for n < 3 && i+n < len(list) && !c.isTemp(first) && c.any(list[i+n]) == first+reg(n) {
			n++
		}
		switch n {
		case 1:
			c.move(dst, first)
		case 2:
			c.emit(OpMove2, dst, first, 0)
		case 3:
			c.emit(OpMove3, dst, first, 0)
		}
		i += n
		dst += reg(n)
	}
}
