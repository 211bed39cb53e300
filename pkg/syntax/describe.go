package syntax

import (
	"strconv"
	"strings"
)

// Describe is the text of an expression as messages such as "a.b is not a
// function" show it: names, members and calls are spelled out, everything else
// is "(intermediate value)".
func Describe(e Expr) string {
	var d describer
	d.expr(e, 0)
	return d.String()
}

type describer struct{ strings.Builder }

const (
	// maxDescribeDepth bounds the nesting that is spelled out.
	maxDescribeDepth = 50
	intermediate     = "(intermediate value)"
)

func (d *describer) expr(e Expr, depth int) {
	if depth++; depth > maxDescribeDepth {
		d.WriteString("…")
		return
	}
	switch n := e.(type) {
	case *Ident:
		d.WriteString(n.Name)
	case *ThisExpr:
		d.WriteString("this")
	case *NewTarget:
		d.WriteString("new.target")
	case *NullLit:
		d.WriteString("null")
	case *BoolLit:
		d.WriteString(strconv.FormatBool(n.Value))
	case *NumberLit:
		d.WriteString(strconv.FormatFloat(n.Value, 'g', -1, 64))
	case *StringLit:
		d.WriteString(strconv.Quote(n.Value))
	case *MemberExpr:
		d.expr(n.Object, depth)
		d.dot(n.Optional, n.Name)
	case *PrivateMember:
		d.expr(n.Object, depth)
		d.dot(n.Optional, n.Name)
	case *IndexExpr:
		d.expr(n.Object, depth)
		if n.Optional {
			d.WriteString("?.")
		}
		d.index(n.Index, depth)
	case *SuperMember:
		d.WriteString("(intermediate value)." + n.Name)
	case *SuperIndex:
		d.WriteString(intermediate)
		d.index(n.Index, depth)
	case *OptionalChain:
		d.expr(n.X, depth)
	case *CallExpr:
		d.expr(n.Callee, depth)
		d.WriteString("(...)")
	default:
		d.WriteString(intermediate)
	}
}

func (d *describer) dot(optional bool, name string) {
	if optional {
		d.WriteByte('?')
	}
	d.WriteByte('.')
	d.WriteString(name)
}

func (d *describer) index(e Expr, depth int) {
	if s, ok := e.(*StringLit); ok {
		d.WriteString("." + s.Value)
		return
	}
	d.WriteByte('[')
	d.expr(e, depth)
	d.WriteByte(']')
}
