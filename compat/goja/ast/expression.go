package ast

import (
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// ArrayLiteral is an array: [a, ...b]. An element that is nil is a hole.
type ArrayLiteral struct {
	LeftBracket  file.Idx
	RightBracket file.Idx
	Value        []Expression
}

// Idx0 implements Node.
func (n *ArrayLiteral) Idx0() file.Idx {
	return n.LeftBracket
}

// Idx1 implements Node.
func (n *ArrayLiteral) Idx1() file.Idx {
	return n.RightBracket + 1
}

func (*ArrayLiteral) expressionNode() {}

// AssignExpression is an assignment; Operator is that of `a += b` without the equals sign, and ASSIGN for `a = b`.
type AssignExpression struct {
	Operator token.Token
	Left     Expression
	Right    Expression
}

// Idx0 implements Node.
func (n *AssignExpression) Idx0() file.Idx {
	return n.Left.Idx0()
}

// Idx1 implements Node.
func (n *AssignExpression) Idx1() file.Idx {
	return n.Right.Idx1()
}

func (*AssignExpression) expressionNode() {}

// AwaitExpression is the operator await.
type AwaitExpression struct {
	Await    file.Idx
	Argument Expression
}

// Idx0 implements Node.
func (n *AwaitExpression) Idx0() file.Idx {
	return n.Await
}

// Idx1 implements Node.
func (n *AwaitExpression) Idx1() file.Idx {
	if n.Argument != nil {
		return n.Argument.Idx1()
	}
	return n.Await + 1
}

func (*AwaitExpression) expressionNode() {}

// BadExpression is text that is no expression.
type BadExpression struct {
	From file.Idx
	To   file.Idx
}

// Idx0 implements Node.
func (n *BadExpression) Idx0() file.Idx {
	return n.From
}

// Idx1 implements Node.
func (n *BadExpression) Idx1() file.Idx {
	return n.To
}

func (*BadExpression) bindingTargetNode() {}
func (*BadExpression) expressionNode()    {}

// BinaryExpression is an operator with two operands.
type BinaryExpression struct {
	Operator   token.Token
	Left       Expression
	Right      Expression
	Comparison bool
}

// Idx0 implements Node.
func (n *BinaryExpression) Idx0() file.Idx {
	return n.Left.Idx0()
}

// Idx1 implements Node.
func (n *BinaryExpression) Idx1() file.Idx {
	return n.Right.Idx1()
}

func (*BinaryExpression) expressionNode() {}

// BooleanLiteral is true or false.
type BooleanLiteral struct {
	Idx     file.Idx
	Literal string
	Value   bool
}

// Idx0 implements Node.
func (n *BooleanLiteral) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *BooleanLiteral) Idx1() file.Idx {
	return n.Idx + file.Idx(len(n.Literal))
}

func (*BooleanLiteral) expressionNode() {}

// BracketExpression is a member by computed name: a[b].
type BracketExpression struct {
	Left         Expression
	Member       Expression
	LeftBracket  file.Idx
	RightBracket file.Idx
}

// Idx0 implements Node.
func (n *BracketExpression) Idx0() file.Idx {
	return n.Left.Idx0()
}

// Idx1 implements Node.
func (n *BracketExpression) Idx1() file.Idx {
	return n.RightBracket + 1
}

func (*BracketExpression) expressionNode() {}

// CallExpression is a call.
type CallExpression struct {
	Callee           Expression
	LeftParenthesis  file.Idx
	ArgumentList     []Expression
	RightParenthesis file.Idx
}

// Idx0 implements Node.
func (n *CallExpression) Idx0() file.Idx {
	return n.Callee.Idx0()
}

// Idx1 implements Node.
func (n *CallExpression) Idx1() file.Idx {
	return n.RightParenthesis + 1
}

func (*CallExpression) expressionNode() {}

// ConditionalExpression is the operator ?:.
type ConditionalExpression struct {
	Test       Expression
	Consequent Expression
	Alternate  Expression
}

// Idx0 implements Node.
func (n *ConditionalExpression) Idx0() file.Idx {
	return n.Test.Idx0()
}

