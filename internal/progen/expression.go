package progen

import (
	"fmt"
	"strings"
)

func (g *generator) number() string {
	return g.one("0", "1", "2", "3", "7", "-1", "-0", "0.5", "1.5", "-3.25", "2147483647", "-2147483648", "2147483648",
		"4294967295", "1e9", "1e21", "NaN", "Infinity", "-Infinity", "65536", "123456789", "0x7fff", "1e-7", "9007199254740993")
}

func (g *generator) text() string {
	return g.one(`""`, `"a"`, `"abc"`, `"12"`, `"-0"`, `"x"`, `"\u20ac\ud83d\ude00b"`, "`t${"+g.variable()+"}`", `"length"`)
}

// variable is a name that may be read.
func (g *generator) variable() string {
	names := append(append([]string{"shared"}, g.scope...), g.constants...)
	return g.one(names...)
}

// target is a name or a member that may be assigned to.
func (g *generator) target() string {
	switch {
	case len(g.scope) == 0 || g.chance(8):
		return "shared"
	case g.chance(30):
		return g.member(1)
	}
	return g.one(g.scope...)
}

func (g *generator) assign(value string) string { return g.target() + " = " + value }

// member is a property of something that often is an object.
func (g *generator) member(depth int) string {
	object := g.variable()
	switch g.random.IntN(9) {
	case 0:
		return fmt.Sprintf("%s[%s]", g.one("typed", "doubles", "bytes"), g.index(depth))
	case 1, 2:
		return fmt.Sprintf("%s[%s]", object, g.index(depth))
	case 3:
		return object + ".length"
	case 4:
		return object + ".twice"
	}
	return object + "." + g.one("x", "y", "z", "a", "b")
}

func (g *generator) index(depth int) string {
	if depth > 0 && g.chance(40) {
		return g.expression(depth - 1)
	}
	return g.one("0", "1", "2", "3", "-1", "1.5", `"x"`, g.variable(), g.variable()+" & 7", g.variable()+" % 5")
}

