package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

const (
	// maxBatch is how many elements of an array literal are collected in
	// registers before they are stored.
	maxBatch = 64
	// maxLiteral is the number of properties up to which an object literal is
	// made in one step.
	maxLiteral = 48
)

// elements makes an array of a list of elements, with holes and spreads, in dst,
// a temporary.
func (c *compiler) elements(list []syntax.Expr, dst reg) {
	mark := c.next
	made := false
	first := c.next
	n := 0
	flush := func() {
		if made && n == 0 {
			return
		}
		if made {
			c.emit(OpAppendRegs, dst, first, reg(n))
		} else {
			c.emit(OpNewArray, dst, first, reg(n))
			made = true
		}
		c.next, n = first, 0
	}
	for _, e := range list {
		c.countLong()
		if s, ok := e.(*syntax.SpreadElement); ok {
			flush()
			v := c.any(s.X)
			c.at(s.From)
			c.note(c.emit(OpAppendSpread, dst, v, 0), s)
			c.next = first
			continue
		}
		v := c.temp()
		if e == nil {
			c.special(v, heap.Hole)
		} else {
			c.to(e, v)
		}
		if n++; n == maxBatch {
			flush()
		}
	}
	flush()
	c.next = mark
}

func (c *compiler) arrayLit(n *syntax.ArrayLit, dst reg) {
	c.at(n.From)
	c.elements(n.Elems, dst)
}

// plainLiteral reports whether an object literal has only data properties and methods
// with distinct fixed names, so that its shape is known, and the methods need no
// home object: it would have to be there before them.
func plainLiteral(n *syntax.ObjectLit) bool {
	if len(n.Props) == 0 || len(n.Props) > maxLiteral {
		return false
	}
	for i := range n.Props {
		p := &n.Props[i]
		if p.Key.Kind == syntax.KeyComputed || isIndexName(p.Key.Name) || p.Kind != syntax.PropInit && !homeless(p) {
			return false
		}
		for j := range n.Props[:i] {
			if n.Props[j].Key.Name == p.Key.Name {
				return false
			}
		}
	}
	return true
}

// homeless reports whether a property is a method of which nothing looks at its home
// object. Its function has its name from the text.
func homeless(p *syntax.Property) bool {
	return p.Kind == syntax.PropMethod && !p.Value.(*syntax.FunctionLit).Func.UsesSuper
}

func (c *compiler) objectLit(n *syntax.ObjectLit, dst reg) {
	if plainLiteral(n) {
		names := make([]string, len(n.Props))
		first := c.next
		for i := range n.Props {
			names[i] = n.Props[i].Key.Name
			c.to(n.Props[i].Value, c.temp())
		}
		c.p.Shapes = append(c.p.Shapes, names)
		c.at(n.From)
		c.emit(OpMakeObject, dst, first, reg(len(c.p.Shapes)-1))
		return
	}
	c.at(n.From)
	c.emit(OpNewObject, dst, 0, 0)
	for i := range n.Props {
		if i%maxDefinitions == maxDefinitions-1 {
			c.count()
		}
		mark := c.next
		c.property(dst, &n.Props[i])
		c.next = mark
	}
}

// property defines one property of the object literal in o
// (sec-runtime-semantics-propertydefinitionevaluation).
func (c *compiler) property(o reg, p *syntax.Property) {
	if p.Kind == syntax.PropSpread {
		v := c.any(p.Value)
		c.at(p.Value.Pos())
		c.emit(OpCopyProps, o, v, 0)
		return
	}
	if p.Kind == syntax.PropProto {
		v := c.any(p.Value)
		c.at(p.Value.Pos())
		c.emit(OpSetProto, o, v, 0)
		return
	}
	computed := p.Key.Kind == syntax.KeyComputed
	if (p.Kind == syntax.PropInit || homeless(p)) && !computed && !isIndexName(p.Key.Name) && len(c.p.CacheNames) < 1<<16 {
		v := c.any(p.Value)
		c.at(p.Key.From)
		c.emit(OpDefName, o, v, reg(c.cache(p.Key.Name)))
		return
	}
	key := c.propertyKey(&p.Key)
	if p.Kind == syntax.PropInit {
		v := c.temp()
		if p.NameFromKey {
			c.namedValue(p.Value, key, v, 0)
		} else {
			c.to(p.Value, v)
		}
		c.at(p.Key.From)
		c.emit(OpDefProp, o, key, v)
		return
	}
	f := p.Value.(*syntax.FunctionLit)
	v := c.temp()
	c.at(f.From)
	c.emit(OpMethod, v, o, reg(c.function(f.Func)))
	kind := uint8(p.Kind - syntax.PropMethod)
	c.emitN(OpSetName, kind, v, key, 0)
	c.emitN(OpDefMethod, kind|4, o, key, v)
}

// propertyKey evaluates a property name into a temporary, as a property key.
func (c *compiler) propertyKey(k *syntax.Key) reg {
	key := c.temp()
	if k.Kind == syntax.KeyComputed {
		c.to(k.Expr, key)
		c.at(k.From)
		c.emit(OpToKey, key, key, 0)
		return key
	}
	c.loadKey(key, k.Name)
	return key
}

// namedValue compiles an anonymous function or class that takes its name from a
// property key.
func (c *compiler) namedValue(e syntax.Expr, key, dst reg, prefix uint8) {
	switch n := e.(type) {
	case *syntax.FunctionLit:
		c.at(n.From)
		c.emitWide(OpClosure, dst, c.function(n.Func))
		c.emitN(OpSetName, prefix, dst, key, 0)
	case *syntax.ClassLit:
		c.class(n, dst, key)
	default:
		c.to(e, dst)
	}
}

// template compiles an untagged template.
func (c *compiler) template(n *syntax.TemplateLit, dst reg) {
	first := c.next
	parts := 0
	for i := range n.Quasis {
		if s := n.Quasis[i].Cooked; s != "" {
			c.loadString(c.temp(), s)
			parts++
		}
		if i < len(n.Exprs) {
			v := c.temp()
			c.to(n.Exprs[i], v)
			c.at(n.Exprs[i].Pos())
			c.emit(OpToPart, v, v, 0)
			parts++
		}
		if parts >= maxBatch {
			c.at(n.From)
			c.emit(OpConcat, first, first, reg(parts))
			c.next, parts = first+1, 1
		}
	}
	c.at(n.From)
	switch parts {
	case 0:
		c.loadString(dst, "")
	default:
		c.emit(OpConcat, dst, first, reg(parts))
	}
}
