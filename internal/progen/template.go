package progen

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// A template is program text in which `$` begins a place to fill:
//
//	$e any expression    $n number    $i integer    $s string    $g bigint
//	$o object            $a array     $c condition  $y symbol
//	$v a readable variable of any kind
//	$E $N $I $S $G $O $A a target of that kind ($E: of any)
//	$k a property name   $K a computed property key
//	$C a class           $f a call of another function
//	$d decorators of a member, $D of a class, or none
//	$Z the body of a class without heritage, $Y of one with it
//	$x a number literal  $q a string literal
//	$b statements        $B an effect, which is an expression
//	$p parameters
//	$1 … $9 names that are new, the same within one use of the template
//	$:1n declares name 1, of kind n, for reading from here on; $=1n for writing too
//	$u pays fuel and returns without it
//	$[a¦b¦c] one of the alternatives      $?[a] the text or nothing
//	$(…$) the text of a string literal with the program text inside
//	$<m … $> a scope, see the modes below        $#1 name 1 is a label here        $l a label
//	$' a back quote      $$ a dollar      ${ itself
//
// Names that were declared in a scope are gone at its end. Modes are the kinds of scopes, by their letter:
//
//	. a block    l a loop body         w the body of with
//	f a function g a generator         a an async function   h an async generator
//	k an arrow   m a method            s a strict function   d a method of a derived class
//	q eval code  t a static block or the value of a field

// frame is one use of a template.
type frame struct {
	names [10]string
}

// expand writes the text of a template; places in it nest at most depth deep.
func (g *generator) expand(text string, depth int) {
	var f frame
	g.expandIn(&f, text, depth)
}

func (g *generator) expandIn(f *frame, text string, depth int) {
	for {
		i := strings.IndexByte(text, '$')
		if i < 0 {
			g.out.WriteString(text)
			return
		}
		g.out.WriteString(text[:i])
		text = text[i+1:]
		c := text[0]
		text = text[1:]
		switch {
		case c >= '1' && c <= '9':
			g.out.WriteString(g.nameOf(f, c))
		case c == ':' || c == '=':
			g.declare(g.nameOf(f, text[0]), text[1], c == '=')
			text = text[2:]
		case c == '#':
			g.labels = append(slices.Clip(g.labels), g.nameOf(f, text[0]))
			text = text[1:]
		case c == '[':
			var choices string
			choices, text = bracketed(text)
			parts := split(choices)
			g.expandIn(f, parts[g.random.IntN(len(parts))], depth)
		case c == '?':
			var inner string
			inner, text = bracketed(text[1:])
			if g.chance(50) {
				g.expandIn(f, inner, depth)
			}
		case c == '(':
			g.quotes = append(g.quotes, g.out)
			g.out = &strings.Builder{}
		case c == ')':
			g.unquote()
		case c == '<':
			g.open(text[0])
			text = text[1:]
		case c == '>':
			g.close()
		default:
			g.place(c, depth)
		}
	}
}

// bracketed splits text after the bracket that closes.
func bracketed(text string) (inside, rest string) {
	open := 1
	for i := range len(text) {
		switch text[i] {
		case '[':
			open++
		case ']':
			if open--; open == 0 {
				return text[:i], text[i+1:]
			}
		}
	}
	panic("progen: a bracket does not close in " + text)
}

// split returns the alternatives of a choice, leaving inner choices whole.
func split(text string) []string {
	var parts []string
	open, from := 0, 0
	for i, r := range text {
		switch r {
		case '[':
			open++
		case ']':
			open--
		case '¦':
			if open == 0 {
				parts = append(parts, text[from:i])
				from = i + len("¦")
			}
		}
	}
	return append(parts, text[from:])
}

func (g *generator) nameOf(f *frame, digit byte) string {
	name := &f.names[digit-'0']
	if *name == "" {
		g.names++
		*name = fmt.Sprintf("v%d", g.names)
	}
	return *name
}

// unquote ends the text that $( began and writes it as a string literal.
func (g *generator) unquote() {
	text := g.out.String()
	last := len(g.quotes) - 1
	g.out, g.quotes = g.quotes[last], g.quotes[:last]
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		panic(err)
	}
	g.out.WriteString(strings.TrimSuffix(b.String(), "\n"))
}

// place fills a place that a letter names.
func (g *generator) place(c byte, depth int) {
	switch c {
	case '\'':
		g.out.WriteByte('`')
	case '$':
		g.out.WriteByte('$')
	case '{':
		g.out.WriteString("${")
	case 'u':
		g.out.WriteString("if (--fuel < 0) return 0;")
	case 'k':
		g.write(g.key())
	case 'x':
		g.write(g.number())
	case 'q':
		g.write(g.text())
	case 'C':
		g.write(g.class())
	case 'l':
		g.write(g.one(g.labels...))
	case 'v':
		g.write(g.variable(0))
	case 'f':
		g.call(depth - 1)
	case 'p':
		g.parameters()
	case 'b':
		g.block(depth - 1)
	case 'B':
		g.use(effects, depth-1)
	case 'd':
		g.use(decorations, depth-1)
	case 'D':
		g.use(decoratedClasses, depth-1)
	case 'Z', 'Y':
		g.classBody(c == 'Y', depth-1)
	case 'E', 'N', 'I', 'S', 'G', 'O', 'A':
		g.target(c, depth-1)
	default:
		g.expression(c, depth-1)
	}
}
