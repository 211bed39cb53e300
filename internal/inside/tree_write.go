package inside

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// WriteTokens writes the tokens line by line of the source, each with its kind unless it
// is a punctuator.
func (t *Tree) WriteTokens(w io.Writer) error {
	out := &printer{w: w}
	last := 0
	for _, k := range t.Tokens {
		if line, _ := t.Source.Position(k.From); line != last {
			out.printf("%s%5d ", [...]string{"", "\n"}[min(last, 1)], line)
			last = line
		}
		kind := ""
		if k.Kind != syntax.TokenPunctuator {
			kind = k.Kind.String() + " "
		}
		out.printf("  %s%s", kind, oneLine(t.Source.Text[k.From:k.To]))
	}
	if last > 0 {
		out.printf("\n")
	}
	return out.err
}

var oneLine = strings.NewReplacer("\n", `\n`, "\r", `\r`, "\u2028", `\u2028`, "\u2029", `\u2029`).Replace

// WriteText writes the tree, a node a line: where it begins and ends, and indented what it
// is. Scopes stand below the node that opens them.
func (t *Tree) WriteText(w io.Writer) error {
	out := &treePrinter{printer{w: w}, t.Source}
	for _, n := range t.Roots {
		out.node(n, "", 0)
	}
	return out.err
}

// printer writes until something fails.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

type treePrinter struct {
	printer
	src *syntax.Source
}

// positionWidth is the room for "line:column-line:column".
const positionWidth = 14

func (p *treePrinter) line(span syntax.Span, depth int, text string) {
	where := ""
	if span.To > span.From {
		from, to := placeOf(p.src, span.From), placeOf(p.src, span.To)
		where = fmt.Sprintf("%d:%d-%d:%d", from.Line, from.Column, to.Line, to.Column)
	}
	p.printf("%-*s %s%s\n", positionWidth, where, strings.Repeat("  ", depth), text)
}

func (p *treePrinter) node(n *Node, label string, depth int) {
	if label != "" {
		label += ": "
	}
	if n == nil {
		p.line(syntax.Span{}, depth, label+"(elision)")
		return
	}
	text := label + n.Type
	for _, f := range n.Fields {
		switch v := f.Value.(type) {
		case *Node, []*Node:
		case bool:
			if v {
				text += " " + f.Name
			}
		case string:
			if f.Name == "name" && v == "" {
				continue
			}
			if f.Name == "name" || f.Name == "operator" || f.Name == "kind" || f.Name == "sourceType" {
				text += " " + v
			} else {
				text += " " + f.Name + "=" + shown(v)
			}
		default:
			text += fmt.Sprintf(" %s=%v", f.Name, v)
		}
	}
	if n.Place != "" {
		text += " → " + n.Place
	}
	p.line(n.Span, depth, text)
	if f := n.Frame; f != nil {
		p.line(syntax.Span{}, depth+1, fmt.Sprintf("frame #%d of %s: %s", f.ID, f.Kind, registers(f)))
	}
	for _, s := range n.Scopes {
		p.scope(s, depth+1)
	}
	for _, f := range n.Fields {
		switch v := f.Value.(type) {
		case *Node:
			p.node(v, f.Name, depth+1)
		case []*Node:
			for _, x := range v {
				p.node(x, f.Name, depth+1)
			}
		}
	}
}

// shown quotes a text unless it is a plain word.
func shown(s string) string {
	for _, r := range s {
		if r <= ' ' || r == '"' || r > 0x7E {
			return strconv.Quote(s)
		}
	}
	if s == "" {
		return `""`
	}
	return s
}

// registers lists the registers of a frame by what they are for.
func registers(f *Frame) string {
	var parts []string
	first := uint32(0)
	for _, part := range []struct {
		n    uint32
		what string
	}{{f.Arguments, "argument"}, {f.Locals, "local"}, {f.Temps, "temporary"}} {
		switch {
		case part.n == 1:
			parts = append(parts, fmt.Sprintf("%s r%d", part.what, first))
		case part.n > 1:
			parts = append(parts, fmt.Sprintf("%s r%d–r%d", strings.Replace(part.what+"s", "rys", "ries", 1), first, first+part.n-1))
		}
		first += part.n
	}
	if parts == nil {
		return "no registers"
	}
	return strings.Join(parts, ", ")
}

