package syntax

// parseCallTail parses the members, calls and templates that follow x
// (sec-left-hand-side-expressions).
func (p *parser) parseCallTail(x Expr, start Pos) Expr {
	chain := false // in an optional chain
	for {
		switch p.tok.kind {
		case tDot:
			x = p.parseDot(x, start, false)
		case tOptChain:
			chain = true
			x = p.parseOptionalLink(x, start)
		case tLBrack:
			p.next()
			x = p.parseIndex(x, start, false)
		case tLParen:
			x = p.parseCall(x, start, false)
		case tTemplate:
			if chain {
				p.fail(p.tok.start, "Invalid tagged template on optional chain")
			}
			x = p.parseTagged(x, start)
		default:
			if chain {
				return own(p, OptionalChain{Span{start, p.prevEnd}, x})
			}
			return x
		}
		p.link()
	}
}

// parseDot parses `.name` or `.#name`; the current token is before the name.
func (p *parser) parseDot(x Expr, start Pos, optional bool) Expr {
	p.nextName()
	if p.tok.kind == tPrivate {
		n := own(p, PrivateMember{Object: x, Name: p.tok.str, Optional: optional})
		n.Private.Span = Span{p.tok.start, Pos(p.pos)}
		p.use(&n.Private, p.tok.atom)
		p.next()
		n.Span = Span{start, p.prevEnd}
		return n
	}
	n := p.a.members.alloc()
	n.Object, n.Name, n.Optional = x, p.tok.str, optional
	switch {
	case n.Name == "length":
		p.readsArguments(x, true)
	case n.Name == "arguments" && !p.strict:
		// f.arguments may be asked for by f itself, which has to keep them then.
		p.use(own(p, Use{}), atomArgumentsObject)
	}
	p.next()
	n.Span = Span{start, p.prevEnd}
	return n
}

// nextName moves past the current token to an IdentifierName, which it does
// not intern, or a private name.
func (p *parser) nextName() {
	i := p.pos
	for i < len(p.src) && (p.src[i] == ' ' || p.src[i] == '\n' || p.src[i] == '\t') {
		i++
	}
	if i < len(p.src) && idPart[p.src[i]] && (p.src[i] < '0' || p.src[i] > '9') {
		start := i
		for i++; i < len(p.src) && idPart[p.src[i]]; i++ {
		}
		if i == len(p.src) || p.src[i] < 0x80 && p.src[i] != '\\' {
			p.prevEnd = Pos(p.pos)
			p.tok.kind, p.tok.start, p.tok.str = tIdent, Pos(start), p.src[start:i]
			p.pos = i
			return
		}
	}
	p.next()
	if p.tok.kind != tIdent && p.tok.kind != tPrivate && !p.tok.kind.isKeyword() {
		p.wanted("a property name")
	}
}

// parseIndex parses what follows `[`.
func (p *parser) parseIndex(x Expr, start Pos, optional bool) Expr {
	index := p.parseFullExpression()
	p.expect(tRBrack)
	p.readsArguments(x, true)
	n := p.a.indexes.alloc()
	n.Span, n.Object, n.Index, n.Optional = Span{start, p.prevEnd}, x, index, optional
	return n
}

// parseOptionalLink parses `?.` with what follows it (sec-optional-chains).
func (p *parser) parseOptionalLink(x Expr, start Pos) Expr {
	switch c := p.peekByte(); c {
	case '(':
		p.next()
		return p.parseCall(x, start, true)
	case '[':
		p.next()
		p.next()
		return p.parseIndex(x, start, true)
	case '`':
		p.fail(p.tok.start, "Invalid tagged template on optional chain")
	}
	return p.parseDot(x, start, true)
}

// peekByte returns the first byte of the next token.
func (p *parser) peekByte() byte {
	if c := p.at(p.pos); c > ' ' && c < 0x80 && c != '/' {
		return c
	}
	return p.at(int(p.peek().start))
}

// readsArguments notes whether x, when it is the name arguments, is an object of
// which a property is only read.
func (p *parser) readsArguments(x Expr, only bool) {
	if id, ok := x.(*Ident); ok && p.nameOf(id) == atomArguments {
		if only {
			id.Flags |= refRead
		} else {
			id.Flags &^= refRead
		}
	}
}

