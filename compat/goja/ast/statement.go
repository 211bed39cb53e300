package ast

import (
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
)

// BadStatement is text that is no statement.
type BadStatement struct {
	From file.Idx
	To   file.Idx
}

// Idx0 implements Node.
func (n *BadStatement) Idx0() file.Idx {
	return n.From
}

// Idx1 implements Node.
func (n *BadStatement) Idx1() file.Idx {
	return n.To
}

func (*BadStatement) statementNode() {}

// BlockStatement is a block.
type BlockStatement struct {
	LeftBrace  file.Idx
	List       []Statement
	RightBrace file.Idx
}

// Idx0 implements Node.
func (n *BlockStatement) Idx0() file.Idx {
	return n.LeftBrace
}

// Idx1 implements Node.
func (n *BlockStatement) Idx1() file.Idx {
	return n.RightBrace + 1
}

func (*BlockStatement) conciseBodyNode() {}
func (*BlockStatement) statementNode()   {}

// BranchStatement is break or continue; Label may be nil.
type BranchStatement struct {
	Idx   file.Idx
	Token token.Token
	Label *Identifier
}

// Idx0 implements Node.
func (n *BranchStatement) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *BranchStatement) Idx1() file.Idx {
	if n.Label != nil {
		return n.Label.Idx1()
	}
	return n.Idx + file.Idx(len(n.Token.String()))
}

func (*BranchStatement) statementNode() {}

// CaseStatement is case or default of a switch; Test is nil for default.
type CaseStatement struct {
	Case       file.Idx
	Test       Expression
	Consequent []Statement
}

// Idx0 implements Node.
func (n *CaseStatement) Idx0() file.Idx {
	return n.Case
}

// Idx1 implements Node.
func (n *CaseStatement) Idx1() file.Idx {
	if last := len(n.Consequent) - 1; last >= 0 {
		return n.Consequent[last].Idx1()
	}
	if n.Test != nil {
		return n.Test.Idx1()
	}
	return n.Case + 1
}

func (*CaseStatement) statementNode() {}

// CatchStatement is the catch of a try; Parameter may be nil.
type CatchStatement struct {
	Catch     file.Idx
	Parameter BindingTarget
	Body      *BlockStatement
}

// Idx0 implements Node.
func (n *CatchStatement) Idx0() file.Idx {
	return n.Catch
}

// Idx1 implements Node.
func (n *CatchStatement) Idx1() file.Idx {
	return n.Body.Idx1()
}

func (*CatchStatement) statementNode() {}

// DebuggerStatement is debugger.
type DebuggerStatement struct {
	Debugger file.Idx
}

// Idx0 implements Node.
func (n *DebuggerStatement) Idx0() file.Idx {
	return n.Debugger
}

// Idx1 implements Node.
func (n *DebuggerStatement) Idx1() file.Idx {
	return n.Debugger + file.Idx(len("debugger"))
}

func (*DebuggerStatement) statementNode() {}

// DoWhileStatement is do … while.
type DoWhileStatement struct {
	Do               file.Idx
	Test             Expression
	Body             Statement
	RightParenthesis file.Idx
}

// Idx0 implements Node.
func (n *DoWhileStatement) Idx0() file.Idx {
	return n.Do
}

// Idx1 implements Node.
func (n *DoWhileStatement) Idx1() file.Idx {
	return n.RightParenthesis + 1
}

func (*DoWhileStatement) statementNode() {}

// EmptyStatement is a lone semicolon.
type EmptyStatement struct {
	Semicolon file.Idx
}

// Idx0 implements Node.
func (n *EmptyStatement) Idx0() file.Idx {
	return n.Semicolon
}

// Idx1 implements Node.
func (n *EmptyStatement) Idx1() file.Idx {
	return n.Semicolon + 1
}

func (*EmptyStatement) statementNode() {}

// ExpressionStatement is an expression as a statement.
type ExpressionStatement struct {
	Expression Expression
}

// Idx0 implements Node.
func (n *ExpressionStatement) Idx0() file.Idx {
	return n.Expression.Idx0()
}

// Idx1 implements Node.
func (n *ExpressionStatement) Idx1() file.Idx {
	return n.Expression.Idx1()
}

func (*ExpressionStatement) statementNode() {}

// ForDeclaration is let or const in the head of for-in and for-of.
type ForDeclaration struct {
	Idx     file.Idx
	IsConst bool
	Target  BindingTarget
}

// Idx0 implements Node.
func (n *ForDeclaration) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *ForDeclaration) Idx1() file.Idx {
	return n.Target.Idx1()
}

func (*ForDeclaration) forIntoNode() {}

// ForInStatement is for … in.
type ForInStatement struct {
	For    file.Idx
	Into   ForInto
	Source Expression
	Body   Statement
}

// Idx0 implements Node.
func (n *ForInStatement) Idx0() file.Idx {
	return n.For
}

