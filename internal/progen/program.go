package progen

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// fuel is the number of calls and loop turns after which a call of a function
// from a phase unwinds.
const fuel = 250

// sizeOfFunction bounds how many rules one function uses.
const sizeOfFunction = 160

// Program returns the program that belongs to the seed. It calls print, a
// function of one string.
func Program(seed uint64) string {
	source, _ := Generate(seed)
	return source
}

// Generate returns the program that belongs to the seed, and the features that
// it contains, in the order of Features.
func Generate(seed uint64) (source string, features []string) {
	g := &generator{
		random: rand.New(rand.NewPCG(seed, 0x6b696c6e)),
		out:    &strings.Builder{},
		used:   map[string]bool{},
		tuned:  map[string]int{},
	}
	g.tune()
	g.program()
	for _, f := range Features() {
		if g.used[f] {
			features = append(features, f)
		}
	}
	return g.out.String(), features
}

// generator holds what the place where it writes may name.
type generator struct {
	random *rand.Rand
	out    *strings.Builder
	quotes []*strings.Builder // what stands around string literals of program text

	used  map[string]bool
	tuned map[string]int // factor of a feature's weight in this program

	functions []function
	classes   []string
	current   int // function that is written; it calls later ones, and seldom itself
	names     int
	budget    int // rules that may still be used here

	variables []variable
	scope
	around []around // scopes that are open
}

// scope is what a function or a loop decides about the text inside.
type scope struct {
	loops   int // loops around this place, in this function
	labels  []string
	jumps   bool // break and continue of the innermost loop may stand here
	returns bool
	yields  bool
	awaits  bool
	strict  bool
	super   bool
	args    bool // arguments may stand here
}

// around is what the end of a scope brings back.
type around struct {
	scope
	variables int
}

// variable is a name with the kind of its values, which is a hint: e any, n
// number, i integer, s string, g bigint, o object, a array, y symbol.
type variable struct {
	name     string
	kind     byte
	writable bool
}

type function struct {
	name       string
	parameters []byte // kinds
	mode       byte   // f, g, a or h
	strict     bool
	hot        bool // small, without constructs: a loop calls it often
}

func (g *generator) write(text string) { g.out.WriteString(text) }

func (g *generator) writef(format string, args ...any) { fmt.Fprintf(g.out, format, args...) }

// one returns one of the choices.
func (g *generator) one(choices ...string) string { return choices[g.random.IntN(len(choices))] }

// chance is true in n of 100 cases.
func (g *generator) chance(n int) bool { return g.random.IntN(100) < n }

// tune decides which features this program prefers and which it leaves out.
func (g *generator) tune() {
	for _, f := range Features() {
		switch n := g.random.IntN(100); {
		case n < 30:
			g.tuned[f] = 0
		case n < 80:
			g.tuned[f] = 2
		default:
			g.tuned[f] = 10
		}
	}
}

func (g *generator) declare(name string, kind byte, writable bool) {
	g.variables = append(g.variables, variable{name, kind, writable})
}

// open begins a scope of one of the modes that template.go lists.
func (g *generator) open(mode byte) {
	g.around = append(g.around, around{g.scope, len(g.variables)})
	s := &g.scope
	switch mode {
	case '.', 'w':
	case 'l':
		s.loops++
		s.jumps = true
	case 'k':
		*s = scope{strict: s.strict, returns: true, super: s.super, args: s.args}
	case 'q':
		*s = scope{strict: s.strict, args: s.args}
	case 't':
		*s = scope{strict: true}
	default:
		*s = scope{
			strict:  s.strict || strings.IndexByte("msd", mode) >= 0,
			returns: true, args: true, super: mode == 'd',
			yields: mode == 'g' || mode == 'h', awaits: mode == 'a' || mode == 'h',
		}
	}
}

func (g *generator) close() {
	last := g.around[len(g.around)-1]
	g.around = g.around[:len(g.around)-1]
	g.scope, g.variables = last.scope, g.variables[:last.variables]
}

// globals are the variables of the prologue.
var globals = []variable{
	{"shared", 'e', true}, {"gi", 'i', true}, {"gn", 'n', true}, {"gs", 's', true}, {"gb", 'g', true},
	{"o0", 'o', false}, {"o1", 'o', false}, {"o2", 'o', true}, {"a0", 'a', false}, {"a1", 'a', true}, {"y0", 'y', false},
}

func (g *generator) program() {
	g.write(prologue)
	g.variables = append(g.variables, globals...)
	g.current = -1
	g.classes = []string{"Base", "Derived"}
	for range 1 + g.random.IntN(3) {
		g.budget = sizeOfFunction
		g.declareClass()
	}
	for i := range 2 + g.random.IntN(3) {
		g.functions = append(g.functions, g.signature(i))
	}
	for range 2 + g.random.IntN(3) {
		f := g.signature(len(g.functions))
		f.mode, f.hot = 'f', true
		g.functions = append(g.functions, f)
	}
	for i := range g.functions {
		g.function(i)
	}
	g.current = -1
	for i := range 1 + g.random.IntN(2) {
		g.phase(i)
	}
	g.write("log(shared); log(gi); log(gn); log(gs); log(gb); log(o0); log(o1); log(o2); log(a0); log(a1);\n")
	g.write("log(typed); log(doubles); log(bytes); print(String(hash));\n")
}