// exposes notes that the object of a member x gets out of hand: as a receiver,
// or because the member is changed.
func (p *parser) exposes(x Expr) {
	switch x := x.(type) {
	case *MemberExpr:
		p.readsArguments(x.Object, false)
	case *IndexExpr:
		p.readsArguments(x.Object, false)
	}
}

// parseCall parses Arguments after a callee.
func (p *parser) parseCall(callee Expr, start Pos, optional bool) Expr {
	p.exposes(callee)
	base := len(p.exprs)
	covers, noIn := p.covers, p.noIn
	p.noIn = false
	p.next()
	p.parseArgumentList()
	p.noIn = noIn
	p.checkCovers(covers)
	n := p.a.calls.alloc()
	n.HasSpread = hasSpread(p.exprs[base:])
	n.Callee, n.Args, n.Optional = callee, p.exprList(base), optional
	n.Span = Span{start, p.prevEnd}
	if id, ok := callee.(*Ident); ok && p.nameOf(id) == atomEval && !optional {
		e := own(p, EvalSite{Strict: p.strict, Heritage: p.heritage})
		e.Span = id.Span
		p.use(&e.Use, atomDirectEval)
		n.Eval = e
		p.sites = add(p, p.sites, e)
	}
	return n
}

// parseArgumentList parses arguments up to and including `)` onto the stack of
// expressions. It reports whether the last one was followed by a comma.
func (p *parser) parseArgumentList() (comma bool) {
	for p.tok.kind != tRParen {
		var x Expr
		if p.tok.kind == tEllipsis {
			x = p.parseSpread()
		} else {
			x = p.parseAssign()
		}
		push(p, &p.exprs, x)
		comma = p.tok.kind == tComma
		if !comma {
			break
		}
		p.next()
	}
	if p.tok.kind != tRParen {
		if p.tok.kind == tEOF {
			p.wanted("',' or ')'")
		}
		p.missing("missing ) after argument list", "',' or ')'")
	}
	p.next()
	return comma
}

func hasSpread(args []Expr) bool {
	for _, x := range args {
		if _, ok := x.(*SpreadElement); ok {
			return true
		}
	}
	return false
}

