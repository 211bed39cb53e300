package progen

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// fuel is the number of calls and loop turns after which a program unwinds.
const fuel = 600

// Program returns the program that belongs to the seed. It calls print, a
// function of one string.
func Program(seed uint64) string {
	g := &generator{random: rand.New(rand.NewPCG(seed, 0x6b696c6e))}
	g.program()
	return g.out.String()
}

// generator holds what the place where it writes may name.
type generator struct {
	random *rand.Rand
	out    strings.Builder
	indent int

	functions []function
	current   int      // function that is written; it calls later ones, and seldom itself
	scope     []string // variables that may be read and written
	constants []string // variables that may only be read
	names     int
	loops     int // loops around this place, in this function
	labels    []string
	generates bool
}

type function struct {
	name       string
	parameters int
	generator  bool
}

func (g *generator) line(format string, args ...any) {
	g.out.WriteString(strings.Repeat(" ", g.indent))
	fmt.Fprintf(&g.out, format, args...)
	g.out.WriteByte('\n')
}

// one returns one of the choices.
func (g *generator) one(choices ...string) string { return choices[g.random.IntN(len(choices))] }

// chance is true in n of 100 cases.
func (g *generator) chance(n int) bool { return g.random.IntN(100) < n }

func (g *generator) fresh(prefix string) string {
	g.names++
	return fmt.Sprintf("%s%d", prefix, g.names)
}

const prologue = `let fuel = %d;
function show(v, depth = 0) {
  if (typeof v === "string") return JSON.stringify(v.length > 60 ? v.slice(0, 60) + v.length : v);
  if (typeof v === "number") return Object.is(v, -0) ? "-0" : String(v);
  if (typeof v === "bigint") return v + "n";
  if (typeof v === "function") return "function";
  if (typeof v !== "object" || v === null) return String(v);
  if (v instanceof Error) return v.name + ": " + v.message;
  if (depth > 2) return "...";
  const keys = Reflect.ownKeys(v).slice(0, 12);
  const parts = keys.map(k => {
    const d = Object.getOwnPropertyDescriptor(v, k);
    return String(k) + (d.writable === false ? "!" : "") + ":" + (d.get || d.set ? "accessor" : show(d.value, depth + 1));
  });
  return (Array.isArray(v) ? "[" : "{") + parts.join() + (Array.isArray(v) ? "]" : "}");
}
// small keeps values from growing without end.
function small(v) {
  if (typeof v === "string") return v.length > 100 ? v.slice(0, 7) : v;
  if (typeof v === "object" && v !== null && JSON.stringify(Object.keys(v)).length > 300) return 0;
  return typeof v === "object" && depthOf(v, 0) > 4 ? 1 : v;
}
function depthOf(v, d) {
  if (typeof v !== "object" || v === null || d > 5) return d;
  let deepest = d;
  for (const k of Reflect.ownKeys(v)) {
    const p = Object.getOwnPropertyDescriptor(v, k);
    if ("value" in p) deepest = Math.max(deepest, depthOf(p.value, d + 1));
  }
  return deepest;
}
let printed = 0;
function log(v) { if (++printed < 200) print(show(v)); return v; }
class Base {
  constructor(a) { this.x = a; this.y = 1; }
  get twice() { return this.x * 2; }
  set twice(v) { this.x = v; }
  m(a) { return this.x + a; }
  static s(a) { return a; }
}
class Derived extends Base {
  #p = 3;
  z = 4;
  constructor(a, b) { super(b); this.a = a; }
  m(a) { return super.m(a) + this.#p; }
  bump() { return ++this.#p; }
}
const typed = new Int32Array(8), doubles = new Float64Array(8), bytes = new Uint8ClampedArray(8);
var shared = 0;
`

func (g *generator) program() {
	fmt.Fprintf(&g.out, prologue, fuel)
	n := 2 + g.random.IntN(5)
	for i := range n {
		g.functions = append(g.functions, function{
			name: fmt.Sprintf("f%d", i), parameters: g.random.IntN(4), generator: g.chance(12),
		})
	}
	for i := range g.functions {
		g.function(i)
	}
	g.current = -1
	g.line("for (let turn = 0; turn < 25; turn++) {")
	g.indent++
	g.constants = []string{"turn"}
	for _, f := range g.functions {
		g.line("fuel = %d;", fuel)
		g.line("try { log(%s); } catch (e) { log(e); }", g.call(f, 2))
	}
	g.indent--
	g.line("}")
	g.line("log(shared); log(typed); log(doubles); log(bytes);")
}

func (g *generator) function(i int) {
	f := g.functions[i]
	g.current, g.generates = i, f.generator
	g.scope, g.constants, g.loops, g.labels = nil, nil, 0, nil
	simple := true
	var parameters []string
	for range f.parameters {
		p := g.fresh("p")
		g.scope = append(g.scope, p)
		if g.chance(15) {
			p += " = " + g.expression(1)
			simple = false
		}
		parameters = append(parameters, p)
	}
	star := ""
	if f.generator {
		star = "*"
	}
	g.line("function%s %s(%s) {", star, f.name, strings.Join(parameters, ", "))
	g.indent++
	if simple && g.chance(20) {
		g.line(`"use strict";`)
	}
	g.line("if (--fuel < 0) return 0;")
	for range 1 + g.random.IntN(3) {
		g.declaration()
	}
	for range 2 + g.random.IntN(5) {
		g.statement(3)
	}
	g.line("return %s;", g.expression(3))
	g.indent--
	g.line("}")
}

func (g *generator) declaration() {
	v := g.fresh("v")
	g.line("%s %s = %s;", g.one("let", "var", "let"), v, g.initial())
	g.scope = append(g.scope, v)
}

// initial is a value that is worth having in a variable.
func (g *generator) initial() string {
	switch g.random.IntN(8) {
	case 0, 1:
		return g.number()
	case 2:
		return g.array(2)
	case 3:
		return g.object(2)
	case 4:
		return fmt.Sprintf("new Derived(%s, %s)", g.expression(1), g.expression(1))
	case 5:
		return g.text()
	}
	return g.expression(3)
}

// block writes statements in braces; what they declare is gone afterwards.
func (g *generator) block(depth int) {
	scope, constants := g.scope, g.constants
	g.indent++
	for range 1 + g.random.IntN(3) {
		g.statement(depth - 1)
	}
	g.indent--
	g.scope, g.constants = scope[:len(scope):len(scope)], constants[:len(constants):len(constants)]
}
