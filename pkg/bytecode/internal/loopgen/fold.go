package loopgen

import (
	"go/ast"
	"go/token"
)

// truth returns the value of a constant condition.
func truth(e ast.Expr) (value, constant bool) {
	switch {
	case isName(e, "true"):
		return true, true
	case isName(e, "false"):
		return false, true
	}
	return false, false
}

func truthOf(value bool) ast.Expr {
	if value {
		return ast.NewIdent("true")
	}
	return ast.NewIdent("false")
}

// isOp reports whether e is the constant of an instruction.
func (g *generator) isOp(e ast.Expr) (name string, ok bool) {
	id, ok := e.(*ast.Ident)
	if !ok || !g.ops[id.Name] {
		return "", false
	}
	return id.Name, true
}

// decided returns an expression whose operands are decided, with what is constant
// of it decided too.
func (g *generator) decided(e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.ParenExpr:
		if _, constant := truth(e.X); constant {
			return e.X
		}
	case *ast.UnaryExpr:
		if value, constant := truth(e.X); constant && e.Op == token.NOT {
			return truthOf(!value)
		}
	case *ast.BinaryExpr:
		return g.decidedBinary(e)
	}
	return e
}

func (g *generator) decidedBinary(e *ast.BinaryExpr) ast.Expr {
	left, leftConstant := truth(e.X)
	right, rightConstant := truth(e.Y)
	switch e.Op {
	case token.LAND, token.LOR:
		// The operand that decides; the other one makes no difference.
		deciding := e.Op == token.LOR
		switch {
		case leftConstant && left == deciding:
			return e.X
		case leftConstant:
			return e.Y
		case rightConstant && right != deciding:
			return e.X
		}
	case token.EQL, token.NEQ:
		if x, ok := g.isOp(e.X); ok {
			if y, ok := g.isOp(e.Y); ok {
				return truthOf((x == y) == (e.Op == token.EQL))
			}
		}
		if rightConstant {
			if right == (e.Op == token.EQL) {
				return e.X
			}
			return not(e.X)
		}
	}
	return e
}

// not is the negation of a condition.
func not(e ast.Expr) ast.Expr {
	inner := e
	if p, ok := e.(*ast.ParenExpr); ok {
		inner = p.X
	}
	if b, ok := inner.(*ast.BinaryExpr); ok && (b.Op == token.EQL || b.Op == token.NEQ) {
		op := token.EQL
		if b.Op == token.EQL {
			op = token.NEQ
		}
		return &ast.BinaryExpr{X: b.X, OpPos: b.OpPos, Op: op, Y: b.Y}
	}
	return &ast.UnaryExpr{OpPos: e.Pos(), Op: token.NOT, X: e}
}

// decidedIf returns what remains of an if statement: statements instead of it, when
// its condition is constant.
func (g *generator) decidedIf(s *ast.IfStmt) (instead []ast.Stmt, decided bool) {
	value, constant := truth(s.Cond)
	if !constant {
		return nil, false
	}
	if s.Init != nil {
		g.refuse(s, "an if statement that is decided declares something")
	}
	switch {
	case value:
		return inScope(s.Body.List), true
	case s.Else == nil:
		return nil, true
	default:
		if b, ok := s.Else.(*ast.BlockStmt); ok {
			return inScope(b.List), true
		}
		return []ast.Stmt{s.Else}, true
	}
}

// decidedSwitch returns the body of the case that a switch over a constant
// instruction takes. There must be one that does not panic.
func (g *generator) decidedSwitch(s *ast.SwitchStmt) (instead []ast.Stmt, decided bool) {
	op, ok := g.isOp(s.Tag)
	if !ok {
		return nil, false
	}
	var taken *ast.CaseClause
	for _, c := range s.Body.List {
		c := c.(*ast.CaseClause)
		if contains(c, func(n ast.Node) bool { b, ok := n.(*ast.BranchStmt); return ok && b.Label == nil }) {
			g.refuse(c, "a case that is decided leaves its switch")
		}
		if c.List == nil && taken == nil {
			taken = c
		}
		for _, e := range c.List {
			if isName(e, op) {
				taken = c
			}
		}
	}
	if taken == nil || panics(taken.Body) {
		g.refuse(s.Tag, "%s has no case in %s", op, g.set.Position(s.Pos()))
	}
	return inScope(taken.Body), true
}

// panics reports whether statements are a panic: what the rules do with an
// instruction that they do not know.
func panics(list []ast.Stmt) bool {
	if len(list) != 1 {
		return false
	}
	s, ok := list[0].(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := s.X.(*ast.CallExpr)
	return ok && isName(call.Fun, "panic")
}

// inScope returns statements that can stand in a list of others: as a block, if
// they declare something.
func inScope(list []ast.Stmt) []ast.Stmt {
	if len(declaredHere(list)) == 0 {
		return list
	}
	return []ast.Stmt{&ast.BlockStmt{List: list}}
}
