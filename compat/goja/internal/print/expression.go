package print

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// optional puts an expression unless it is nil.
func (w *printer) optional(x ast.Expression) {
	if x != nil {
		w.expression(x)
	}
}

// list puts expressions with commas; nil is a hole.
func (w *printer) list(list []ast.Expression) {
	for i, x := range list {
		if i > 0 {
			w.put(", ")
		}
		w.optional(x)
	}
}

// expression puts an expression such that it can stand anywhere between operators.
func (w *printer) expression(x ast.Expression) {
	switch x := x.(type) {
	case *ast.BadExpression:
		w.put("(")
		w.bad(x)
		w.put(")")
	case *ast.Identifier:
		w.put(x.Name.String())
	case *ast.PrivateIdentifier:
		w.put("#", x.Name.String())
	case *ast.ThisExpression:
		w.put("this")
	case *ast.SuperExpression:
		w.put("super")
	case *ast.NullLiteral:
		w.put("null")
	case *ast.BooleanLiteral:
		w.put(strconv.FormatBool(x.Value))
	case *ast.StringLiteral:
		w.put(quoted(x.Value))
	case *ast.NumberLiteral:
		w.put(number(x.Value))
	case *ast.RegExpLiteral:
		w.put(" /", x.Pattern, "/", x.Flags, " ")
	case *ast.MetaProperty:
		w.put(x.Meta.Name.String(), ".", x.Property.Name.String())
	case *ast.TemplateLiteral:
		w.template(x)
	case *ast.ArrayLiteral:
		w.put("[")
		w.list(x.Value)
		if n := len(x.Value); n > 0 && x.Value[n-1] == nil {
			w.put(",")
		}
		w.put("]")
	case *ast.ArrayPattern:
		w.arrayPattern(x)
	case *ast.ObjectLiteral:
		w.object(x.Value, nil)
	case *ast.ObjectPattern:
		w.object(x.Properties, x.Rest)
	case *ast.SpreadElement:
		w.put("...")
		w.expression(x.Expression)
	case *ast.Binding:
		w.binding(x)
	default:
		if !w.reference(x) {
			w.put("(")
			w.operation(x)
			w.put(")")
		}
	}
}

func number(v any) string {
	switch v := v.(type) {
	case *big.Int:
		return "(" + v.String() + "n)"
	case float64:
		text := strconv.FormatFloat(v, 'g', -1, 64)
		switch {
		case math.IsNaN(v):
			text = "0/0"
		case math.IsInf(v, 0):
			text = strings.TrimPrefix(strings.Replace(text, "Inf", "1e999", 1), "+")
		case !strings.ContainsAny(text, ".e"):
			text += ".0" // a float64 again for who parses the text
		}
		return "(" + text + ")"
	}
	return fmt.Sprintf("(%d)", v)
}

func (w *printer) template(x *ast.TemplateLiteral) {
	if x.Tag != nil {
		w.left(x.Tag)
	}
	w.put("`")
	for i, e := range x.Elements {
		w.put(e.Literal)
		if i < len(x.Expressions) {
			w.put("${")
			w.expression(x.Expressions[i])
			w.put("}")
		}
	}
	w.put("`")
}

func (w *printer) arrayPattern(x *ast.ArrayPattern) {
	w.put("[")
	for _, e := range x.Elements {
		w.element(e)
		w.put(", ")
	}
	if x.Rest != nil {
		w.put("...")
		w.expression(x.Rest)
	}
	w.put("]")
}

// element puts a part of a pattern: a target, or one with a default.
func (w *printer) element(x ast.Expression) {
	if a, ok := x.(*ast.AssignExpression); ok && a.Operator == token.ASSIGN {
		w.expression(a.Left)
		w.put(" = ")
		w.expression(a.Right)
		return
	}
	w.optional(x)
}

// left puts what a member, a call or a template belongs to.
func (w *printer) left(x ast.Expression) {
	switch x.(type) {
	case *ast.OptionalChain, *ast.NewExpression, *ast.RegExpLiteral:
		w.put("(")
		w.expression(x)
		w.put(")")
	default:
		w.expression(x)
	}
}

// reference puts a member, a call or a chain of them; ok is false for other expressions.
func (w *printer) reference(x ast.Expression) (ok bool) {
	switch x := x.(type) {
	case *ast.DotExpression:
		w.left(x.Left)
		if _, ok := x.Left.(*ast.Optional); !ok {
			w.put(".")
		}
		w.put(x.Identifier.Name.String())
	case *ast.PrivateDotExpression:
		w.left(x.Left)
		if _, ok := x.Left.(*ast.Optional); !ok {
			w.put(".")
		}
		w.put("#", x.Identifier.Name.String())
	case *ast.BracketExpression:
		w.left(x.Left)
		w.put("[")
		w.expression(x.Member)
		w.put("]")
	case *ast.CallExpression:
		w.left(x.Callee)
		w.arguments(x.ArgumentList)
	case *ast.NewExpression:
		w.put("new ")
		if id, ok := x.Callee.(*ast.Identifier); ok {
			w.expression(id)
		} else {
			w.put("(")
			w.expression(x.Callee)
			w.put(")")
		}
		w.arguments(x.ArgumentList)
	case *ast.Optional:
		w.left(x.Expression)
		w.put("?.")
	case *ast.OptionalChain:
		w.expression(x.Expression)
	default:
		return false
	}
	return true
}

func (w *printer) arguments(list []ast.Expression) {
	w.put("(")
	w.list(list)
	w.put(")")
}

// operation puts an expression that must stand in parentheses.
func (w *printer) operation(x ast.Expression) {
	switch x := x.(type) {
	case *ast.UnaryExpression:
		if x.Postfix {
			w.expression(x.Operand)
			w.put(x.Operator.String())
			return
		}
		w.put(x.Operator.String(), " ")
		w.expression(x.Operand)
	case *ast.BinaryExpression:
		// A long chain of one operator is no deep nesting.
		if left, ok := x.Left.(*ast.BinaryExpression); ok && left.Operator == x.Operator && x.Operator != token.EXPONENT {
			w.operation(left)
		} else {
			w.expression(x.Left)
		}
		w.put(" ", x.Operator.String(), " ")
		w.expression(x.Right)
	case *ast.AssignExpression:
		w.expression(x.Left)
		if x.Operator == token.ASSIGN {
			w.put(" = ")
		} else {
			w.put(" ", x.Operator.String(), "= ")
		}
		w.expression(x.Right)
	case *ast.ConditionalExpression:
		w.expression(x.Test)
		w.put(" ? ")
		w.expression(x.Consequent)
		w.put(" : ")
		w.expression(x.Alternate)
	case *ast.SequenceExpression:
		w.list(x.Sequence)
	case *ast.AwaitExpression:
		w.put("await ")
		w.expression(x.Argument)
	case *ast.YieldExpression:
		w.put("yield")
		if x.Delegate {
			w.put("*")
		}
		if x.Argument != nil {
			w.put(" ")
			w.expression(x.Argument)
		}
	case *ast.FunctionLiteral:
		w.function(x)
	case *ast.ArrowFunctionLiteral:
		w.arrow(x)
	case *ast.ClassLiteral:
		w.class(x)
	}
}
