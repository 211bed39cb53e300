package parser

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/kilnjs/kiln/pkg/syntax"
)

func (t *tree) statements(list []syntax.Stmt) []ast.Statement {
	var out []ast.Statement
	for _, s := range list {
		out = append(out, t.statement(s))
	}
	return out
}

// optionalStatement is a statement, nil for nil.
func (t *tree) optionalStatement(s syntax.Stmt) ast.Statement {
	if s == nil {
		return nil
	}
	return t.statement(s)
}

// statement is the tree of a statement. What the trees of package ast have no node for is a
// BadStatement around its text.
func (t *tree) statement(s syntax.Stmt) ast.Statement {
	switch s := s.(type) {
	case *syntax.ExprStmt:
		return &ast.ExpressionStatement{Expression: t.expression(s.X)}
	case *syntax.VarDecl:
		return t.declaration(s)
	case *syntax.FunctionDecl:
		return &ast.FunctionDeclaration{Function: t.function(s.Func)}
	case *syntax.ClassDecl:
		if c, ok := t.class(s.Class).(*ast.ClassLiteral); ok {
			return &ast.ClassDeclaration{Class: c}
		}
	case *syntax.Block:
		if t.text[s.From] != '{' {
			return t.statement(s.Body[0]) // a function that is a branch of an if
		}
		return t.block(s)
	case *syntax.EmptyStmt:
		return &ast.EmptyStatement{Semicolon: t.idx(s.From)}
	case *syntax.DebuggerStmt:
		return &ast.DebuggerStatement{Debugger: t.idx(s.From)}
	case *syntax.IfStmt:
		return &ast.IfStatement{
			If: t.idx(s.From), Test: t.expression(s.Test), Consequent: t.statement(s.Then), Alternate: t.optionalStatement(s.Else),
		}
	case *syntax.ReturnStmt:
		return &ast.ReturnStatement{Return: t.idx(s.From), Argument: t.optional(s.X)}
	case *syntax.ThrowStmt:
		return &ast.ThrowStatement{Throw: t.idx(s.From), Argument: t.expression(s.X)}
	case *syntax.WithStmt:
		return &ast.WithStatement{With: t.idx(s.From), Object: t.expression(s.Object), Body: t.statement(s.Body)}
	case *syntax.SwitchStmt:
		return t.switchStatement(s)
	case *syntax.TryStmt:
		return t.try(s)
	case *syntax.LabeledStmt:
		return &ast.LabelledStatement{
			Label: t.identifier(s.From, s.Label), Colon: t.from(t.at(s.From) + 1), Statement: t.statement(s.Body),
		}
	case *syntax.BreakStmt:
		return t.branch(token.BREAK, s.From, s.Label)
	case *syntax.ContinueStmt:
		return t.branch(token.CONTINUE, s.From, s.Label)
	}
	if loop := t.loop(s); loop != nil {
		return loop
	}
	return &ast.BadStatement{From: t.idx(s.Pos()), To: t.idx(s.End())}
}

func (t *tree) block(s *syntax.Block) *ast.BlockStatement {
	return &ast.BlockStatement{LeftBrace: t.idx(s.From), List: t.statements(s.Body), RightBrace: t.idx(s.To - 1)}
}

// declare lists a declaration by var with those of its function.
func (t *tree) declare(p syntax.Pos, list []*ast.Binding) {
	t.vars = append(t.vars, &ast.VariableDeclaration{Var: t.idx(p), List: list})
}

func (t *tree) declaration(s *syntax.VarDecl) ast.Statement {
	switch s.Kind {
	case syntax.VarVar:
		list := t.bindings(s)
		t.declare(s.From, list)
		return &ast.VariableStatement{Var: t.idx(s.From), List: list}
	case syntax.VarLet, syntax.VarConst:
		return t.lexical(s)
	}
	return &ast.BadStatement{From: t.idx(s.From), To: t.idx(s.To)}
}

func (t *tree) lexical(s *syntax.VarDecl) *ast.LexicalDeclaration {
	n := &ast.LexicalDeclaration{Idx: t.idx(s.From), Token: token.LET, List: t.bindings(s)}
	if s.Kind == syntax.VarConst {
		n.Token = token.CONST
	}
	return n
}

