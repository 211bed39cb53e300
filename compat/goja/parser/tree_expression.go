package parser

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/kilnjs/kiln/pkg/syntax"
)

var operators = [...]token.Token{
	syntax.OpAdd: token.PLUS, syntax.OpSub: token.MINUS, syntax.OpMul: token.MULTIPLY, syntax.OpDiv: token.SLASH,
	syntax.OpMod: token.REMAINDER, syntax.OpExp: token.EXPONENT, syntax.OpBitAnd: token.AND, syntax.OpBitOr: token.OR,
	syntax.OpBitXor: token.EXCLUSIVE_OR, syntax.OpShl: token.SHIFT_LEFT, syntax.OpShr: token.SHIFT_RIGHT,
	syntax.OpUShr: token.UNSIGNED_SHIFT_RIGHT, syntax.OpLT: token.LESS, syntax.OpGT: token.GREATER,
	syntax.OpLE: token.LESS_OR_EQUAL, syntax.OpGE: token.GREATER_OR_EQUAL, syntax.OpEq: token.EQUAL,
	syntax.OpNE: token.NOT_EQUAL, syntax.OpStrictEq: token.STRICT_EQUAL, syntax.OpStrictNE: token.STRICT_NOT_EQUAL,
	syntax.OpIn: token.IN, syntax.OpInstanceof: token.INSTANCEOF, syntax.OpAnd: token.LOGICAL_AND,
	syntax.OpOr: token.LOGICAL_OR, syntax.OpNullish: token.COALESCE, syntax.OpPlus: token.PLUS, syntax.OpMinus: token.MINUS,
	syntax.OpBitNot: token.BITWISE_NOT, syntax.OpNot: token.NOT, syntax.OpVoid: token.VOID,
}

// optional is an expression, nil for nil.
func (t *tree) optional(x syntax.Expr) ast.Expression {
	if x == nil {
		return nil
	}
	return t.expression(x)
}

func (t *tree) expressions(list []syntax.Expr) []ast.Expression {
	var out []ast.Expression
	for _, x := range list {
		out = append(out, t.optional(x))
	}
	return out
}

// expression is the tree of an expression. What the trees of package ast have no node for
// is a BadExpression around its text.
func (t *tree) expression(x syntax.Expr) ast.Expression {
	switch x := x.(type) {
	case *syntax.Ident:
		return t.identifier(x.From, x.Name)
	case *syntax.ThisExpr:
		return &ast.ThisExpression{Idx: t.idx(x.From)}
	case *syntax.NullLit:
		return &ast.NullLiteral{Idx: t.idx(x.From), Literal: t.text[x.From:x.To]}
	case *syntax.BoolLit:
		return &ast.BooleanLiteral{Idx: t.idx(x.From), Literal: t.text[x.From:x.To], Value: x.Value}
	case *syntax.NumberLit:
		return t.number(x.Span, x.Value)
	case *syntax.BigIntLit:
		return t.number(x.Span, 0)
	case *syntax.StringLit:
		return t.string(x.Span, x.Value)
	case *syntax.RegExpLit:
		return &ast.RegExpLiteral{Idx: t.idx(x.From), Literal: t.text[x.From:x.To], Pattern: x.Pattern, Flags: x.Flags}
	case *syntax.TemplateLit:
		return t.template(x, nil)
	case *syntax.TaggedTemplate:
		return t.template(x.Quasi, t.expression(x.Tag))
	case *syntax.NewTarget:
		return &ast.MetaProperty{Meta: t.identifier(x.From, "new"), Property: t.lastName(x.To, "target")}
	case *syntax.ArrayLit:
		left, right := t.brackets(x.To)
		return &ast.ArrayLiteral{LeftBracket: left, RightBracket: right, Value: t.expressions(x.Elems)}
	case *syntax.SpreadElement:
		return &ast.SpreadElement{Expression: t.expression(x.X)}
	case *syntax.ObjectLit:
		return t.object(x)
	case *syntax.FunctionLit:
		if x.Func.Kind == syntax.FuncArrow {
			return t.arrow(x.Func)
		}
		return t.function(x.Func)
	case *syntax.ClassLit:
		return t.class(x)
	}
	if y := t.operation(x); y != nil {
		return y
	}
	if y := t.reference(x); y != nil {
		return y
	}
	return &ast.BadExpression{From: t.idx(x.Pos()), To: t.idx(x.End())}
}

