package progen

import "fmt"

// statement writes one statement that nests at most depth deep.
func (g *generator) statement(depth int) {
	if depth <= 0 {
		g.line("%s;", g.effect(2))
		return
	}
	switch g.random.IntN(20) {
	case 0, 1, 2, 3, 4, 5:
		g.line("%s;", g.effect(3))
	case 6, 7:
		g.line("if (%s) {", g.condition(2))
		g.block(depth)
		if g.chance(50) {
			g.line("} else {")
			g.block(depth)
		}
		g.line("}")
	case 8, 9, 10, 11:
		g.loop(depth)
	case 12:
		g.try(depth)
	case 13:
		g.declaration()
	case 14:
		g.switchStatement(depth)
	case 15:
		g.destructuring()
	case 16:
		g.leave()
	case 17:
		c := g.fresh("c")
		g.line("const %s = (%s) => %s;", c, "q", g.expressionWith("q", 2))
		g.line("%s;", g.assign(fmt.Sprintf("%s(%s)", c, g.expression(1))))
	case 18:
		if g.generates {
			g.line("%s;", g.assign("yield "+g.expression(2)))
			return
		}
		g.line("shared = (shared + %s) | 0;", g.expression(2))
	default:
		g.line("log(%s);", g.expression(2))
	}
}

// loop writes a loop that fuel ends, whatever its body does.
func (g *generator) loop(depth int) {
	if g.loops >= 3 {
		g.line("%s;", g.effect(3))
		return
	}
	g.loops++
	defer func() { g.loops-- }()
	label := ""
	if g.chance(20) {
		name := g.fresh("l")
		label = name + ": "
		g.labels = append(g.labels, name)
		defer func() { g.labels = g.labels[:len(g.labels)-1] }()
	}
	i := g.fresh("i")
	limit := g.one("5", "20", "60", "100")
	switch g.random.IntN(6) {
	case 0, 1, 2:
		step := g.one(i+"++", i+"++", i+" += 2", i+" += 0.5")
		g.line("%sfor (let %s = %s; %s < %s && --fuel > 0; %s) {", label, i, g.one("0", "0", "-5", "1"), i, limit, step)
	case 3:
		g.line("var %s = 0;", i)
		g.line("%swhile (%s < %s && --fuel > 0) {", label, i, limit)
		g.line(" %s++;", i)
	case 4:
		g.line("%sfor (const %s of %s) {", label, i, g.iterable())
		g.line(" if (--fuel < 0) break;")
	default:
		g.line("%sfor (const %s in %s) {", label, i, g.expression(1))
		g.line(" if (--fuel < 0) break;")
	}
	g.constants = append(g.constants, i)
	g.block(depth)
	g.constants = g.constants[:len(g.constants)-1]
	g.line("}")
}

// iterable is an expression that often can be iterated.
func (g *generator) iterable() string {
	switch g.random.IntN(6) {
	case 0:
		return g.text()
	case 1:
		return fmt.Sprintf("new Map([[%s, %s], [%s, %s]])", g.expression(1), g.expression(1), g.expression(1), g.expression(1))
	case 2:
		return fmt.Sprintf("new Set(%s)", g.array(1))
	case 3:
		return g.variable()
	}
	return g.array(2)
}

func (g *generator) try(depth int) {
	e := g.fresh("e")
	g.line("try {")
	g.block(depth)
	if g.chance(50) {
		g.line(" throw %s;", g.expression(1))
	}
	catch := g.chance(80)
	if catch {
		g.line("} catch (%s) {", e)
		g.constants = append(g.constants, e)
		g.line(" log(%s);", e)
		g.block(depth)
		g.constants = g.constants[:len(g.constants)-1]
	}
	if !catch || g.chance(30) {
		g.line("} finally {")
		g.block(depth)
	}
	g.line("}")
}

func (g *generator) switchStatement(depth int) {
	g.line("switch (%s) {", g.expression(2))
	for range 1 + g.random.IntN(4) {
		g.line("case %s:", g.one("0", "1", "2", `"a"`, "undefined", g.expression(1)))
		g.block(depth)
		if g.chance(60) {
			g.line(" break;")
		}
	}
	if g.chance(60) {
		g.line("default:")
		g.block(depth)
	}
	g.line("}")
}

func (g *generator) destructuring() {
	a, b, c := g.fresh("v"), g.fresh("v"), g.fresh("v")
	if g.chance(50) {
		g.line("let [%s, %s = %s, ...%s] = %s;", a, b, g.expression(1), c, g.iterable())
	} else {
		g.line("let {x: %s, y: %s = %s, ...%s} = %s;", a, b, g.expression(1), c, g.object(2))
	}
	g.scope = append(g.scope, a, b, c)
}

// leave writes a jump, behind a condition.
func (g *generator) leave() {
	choices := []string{fmt.Sprintf("return %s;", g.expression(1)), fmt.Sprintf("throw new %s(\"t\");", g.one("Error", "RangeError"))}
	if g.loops > 0 {
		choices = append(choices, "break;", "continue;", "continue;")
	}
	for _, l := range g.labels {
		choices = append(choices, "break "+l+";", "continue "+l+";")
	}
	g.line("if (%s) { %s }", g.condition(1), g.one(choices...))
}
