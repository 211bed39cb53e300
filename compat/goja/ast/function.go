package ast

import (
	"github.com/dop251/goja/file"
)

// ArrowFunctionLiteral is an arrow function.
type ArrowFunctionLiteral struct {
	Start           file.Idx
	ParameterList   *ParameterList
	Body            ConciseBody
	Source          string
	DeclarationList []*VariableDeclaration
	Async           bool
}

// Idx0 implements Node.
func (n *ArrowFunctionLiteral) Idx0() file.Idx {
	return n.Start
}

// Idx1 implements Node.
func (n *ArrowFunctionLiteral) Idx1() file.Idx {
	return n.Body.Idx1()
}

func (*ArrowFunctionLiteral) expressionNode() {}

// ClassDeclaration is a class that is declared.
type ClassDeclaration struct {
	Class *ClassLiteral
}

// Idx0 implements Node.
func (n *ClassDeclaration) Idx0() file.Idx {
	return n.Class.Idx0()
}

// Idx1 implements Node.
func (n *ClassDeclaration) Idx1() file.Idx {
	return n.Class.Idx1()
}

func (*ClassDeclaration) statementNode() {}

// ClassLiteral is a class.
type ClassLiteral struct {
	Class      file.Idx
	RightBrace file.Idx
	Name       *Identifier
	SuperClass Expression
	Body       []ClassElement
	Source     string
}

// Idx0 implements Node.
func (n *ClassLiteral) Idx0() file.Idx {
	return n.Class
}

// Idx1 implements Node.
func (n *ClassLiteral) Idx1() file.Idx {
	return n.RightBrace + 1
}

func (*ClassLiteral) expressionNode() {}

// ClassStaticBlock is a static block of a class.
type ClassStaticBlock struct {
	Static          file.Idx
	Block           *BlockStatement
	Source          string
	DeclarationList []*VariableDeclaration
}

// Idx0 implements Node.
func (n *ClassStaticBlock) Idx0() file.Idx {
	return n.Static
}

// Idx1 implements Node.
func (n *ClassStaticBlock) Idx1() file.Idx {
	return n.Block.Idx1()
}

func (*ClassStaticBlock) classElementNode() {}

// ExpressionBody is the body of an arrow function that is an expression.
type ExpressionBody struct {
	Expression Expression
}

// Idx0 implements Node.
func (n *ExpressionBody) Idx0() file.Idx {
	return n.Expression.Idx0()
}

// Idx1 implements Node.
func (n *ExpressionBody) Idx1() file.Idx {
	return n.Expression.Idx1()
}

func (*ExpressionBody) conciseBodyNode() {}

// FieldDefinition is a field of a class.
type FieldDefinition struct {
	Idx         file.Idx
	Key         Expression
	Initializer Expression
	Computed    bool
	Static      bool
}

// Idx0 implements Node.
func (n *FieldDefinition) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *FieldDefinition) Idx1() file.Idx {
	if n.Initializer != nil {
		return n.Initializer.Idx1()
	}
	return n.Key.Idx1()
}

func (*FieldDefinition) classElementNode() {}

// FunctionDeclaration is a function that is declared.
type FunctionDeclaration struct {
	Function *FunctionLiteral
}

// Idx0 implements Node.
func (n *FunctionDeclaration) Idx0() file.Idx {
	return n.Function.Idx0()
}

// Idx1 implements Node.
func (n *FunctionDeclaration) Idx1() file.Idx {
	return n.Function.Idx1()
}

func (*FunctionDeclaration) statementNode() {}

// FunctionLiteral is a function.
type FunctionLiteral struct {
	Function        file.Idx
	Name            *Identifier
	ParameterList   *ParameterList
	Body            *BlockStatement
	Source          string
	DeclarationList []*VariableDeclaration
	Async           bool
	Generator       bool
}

// Idx0 implements Node.
func (n *FunctionLiteral) Idx0() file.Idx {
	return n.Function
}

// Idx1 implements Node.
func (n *FunctionLiteral) Idx1() file.Idx {
	return n.Body.Idx1()
}

func (*FunctionLiteral) expressionNode() {}

// MethodDefinition is a method or an accessor of a class.
type MethodDefinition struct {
	Idx      file.Idx
	Key      Expression
	Kind     PropertyKind
	Body     *FunctionLiteral
	Computed bool
	Static   bool
}

// Idx0 implements Node.
func (n *MethodDefinition) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *MethodDefinition) Idx1() file.Idx {
	return n.Body.Idx1()
}

func (*MethodDefinition) classElementNode() {}

// ParameterList is the parameters of a function.
type ParameterList struct {
	Opening file.Idx
	List    []*Binding
	Rest    Expression
	Closing file.Idx
}

// Idx0 implements Node.
func (n *ParameterList) Idx0() file.Idx {
	return n.Opening
}

// Idx1 implements Node.
func (n *ParameterList) Idx1() file.Idx {
	return n.Closing + 1
}