// Idx1 implements Node.
func (n *ConditionalExpression) Idx1() file.Idx {
	return n.Alternate.Idx1()
}

func (*ConditionalExpression) expressionNode() {}

// DotExpression is a member by name: a.b.
type DotExpression struct {
	Left       Expression
	Identifier Identifier
}

// Idx0 implements Node.
func (n *DotExpression) Idx0() file.Idx {
	return n.Left.Idx0()
}

// Idx1 implements Node.
func (n *DotExpression) Idx1() file.Idx {
	return n.Identifier.Idx1()
}

func (*DotExpression) expressionNode() {}

// Identifier is a name.
type Identifier struct {
	Name unistring.String
	Idx  file.Idx
}

// Idx0 implements Node.
func (n *Identifier) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *Identifier) Idx1() file.Idx {
	return n.Idx + file.Idx(len(n.Name))
}

func (*Identifier) bindingTargetNode() {}
func (*Identifier) expressionNode()    {}

// MetaProperty is new.target.
type MetaProperty struct {
	Meta     *Identifier
	Property *Identifier
	Idx      file.Idx
}

// Idx0 implements Node.
func (n *MetaProperty) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *MetaProperty) Idx1() file.Idx {
	return n.Property.Idx1()
}

func (*MetaProperty) expressionNode() {}

// NewExpression is the operator new.
type NewExpression struct {
	New              file.Idx
	Callee           Expression
	LeftParenthesis  file.Idx
	ArgumentList     []Expression
	RightParenthesis file.Idx
}

// Idx0 implements Node.
func (n *NewExpression) Idx0() file.Idx {
	return n.New
}

// Idx1 implements Node.
func (n *NewExpression) Idx1() file.Idx {
	if n.ArgumentList != nil {
		return n.RightParenthesis + 1
	}
	return n.Callee.Idx1()
}

func (*NewExpression) expressionNode() {}

// NullLiteral is null.
type NullLiteral struct {
	Idx     file.Idx
	Literal string
}

// Idx0 implements Node.
func (n *NullLiteral) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *NullLiteral) Idx1() file.Idx {
	return n.Idx + file.Idx(len(n.Literal))
}

func (*NullLiteral) expressionNode() {}

// NumberLiteral is a number: Value is int64, float64 or *big.Int.
type NumberLiteral struct {
	Idx     file.Idx
	Literal string
	Value   interface{}
}

// Idx0 implements Node.
func (n *NumberLiteral) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *NumberLiteral) Idx1() file.Idx {
	return n.Idx + file.Idx(len(n.Literal))
}

func (*NumberLiteral) expressionNode() {}

// ObjectLiteral is an object.
type ObjectLiteral struct {
	LeftBrace  file.Idx
	RightBrace file.Idx
	Value      []Property
}

// Idx0 implements Node.
func (n *ObjectLiteral) Idx0() file.Idx {
	return n.LeftBrace
}

// Idx1 implements Node.
func (n *ObjectLiteral) Idx1() file.Idx {
	return n.RightBrace + 1
}

func (*ObjectLiteral) expressionNode() {}

// Optional is a link of an optional chain: the part before ?. .
type Optional struct {
	Expression
}

func (*Optional) expressionNode() {}

// OptionalChain is a whole optional chain.
type OptionalChain struct {
	Expression
}

func (*OptionalChain) expressionNode() {}

// PrivateDotExpression is a private member: a.#b.
type PrivateDotExpression struct {
	Left       Expression
	Identifier PrivateIdentifier
}

// Idx0 implements Node.
func (n *PrivateDotExpression) Idx0() file.Idx {
	return n.Left.Idx0()
}

// Idx1 implements Node.
func (n *PrivateDotExpression) Idx1() file.Idx {
	return n.Identifier.Idx1()
}

func (*PrivateDotExpression) expressionNode() {}

// PrivateIdentifier is a private name, without #.
type PrivateIdentifier struct {
	Identifier
}

// Idx0 implements Node.
func (n *PrivateIdentifier) Idx0() file.Idx {
	return n.Identifier.Idx0()
}

// Idx1 implements Node.
func (n *PrivateIdentifier) Idx1() file.Idx {
	return n.Identifier.Idx1()
}

