// Package print gives the text of trees of package ast, for those that a program has changed
// or made. Compound expressions stand in parentheses, whether they need them or not.
package print

import (
	"fmt"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"
)

// Program is the text of a script. The panic of a tree that is no script, such as one with a
// nil where something must be, is that of Go.
func Program(p *ast.Program) string {
	w := printer{base: 1}
	if p.File != nil {
		w.source, w.base = p.File.Source(), p.File.Base()
	}
	w.statements(p.Body)
	return w.out.String()
}

type printer struct {
	out    strings.Builder
	source string // what the Bad nodes are around
	base   int
}

func (w *printer) put(text ...string) {
	for _, s := range text {
		w.out.WriteString(s)
	}
}

// bad puts the text that a node without a meaning stands around, and returns it.
func (w *printer) bad(n ast.Node) (text string) {
	from, to := int(n.Idx0())-w.base, int(n.Idx1())-w.base
	if from >= 0 && from <= to && to <= len(w.source) {
		text = w.source[from:to]
	}
	w.put(text)
	return text
}

// quoted is the literal of a string.
func quoted(s unistring.String) string {
	units := s.AsUtf16()
	if units == nil {
		units = append(units, unistring.BOM)
		for i := range len(s) {
			units = append(units, uint16(s[i]))
		}
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, u := range units[1:] {
		switch {
		case u == '"' || u == '\\':
			b.WriteByte('\\')
			b.WriteByte(byte(u))
		case u >= ' ' && u < 0x7F:
			b.WriteByte(byte(u))
		default:
			fmt.Fprintf(&b, "\\u%04x", u)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func (w *printer) bindings(word string, list []*ast.Binding) {
	w.put(word, " ")
	for i, b := range list {
		if i > 0 {
			w.put(", ")
		}
		w.binding(b)
	}
}

func (w *printer) binding(b *ast.Binding) {
	w.expression(b.Target)
	if b.Initializer != nil {
		w.put(" = ")
		w.expression(b.Initializer)
	}
}
