package syntax

// TokenKind says what a Token is.
type TokenKind uint8

// The kinds of tokens.
const (
	TokenName TokenKind = iota
	TokenKeyword
	TokenPrivateName
	TokenPunctuator
	TokenNumber
	TokenBigInt
	TokenString
	TokenTemplate // a part of a template, with the ` ${ and } around it
	TokenRegExp
)

var tokenKindText = [...]string{
	TokenName: "name", TokenKeyword: "keyword", TokenPrivateName: "private name", TokenPunctuator: "punctuator",
	TokenNumber: "number", TokenBigInt: "bigint", TokenString: "string", TokenTemplate: "template", TokenRegExp: "regular expression",
}

// String returns the name of the kind.
func (k TokenKind) String() string { return tokenKindText[k] }

// Token is a piece of a text as the parser got it from the scanner.
type Token struct {
	Span
	Kind TokenKind
}

// Tokens returns the tokens of a program in order. The text is scanned once more, and
// the tree says where a slash begins a regular expression, so that a parse keeps nothing.
func Tokens(prog *Program) []Token {
	p := newParser(prog.Source, nil)
	p.module = prog.Module != nil
	expressions := regExpStarts(prog)
	var out []Token
	// Of each template around: how many braces are open in its expression.
	var braces []int
	p.skipHashbang()
	p.start()
	for p.tok.kind != tEOF {
		t := Token{Span: Span{From: p.tok.start}, Kind: kindOf(p.tok.kind)}
		last := len(braces) - 1
		switch k := p.tok.kind; {
		case expressions[t.From]:
			t.Kind = TokenRegExp
			p.scanRegExp()
		case k == tTemplate && !p.templateTail:
			braces = append(braces, 0)
		case k == tLBrace && last >= 0:
			braces[last]++
		case k == tRBrace && last >= 0 && braces[last] > 0:
			braces[last]--
		case k == tRBrace && last >= 0:
			t.Kind = TokenTemplate
			if p.scanTemplate(int(t.From) + 1); p.templateTail {
				braces = braces[:last]
			}
		}
		t.To = Pos(p.pos)
		out = append(out, t)
		p.next()
	}
	return out
}

func kindOf(k tokenKind) TokenKind {
	switch {
	case k.isKeyword():
		return TokenKeyword
	case k == tIdent:
		return TokenName
	case k == tPrivate:
		return TokenPrivateName
	case k == tNumber:
		return TokenNumber
	case k == tBigInt:
		return TokenBigInt
	case k == tString:
		return TokenString
	case k == tTemplate:
		return TokenTemplate
	}
	return TokenPunctuator
}

// regExpStarts returns where the regular expressions of a program begin.
func regExpStarts(prog *Program) map[Pos]bool {
	starts := map[Pos]bool{}
	var visit func(n Node)
	visit = func(n Node) {
		if r, ok := n.(*RegExpLit); ok {
			starts[r.From] = true
		}
		Children(n, visit)
	}
	for _, f := range prog.Funcs {
		for i := range f.Params {
			if t := f.Params[i].Target; t != nil {
				visit(t)
			}
			if d := f.Params[i].Default; d != nil {
				visit(d)
			}
		}
		for _, s := range f.Body {
			visit(s)
		}
		if f.Expr != nil {
			visit(f.Expr)
		}
	}
	return starts
}
