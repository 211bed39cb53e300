package loopgen

import (
	"go/ast"
	"go/token"
	"slices"
)

// statements returns a list of statements with everything put in and decided.
func (g *generator) statements(list []ast.Stmt) []ast.Stmt {
	rewrite(list, func(e ast.Expr) ast.Expr {
		if call, f := g.call(e); f != nil {
			if value := g.value(call, f); value != nil {
				return value
			}
		}
		return g.decided(e)
	})
	var out []ast.Stmt
	for i := 0; i < len(list); i++ {
		if call, f := g.assigned(list[i]); f != nil {
			a := list[i].(*ast.AssignStmt)
			var failing *ast.IfStmt
			if f.Type.Results.NumFields() == 2 {
				failing = g.failing(a, list[i+1:])
				i++
			}
			out = append(out, g.place(a, call, f, failing)...)
			continue
		}
		out = append(out, g.statement(list[i])...)
		if n := len(out); n > 0 && isReturn(out[n-1]) {
			return out // what follows was of another instruction
		}
	}
	return out
}

// statement returns what a statement becomes whose expressions are decided.
func (g *generator) statement(s ast.Stmt) []ast.Stmt {
	switch s := s.(type) {
	case *ast.IfStmt:
		if instead, decided := g.decidedIf(s); decided {
			return g.statements(instead)
		}
		g.block(s.Body)
		if s.Else != nil {
			s.Else = elseOf(g.statement(s.Else))
		}
	case *ast.SwitchStmt:
		if instead, decided := g.decidedSwitch(s); decided {
			return g.statements(instead)
		}
		for _, c := range s.Body.List {
			c := c.(*ast.CaseClause)
			c.Body = g.statements(c.Body)
		}
	case *ast.ForStmt:
		g.block(s.Body)
	case *ast.BlockStmt:
		g.block(s)
	case *ast.LabeledStmt:
		list := g.statement(s.Stmt)
		if len(list) != 1 {
			g.refuse(s, "a label needs a statement")
		}
		s.Stmt = list[0]
	}
	return []ast.Stmt{s}
}

func (g *generator) block(b *ast.BlockStmt) { b.List = g.statements(b.List) }

// elseOf makes the else branch of statements.
func elseOf(list []ast.Stmt) ast.Stmt {
	if len(list) == 0 {
		return nil
	}
	switch s := list[0].(type) {
	case *ast.IfStmt, *ast.BlockStmt:
		if len(list) == 1 {
			return s
		}
	}
	return &ast.BlockStmt{List: list}
}

// call returns e as a call of a function that is to be put in.
func (g *generator) call(e ast.Expr) (*ast.CallExpr, *ast.FuncDecl) {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return nil, nil
	}
	id, ok := call.Fun.(*ast.Ident)
	if !ok {
		return nil, nil
	}
	return call, g.functions[id.Name]
}

// assigned returns the call of a function that is to be put in which a statement
// assigns.
func (g *generator) assigned(s ast.Stmt) (*ast.CallExpr, *ast.FuncDecl) {
	a, ok := s.(*ast.AssignStmt)
	if !ok || len(a.Rhs) != 1 {
		return nil, nil
	}
	return g.call(a.Rhs[0])
}

// failing returns the statement after x, ok := f(): if !ok.
func (g *generator) failing(a *ast.AssignStmt, rest []ast.Stmt) *ast.IfStmt {
	if len(a.Lhs) != 2 || len(rest) == 0 {
		g.refuse(a, "x, ok := f() is followed by if !ok")
	}
	s, ok := rest[0].(*ast.IfStmt)
	if !ok || s.Init != nil || s.Else != nil || !isNegated(s.Cond, a.Lhs[1]) {
		g.refuse(a, "x, ok := f() is followed by if !ok")
	}
	g.block(s.Body)
	if !jumps(s.Body.List) {
		g.refuse(s, "this goes on")
	}
	return s
}

// isNegated reports whether e is the negation of a name.
func isNegated(e, name ast.Expr) bool {
	u, ok := e.(*ast.UnaryExpr)
	id, named := name.(*ast.Ident)
	return ok && named && u.Op == token.NOT && isName(u.X, id.Name)
}

// jumps reports whether statements end in a jump.
func jumps(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	_, ok := list[len(list)-1].(*ast.BranchStmt)
	return ok
}

// body returns the statements of f with arguments in the place of parameters,
// and what is constant decided.
func (g *generator) body(call *ast.CallExpr, f *ast.FuncDecl) []ast.Stmt {
	by := map[string]ast.Expr{}
	n := 0
	for _, field := range f.Type.Params.List {
		for _, name := range field.Names {
			if n == len(call.Args) {
				g.refuse(call, "too few arguments")
			}
			if writes(f.Body) && g.reads(call.Args[n]) {
				g.refuse(call.Args[n], "%s writes memory: this must be read before", f.Name.Name)
			}
			by[name.Name] = call.Args[n]
			n++
		}
	}
	if f.Type.TypeParams != nil {
		for _, field := range f.Type.TypeParams.List {
			if mentions(f.Body.List, field.Names[0].Name) {
				g.refuse(f, "the body names its type parameter")
			}
		}
	}
	if contains(f.Body, func(n ast.Node) bool { return assigns(n, by) }) {
		g.refuse(f, "a parameter is assigned")
	}
	list := clone(f.Body.List)
	replace(list, by)
	return g.statements(list)
}

// assigns reports whether n gives one of some names another value.
func assigns(n ast.Node, names map[string]ast.Expr) bool {
	var targets []ast.Expr
	switch n := n.(type) {
	case *ast.AssignStmt:
		targets = n.Lhs
	case *ast.IncDecStmt:
		targets = []ast.Expr{n.X}
	}
	return slices.ContainsFunc(targets, func(e ast.Expr) bool {
		id, ok := e.(*ast.Ident)
		return ok && names[id.Name] != nil
	})
}

// writes reports whether statements change anything but local variables. A
// function that is called for its value is taken to change nothing.
func writes(n ast.Node) bool {
	return contains(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ExprStmt:
			return !panics([]ast.Stmt{n})
		case *ast.IncDecStmt:
			_, local := n.X.(*ast.Ident)
			return !local
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				if _, local := e.(*ast.Ident); !local {
					return true
				}
			}
		}
		return false
	})
}

// reads reports whether an argument reads memory that may change: everything but
// local variables, constants and the fields of the instruction.
func (g *generator) reads(e ast.Expr) bool {
	return contains(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.StarExpr, *ast.IndexExpr:
			return true
		case *ast.CallExpr:
			id, ok := n.Fun.(*ast.Ident)
			return !ok || !conversions[id.Name]
		case *ast.SelectorExpr:
			id, ok := n.X.(*ast.Ident)
			return !ok || id.Name != "ip" && g.imports[id.Name] == ""
		}
		return false
	})
}

var conversions = map[string]bool{
	"int": true, "int16": true, "int32": true, "int64": true, "uint16": true, "uint32": true, "uint64": true, "float64": true,
}

// value returns a call as an expression, nil if its function is more than that.
func (g *generator) value(call *ast.CallExpr, f *ast.FuncDecl) ast.Expr {
	if f.Type.Results.NumFields() != 1 {
		return nil
	}
	list := g.body(call, f)
	if len(list) != 1 || !isReturn(list[0]) {
		return nil
	}
	return list[0].(*ast.ReturnStmt).Results[0]
}