func (g *generator) array(depth int) string {
	if depth <= 0 {
		return "[1, 2, 3]"
	}
	var parts []string
	for range g.random.IntN(5) {
		switch {
		case g.chance(8):
			parts = append(parts, "")
		case g.chance(8):
			parts = append(parts, "..."+g.iterable())
		default:
			parts = append(parts, g.expression(depth-1))
		}
	}
	if len(parts) > 0 && parts[len(parts)-1] == "" {
		parts = append(parts, "0")
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func (g *generator) object(depth int) string {
	if depth <= 0 {
		return "{}"
	}
	var parts []string
	for range g.random.IntN(4) {
		switch name := g.one("x", "y", "z", "a", "length"); g.random.IntN(10) {
		case 0:
			parts = append(parts, fmt.Sprintf("get %s() { return %s; }", name, g.expression(depth-1)))
		case 1:
			parts = append(parts, fmt.Sprintf("set %s(s) { shared = s; }", name))
		case 2:
			parts = append(parts, fmt.Sprintf("[%s]: %s", g.expression(depth-1), g.expression(depth-1)))
		case 3:
			parts = append(parts, fmt.Sprintf("valueOf() { return %s; }", g.number()))
		case 4:
			parts = append(parts, fmt.Sprintf("...%s", g.variable()))
		default:
			parts = append(parts, fmt.Sprintf("%s: %s", name, g.expression(depth-1)))
		}
	}
	return "({" + strings.Join(parts, ", ") + "})"
}

// call calls f with about as many arguments as it has parameters.
func (g *generator) call(f function, depth int) string {
	var args []string
	for range max(0, f.parameters+g.random.IntN(3)-1) {
		args = append(args, g.expression(depth-1))
	}
	text := fmt.Sprintf("%s(%s)", f.name, strings.Join(args, ", "))
	if f.generator {
		return "[..." + text + "]"
	}
	return text
}

// condition is an expression for its truth.
func (g *generator) condition(depth int) string {
	if depth > 0 && g.chance(60) {
		return fmt.Sprintf("%s %s %s", g.operand(depth-1), g.one("<", ">", "<=", ">=", "===", "!==", "==", "!="), g.operand(depth-1))
	}
	return g.expression(depth)
}

// effect is an expression that changes something.
func (g *generator) effect(depth int) string {
	switch g.random.IntN(10) {
	case 0, 1:
		return g.target() + g.one("++", "--")
	case 2, 3:
		return g.target() + " " + g.one("+=", "-=", "*=", "|=", "&=", ">>=", "^=", "<<=", ">>>=", "/=", "%=", "??=", "||=", "&&=") + " " + g.short(depth-1)
	case 4:
		return fmt.Sprintf("if (Array.isArray(%[1]s) && %[1]s.length < 50) %[1]s.%[2]s", g.variable(),
			g.one("push("+g.expression(1)+")", "pop()", "shift()", "unshift("+g.expression(1)+")", "length = 2", "reverse()", "length++"))
	case 5:
		return g.one(
			fmt.Sprintf("delete %s", g.member(1)),
			fmt.Sprintf("if (%[1]s instanceof Base) %[1]s.bump?.()", g.variable()),
			fmt.Sprintf("Object.freeze(%s)", g.variable()),
			fmt.Sprintf("if (Object(%[1]s) === %[1]s && Object.isExtensible(%[1]s)) Object.setPrototypeOf(%[1]s, %[2]s)", g.variable(), g.one("null", "Base.prototype", "Array.prototype", "Object.prototype")))
	}
	return g.assign(g.short(depth))
}

// short is an expression whose text cannot grow from turn to turn.
func (g *generator) short(depth int) string {
	e := g.expression(depth)
	if strings.Contains(e, "+") || strings.Contains(e, "`") || strings.Contains(e, "[...") || strings.Contains(e, "{") || strings.Contains(e, "[") {
		return "small(" + e + ")"
	}
	return e
}

// operand is an expression that needs no parentheses.
func (g *generator) operand(depth int) string {
	switch {
	case depth <= 0 || g.chance(40):
		if g.chance(35) {
			if n := g.number(); !strings.HasPrefix(n, "-") {
				return n
			}
		}
		return g.variable()
	case g.chance(30):
		return g.member(depth)
	}
	return "(" + g.expression(depth) + ")"
}

// expressionWith is an expression that may name v too.
func (g *generator) expressionWith(v string, depth int) string {
	g.constants = append(g.constants, v, v, v)
	defer func() { g.constants = g.constants[:len(g.constants)-3] }()
	generates := g.generates
	g.generates = false
	defer func() { g.generates = generates }()
	return g.expression(depth)
}

// expression is any expression that nests at most depth deep.
func (g *generator) expression(depth int) string {
	if depth <= 0 {
		switch g.random.IntN(10) {
		case 0, 1, 2:
			return g.number()
		case 3:
			return g.text()
		case 4:
			return g.one("undefined", "null", "true", "false", "1n")
		}
		return g.variable()
	}
	switch g.random.IntN(26) {
	case 0, 1, 2, 3, 4, 5, 6:
		return fmt.Sprintf("%s %s %s", g.operand(depth-1), g.one("+", "+", "-", "-", "*", "/", "%", "|", "&", "^", "<<", ">>", ">>>"), g.operand(depth-1))
	case 7:
		return g.condition(depth)
	case 8, 9, 10:
		return g.member(depth - 1)
	case 11:
		return g.one("-", "+", "~", "!", "typeof ", "void ") + g.operand(depth-1)
	case 12:
		return fmt.Sprintf("%s ? %s : %s", g.condition(depth-1), g.operand(depth-1), g.operand(depth-1))
	case 13:
		return fmt.Sprintf("%s %s %s", g.operand(depth-1), g.one("&&", "||"), g.operand(depth-1))
	case 14:
		return g.array(depth)
	case 15:
		return g.object(depth)
	case 16:
		return fmt.Sprintf("Math.%s(%s)", g.one("floor", "ceil", "round", "trunc", "abs", "sqrt", "sign", "fround", "clz32"), g.expression(depth-1))
	case 17:
		return fmt.Sprintf("Math.%s(%s, %s)", g.one("min", "max", "imul", "atan2"), g.expression(depth-1), g.expression(depth-1))
	case 18, 19:
		if later := g.functions[g.current+1:]; len(later) > 0 {
			return g.call(later[g.random.IntN(len(later))], depth)
		}
		if g.current >= 0 && g.chance(30) {
			return g.call(g.functions[g.current], depth)
		}
		return g.variable()
	case 20:
		return fmt.Sprintf("String(%s).%s", g.operand(depth-1), g.one("length", "charCodeAt("+g.index(0)+")", "slice("+g.index(0)+")",
			"indexOf(\"1\")", "at("+g.index(0)+")", "toUpperCase()", "split(\"\")", "replace(/\\d/g, d => d + 1)"))
	case 21:
		return fmt.Sprintf("new %s(%s, %s)", g.one("Base", "Derived"), g.expression(depth-1), g.expression(depth-1))
	case 22:
		return fmt.Sprintf("%s?.%s(%s)", g.variable(), g.one("m", "m", "at", "toString", "indexOf"), g.expression(depth-1))
	case 23:
		return fmt.Sprintf("[1, 2, %s].%s", g.expression(depth-1), g.one("map", "filter", "some", "findIndex", "flatMap")+"(q => "+g.expressionWith("q", depth-1)+")")
	case 24:
		return fmt.Sprintf("%s in %s", g.text(), g.operand(depth-1))
	}
	return fmt.Sprintf("%s instanceof %s", g.operand(depth-1), g.one("Base", "Derived", "Array", "Object"))
}
