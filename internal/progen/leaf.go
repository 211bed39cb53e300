package progen

import "fmt"

func (g *generator) number() string {
	return g.one("0", "1", "2", "3", "7", "(-1)", "(-0)", "0.5", "1.5", "(-3.25)", "2147483647", "(-2147483648)", "2147483648", "(-2147483649)",
		"4294967295", "4294967296", "1e9", "1e21", "NaN", "Infinity", "(-Infinity)", "65536", "123456789", "0x7fff", "1e-7",
		"9007199254740991", "9007199254740993", "5e-324", "1.7976931348623157e308", "1073741824", "(-1073741825)", "0.1")
}

func (g *generator) integer() string {
	return g.one("0", "1", "2", "3", "5", "7", "31", "32", "63", "100", "255", "(-1)", "(-2)", "(-7)", "65535", "65536",
		"2147483647", "(-2147483648)", "1073741823", "(-1073741824)", "2147483646")
}

func (g *generator) text() string {
	return g.one(`""`, `"a"`, `"abc"`, `"12"`, `"-0"`, `"x"`, `"\u20ac\ud83d\ude00b"`, `"length"`, `"\ud83d"`, `"0"`, `"1.5"`, `"\xff\u0100"`,
		`"abcdefghijklmnopqrstuvwxyz"`, `"\u00e9t\u00e9"`)
}

func (g *generator) bigint() string {
	return g.one("0n", "1n", "7n", "(-1n)", "18446744073709551615n", "18446744073709551616n", "(-9223372036854775808n)",
		"9223372036854775807n", "4294967296n", "123456789012345678901234567890n")
}

// key is a property name that classes, literals and prototypes share.
func (g *generator) key() string {
	return g.one("x", "x", "y", "y", "z", "a", "b", "twice", "m", "k3", "k4")
}

// variable is a name that may be read; kind 0 means any.
func (g *generator) variable(kind byte) string {
	name := g.readable(kind, false)
	if name == "" {
		return "shared"
	}
	return name
}

// readable chooses a variable of the kind, later ones more often; "" if there is none.
func (g *generator) readable(kind byte, written bool) string {
	var names []string
	for i, v := range g.variables {
		if (kind == 0 || v.kind == kind) && (v.writable || !written) {
			names = append(names, v.name)
			if i >= len(globals) {
				names = append(names, v.name, v.name)
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return g.one(names...)
}

// fallbacks are the globals that a target of the kind is when nothing else is.
var fallbacks = map[byte]string{'E': "shared", 'N': "gn", 'I': "gi", 'S': "gs", 'G': "gb", 'O': "o2", 'A': "a1"}

// target is a name or a member that values of the kind are assigned to.
func (g *generator) target(letter byte, depth int) {
	kind := letter + 'a' - 'A'
	if letter == 'E' {
		if g.chance(35) {
			g.use(members, depth)
			return
		}
		if g.chance(3) {
			kind = 0
		}
	}
	name := g.readable(kind, true)
	if name == "" || g.chance(6) {
		name = fallbacks[letter]
	}
	g.write(name)
}

// leaf is an expression that holds no other.
func (g *generator) leaf(kind byte) {
	if kind != 'c' && g.chance(55) {
		of := kind
		if kind == 'e' && g.chance(50) {
			of = 0
		}
		if name := g.readable(of, false); name != "" {
			g.write(name)
			return
		}
	}
	switch kind {
	case 'n':
		g.write(g.number())
	case 'i':
		g.write(g.integer())
	case 's':
		g.write(g.text())
	case 'g':
		g.write(g.bigint())
	case 'c':
		g.writef("(%s %s %s)", g.variable(g.one("n", "i")[0]), g.one("<", ">", "<=", ">=", "===", "!==", "==", "!="), g.one(g.number(), g.integer(), g.variable(0)))
	case 'o':
		g.write(g.one("o0", "o1", "o2", "({})", "({ x: 1, y: 2 })", fmt.Sprintf("new %s(1, 2)", g.class())))
	case 'a':
		g.write(g.one("a0", "a1", "[]", "[1, 2, 3]", `[1.5, "s", , null]`))
	case 'y':
		g.write(g.one("y0", "Symbol.iterator", `Symbol.for("f")`, "Symbol()"))
	default:
		g.write(g.one(g.number(), g.integer(), g.text(), "undefined", "null", "true", "false", "1n", "o0", "a0"))
	}
}

// expression writes an expression of the kind that nests at most depth deep.
func (g *generator) expression(kind byte, depth int) {
	if kind == 'K' {
		g.use(keys, depth)
		return
	}
	if depth <= 0 || g.budget < 0 {
		g.leaf(kind)
		return
	}
	if kind != 'c' && g.chance(10) {
		g.leaf(kind)
		return
	}
	if !g.use(expressions[kind], depth) {
		g.leaf(kind)
	}
}

// statement writes a statement that nests at most depth deep.
func (g *generator) statement(depth int) {
	if depth <= 0 || g.budget < 0 {
		g.use(effects, 2)
		g.write(";\n")
		return
	}
	g.use(statements(), depth)
	g.write("\n")
}

// block writes statements; what they declare is gone afterwards.
func (g *generator) block(depth int) {
	g.open('.')
	for range 1 + g.random.IntN(3) {
		g.statement(depth - 1)
	}
	g.close()
}

// call calls a later function or, seldom, this one.
func (g *generator) call(depth int) {
	if later := g.functions[g.current+1:]; len(later) > 0 {
		g.callOf(later[g.random.IntN(len(later))], depth)
		return
	}
	if g.current >= 0 && g.chance(30) {
		g.callOf(g.functions[g.current], depth)
		return
	}
	g.write(g.variable(0))
}

// callOf calls f with about what it expects.
func (g *generator) callOf(f function, depth int) {
	head, tail := "", ""
	switch {
	case f.mode == 'g':
		head, tail = g.one("[...", "take(")+"", "]"
		if head == "take(" {
			tail = ")"
		}
	case f.mode == 'h':
		head, tail = "then(consume(", "), log, log)"
	case f.mode == 'a' && g.awaits && g.chance(70):
		head, tail = "(await ", ")"
	case f.mode == 'a':
		head, tail = "then(", ", log, log)"
	}
	g.write(head + f.name)
	args := len(f.parameters)
	if g.chance(10) {
		args = max(0, args+g.random.IntN(4)-2)
	}
	g.write("(")
	for i := range args {
		if i > 0 {
			g.write(", ")
		}
		kind := byte('e')
		if i < len(f.parameters) && g.chance(88) {
			kind = f.parameters[i]
		}
		g.expression(kind, depth-1)
	}
	g.write(")" + tail)
}

// parameters writes the parameters of a small function.
func (g *generator) parameters() {
	for i := range g.random.IntN(4) {
		if i > 0 {
			g.write(", ")
		}
		g.names++
		name, kind := fmt.Sprintf("q%d", g.names), "eins"[g.random.IntN(4)]
		g.write(name)
		if g.chance(15) {
			g.write(" = ")
			g.leaf(kind)
		}
		g.declare(name, kind, true)
	}
}

// class is the name of a class of this program.
func (g *generator) class() string { return g.one(g.classes...) }
