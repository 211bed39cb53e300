package parts

import "github.com/kilnjs/kiln/pkg/syntax"

// Range is a stretch of text in bytes.
type Range struct{ From, To int }

// Len returns the length.
func (r Range) Len() int { return r.To - r.From }

// In returns the text of the range.
func (r Range) In(source string) string { return source[r.From:r.To] }

// Expression is a piece that is an expression, with the expressions directly in it.
type Expression struct {
	Range
	Node  syntax.Expr
	Inner []Range
}

// Statement is a piece that is a statement, with the statements directly in it.
type Statement struct {
	Range
	Node  syntax.Stmt
	Inner []Range
}

// Program is a parsed text.
type Program struct {
	Source string
	// Lists are the lists of statements, of elements of classes, and of the parts of
	// arrays, objects, arguments and parameters, each of them in order.
	Statements, Members, Elements [][]Range
	// Each is every statement, Expressions every expression, outer before inner
	// within one function.
	Each        []Statement
	Expressions []Expression
	// Names are the identifiers that are used, in order.
	Names []Range
}

// Parse finds the pieces of a script.
func Parse(source string) (*Program, error) {
	tree, err := syntax.Parse(syntax.NewSource("part.js", source), syntax.Options{})
	if err != nil {
		return nil, err
	}
	p := &Program{Source: tree.Source.Text}
	for _, f := range tree.Funcs {
		p.function(f)
	}
	return p, nil
}

// Valid reports whether a text parses as a script.
func Valid(source string) bool {
	_, err := syntax.Parse(syntax.NewSource("part.js", source), syntax.Options{})
	return err == nil
}

func rangeOf(n syntax.Node) Range { return Range{int(n.Pos()), int(n.End())} }

func (p *Program) function(f *syntax.FuncInfo) {
	p.list(f.Body)
	var parameters []Range
	for i := range f.Params {
		if f.Params[i].Target != nil {
			parameters = append(parameters, rangeOf(f.Params[i].Target))
			p.walk(f.Params[i].Target)
		}
		if f.Params[i].Default != nil {
			p.walk(f.Params[i].Default)
		}
	}
	p.elements(parameters)
	for _, s := range f.Body {
		p.walk(s)
	}
	if f.Expr != nil {
		p.walk(f.Expr)
	}
}

// list notes a list of statements.
func (p *Program) list(body []syntax.Stmt) {
	var ranges []Range
	for _, s := range body {
		if _, field := s.(*syntax.FieldDef); !field {
			ranges = append(ranges, rangeOf(s))
		}
	}
	if len(ranges) > 0 {
		p.Statements = append(p.Statements, ranges)
	}
}

func (p *Program) elements(ranges []Range) {
	if len(ranges) > 0 {
		p.Elements = append(p.Elements, ranges)
	}
}

func (p *Program) walk(n syntax.Node) {
	switch n := n.(type) {
	case syntax.Stmt:
		p.statement(n)
	case syntax.Expr:
		p.expression(n)
	}
	syntax.Children(n, p.walk)
}

func (p *Program) statement(n syntax.Stmt) {
	switch n := n.(type) {
	case *syntax.Block:
		p.list(n.Body)
	case *syntax.StaticBlock:
		p.list(n.Body)
	case *syntax.SwitchStmt:
		for i := range n.Cases {
			p.list(n.Cases[i].Body)
		}
	case *syntax.ClassDecl:
		p.class(n.Class)
	case *syntax.VarDecl:
		var ranges []Range
		for _, d := range n.Decls {
			r := rangeOf(d.Target)
			if d.Init != nil {
				r.To = int(d.Init.End())
			}
			ranges = append(ranges, r)
		}
		p.elements(ranges)
	}
	if _, field := n.(*syntax.FieldDef); field {
		return
	}
	s := Statement{Range: rangeOf(n), Node: n}
	syntax.Children(n, func(child syntax.Node) {
		if inner, ok := child.(syntax.Stmt); ok {
			s.Inner = append(s.Inner, rangeOf(inner))
		}
	})
	p.Each = append(p.Each, s)
}

func (p *Program) expression(n syntax.Expr) {
	switch n := n.(type) {
	case *syntax.CallExpr:
		p.elements(rangesOf(n.Args))
	case *syntax.NewExpr:
		p.elements(rangesOf(n.Args))
	case *syntax.SuperCall:
		p.elements(rangesOf(n.Args))
	case *syntax.ArrayLit:
		p.elements(rangesOf(n.Elems))
	case *syntax.ObjectLit:
		p.elements(properties(n))
	case *syntax.ClassLit:
		p.class(n)
	case *syntax.Ident:
		p.Names = append(p.Names, rangeOf(n))
	}
	e := Expression{Range: rangeOf(n), Node: n}
	syntax.Children(n, func(child syntax.Node) {
		if inner, ok := child.(syntax.Expr); ok {
			e.Inner = append(e.Inner, rangeOf(inner))
		}
	})
	p.Expressions = append(p.Expressions, e)
}

func rangesOf(list []syntax.Expr) []Range {
	var ranges []Range
	for _, x := range list {
		if x != nil {
			ranges = append(ranges, rangeOf(x))
		}
	}
	return ranges
}

func properties(n *syntax.ObjectLit) []Range {
	var ranges []Range
	for i := range n.Props {
		property := &n.Props[i]
		r := rangeOf(property.Value)
		if property.Kind == syntax.PropSpread {
			r.From -= len("...")
		} else if from := int(property.Key.From); property.Key.To > property.Key.From {
			r.From = min(r.From, from)
		}
		ranges = append(ranges, r)
	}
	return ranges
}

func (p *Program) class(n *syntax.ClassLit) {
	var ranges []Range
	for _, m := range n.Members {
		ranges = append(ranges, Range{int(m.From), int(m.To)})
	}
	if len(ranges) > 0 {
		p.Members = append(p.Members, ranges)
	}
}