// Idx1 implements Node.
func (n *ForInStatement) Idx1() file.Idx {
	return n.Body.Idx1()
}

func (*ForInStatement) statementNode() {}

// ForIntoExpression is a target of for-in and for-of that is assigned to.
type ForIntoExpression struct {
	Expression Expression
}

// Idx0 implements Node.
func (n *ForIntoExpression) Idx0() file.Idx {
	return n.Expression.Idx0()
}

// Idx1 implements Node.
func (n *ForIntoExpression) Idx1() file.Idx {
	return n.Expression.Idx1()
}

func (*ForIntoExpression) forIntoNode() {}

// ForIntoVar is var in the head of for-in and for-of.
type ForIntoVar struct {
	Binding *Binding
}

// Idx0 implements Node.
func (n *ForIntoVar) Idx0() file.Idx {
	return n.Binding.Idx0()
}

// Idx1 implements Node.
func (n *ForIntoVar) Idx1() file.Idx {
	return n.Binding.Idx1()
}

func (*ForIntoVar) forIntoNode() {}

// ForLoopInitializerExpression is an expression that begins the head of a for.
type ForLoopInitializerExpression struct {
	Expression Expression
}

// Idx0 implements Node.
func (n *ForLoopInitializerExpression) Idx0() file.Idx {
	return n.Expression.Idx0()
}

// Idx1 implements Node.
func (n *ForLoopInitializerExpression) Idx1() file.Idx {
	return n.Expression.Idx1()
}

func (*ForLoopInitializerExpression) forLoopInitializerNode() {}

// ForLoopInitializerLexicalDecl is let or const in the head of a for.
type ForLoopInitializerLexicalDecl struct {
	LexicalDeclaration LexicalDeclaration
}

// Idx0 implements Node.
func (n *ForLoopInitializerLexicalDecl) Idx0() file.Idx {
	return n.LexicalDeclaration.Idx0()
}

// Idx1 implements Node.
func (n *ForLoopInitializerLexicalDecl) Idx1() file.Idx {
	return n.LexicalDeclaration.Idx1()
}

func (*ForLoopInitializerLexicalDecl) forLoopInitializerNode() {}

// ForLoopInitializerVarDeclList is var in the head of a for.
type ForLoopInitializerVarDeclList struct {
	Var  file.Idx
	List []*Binding
}

// Idx0 implements Node.
func (n *ForLoopInitializerVarDeclList) Idx0() file.Idx {
	if len(n.List) > 0 {
		return n.List[0].Idx0()
	}
	return n.Var
}

// Idx1 implements Node.
func (n *ForLoopInitializerVarDeclList) Idx1() file.Idx {
	if last := len(n.List) - 1; last >= 0 {
		return n.List[last].Idx1()
	}
	return n.Var + 1
}

func (*ForLoopInitializerVarDeclList) forLoopInitializerNode() {}

// ForOfStatement is for … of.
type ForOfStatement struct {
	For    file.Idx
	Into   ForInto
	Source Expression
	Body   Statement
}

// Idx0 implements Node.
func (n *ForOfStatement) Idx0() file.Idx {
	return n.For
}

// Idx1 implements Node.
func (n *ForOfStatement) Idx1() file.Idx {
	return n.Body.Idx1()
}

func (*ForOfStatement) statementNode() {}

// ForStatement is for with a head of three parts, each of which may be nil.
type ForStatement struct {
	For         file.Idx
	Initializer ForLoopInitializer
	Update      Expression
	Test        Expression
	Body        Statement
}

// Idx0 implements Node.
func (n *ForStatement) Idx0() file.Idx {
	return n.For
}

// Idx1 implements Node.
func (n *ForStatement) Idx1() file.Idx {
	return n.Body.Idx1()
}

func (*ForStatement) statementNode() {}

// IfStatement is if; Alternate is nil without else.
type IfStatement struct {
	If         file.Idx
	Test       Expression
	Consequent Statement
	Alternate  Statement
}

// Idx0 implements Node.
func (n *IfStatement) Idx0() file.Idx {
	return n.If
}

// Idx1 implements Node.
func (n *IfStatement) Idx1() file.Idx {
	if n.Alternate != nil {
		return n.Alternate.Idx1()
	}
	return n.Consequent.Idx1()
}

func (*IfStatement) statementNode() {}

// LabelledStatement is a statement with a label.
type LabelledStatement struct {
	Label     *Identifier
	Colon     file.Idx
	Statement Statement
}

// Idx0 implements Node.
func (n *LabelledStatement) Idx0() file.Idx {
	return n.Label.Idx0()
}

// Idx1 implements Node.
func (n *LabelledStatement) Idx1() file.Idx {
	return n.Statement.Idx1()
}

func (*LabelledStatement) statementNode() {}

// LexicalDeclaration is let or const.
type LexicalDeclaration struct {
	Idx   file.Idx
	Token token.Token
	List  []*Binding
}