// operation is the tree of an operator with its operands, nil for other expressions.
func (t *tree) operation(x syntax.Expr) ast.Expression {
	switch x := x.(type) {
	case *syntax.UnaryExpr:
		return t.unary(operators[x.Op], x.From, x.X)
	case *syntax.TypeofExpr:
		return t.unary(token.TYPEOF, x.From, x.X)
	case *syntax.DeleteExpr:
		return t.unary(token.DELETE, x.From, x.X)
	case *syntax.UpdateExpr:
		n := &ast.UnaryExpression{Operator: token.INCREMENT, Idx: t.idx(x.From), Operand: t.target(x.X), Postfix: !x.Prefix}
		if x.Op == syntax.OpSub {
			n.Operator = token.DECREMENT
		}
		if n.Postfix {
			n.Idx = t.idx(x.To - 2)
		}
		return n
	case *syntax.BinaryExpr:
		return t.binary(x.Op, x.Left, x.Right)
	case *syntax.LogicalExpr:
		return t.binary(x.Op, x.Left, x.Right)
	case *syntax.PrivateIn:
		return &ast.BinaryExpression{Operator: token.IN, Left: t.private(x.Private.From, x.Name), Right: t.expression(x.Right)}
	case *syntax.AssignExpr:
		return t.assignment(token.ASSIGN, x.Target, x.Value)
	case *syntax.CompoundAssign:
		return t.assignment(operators[x.Op], x.Target, x.Value)
	case *syntax.LogicalAssign:
		return t.assignment(operators[x.Op], x.Target, x.Value)
	case *syntax.CondExpr:
		return &ast.ConditionalExpression{Test: t.expression(x.Test), Consequent: t.expression(x.Then), Alternate: t.expression(x.Else)}
	case *syntax.SequenceExpr:
		return &ast.SequenceExpression{Sequence: t.expressions(x.Exprs)}
	case *syntax.YieldExpr:
		return &ast.YieldExpression{Yield: t.idx(x.From), Argument: t.optional(x.X), Delegate: x.Delegate}
	case *syntax.AwaitExpr:
		return &ast.AwaitExpression{Await: t.idx(x.From), Argument: t.expression(x.X)}
	}
	return nil
}

func (t *tree) unary(op token.Token, from syntax.Pos, x syntax.Expr) ast.Expression {
	return &ast.UnaryExpression{Operator: op, Idx: t.idx(from), Operand: t.expression(x)}
}

func (t *tree) binary(op syntax.Op, left, right syntax.Expr) ast.Expression {
	return &ast.BinaryExpression{
		Operator: operators[op], Left: t.expression(left), Right: t.expression(right),
		Comparison: op >= syntax.OpLT && op <= syntax.OpStrictNE,
	}
}

func (t *tree) assignment(op token.Token, target syntax.Pattern, value syntax.Expr) ast.Expression {
	return &ast.AssignExpression{Operator: op, Left: t.target(target), Right: t.expression(value)}
}

