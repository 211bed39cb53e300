package parser

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// function is the tree of a function that is no arrow.
func (t *tree) function(f *syntax.FuncInfo) *ast.FunctionLiteral {
	body := t.at(f.BodyPos)
	n := &ast.FunctionLiteral{Function: t.idx(f.From), Async: f.IsAsync, Generator: f.IsGenerator}
	if f.Kind == syntax.FuncNormal {
		i := t.at(f.From) + 1 // behind the word function
		if f.IsAsync {
			i++
		}
		if f.IsGenerator {
			i++
		}
		if t.word(i) != "(" {
			n.Name = t.identifier(t.tokens[i].From, f.Name)
		}
	}
	n.ParameterList = t.parameters(f, t.match[body-1], body-1)
	n.Body, n.DeclarationList = t.body(f.Body, body)
	n.Source = t.text[f.From:t.tokens[t.match[body]].To]
	return n
}

// body is a block of statements with variables of its own; token is the brace before it.
func (t *tree) body(list []syntax.Stmt, token int) (*ast.BlockStatement, []*ast.VariableDeclaration) {
	outer := t.vars
	t.vars = nil
	block := &ast.BlockStatement{LeftBrace: t.from(token), List: t.statements(list), RightBrace: t.from(t.match[token])}
	vars := t.vars
	t.vars = outer
	return block, vars
}

// parameters are those between two tokens.
func (t *tree) parameters(f *syntax.FuncInfo, open, end int) *ast.ParameterList {
	list := &ast.ParameterList{Opening: t.from(open), Closing: t.from(end)}
	for i := range f.Params {
		p := &f.Params[i]
		switch {
		case p.Target == nil:
			// A later parameter has the same name; all of them are plain names.
			id := t.tokens[open+1+2*i]
			list.List = append(list.List, &ast.Binding{Target: t.identifier(id.From, t.text[id.From:id.To])})
		case p.Rest:
			list.Rest = t.target(p.Target)
		default:
			list.List = append(list.List, &ast.Binding{Target: t.bindingTarget(p.Target), Initializer: t.optional(p.Default)})
		}
	}
	return list
}

func (t *tree) arrow(f *syntax.FuncInfo) ast.Expression {
	n := &ast.ArrowFunctionLiteral{Start: t.idx(f.From), Source: t.text[f.From:f.To], Async: f.IsAsync}
	n.ParameterList = t.arrowParameters(f)
	if f.Expr != nil {
		n.Body = &ast.ExpressionBody{Expression: t.expression(f.Expr)}
		return n
	}
	n.Body, n.DeclarationList = t.body(f.Body, t.at(f.BodyPos))
	return n
}

// arrowParameters are the parameters of an arrow function. One that is a plain name is the
// whole list, with or without parentheses.
func (t *tree) arrowParameters(f *syntax.FuncInfo) *ast.ParameterList {
	last := t.at(f.BodyPos) - 2
	if t.word(last) != ")" {
		id := f.Params[0].Target.(*syntax.Ident)
		list := t.parameters(f, last, last)
		list.Closing = t.idx(id.From) + file.Idx(len(name(id.Name)))
		if !f.IsAsync {
			list.Closing--
		}
		return list
	}
	list := t.parameters(f, t.match[last], last)
	if len(list.List) == 1 && list.Rest == nil && !f.IsAsync && t.word(last-1) != "," {
		if id, ok := list.List[0].Target.(*ast.Identifier); ok && list.List[0].Initializer == nil {
			list.Opening, list.Closing = id.Idx, id.Idx1()-1
		}
	}
	return list
}

func (t *tree) class(c *syntax.ClassLit) ast.Expression {
	n := &ast.ClassLiteral{Class: t.idx(c.From), RightBrace: t.idx(c.To - 1), Source: t.text[c.From:c.To]}
	if decorated(c) {
		return &ast.BadExpression{From: n.Class, To: t.idx(c.To)}
	}
	if next := t.at(c.From) + 1; t.word(next) != "{" && t.word(next) != "extends" {
		n.Name = t.identifier(t.tokens[next].From, c.Constructor.Name)
	}
	n.SuperClass = t.optional(c.Heritage)
	var constructor *ast.MethodDefinition
	if !c.Constructor.DefaultCtor {
		constructor = t.constructor(c)
	}
	blocks := staticBlocks(c)
	for _, m := range c.Members {
		if constructor != nil && constructor.Idx < t.idx(m.From) {
			n.Body = append(n.Body, constructor)
			constructor = nil
		}
		n.Body = append(n.Body, t.member(m, blocks))
	}
	if constructor != nil {
		n.Body = append(n.Body, constructor)
	}
	return n
}

func decorated(c *syntax.ClassLit) bool {
	for _, m := range c.Members {
		if len(m.Decorators) > 0 {
			return true
		}
	}
	return len(c.Decorators) > 0
}

// staticBlocks are the blocks of a class by where they begin.
func staticBlocks(c *syntax.ClassLit) map[syntax.Pos]*syntax.StaticBlock {
	blocks := map[syntax.Pos]*syntax.StaticBlock{}
	if c.StaticInit != nil {
		for _, s := range c.StaticInit.Body {
			if b, ok := s.(*syntax.StaticBlock); ok {
				blocks[b.From] = b
			}
		}
	}
	return blocks
}

// constructor is the constructor of a class, which is no member in Kiln's tree.
func (t *tree) constructor(c *syntax.ClassLit) *ast.MethodDefinition {
	f := c.Constructor
	body := t.at(f.BodyPos)
	open := t.match[body-1]
	word := t.tokens[open-1]
	n := &ast.MethodDefinition{Idx: t.idx(word.From), Key: t.string(word.Span, "constructor"), Kind: ast.PropertyKindMethod}
	n.Body = t.function(f)
	n.Body.Function = n.Idx
	n.Body.Source = t.text[word.From:t.tokens[t.match[body]].To]
	return n
}

func (t *tree) member(m *syntax.ClassMember, blocks map[syntax.Pos]*syntax.StaticBlock) ast.ClassElement {
	if m.Kind == syntax.MemberStaticBlock {
		brace := t.at(m.From) + 1
		n := &ast.ClassStaticBlock{Static: t.idx(m.From), Source: t.text[t.tokens[brace].From:m.To]}
		n.Block, n.DeclarationList = t.body(blocks[m.From].Body, brace)
		return n
	}
	key, computed := t.key(&m.Key)
	if m.Field != nil {
		if m.Kind == syntax.MemberAccessor {
			word := t.at(m.From)
			if m.Static {
				word++
			}
			key, computed = &ast.BadExpression{From: t.from(word), To: t.idx(m.Key.To)}, false
		}
		return &ast.FieldDefinition{Idx: t.idx(m.From), Key: key, Initializer: t.optional(m.Field.Init), Computed: computed, Static: m.Static}
	}
	n := &ast.MethodDefinition{Idx: t.idx(m.From), Key: key, Kind: ast.PropertyKindMethod, Body: t.function(m.Value.Func), Computed: computed, Static: m.Static}
	switch m.Kind {
	case syntax.MemberGet:
		n.Kind = ast.PropertyKindGet
	case syntax.MemberSet:
		n.Kind = ast.PropertyKindSet
	}
	return n
}
