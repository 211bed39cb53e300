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
func (self *BadStatement) Idx0() file.Idx {
	return self.From
}

// Idx1 implements Node.
func (self *BadStatement) Idx1() file.Idx {
	return self.To
}

func (*BadStatement) statementNode() {}

// BlockStatement is a block.
type BlockStatement struct {
	LeftBrace  file.Idx
	List       []Statement
	RightBrace file.Idx
}

// Idx0 implements Node.
func (self *BlockStatement) Idx0() file.Idx {
	return self.LeftBrace
}

// Idx1 implements Node.
func (self *BlockStatement) Idx1() file.Idx {
	return self.RightBrace + 1
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
func (self *BranchStatement) Idx0() file.Idx {
	return self.Idx
}

// Idx1 implements Node.
func (self *BranchStatement) Idx1() file.Idx {
	if self.Label != nil {
		return self.Label.Idx1()
	}
	return self.Idx + file.Idx(len(self.Token.String()))
}

func (*BranchStatement) statementNode() {}

// CaseStatement is case or default of a switch; Test is nil for default.
type CaseStatement struct {
	Case       file.Idx
	Test       Expression
	Consequent []Statement
}

// Idx0 implements Node.
func (self *CaseStatement) Idx0() file.Idx {
	return self.Case
}

// Idx1 implements Node.
func (self *CaseStatement) Idx1() file.Idx {
	if n := len(self.Consequent); n > 0 {
		return self.Consequent[n-1].Idx1()
	}
	if self.Test != nil {
		return self.Test.Idx1()
	}
	return self.Case + 1
}

func (*CaseStatement) statementNode() {}

// CatchStatement is the catch of a try; Parameter may be nil.
type CatchStatement struct {
	Catch     file.Idx
	Parameter BindingTarget
	Body      *BlockStatement
}

// Idx0 implements Node.
func (self *CatchStatement) Idx0() file.Idx {
	return self.Catch
}

// Idx1 implements Node.
func (self *CatchStatement) Idx1() file.Idx {
	return self.Body.Idx1()
}

func (*CatchStatement) statementNode() {}

// DebuggerStatement is debugger.
type DebuggerStatement struct {
	Debugger file.Idx
}

// Idx0 implements Node.
func (self *DebuggerStatement) Idx0() file.Idx {
	return self.Debugger
}

// Idx1 implements Node.
func (self *DebuggerStatement) Idx1() file.Idx {
	return self.Debugger + file.Idx(len("debugger"))
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
func (self *DoWhileStatement) Idx0() file.Idx {
	return self.Do
}

// Idx1 implements Node.
func (self *DoWhileStatement) Idx1() file.Idx {
	return self.RightParenthesis + 1
}

func (*DoWhileStatement) statementNode() {}

// EmptyStatement is a lone semicolon.
type EmptyStatement struct {
	Semicolon file.Idx
}

// Idx0 implements Node.
func (self *EmptyStatement) Idx0() file.Idx {
	return self.Semicolon
}

// Idx1 implements Node.
func (self *EmptyStatement) Idx1() file.Idx {
	return self.Semicolon + 1
}

func (*EmptyStatement) statementNode() {}

// ExpressionStatement is an expression as a statement.
type ExpressionStatement struct {
	Expression Expression
}

// Idx0 implements Node.
func (self *ExpressionStatement) Idx0() file.Idx {
	return self.Expression.Idx0()
}

// Idx1 implements Node.
func (self *ExpressionStatement) Idx1() file.Idx {
	return self.Expression.Idx1()
}

func (*ExpressionStatement) statementNode() {}

// ForDeclaration is let or const in the head of for-in and for-of.
type ForDeclaration struct {
	Idx     file.Idx
	IsConst bool
	Target  BindingTarget
}

// Idx0 implements Node.
func (self *ForDeclaration) Idx0() file.Idx {
	return self.Idx
}

// Idx1 implements Node.
func (self *ForDeclaration) Idx1() file.Idx {
	return self.Target.Idx1()
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
func (self *ForInStatement) Idx0() file.Idx {
	return self.For
}

// Idx1 implements Node.
func (self *ForInStatement) Idx1() file.Idx {
	return self.Body.Idx1()
}

func (*ForInStatement) statementNode() {}

// ForIntoExpression is a target of for-in and for-of that is assigned to.
type ForIntoExpression struct {
	Expression Expression
}

// Idx0 implements Node.
func (self *ForIntoExpression) Idx0() file.Idx {
	return self.Expression.Idx0()
}

// Idx1 implements Node.
func (self *ForIntoExpression) Idx1() file.Idx {
	return self.Expression.Idx1()
}

func (*ForIntoExpression) forIntoNode() {}

// ForIntoVar is var in the head of for-in and for-of.
type ForIntoVar struct {
	Binding *Binding
}

// Idx0 implements Node.
func (self *ForIntoVar) Idx0() file.Idx {
	return self.Binding.Idx0()
}

// Idx1 implements Node.
func (self *ForIntoVar) Idx1() file.Idx {
	return self.Binding.Idx1()
}

func (*ForIntoVar) forIntoNode() {}

// ForLoopInitializerExpression is an expression that begins the head of a for.
type ForLoopInitializerExpression struct {
	Expression Expression
}

// Idx0 implements Node.
func (self *ForLoopInitializerExpression) Idx0() file.Idx {
	return self.Expression.Idx0()
}

// Idx1 implements Node.
func (self *ForLoopInitializerExpression) Idx1() file.Idx {
	return self.Expression.Idx1()
}

func (*ForLoopInitializerExpression) forLoopInitializerNode() {}

// ForLoopInitializerLexicalDecl is let or const in the head of a for.
type ForLoopInitializerLexicalDecl struct {
	LexicalDeclaration LexicalDeclaration
}

// Idx0 implements Node.
func (self *ForLoopInitializerLexicalDecl) Idx0() file.Idx {
	return self.LexicalDeclaration.Idx0()
}

// Idx1 implements Node.
func (self *ForLoopInitializerLexicalDecl) Idx1() file.Idx {
	return self.LexicalDeclaration.Idx1()
}

func (*ForLoopInitializerLexicalDecl) forLoopInitializerNode() {}

// ForLoopInitializerVarDeclList is var in the head of a for.
type ForLoopInitializerVarDeclList struct {
	Var  file.Idx
	List []*Binding
}

// Idx0 implements Node.
func (self *ForLoopInitializerVarDeclList) Idx0() file.Idx {
	return self.Var
}

// Idx1 implements Node.
func (self *ForLoopInitializerVarDeclList) Idx1() file.Idx {
	if n := len(self.List); n > 0 {
		return self.List[n-1].Idx1()
	}
	return self.Var + 1
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
func (self *ForOfStatement) Idx0() file.Idx {
	return self.For
}

// Idx1 implements Node.
func (self *ForOfStatement) Idx1() file.Idx {
	return self.Body.Idx1()
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
func (self *ForStatement) Idx0() file.Idx {
	return self.For
}

// Idx1 implements Node.
func (self *ForStatement) Idx1() file.Idx {
	return self.Body.Idx1()
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
func (self *IfStatement) Idx0() file.Idx {
	return self.If
}

// Idx1 implements Node.
func (self *IfStatement) Idx1() file.Idx {
	if self.Alternate != nil {
		return self.Alternate.Idx1()
	}
	return self.Consequent.Idx1()
}

func (*IfStatement) statementNode() {}

// LabelledStatement is a statement with a label.
type LabelledStatement struct {
	Label     *Identifier
	Colon     file.Idx
	Statement Statement
}

// Idx0 implements Node.
func (self *LabelledStatement) Idx0() file.Idx {
	return self.Label.Idx0()
}

// Idx1 implements Node.
func (self *LabelledStatement) Idx1() file.Idx {
	return self.Statement.Idx1()
}

func (*LabelledStatement) statementNode() {}

// LexicalDeclaration is let or const.
type LexicalDeclaration struct {
	Idx   file.Idx
	Token token.Token
	List  []*Binding
}

// Idx0 implements Node.
func (self *LexicalDeclaration) Idx0() file.Idx {
	return self.Idx
}

// Idx1 implements Node.
func (self *LexicalDeclaration) Idx1() file.Idx {
	if n := len(self.List); n > 0 {
		return self.List[n-1].Idx1()
	}
	return self.Idx + 1
}

func (*LexicalDeclaration) statementNode() {}

// Program is a script.
type Program struct {
	Body            []Statement
	DeclarationList []*VariableDeclaration
	File            *file.File
}

// Idx0 implements Node.
func (self *Program) Idx0() file.Idx {
	if len(self.Body) > 0 {
		return self.Body[0].Idx0()
	}
	return 0
}

// Idx1 implements Node.
func (self *Program) Idx1() file.Idx {
	if n := len(self.Body); n > 0 {
		return self.Body[n-1].Idx1()
	}
	return 0
}

// ReturnStatement is return; Argument may be nil.
type ReturnStatement struct {
	Return   file.Idx
	Argument Expression
}

// Idx0 implements Node.
func (self *ReturnStatement) Idx0() file.Idx {
	return self.Return
}

// Idx1 implements Node.
func (self *ReturnStatement) Idx1() file.Idx {
	if self.Argument != nil {
		return self.Argument.Idx1()
	}
	return self.Return + file.Idx(len("return"))
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
func (self *SwitchStatement) Idx0() file.Idx {
	return self.Switch
}

// Idx1 implements Node.
func (self *SwitchStatement) Idx1() file.Idx {
	return self.RightBrace + 1
}

func (*SwitchStatement) statementNode() {}

// ThrowStatement is throw.
type ThrowStatement struct {
	Throw    file.Idx
	Argument Expression
}

// Idx0 implements Node.
func (self *ThrowStatement) Idx0() file.Idx {
	return self.Throw
}

// Idx1 implements Node.
func (self *ThrowStatement) Idx1() file.Idx {
	if self.Argument != nil {
		return self.Argument.Idx1()
	}
	return self.Throw + 1
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
func (self *TryStatement) Idx0() file.Idx {
	return self.Try
}

// Idx1 implements Node.
func (self *TryStatement) Idx1() file.Idx {
	if self.Finally != nil {
		return self.Finally.Idx1()
	}
	if self.Catch != nil {
		return self.Catch.Idx1()
	}
	if self.Body != nil {
		return self.Body.Idx1()
	}
	return self.Try + 1
}

func (*TryStatement) statementNode() {}

// VariableDeclaration is a var, as a scope lists it.
type VariableDeclaration struct {
	Var  file.Idx
	List []*Binding
}

// Idx0 implements Node.
func (self *VariableDeclaration) Idx0() file.Idx {
	return self.Var
}

// Idx1 implements Node.
func (self *VariableDeclaration) Idx1() file.Idx {
	if n := len(self.List); n > 0 {
		return self.List[n-1].Idx1()
	}
	return self.Var + 1
}

// VariableStatement is a var statement.
type VariableStatement struct {
	Var  file.Idx
	List []*Binding
}

// Idx0 implements Node.
func (self *VariableStatement) Idx0() file.Idx {
	return self.Var
}

// Idx1 implements Node.
func (self *VariableStatement) Idx1() file.Idx {
	if n := len(self.List); n > 0 {
		return self.List[n-1].Idx1()
	}
	return self.Var + 1
}

func (*VariableStatement) statementNode() {}

// WhileStatement is while.
type WhileStatement struct {
	While file.Idx
	Test  Expression
	Body  Statement
}

// Idx0 implements Node.
func (self *WhileStatement) Idx0() file.Idx {
	return self.While
}

// Idx1 implements Node.
func (self *WhileStatement) Idx1() file.Idx {
	return self.Body.Idx1()
}

func (*WhileStatement) statementNode() {}

// WithStatement is with.
type WithStatement struct {
	With   file.Idx
	Object Expression
	Body   Statement
}

// Idx0 implements Node.
func (self *WithStatement) Idx0() file.Idx {
	return self.With
}

// Idx1 implements Node.
func (self *WithStatement) Idx1() file.Idx {
	return self.Body.Idx1()
}

func (*WithStatement) statementNode() {}