func (p *treePrinter) scope(s *Scope, depth int) {
	text := "scope of " + s.Kind
	if s.Environment > 0 {
		text += fmt.Sprintf(", environment of %d", s.Environment)
	}
	for i, b := range s.Names {
		text += [...]string{": ", ", "}[min(i, 1)] + b.Kind + " " + b.Name
		if b.Kind == b.Name {
			text = strings.TrimSuffix(text, " "+b.Name)
		}
		if b.Place != "" {
			text += " → " + b.Place
		}
		if b.TDZ {
			text += "!"
		}
	}
	p.line(syntax.Span{}, depth, text)
}

// MarshalJSON implements json.Marshaler: start and end count bytes of the text from 0,
// loc counts lines and columns from 1.
func (t *Tree) MarshalJSON() ([]byte, error) {
	type location struct {
		Start Place `json:"start"`
		End   Place `json:"end"`
	}
	type token struct {
		Type  string   `json:"type"`
		Value string   `json:"value"`
		Start int      `json:"start"`
		End   int      `json:"end"`
		Loc   location `json:"loc"`
	}
	tokens := make([]token, len(t.Tokens))
	for i, k := range t.Tokens {
		tokens[i] = token{k.Kind.String(), t.Source.Text[k.From:k.To], int(k.From), int(k.To), location{placeOf(t.Source, k.From), placeOf(t.Source, k.To)}}
	}
	roots := make([]json.RawMessage, len(t.Roots))
	for i, n := range t.Roots {
		var b bytes.Buffer
		if err := n.marshal(&b, t.Source); err != nil {
			return nil, err
		}
		roots[i] = b.Bytes()
	}
	return json.Marshal(struct {
		File   string            `json:"file"`
		Tokens []token           `json:"tokens"`
		Trees  []json.RawMessage `json:"trees"`
	}{t.File, tokens, roots})
}

// marshal writes the node as an object whose members have the order of its fields.
func (n *Node) marshal(b *bytes.Buffer, src *syntax.Source) error {
	if n == nil {
		b.WriteString("null")
		return nil
	}
	fmt.Fprintf(b, `{"type":%q`, n.Type)
	if n.Span.To > n.Span.From || n.Type == "Program" {
		from, to := placeOf(src, n.Span.From), placeOf(src, n.Span.To)
		fmt.Fprintf(b, `,"start":%d,"end":%d,"loc":{"start":{"line":%d,"column":%d},"end":{"line":%d,"column":%d}}`,
			n.Span.From, n.Span.To, from.Line, from.Column, to.Line, to.Column)
	}
	if n.Place != "" {
		fmt.Fprintf(b, `,"place":%q`, n.Place)
	}
	for _, part := range []struct {
		name  string
		value any
		there bool
	}{{"frame", n.Frame, n.Frame != nil}, {"scopes", n.Scopes, n.Scopes != nil}} {
		if part.there {
			text, err := json.Marshal(part.value)
			if err != nil {
				return err
			}
			fmt.Fprintf(b, `,%q:%s`, part.name, text)
		}
	}
	for _, f := range n.Fields {
		fmt.Fprintf(b, ",%q:", f.Name)
		if err := f.marshal(b, src); err != nil {
			return err
		}
	}
	b.WriteByte('}')
	return nil
}

func (f *Field) marshal(b *bytes.Buffer, src *syntax.Source) error {
	switch v := f.Value.(type) {
	case *Node:
		return v.marshal(b, src)
	case []*Node:
		b.WriteByte('[')
		for i, n := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := n.marshal(b, src); err != nil {
				return err
			}
		}
		b.WriteByte(']')
		return nil
	case float64:
		if math.IsInf(v, 0) {
			b.WriteString(`"Infinity"`) // JSON has no number for 1e999
			return nil
		}
	}
	text, err := json.Marshal(f.Value)
	b.Write(text)
	return err
}