// parseTagged parses a template after its tag (sec-tagged-templates).
func (p *parser) parseTagged(tag Expr, start Pos) Expr {
	p.exposes(tag)
	n := own(p, TaggedTemplate{Tag: tag, Site: p.fn.info.NumSites})
	p.fn.info.NumSites++
	p.tagged = add(p, p.tagged, n)
	n.Quasi = p.parseTemplate(true)
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseTemplate parses TemplateLiteral (sec-template-literals); the current
// token is its first part.
func (p *parser) parseTemplate(tagged bool) *TemplateLit {
	n := own(p, TemplateLit{})
	start, base := p.tok.start, len(p.exprs)
	for {
		if !p.element.Valid && !tagged {
			p.failEscape(p.badEscape)
		}
		n.Quasis = add(p, n.Quasis, p.element)
		if p.templateTail {
			break
		}
		p.next()
		x := p.parseFullExpression()
		push(p, &p.exprs, x)
		if p.tok.kind != tRBrace {
			if p.tok.kind == tEOF {
				p.fail(p.tok.start, "Unterminated template literal")
			}
			p.wanted(tRBrace.text())
		}
		p.scanTemplate(int(p.tok.start) + 1)
	}
	p.next()
	n.Exprs = p.exprList(base)
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseNew parses `new` (sec-new-operator) and `new.target`.
func (p *parser) parseNew() Expr {
	start := p.tok.start
	h := p.enter()
	p.next()
	if p.tok.kind == tDot {
		p.leave(h)
		return p.parseNewTarget(start)
	}
	calleeStart := p.tok.start
	var callee Expr
	switch p.tok.kind {
	case tNew:
		callee = p.parseNew()
	case tImport:
		callee = p.parseImportExpr()
		if _, ok := callee.(*ImportMeta); !ok {
			p.fail(calleeStart, "Cannot use new with import")
		}
	default:
		callee = p.parsePrimary()
	}
	callee = p.parseMemberTail(callee, calleeStart)
	if p.tok.kind == tOptChain {
		p.fail(p.tok.start, "Invalid optional chain from new expression")
	}
	n := p.a.news.alloc()
	n.Callee = callee
	if p.tok.kind == tLParen {
		base, covers, noIn := len(p.exprs), p.covers, p.noIn
		p.noIn = false
		p.next()
		p.parseArgumentList()
		p.noIn = noIn
		p.checkCovers(covers)
		n.HasSpread = hasSpread(p.exprs[base:])
		n.Args = p.exprList(base)
	}
	n.Span = Span{start, p.prevEnd}
	p.leave(h)
	return n
}

// parseMemberTail is parseCallTail without calls and optional chains.
func (p *parser) parseMemberTail(x Expr, start Pos) Expr {
	for {
		switch p.tok.kind {
		case tDot:
			x = p.parseDot(x, start, false)
		case tLBrack:
			p.next()
			x = p.parseIndex(x, start, false)
		case tTemplate:
			x = p.parseTagged(x, start)
		default:
			return x
		}
		p.link()
	}
}

// parseNewTarget parses `.target` after `new` (sec-new-operator).
func (p *parser) parseNewTarget(start Pos) Expr {
	p.next()
	if !p.isWord(atomTarget) {
		p.wanted("'target'")
	}
	p.next()
	if !p.fn.canNewT {
		p.fail(start, "new.target expression is not allowed here")
	}
	n := own(p, NewTarget{})
	n.Span = Span{start, p.prevEnd}
	p.use(&n.Use, atomNewTarget)
	return n
}

// parseSuper parses `super.name`, `super[index]` and `super(…)` (sec-super-keyword).
func (p *parser) parseSuper() Expr {
	start := p.tok.start
	span := Span{start, Pos(p.pos)}
	p.next()
	switch p.tok.kind {
	case tDot:
		if !p.fn.canSuper {
			break
		}
		p.nextName()
		if p.tok.kind == tPrivate {
			p.fail(p.tok.start, "Unexpected private field")
		}
		n := own(p, SuperMember{Name: p.tok.str})
		p.next()
		n.Span = Span{start, p.prevEnd}
		p.superUses(&n.Home, &n.This, span)
		return n
	case tLBrack:
		if !p.fn.canSuper {
			break
		}
		p.next()
		n := own(p, SuperIndex{})
		n.Index = p.parseFullExpression()
		p.expect(tRBrack)
		n.Span = Span{start, p.prevEnd}
		p.superUses(&n.Home, &n.This, span)
		return n
	case tLParen:
		if !p.fn.canCall {
			break
		}
		n := own(p, SuperCall{})
		base, covers, noIn := len(p.exprs), p.covers, p.noIn
		p.noIn = false
		p.next()
		p.parseArgumentList()
		p.noIn = noIn
		p.checkCovers(covers)
		n.HasSpread = hasSpread(p.exprs[base:])
		n.Args = p.exprList(base)
		n.Span = Span{start, p.prevEnd}
		p.superUses(&n.Callee, &n.This, span)
		n.This.Flags |= RefInit
		n.Target.Span = span
		p.use(&n.Target, atomNewTarget)
		return n
	}
	p.fail(start, "'super' keyword unexpected here")
	return nil
}

func (p *parser) superUses(home, this *Use, span Span) {
	home.Span, this.Span = span, span
	p.use(home, atomCallee)
	p.use(this, atomThis)
}

// parseImportExpr parses `import.meta`, `import(…)`, `import.defer(…)` and
// `import.source(…)` (sec-import-calls).
func (p *parser) parseImportExpr() Expr {
	start := p.tok.start
	p.next()
	phase := PhaseEvaluation
	if p.eat(tDot) {
		switch {
		case p.isWord(atomMeta):
			if !p.module {
				p.fail(start, "Cannot use 'import.meta' outside a module")
			}
			p.next()
			return own(p, ImportMeta{Span{start, p.prevEnd}})
		case p.isWord(atomDefer):
			phase = PhaseDefer
		case p.isWord(atomSource):
			phase = PhaseSource
		default:
			p.unexpected()
		}
		p.next()
	}
	if p.tok.kind != tLParen && !p.module && phase == PhaseEvaluation {
		p.fail(start, "Cannot use import statement outside a module")
	}
	p.expect(tLParen)
	n := own(p, ImportCall{Phase: phase})
	if p.tok.kind == tRParen {
		p.fail(p.tok.start, "import() requires a specifier")
	}
	n.Specifier = p.parseValue()
	if p.eat(tComma) && p.tok.kind != tRParen && phase != PhaseSource {
		n.Options = p.parseValue()
		p.eat(tComma)
	}
	p.expect(tRParen)
	n.Span = Span{start, p.prevEnd}
	return n
}