// Idx0 implements Node.
func (n *LexicalDeclaration) Idx0() file.Idx {
	return n.Idx
}

// Idx1 implements Node.
func (n *LexicalDeclaration) Idx1() file.Idx {
	if last := len(n.List) - 1; last >= 0 {
		return n.List[last].Idx1()
	}
	return n.Idx + 1
}

func (*LexicalDeclaration) statementNode() {}

// Program is a script.
type Program struct {
	Body            []Statement
	DeclarationList []*VariableDeclaration
	File            *file.File
}

// Idx0 implements Node.
func (n *Program) Idx0() file.Idx {
	if len(n.Body) > 0 {
		return n.Body[0].Idx0()
	}
	return 0
}

// Idx1 implements Node.
func (n *Program) Idx1() file.Idx {
	if last := len(n.Body) - 1; last >= 0 {
		return n.Body[last].Idx1()
	}
	return 0
}

// ReturnStatement is return; Argument may be nil.
type ReturnStatement struct {
	Return   file.Idx
	Argument Expression
}

// Idx0 implements Node.
func (n *ReturnStatement) Idx0() file.Idx {
	return n.Return
}

// Idx1 implements Node.
func (n *ReturnStatement) Idx1() file.Idx {
	if n.Argument != nil {
		return n.Argument.Idx1()
	}
	return n.Return + file.Idx(len("return"))
}

func (*ReturnStatement) statementNode() {}

// SwitchStatement is switch; Default is the index of the default clause, -1 without one.
type SwitchStatement struct {
	Switch       file.Idx
	Discriminant Expression
	Default      int
	Body         []*CaseStatement
	RightBrace   file.Idx
}

// Idx0 implements Node.
func (n *SwitchStatement) Idx0() file.Idx {
	return n.Switch
}

// Idx1 implements Node.
func (n *SwitchStatement) Idx1() file.Idx {
	return n.RightBrace + 1
}

func (*SwitchStatement) statementNode() {}

// ThrowStatement is throw.
type ThrowStatement struct {
	Throw    file.Idx
	Argument Expression
}

// Idx0 implements Node.
func (n *ThrowStatement) Idx0() file.Idx {
	return n.Throw
}

// Idx1 implements Node.
func (n *ThrowStatement) Idx1() file.Idx {
	if n.Argument != nil {
		return n.Argument.Idx1()
	}
	return n.Throw + 1
}

func (*ThrowStatement) statementNode() {}

// TryStatement is try; Catch or Finally may be nil.
type TryStatement struct {
	Try     file.Idx
	Body    *BlockStatement
	Catch   *CatchStatement
	Finally *BlockStatement
}

// Idx0 implements Node.
func (n *TryStatement) Idx0() file.Idx {
	return n.Try
}

// Idx1 implements Node.
func (n *TryStatement) Idx1() file.Idx {
	if n.Finally != nil {
		return n.Finally.Idx1()
	}
	if n.Catch != nil {
		return n.Catch.Idx1()
	}
	if n.Body != nil {
		return n.Body.Idx1()
	}
	return n.Try + 1
}

func (*TryStatement) statementNode() {}

// VariableDeclaration is a var, as a scope lists it.
type VariableDeclaration struct {
	Var  file.Idx
	List []*Binding
}

// Idx0 implements Node.
func (n *VariableDeclaration) Idx0() file.Idx {
	return n.Var
}

// Idx1 implements Node.
func (n *VariableDeclaration) Idx1() file.Idx {
	if last := len(n.List) - 1; last >= 0 {
		return n.List[last].Idx1()
	}
	return n.Var + 1
}

// VariableStatement is a var statement.
type VariableStatement struct {
	Var  file.Idx
	List []*Binding
}

// Idx0 implements Node.
func (n *VariableStatement) Idx0() file.Idx {
	return n.Var
}

// Idx1 implements Node.
func (n *VariableStatement) Idx1() file.Idx {
	if last := len(n.List) - 1; last >= 0 {
		return n.List[last].Idx1()
	}
	return n.Var + 1
}

func (*VariableStatement) statementNode() {}

// WhileStatement is while.
type WhileStatement struct {
	While file.Idx
	Test  Expression
	Body  Statement
}

// Idx0 implements Node.
func (n *WhileStatement) Idx0() file.Idx {
	return n.While
}

// Idx1 implements Node.
func (n *WhileStatement) Idx1() file.Idx {
	return n.Body.Idx1()
}

func (*WhileStatement) statementNode() {}

// WithStatement is with.
type WithStatement struct {
	With   file.Idx
	Object Expression
	Body   Statement
}

// Idx0 implements Node.
func (n *WithStatement) Idx0() file.Idx {
	return n.With
}

// Idx1 implements Node.
func (n *WithStatement) Idx1() file.Idx {
	return n.Body.Idx1()
}

func (*WithStatement) statementNode() {}
