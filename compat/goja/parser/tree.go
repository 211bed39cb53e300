package parser

import (
	"math/big"
	"sort"
	"strconv"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// tree makes the tree of package ast from one of Kiln's. What Kiln's tree does not keep,
// such as the places of brackets and the text of numbers, is in the tokens.
type tree struct {
	text   string
	base   int
	tokens []syntax.Token
	// match leads from each bracket to the other one of its pair, by index in tokens.
	match []int
	// replaced are the places of what stands for bytes that are not UTF-8.
	replaced []syntax.Pos
	// vars are the declarations by var of the function around.
	vars []*ast.VariableDeclaration
}

// newTree prepares the tree of a program that is the text of f.
func newTree(prog *syntax.Program, f *file.File) *tree {
	t := &tree{text: prog.Source.Text, base: f.Base(), tokens: syntax.Tokens(prog)}
	t.findReplaced(f.Source())
	t.match = make([]int, len(t.tokens))
	var open []int
	for i, tok := range t.tokens {
		if tok.Kind != syntax.TokenPunctuator || tok.To-tok.From != 1 {
			continue
		}
		switch t.text[tok.From] {
		case '(', '[', '{':
			open = append(open, i)
		case ')', ']', '}':
			j := open[len(open)-1]
			open = open[:len(open)-1]
			t.match[i], t.match[j] = j, i
		}
	}
	return t
}

// program is the tree of a script.
func (t *tree) program(prog *syntax.Program, f *file.File) *ast.Program {
	body := t.statements(prog.Body.Body)
	return &ast.Program{Body: body, DeclarationList: t.vars, File: f}
}

// findReplaced finds where the text that was parsed differs from what it was made of: one
// U+FFFD, of three bytes, stands for each byte that is not UTF-8.
func (t *tree) findReplaced(source string) {
	for i, j := 0, 0; len(source) != len(t.text) && i < len(source); i, j = i+1, j+1 {
		if source[i] != t.text[j] {
			t.replaced = append(t.replaced, syntax.Pos(j))
			j += len("\uFFFD") - 1
		}
	}
}

func (t *tree) idx(p syntax.Pos) file.Idx {
	n := sort.Search(len(t.replaced), func(i int) bool { return t.replaced[i] >= p })
	return file.Idx(t.base + int(p) - n*(len("\uFFFD")-1))
}

// at is the index of the first token that begins at p or behind it.
func (t *tree) at(p syntax.Pos) int {
	return sort.Search(len(t.tokens), func(i int) bool { return t.tokens[i].From >= p })
}

// from is where a token begins.
func (t *tree) from(token int) file.Idx { return t.idx(t.tokens[token].From) }

// word is the text of a token, "" behind the last.
func (t *tree) word(token int) string {
	if token >= len(t.tokens) {
		return ""
	}
	return t.text[t.tokens[token].From:t.tokens[token].To]
}

// brackets are the places of the pair of brackets that ends at p.
func (t *tree) brackets(p syntax.Pos) (left, right file.Idx) {
	return t.from(t.match[t.at(p-1)]), t.idx(p - 1)
}

func name(s string) unistring.String {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return unistring.NewFromRunes(codePoints(s))
		}
	}
	return unistring.String(s)
}

// codePoints are those of a text in WTF-8, in which halves of surrogate pairs are encoded
// like code points.
func codePoints(s string) []rune {
	var out []rune
	for {
		i := strings.IndexByte(s, 0xED)
		if i < 0 || i+2 >= len(s) {
			return append(out, []rune(s)...)
		}
		out = append(out, []rune(s[:i])...)
		if s[i+1] >= 0xA0 {
			out = append(out, 0xD000|rune(s[i+1]&0x3F)<<6|rune(s[i+2]&0x3F))
		} else {
			out = append(out, []rune(s[i:i+3])...)
		}
		s = s[i+3:]
	}
}

func (t *tree) identifier(p syntax.Pos, text string) *ast.Identifier {
	return &ast.Identifier{Name: name(text), Idx: t.idx(p)}
}

// number is the literal of a number, which is v.
func (t *tree) number(n syntax.Span, v float64) *ast.NumberLiteral {
	text := t.text[n.From:n.To]
	lit := &ast.NumberLiteral{Idx: t.idx(n.From), Literal: text, Value: v}
	if big, ok := bigInt(text); ok {
		lit.Value = big
	} else if i, err := strconv.ParseInt(text, 0, 64); err == nil {
		lit.Value = i
	}
	return lit
}

func bigInt(text string) (*big.Int, bool) {
	digits, ok := strings.CutSuffix(text, "n")
	if !ok {
		return nil, false
	}
	return new(big.Int).SetString(digits, 0)
}

func (t *tree) string(n syntax.Span, value string) *ast.StringLiteral {
	return &ast.StringLiteral{Idx: t.idx(n.From), Literal: t.text[n.From:n.To], Value: name(value)}
}

// key is the name of a property.
func (t *tree) key(k *syntax.Key) (key ast.Expression, computed bool) {
	switch k.Kind {
	case syntax.KeyComputed:
		return t.expression(k.Expr), true
	case syntax.KeyPrivate:
		return t.private(k.From, k.Name), false
	case syntax.KeyNumber:
		v, _ := strconv.ParseFloat(k.Name, 64)
		return t.number(k.Span, v), false
	}
	return t.string(k.Span, k.Name), false
}

func (t *tree) private(p syntax.Pos, text string) *ast.PrivateIdentifier {
	return &ast.PrivateIdentifier{Identifier: *t.identifier(p, strings.TrimPrefix(text, "#"))}
}