func (*PrivateIdentifier) bindingTargetNode() {}
func (*PrivateIdentifier) expressionNode()    {}

// RegExpLiteral is a regular expression.
type RegExpLiteral struct {
	Idx     file.Idx
	Literal string
	Pattern string
	Flags   string
}

// Idx0 implements Node.
func (n *RegExpLiteral) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *RegExpLiteral) Idx1() file.Idx {
	return n.Idx + file.Idx(len(n.Literal))
}

func (*RegExpLiteral) expressionNode() {}

// SequenceExpression is the comma operator.
type SequenceExpression struct {
	Sequence []Expression
}

// Idx0 implements Node.
func (n *SequenceExpression) Idx0() file.Idx {
	if len(n.Sequence) > 0 {
		return n.Sequence[0].Idx0()
	}
	return 0
}

// Idx1 implements Node.
func (n *SequenceExpression) Idx1() file.Idx {
	if last := len(n.Sequence) - 1; last >= 0 {
		return n.Sequence[last].Idx1()
	}
	return 0
}

func (*SequenceExpression) expressionNode() {}

// StringLiteral is a string.
type StringLiteral struct {
	Idx     file.Idx
	Literal string
	Value   unistring.String
}

// Idx0 implements Node.
func (n *StringLiteral) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *StringLiteral) Idx1() file.Idx {
	return n.Idx + file.Idx(len(n.Literal))
}

func (*StringLiteral) expressionNode() {}

// SuperExpression is super.
type SuperExpression struct {
	Idx file.Idx
}

// Idx0 implements Node.
func (n *SuperExpression) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *SuperExpression) Idx1() file.Idx {
	return n.Idx + file.Idx(len("super"))
}

func (*SuperExpression) expressionNode() {}

// TemplateElement is a piece of text of a template.
type TemplateElement struct {
	Idx     file.Idx
	Literal string
	Parsed  unistring.String
	Valid   bool
}

// Idx0 implements Node.
func (n *TemplateElement) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *TemplateElement) Idx1() file.Idx {
	return n.Idx + file.Idx(len(n.Literal))
}

// TemplateLiteral is a template, with Tag if it has one.
type TemplateLiteral struct {
	OpenQuote   file.Idx
	CloseQuote  file.Idx
	Tag         Expression
	Elements    []*TemplateElement
	Expressions []Expression
}

// Idx0 implements Node.
func (n *TemplateLiteral) Idx0() file.Idx {
	return n.OpenQuote
}

// Idx1 implements Node.
func (n *TemplateLiteral) Idx1() file.Idx {
	return n.CloseQuote + 1
}

func (*TemplateLiteral) expressionNode() {}

// ThisExpression is this.
type ThisExpression struct {
	Idx file.Idx
}

// Idx0 implements Node.
func (n *ThisExpression) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *ThisExpression) Idx1() file.Idx {
	return n.Idx + file.Idx(len("this"))
}

func (*ThisExpression) expressionNode() {}

// UnaryExpression is an operator with one operand.
type UnaryExpression struct {
	Operator token.Token
	Idx      file.Idx
	Operand  Expression
	Postfix  bool
}

// Idx0 implements Node.
func (n *UnaryExpression) Idx0() file.Idx {
	if n.Postfix {
		return n.Operand.Idx0()
	}
	return n.Idx
}

// Idx1 implements Node.
func (n *UnaryExpression) Idx1() file.Idx {
	if n.Postfix {
		return n.Operand.Idx1() + 2
	}
	return n.Operand.Idx1()
}

func (*UnaryExpression) expressionNode() {}

// YieldExpression is yield, with * if Delegate is set.
type YieldExpression struct {
	Yield    file.Idx
	Argument Expression
	Delegate bool
}

// Idx0 implements Node.
func (n *YieldExpression) Idx0() file.Idx {
	return n.Yield
}

// Idx1 implements Node.
func (n *YieldExpression) Idx1() file.Idx {
	if n.Argument != nil {
		return n.Argument.Idx1()
	}
	return n.Yield + file.Idx(len("yield"))
}

func (*YieldExpression) expressionNode() {}