func (g *generator) signature(i int) function {
	f := function{name: fmt.Sprintf("f%d", i), mode: 'f', strict: g.chance(25)}
	for range g.random.IntN(5) {
		f.parameters = append(f.parameters, "iinnseoa"[g.random.IntN(8)])
	}
	switch n := g.random.IntN(100); {
	case n < 9 && g.tuned["generator"] > 0:
		f.mode = 'g'
	case n < 16 && g.tuned["async"] > 0:
		f.mode = 'a'
	case n < 19 && g.tuned["async generator"] > 0:
		f.mode = 'h'
	}
	return f
}

// heads are the keywords of a function by its mode, with its feature.
var heads = map[byte][2]string{
	'f': {"function ", "function"}, 'g': {"function* ", "generator"},
	'a': {"async function ", "async"}, 'h': {"async function* ", "async generator"},
}

func (g *generator) function(i int) {
	f := g.functions[i]
	g.current, g.budget = i, sizeOfFunction
	g.used[heads[f.mode][1]] = true
	g.write("\n" + heads[f.mode][0] + f.name + "(")
	g.open(f.mode)
	simple, body := true, g.scope
	g.yields, g.awaits = false, false
	for j, kind := range f.parameters {
		if j > 0 {
			g.write(", ")
		}
		g.names++
		name := fmt.Sprintf("p%d", g.names)
		g.write(name)
		if g.chance(12) {
			g.write(" = ")
			g.expression(kind, 1)
			simple = false
		}
		g.declare(name, kind, true)
	}
	g.scope = body
	g.write(") {\n")
	if f.strict && simple {
		g.write(`"use strict";`)
		g.strict = true
	}
	g.write("if (--fuel < 0) return 0;\n")
	if f.hot {
		g.hotBody()
	} else {
		g.body()
	}
	g.write("}\n")
	g.close()
}

// body writes declarations, statements of all kinds and a return.
func (g *generator) body() {
	for range 1 + g.random.IntN(4) {
		g.use(declarations, 3)
		g.write("\n")
	}
	for i := range 2 + g.random.IntN(4) {
		safe := i > 1 && g.chance(40)
		if safe {
			g.write("try {\n")
			g.open('.')
		}
		g.statement(4)
		if safe {
			g.close()
			g.write("} catch { gi++; }\n")
		}
	}
	g.write("return ")
	g.expression('e', 3)
	g.write(";\n")
}

// hotBody writes what machine code should like: numbers, members, conditions.
func (g *generator) hotBody() {
	g.budget = sizeOfFunction / 3
	for range g.random.IntN(4) {
		g.use(declarations, 2)
		g.write("\n")
	}
	for range 1 + g.random.IntN(4) {
		g.use(plain, 3)
		g.write("\n")
	}
	g.write("return ")
	g.expression("eeinco"[g.random.IntN(6)], 4)
	g.write(";\n")
}

// phase changes the world, calls every function in a loop and undoes the change.
func (g *generator) phase(i int) {
	g.budget = sizeOfFunction
	g.open('.')
	for range g.random.IntN(3) {
		g.write("try {\n")
		g.open('.')
		g.use(worlds, 2)
		g.close()
		g.write("\n} catch (e) { log(e); }\n")
	}
	turn := fmt.Sprintf("turn%d", i)
	g.writef("for (let %s = 0; %s < %d; %s++) {\n", turn, turn, 10+g.random.IntN(16), turn)
	g.declare(turn, 'i', false)
	for _, f := range g.functions {
		g.turn(f)
	}
	if g.chance(25) {
		g.writef("if (%s === %d) try {\n", turn, 8+g.random.IntN(6))
		g.use(worlds, 2)
		g.write("\n} catch (e) { log(e); }\n")
	}
	g.write("}\n")
	g.close()
	if g.chance(70) {
		g.write("restore();\n")
	}
}

// turn calls a function, a hot one often and with arguments that change little.
func (g *generator) turn(f function) {
	if !f.hot || g.chance(15) {
		g.writef("fuel = %d;\ntry { log(", fuel)
		g.callOf(f, 2)
		g.write("); } catch (e) { log(e); }\n")
		return
	}
	g.names++
	i := fmt.Sprintf("t%d", g.names)
	g.writef("fuel = %d;\ntry { for (let %s = 0; %s < %d; %s++) { ", fuel, i, i, 6+g.random.IntN(20), i)
	g.open('.')
	g.declare(i, 'i', false)
	g.declare(i, 'n', false)
	g.write("log(")
	g.callOf(f, 1)
	g.write("); ")
	g.close()
	g.write("} } catch (e) { log(e); }\n")
}
