package loopgen

import (
	"go/ast"
	"go/token"
)

// placing is a function that is being put in where its value is assigned.
type placing struct {
	*generator
	f      *ast.FuncDecl
	target ast.Expr
	fail   []ast.Stmt // what "return …, false" becomes; nil when f has one result
	breaks int        // statements around that an unlabelled break would leave
}

// place returns the statements of a function, assigning its value as a does.
func (g *generator) place(a *ast.AssignStmt, call *ast.CallExpr, f *ast.FuncDecl, failing *ast.IfStmt) []ast.Stmt {
	p := &placing{generator: g, f: f, target: a.Lhs[0]}
	if failing != nil {
		p.fail = failing.Body.List
	}
	list := g.body(call, f)
	p.checkScope(call, list)
	var before []ast.Stmt
	if name := p.result(list); name != "" && a.Tok == token.DEFINE {
		// The variable of f that is returned is the one that a declares.
		p.rename(list, name)
	} else if a.Tok == token.DEFINE {
		field := f.Type.Results.List[0]
		if len(field.Names) > 0 {
			p.rename(list, field.Names[0].Name)
		}
		spec := &ast.ValueSpec{Names: []*ast.Ident{clone(p.target.(*ast.Ident))}, Type: clone(field.Type)}
		before = []ast.Stmt{&ast.DeclStmt{Decl: &ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{spec}}}}
	}
	return append(before, p.tail(list)...)
}

// checkScope refuses local variables of f that would hide what is named around
// them, or be seen after them.
func (p *placing) checkScope(call *ast.CallExpr, list []ast.Stmt) {
	outside := map[string]bool{}
	for _, e := range append(call.Args, p.target) {
		eachIdent(e, func(id *ast.Ident) { outside[id.Name] = true })
	}
	if id, ok := p.target.(*ast.Ident); ok {
		for _, e := range call.Args {
			eachIdent(e, func(arg *ast.Ident) {
				if arg.Name == id.Name {
					p.refuse(arg, "%s is assigned while the function runs", id.Name)
				}
			})
		}
	}
	eachIdent(&ast.BlockStmt{List: p.fail}, func(id *ast.Ident) { outside[id.Name] = true })
	here := declaredHere(list)
	result := p.result(list)
	locals := declared(&ast.BlockStmt{List: list})
	if names := p.f.Type.Results.List[0].Names; len(names) > 0 && !isName(p.target, names[0].Name) {
		add(locals, names[:1])
	}
	for name := range locals {
		if name != result && (outside[name] || here[name] && p.names[name]) {
			p.refuse(p.f, "its variable %s is one of the loop where it is called", name)
		}
	}
}

// result returns the name of the variable that the last statement returns, if the
// function declares it in its outermost scope and returns nothing else.
func (p *placing) result(list []ast.Stmt) string {
	var returned []string
	ast.Inspect(&ast.BlockStmt{List: list}, func(n ast.Node) bool {
		if r, ok := n.(*ast.ReturnStmt); ok && !p.fails(r) {
			name := ""
			if id, ok := r.Results[0].(*ast.Ident); ok {
				name = id.Name
			}
			returned = append(returned, name)
		}
		return true
	})
	if len(returned) == 1 && declaredHere(list)[returned[0]] {
		return returned[0]
	}
	return ""
}

// rename gives a variable of f the name of the target.
func (p *placing) rename(list []ast.Stmt, name string) {
	eachIdent(&ast.BlockStmt{List: list}, func(id *ast.Ident) {
		if id.Name == name {
			id.Name = p.target.(*ast.Ident).Name
		}
	})
}

// fails reports whether r is a "return …, false".
func (p *placing) fails(r *ast.ReturnStmt) bool {
	if len(r.Results) != p.f.Type.Results.NumFields() {
		p.refuse(r, "a return without its values")
	}
	return p.fail != nil && isName(r.Results[1], "false")
}

// tail returns statements that return, or would, with an assignment for each
// return: behind that nothing follows.
func (p *placing) tail(list []ast.Stmt) []ast.Stmt {
	var out []ast.Stmt
	for i, s := range list {
		rest := list[i+1:]
		if !contains(s, isReturn) {
			out = append(out, s)
			continue
		}
		switch s := s.(type) {
		case *ast.ReturnStmt:
			return append(out, p.assign(s)...)
		case *ast.IfStmt:
			switch {
			case !contains(s, func(n ast.Node) bool { r, ok := n.(*ast.ReturnStmt); return ok && !p.fails(r) }):
				p.failInside(s)
				out = append(out, s)
				continue
			case s.Else == nil:
				s.Body.List = p.tail(s.Body.List)
				s.Else = elseOf(p.tail(rest))
			default:
				if len(rest) != 0 {
					p.refuse(s, "a return in an if statement with else and more after it")
				}
				s.Body.List = p.tail(s.Body.List)
				s.Else = elseOf(p.tail([]ast.Stmt{s.Else}))
			}
			return append(out, s)
		case *ast.BlockStmt:
			s.List = p.tail(s.List)
			return append(out, s)
		case *ast.SwitchStmt:
			return append(out, p.tailSwitch(s, rest))
		default:
			p.refuse(s, "a return in such a statement")
		}
	}
	p.refuse(p.f, "not every way ends in a return")
	return nil
}

// tailSwitch is tail for a switch each of whose cases returns.
func (p *placing) tailSwitch(s *ast.SwitchStmt, rest []ast.Stmt) ast.Stmt {
	p.breaks++
	hasDefault := false
	for _, c := range s.Body.List {
		c := c.(*ast.CaseClause)
		c.Body = p.tail(c.Body)
		hasDefault = hasDefault || c.List == nil
	}
	if !hasDefault {
		s.Body.List = append(s.Body.List, &ast.CaseClause{Body: p.tail(rest)})
	}
	p.breaks--
	return s
}

// assign returns what a return statement becomes.
func (p *placing) assign(r *ast.ReturnStmt) []ast.Stmt {
	if p.fails(r) {
		if p.breaks > 0 && contains(&ast.BlockStmt{List: p.fail}, func(n ast.Node) bool {
			b, ok := n.(*ast.BranchStmt)
			return ok && b.Tok == token.BREAK && b.Label == nil
		}) {
			p.refuse(p.fail[0], "a break would leave a statement of %s", p.f.Name.Name)
		}
		return clone(p.fail)
	}
	if p.fail != nil && !isName(r.Results[1], "true") {
		p.refuse(r, "the second value is true or false")
	}
	if id, ok := p.target.(*ast.Ident); ok && isName(r.Results[0], id.Name) {
		return nil
	}
	return []ast.Stmt{&ast.AssignStmt{Lhs: []ast.Expr{clone(p.target)}, Tok: token.ASSIGN, Rhs: []ast.Expr{r.Results[0]}}}
}

// failInside replaces the returns in a statement all of which fail.
func (p *placing) failInside(s ast.Stmt) {
	replaceIn := func(list []ast.Stmt) []ast.Stmt {
		var out []ast.Stmt
		for _, s := range list {
			if r, ok := s.(*ast.ReturnStmt); ok {
				out = append(out, p.assign(r)...)
			} else {
				out = append(out, s)
			}
		}
		return out
	}
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			n.List = replaceIn(n.List)
		case *ast.ForStmt, *ast.SwitchStmt:
			if contains(n, isReturn) {
				p.refuse(n, "a return in such a statement")
			}
		}
		return true
	})
}
