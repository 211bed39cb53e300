package ast

import (
	"github.com/dop251/goja/file"
)

// ArrayPattern is a pattern that takes an iterable apart: [a, b = 1, ...c].
type ArrayPattern struct {
	LeftBracket  file.Idx
	RightBracket file.Idx
	Elements     []Expression
	Rest         Expression
}

// Idx0 implements Node.
func (n *ArrayPattern) Idx0() file.Idx {
	return n.LeftBracket
}

// Idx1 implements Node.
func (n *ArrayPattern) Idx1() file.Idx {
	return n.RightBracket + 1
}

func (*ArrayPattern) bindingTargetNode() {}
func (*ArrayPattern) expressionNode()    {}
func (*ArrayPattern) patternNode()       {}

// Binding is a name or pattern with its initial value, nil for none.
type Binding struct {
	Target      BindingTarget
	Initializer Expression
}

// Idx0 implements Node.
func (n *Binding) Idx0() file.Idx {
	return n.Target.Idx0()
}

// Idx1 implements Node.
func (n *Binding) Idx1() file.Idx {
	if n.Initializer != nil {
		return n.Initializer.Idx1()
	}
	return n.Target.Idx1()
}

func (*Binding) expressionNode() {}

// ObjectPattern is a pattern that takes an object apart: {a, b: c, ...d}.
type ObjectPattern struct {
	LeftBrace  file.Idx
	RightBrace file.Idx
	Properties []Property
	Rest       Expression
}

// Idx0 implements Node.
func (n *ObjectPattern) Idx0() file.Idx {
	return n.LeftBrace
}

// Idx1 implements Node.
func (n *ObjectPattern) Idx1() file.Idx {
	return n.RightBrace + 1
}

func (*ObjectPattern) bindingTargetNode() {}
func (*ObjectPattern) expressionNode()    {}
func (*ObjectPattern) patternNode()       {}

// PropertyKeyed is a property with a key and a value.
type PropertyKeyed struct {
	Key      Expression
	Kind     PropertyKind
	Value    Expression
	Computed bool
}

// Idx0 implements Node.
func (n *PropertyKeyed) Idx0() file.Idx {
	return n.Key.Idx0()
}

// Idx1 implements Node.
func (n *PropertyKeyed) Idx1() file.Idx {
	return n.Value.Idx1()
}

func (*PropertyKeyed) expressionNode() {}
func (*PropertyKeyed) propertyNode()   {}

// PropertyShort is a property that is a name: {a}, in patterns with an initial value.
type PropertyShort struct {
	Name        Identifier
	Initializer Expression
}

// Idx0 implements Node.
func (n *PropertyShort) Idx0() file.Idx {
	return n.Name.Idx0()
}

// Idx1 implements Node.
func (n *PropertyShort) Idx1() file.Idx {
	if n.Initializer != nil {
		return n.Initializer.Idx1()
	}
	return n.Name.Idx1()
}

func (*PropertyShort) expressionNode() {}
func (*PropertyShort) propertyNode()   {}

// SpreadElement is ...a.
type SpreadElement struct {
	Expression
}

func (*SpreadElement) expressionNode() {}
func (*SpreadElement) propertyNode()   {}
