package syntax

import (
	"slices"
	"strconv"
	"strings"
)

// Describe is the text of an expression as messages such as "a.b is not a
// function" show it: names, members, calls and operators are spelled out,
// everything else is "(intermediate value)".
func Describe(e Expr) string {
	var d describer
	d.expr(e, 0)
	return d.String()
}

// TitleOf names a function for people: by its name, by what it is, or by what it is
// assigned to; "" when none of that is known.
func TitleOf(f *FuncInfo) string {
	switch {
	case f.Name != "":
		return f.Name
	case f.Kind == FuncScript:
		return "(script)"
	case f.Kind == FuncModule:
		return "(module)"
	case f.Kind == FuncEval:
		return "(eval)"
	}
	return AssignedTo(f)
}

// AssignedTo describes what a function without a name is assigned to, as in
// a.b = function () {} or a.b ??= () => {}; "" when it is not.
func AssignedTo(f *FuncInfo) string {
	if f.Outer == nil {
		return ""
	}
	text := ""
	assigned := func(target Pattern, value Expr) {
		t, isExpr := target.(Expr)
		if v, isFunction := value.(*FunctionLit); isExpr && isFunction && v.Func == f {
			text = Describe(t)
		}
	}
	var visit func(n Node)
	visit = func(n Node) {
		switch n := n.(type) {
		case *AssignExpr:
			assigned(n.Target, n.Value)
		case *LogicalAssign:
			assigned(n.Target, n.Value)
		}
		if text == "" {
			Children(n, visit)
		}
	}
	for _, statement := range f.Outer.Body {
		visit(statement)
	}
	if f.Outer.Expr != nil {
		visit(f.Outer.Expr)
	}
	return text
}

// DescribeIterated is the text of what a node iterates over, or takes apart, as
// messages such as "a.b is not iterable" show it; "" when it has no name. With
// call it is the text of a callee, and what it returned is meant.
func DescribeIterated(n Node) (text string, call bool) {
	switch n := n.(type) {
	case *ForOfStmt:
		return iterated(n.X)
	case *SpreadElement:
		return iterated(n.X)
	case *YieldExpr:
		return iterated(n.X)
	case *ArrayPattern:
		if n.origin.outer == nil {
			return iterated(n.origin.source)
		}
		return n.origin.text(), false
	}
	return "", false
}

func iterated(x Expr) (text string, call bool) {
	if c, ok := x.(*CallExpr); ok {
		return Describe(c.Callee), true
	}
	if !named(x) {
		return "", false
	}
	return Describe(x), false
}

// named reports whether Describe says more about an expression than its value does.
func named(x Expr) bool {
	switch x := x.(type) {
	case *Ident:
		return x.Name != "undefined"
	case *ThisExpr, *MemberExpr, *PrivateMember, *IndexExpr, *SuperMember, *SuperIndex, *OptionalChain, *CallExpr:
		return true
	}
	return false
}

// Source is the text of what the pattern takes apart, "" when it has no name.
func (n *ObjectPattern) Source() string { return n.origin.text() }

// patternOrigin says where the value of a pattern comes from: from an expression,
// or from a property of what another pattern takes apart. The zero value says that
// nothing is known.
type patternOrigin struct {
	source Expr
	outer  *ObjectPattern
	key    *Key
}

func (o *patternOrigin) text() string {
	if o.outer == nil {
		if !named(o.source) {
			return ""
		}
		return Describe(o.source)
	}
	var keys []*Key
	for ; o.outer != nil; o = &o.outer.origin {
		keys = append(keys, o.key)
	}
	var d describer
	if named(o.source) {
		d.expr(o.source, 0)
	} else {
		d.WriteString(intermediate)
	}
	for _, k := range slices.Backward(keys[max(0, len(keys)-maxDescribeDepth):]) {
		if k.Kind == KeyNumber {
			d.WriteString("[" + k.Name + "]")
		} else {
			d.dot(false, k.Name)
		}
	}
	return d.String()
}

// nameParts tells the patterns in n where their values come from. A default value
// and a computed key leave that open.
func (n *ObjectPattern) nameParts() {
	for i := range n.Props {
		p := &n.Props[i]
		if o := originOf(p.Target); o != nil && p.Default == nil && p.Key.Kind != KeyComputed {
			o.outer, o.key = n, &p.Key
		}
	}
}

// nameSource tells a pattern that it takes the value of x apart.
func nameSource(p Pattern, x Expr) {
	if o := originOf(p); o != nil {
		o.source = x
	}
}

func originOf(p Pattern) *patternOrigin {
	switch p := p.(type) {
	case *ArrayPattern:
		return &p.origin
	case *ObjectPattern:
		return &p.origin
	}
	return nil
}

type describer struct{ strings.Builder }

const (
	// maxDescribeDepth bounds the nesting that is spelled out.
	maxDescribeDepth = 50
	// maxDescribeLength is where an expression that goes on is cut (bytes).
	maxDescribeLength = 200
	intermediate      = "(intermediate value)"
)

func (d *describer) expr(e Expr, depth int) {
	if depth++; depth > maxDescribeDepth || d.Len() > maxDescribeLength {
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
	case *BinaryExpr:
		d.WriteByte('(')
		d.expr(n.Left, depth)
		d.WriteString(" " + n.Op.String() + " ")
		d.expr(n.Right, depth)
		d.WriteByte(')')
	case *SequenceExpr:
		for i, x := range n.Exprs {
			d.WriteString([...]string{"(", " , "}[min(i, 1)])
			d.expr(x, depth)
		}
		d.WriteByte(')')
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