func (t *tree) branch(word token.Token, p syntax.Pos, label string) ast.Statement {
	n := &ast.BranchStatement{Idx: t.idx(p), Token: word}
	if label != "" {
		n.Label = t.identifier(t.tokens[t.at(p)+1].From, label)
	}
	return n
}

func (t *tree) switchStatement(s *syntax.SwitchStmt) ast.Statement {
	n := &ast.SwitchStatement{Switch: t.idx(s.From), Discriminant: t.expression(s.X), Default: -1, RightBrace: t.idx(s.To - 1)}
	for i := range s.Cases {
		c := &s.Cases[i]
		if c.Test == nil {
			n.Default = i
		}
		n.Body = append(n.Body, &ast.CaseStatement{Case: t.idx(c.From), Test: t.optional(c.Test), Consequent: t.statements(c.Body)})
	}
	return n
}

func (t *tree) try(s *syntax.TryStmt) ast.Statement {
	n := &ast.TryStatement{Try: t.idx(s.From), Body: t.block(s.Block)}
	if s.Handler != nil {
		n.Catch = &ast.CatchStatement{Catch: t.from(t.at(s.Block.To))}
		if s.Param != nil {
			n.Catch.Parameter = t.bindingTarget(s.Param)
		}
		n.Catch.Body = t.block(s.Handler)
	}
	if s.Finalizer != nil {
		n.Finally = t.block(s.Finalizer)
	}
	return n
}

// loop is the tree of a loop, nil for other statements.
func (t *tree) loop(s syntax.Stmt) ast.Statement {
	switch s := s.(type) {
	case *syntax.WhileStmt:
		return &ast.WhileStatement{While: t.idx(s.From), Test: t.expression(s.Test), Body: t.statement(s.Body)}
	case *syntax.DoWhileStmt:
		n := &ast.DoWhileStatement{Do: t.idx(s.From), Body: t.statement(s.Body), Test: t.expression(s.Test)}
		while := t.at(s.Body.End())
		n.RightParenthesis = t.from(t.match[while+1])
		return n
	case *syntax.ForStmt:
		n := &ast.ForStatement{For: t.idx(s.From), Initializer: t.initializer(s.Init), Test: t.optional(s.Test), Update: t.optional(s.Update)}
		n.Body = t.statement(s.Body)
		if d, ok := s.Init.(*syntax.VarDecl); ok && d.Kind >= syntax.VarUsing {
			return &ast.BadStatement{From: n.For, To: t.idx(s.To)}
		}
		return n
	case *syntax.ForInStmt:
		n := &ast.ForInStatement{For: t.idx(s.From), Into: t.into(s.Decl, s.Target), Source: t.expression(s.X)}
		n.Body = t.statement(s.Body)
		return n
	case *syntax.ForOfStmt:
		n := &ast.ForOfStatement{For: t.idx(s.From), Into: t.into(s.Decl, s.Target), Source: t.expression(s.X)}
		n.Body = t.statement(s.Body)
		if s.Await || s.Decl != nil && s.Decl.Kind >= syntax.VarUsing {
			return &ast.BadStatement{From: n.For, To: t.idx(s.To)}
		}
		return n
	}
	return nil
}

// initializer is the first part of the head of a for.
func (t *tree) initializer(s syntax.Stmt) ast.ForLoopInitializer {
	switch s := s.(type) {
	case *syntax.ExprStmt:
		return &ast.ForLoopInitializerExpression{Expression: t.expression(s.X)}
	case *syntax.VarDecl:
		if s.Kind != syntax.VarVar {
			return &ast.ForLoopInitializerLexicalDecl{LexicalDeclaration: *t.lexical(s)}
		}
		list := t.bindings(s)
		t.declare(s.From, list)
		return &ast.ForLoopInitializerVarDeclList{Var: t.idx(s.From), List: list}
	}
	return nil
}

// into is what a for-in or for-of gives its values to.
func (t *tree) into(d *syntax.VarDecl, target syntax.Pattern) ast.ForInto {
	switch {
	case d == nil:
		return &ast.ForIntoExpression{Expression: t.target(target)}
	case d.Kind == syntax.VarVar:
		list := t.bindings(d)
		t.declare(d.From, list)
		return &ast.ForIntoVar{Binding: list[0]}
	}
	return &ast.ForDeclaration{Idx: t.idx(d.From), IsConst: d.Kind == syntax.VarConst, Target: t.bindingTarget(target)}
}