// reference is the tree of a member, a call or a chain of them, nil for other expressions.
func (t *tree) reference(x syntax.Expr) ast.Expression {
	switch x := x.(type) {
	case *syntax.MemberExpr:
		return &ast.DotExpression{Left: t.link(x.Object, x.Optional), Identifier: *t.lastName(x.To, x.Name)}
	case *syntax.SuperMember:
		return &ast.DotExpression{Left: t.super(x.From), Identifier: *t.lastName(x.To, x.Name)}
	case *syntax.PrivateMember:
		return &ast.PrivateDotExpression{Left: t.link(x.Object, x.Optional), Identifier: *t.private(x.Private.From, x.Name)}
	case *syntax.IndexExpr:
		left, right := t.brackets(x.To)
		return &ast.BracketExpression{Left: t.link(x.Object, x.Optional), Member: t.expression(x.Index), LeftBracket: left, RightBracket: right}
	case *syntax.SuperIndex:
		left, right := t.brackets(x.To)
		return &ast.BracketExpression{Left: t.super(x.From), Member: t.expression(x.Index), LeftBracket: left, RightBracket: right}
	case *syntax.OptionalChain:
		return &ast.OptionalChain{Expression: t.expression(x.X)}
	case *syntax.CallExpr:
		return t.call(t.link(x.Callee, x.Optional), x.Args, x.To)
	case *syntax.SuperCall:
		return t.call(t.super(x.From), x.Args, x.To)
	case *syntax.NewExpr:
		n := &ast.NewExpression{New: t.idx(x.From), Callee: t.expression(x.Callee)}
		if last := t.at(x.To - 1); t.word(last) == ")" && t.tokens[t.match[last]].From >= x.Callee.End() {
			n.LeftParenthesis, n.RightParenthesis = t.brackets(x.To)
			n.ArgumentList = t.expressions(x.Args)
		}
		return n
	}
	return nil
}

// lastName is the name that ends at p.
func (t *tree) lastName(p syntax.Pos, text string) *ast.Identifier {
	return t.identifier(t.tokens[t.at(p)-1].From, text)
}

func (t *tree) super(p syntax.Pos) ast.Expression { return &ast.SuperExpression{Idx: t.idx(p)} }

// link is what a member or call belongs to: if optional the part before ?. .
func (t *tree) link(x syntax.Expr, optional bool) ast.Expression {
	if optional {
		return &ast.Optional{Expression: t.expression(x)}
	}
	return t.expression(x)
}

func (t *tree) call(callee ast.Expression, args []syntax.Expr, end syntax.Pos) ast.Expression {
	left, right := t.brackets(end)
	return &ast.CallExpression{Callee: callee, LeftParenthesis: left, ArgumentList: t.expressions(args), RightParenthesis: right}
}

func (t *tree) template(x *syntax.TemplateLit, tag ast.Expression) ast.Expression {
	n := &ast.TemplateLiteral{OpenQuote: t.idx(x.From), CloseQuote: t.idx(x.To - 1), Tag: tag}
	piece := t.at(x.From)
	for i := range x.Quasis {
		q := &x.Quasis[i]
		n.Elements = append(n.Elements, &ast.TemplateElement{
			Idx: t.from(piece) + 1, Literal: q.Raw, Parsed: name(q.Cooked), Valid: q.Valid,
		})
		if i == len(x.Exprs) {
			break
		}
		n.Expressions = append(n.Expressions, t.expression(x.Exprs[i]))
		// Nothing but parentheses is between an expression and the piece behind it.
		for piece = t.at(x.Exprs[i].End()); t.tokens[piece].Kind != syntax.TokenTemplate; {
			piece++
		}
	}
	return n
}

func (t *tree) object(x *syntax.ObjectLit) ast.Expression {
	n := &ast.ObjectLiteral{LeftBrace: t.idx(x.From), RightBrace: t.idx(x.To - 1)}
	for i := range x.Props {
		p := &x.Props[i]
		switch {
		case p.Kind == syntax.PropSpread:
			n.Value = append(n.Value, &ast.SpreadElement{Expression: t.expression(p.Value)})
			continue
		case p.Shorthand:
			n.Value = append(n.Value, &ast.PropertyShort{Name: *t.identifier(p.Key.From, p.Key.Name)})
			continue
		}
		prop := &ast.PropertyKeyed{Kind: ast.PropertyKindValue}
		prop.Key, prop.Computed = t.key(&p.Key)
		prop.Value = t.expression(p.Value)
		switch p.Kind {
		case syntax.PropMethod:
			prop.Kind = ast.PropertyKindMethod
		case syntax.PropGet:
			prop.Kind = ast.PropertyKindGet
		case syntax.PropSet:
			prop.Kind = ast.PropertyKindSet
		}
		n.Value = append(n.Value, prop)
	}
	return n
}
