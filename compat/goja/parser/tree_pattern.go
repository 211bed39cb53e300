package parser

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// bindings are the parts of a declaration.
func (t *tree) bindings(d *syntax.VarDecl) []*ast.Binding {
	var list []*ast.Binding
	for _, one := range d.Decls {
		list = append(list, &ast.Binding{Target: t.bindingTarget(one.Target), Initializer: t.optional(one.Init)})
	}
	return list
}

func (t *tree) bindingTarget(p syntax.Pattern) ast.BindingTarget {
	if target, ok := t.target(p).(ast.BindingTarget); ok {
		return target
	}
	return &ast.BadExpression{From: t.idx(p.Pos()), To: t.idx(p.End())}
}

// target is what is assigned to.
func (t *tree) target(p syntax.Pattern) ast.Expression {
	switch p := p.(type) {
	case *syntax.ArrayPattern:
		return t.arrayPattern(p)
	case *syntax.ObjectPattern:
		return t.objectPattern(p)
	}
	return t.expression(p.(syntax.Expr))
}

func (t *tree) arrayPattern(p *syntax.ArrayPattern) ast.Expression {
	n := &ast.ArrayPattern{LeftBracket: t.idx(p.From), RightBracket: t.idx(p.To - 1)}
	for _, e := range p.Elems {
		n.Elements = append(n.Elements, t.element(e))
	}
	if p.Rest != nil {
		n.Rest = t.target(p.Rest)
	}
	return n
}

// element is a part of a pattern: nil for a hole, an assignment if it has a default.
func (t *tree) element(e syntax.PatternElem) ast.Expression {
	switch {
	case e.Target == nil:
		return nil
	case e.Default == nil:
		return t.target(e.Target)
	}
	return t.assignment(token.ASSIGN, e.Target, e.Default)
}

func (t *tree) objectPattern(p *syntax.ObjectPattern) ast.Expression {
	n := &ast.ObjectPattern{LeftBrace: t.idx(p.From), RightBrace: t.idx(p.To - 1)}
	for i := range p.Props {
		e := &p.Props[i]
		if id, ok := e.Target.(*syntax.Ident); ok && id.From == e.Key.From {
			n.Properties = append(n.Properties, &ast.PropertyShort{Name: *t.identifier(id.From, id.Name), Initializer: t.optional(e.Default)})
			continue
		}
		prop := &ast.PropertyKeyed{Kind: ast.PropertyKindValue}
		prop.Key, prop.Computed = t.key(&e.Key)
		prop.Value = t.element(e.PatternElem)
		n.Properties = append(n.Properties, prop)
	}
	if p.Rest != nil {
		n.Rest = t.target(p.Rest)
	}
	return n
}
