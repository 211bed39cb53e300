package syntax

// beginLoop counts a loop whose statement is s and makes it the target of
// break and continue; labels are those directly before it.
func (p *parser) beginLoop(s Stmt, l *Loop, labels []string) {
	f := p.fn
	l.LoopID, l.Labels = f.info.NumLoops, labels
	f.info.NumLoops++
	for i := len(f.labels) - len(labels); i < len(f.labels); i++ {
		f.labels[i].loop = s
	}
	f.breaks = add(p, f.breaks, s)
	f.continues = add(p, f.continues, s)
	f.loops++
}

func (p *parser) endLoop() {
	f := p.fn
	f.loops--
	f.breaks = f.breaks[:len(f.breaks)-1]
	f.continues = f.continues[:len(f.continues)-1]
}

func (p *parser) parseWhile(start Pos, labels []string) Stmt {
	n := own(p, WhileStmt{})
	p.next()
	p.beginLoop(n, &n.Loop, labels)
	p.expect(tLParen)
	n.Test = p.parseFullExpression()
	p.expect(tRParen)
	n.Body = p.parseLoopBody(start)
	p.endLoop()
	n.Span = Span{start, p.prevEnd}
	return n
}

func (p *parser) parseDoWhile(start Pos, labels []string) Stmt {
	n := own(p, DoWhileStmt{})
	p.next()
	p.beginLoop(n, &n.Loop, labels)
	n.Body = p.parseLoopBody(start)
	p.expect(tWhile)
	p.expect(tLParen)
	n.Test = p.parseFullExpression()
	p.expect(tRParen)
	p.eat(tSemi)
	p.endLoop()
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseFor parses the four kinds of for (sec-for-statement and sec-for-in-and-for-of-statements).
func (p *parser) parseFor(start Pos, labels []string) Stmt {
	p.next()
	await := false
	if p.tok.kind == tIdent && p.tok.atom == atomAwait && p.fn.asyncish {
		if p.tok.escaped {
			p.unexpected()
		}
		await = true
		p.noteAwait()
		p.lastYieldAwait = p.tok.start + 1
		p.next()
	}
	temps := p.fn.temps
	p.pushBlock(nil)
	p.block.kind = ScopeLoop
	h := forHead{start: start, labels: labels, await: await}
	p.expect(tLParen)
	s := p.parseForHead(&h)
	p.fn.temps = temps
	return s
}

// forHead is what is known of a for statement while its head is parsed.
type forHead struct {
	start  Pos
	labels []string
	await  bool
	decl   *VarDecl // nil for an expression
	init   Expr     // expression, which may be a pattern
	isLet  bool     // init begins with the plain word let
	isWord bool     // init is the plain word async
	covers int
}

func (p *parser) parseForHead(h *forHead) Stmt {
	first := p.tok
	h.covers = p.covers
	kind, isDecl := p.forDeclaration()
	p.noIn = true
	p.fn.loops++ // the target of a for-in or for-of is evaluated in each turn
	switch {
	case first.kind == tSemi:
	case isDecl:
		if kind == VarAwaitUsing {
			p.next()
		}
		p.next()
		h.decl = p.parseDeclarators(first.start, kind, true)
	default:
		plain := first.kind == tIdent && !first.escaped
		h.isLet = plain && first.atom == atomLet
		h.isWord = plain && first.atom == atomAsync && int(first.start)+len("async") == p.pos
		h.init = p.parseExpression()
		if id, ok := h.init.(*Ident); !ok || id.Flags&refParen != 0 {
			h.isWord = false
		}
	}
	p.noIn = false
	p.fn.loops--
	if h.decl != nil || h.init != nil {
		switch {
		case p.isWord(atomOf):
			return p.parseForOf(h)
		case p.tok.kind == tIn && !h.await:
			return p.parseForIn(h)
		}
	}
	if h.await {
		if h.decl != nil && p.tok.kind != tEOF {
			p.fail(h.decl.From, "Invalid left-hand side in for-await-of loop: Must have a single binding.")
		}
		p.unexpected()
	}
	p.checkCovers(h.covers)
	return p.parseForRest(h)
}

// forDeclaration reports whether the head of a for begins with a declaration, and of which kind.
func (p *parser) forDeclaration() (VarKind, bool) {
	t := &p.tok
	switch {
	case t.kind == tVar:
		return VarVar, true
	case t.kind == tConst:
		return VarConst, true
	case t.kind != tIdent || t.escaped:
	case t.atom == atomLet:
		switch n := p.peek(); n.kind {
		case tLBrack, tLBrace:
			return VarLet, true
		case tIdent:
			// `for (let of …)` is wrong unless it declares a variable named of.
			return VarLet, true
		}
	case t.atom == atomUsing:
		return VarUsing, p.beginsForUsing()
	case t.atom == atomAwait && p.fn.asyncish:
		s := p.save()
		p.next()
		yes := p.isWord(atomUsing) && !p.tok.newline && p.beginsUsing()
		p.restore(s)
		return VarAwaitUsing, yes
	}
	return VarVar, false
}

// beginsForUsing reports whether `using` begins a declaration in the head of a
// for; `using of` does only when `of` is initialised.
func (p *parser) beginsForUsing() bool {
	if !p.beginsUsing() {
		return false
	}
	s := p.save()
	p.next()
	yes := !p.isWord(atomOf)
	if !yes {
		switch p.peek().kind {
		case tAssign, tSemi, tComma, tColon:
			yes = true
		}
	}
	p.restore(s)
	return yes
}

// parseForRest parses a for with three parts from its first semicolon on.
func (p *parser) parseForRest(h *forHead) Stmt {
	n := own(p, ForStmt{})
	switch {
	case h.decl != nil:
		p.checkForDecl(h.decl)
		n.Init = h.decl
	case h.init != nil:
		n.Init = own(p, ExprStmt{Span{h.init.Pos(), p.prevEnd}, h.init})
	}
	p.beginLoop(n, &n.Loop, h.labels)
	p.expect(tSemi)
	if p.tok.kind != tSemi {
		n.Test = p.parseFullExpression()
	}
	p.expect(tSemi)
	if p.tok.kind != tRParen {
		n.Update = p.parseFullExpression()
	}
	p.expect(tRParen)
	n.Body = p.parseLoopBody(h.start)
	p.endLoop()
	n.Scope = p.endLoopScope()
	if n.Scope != nil && h.decl.Kind == VarLet {
		n.Scope.loop = n
	}
	n.Span = Span{h.start, p.prevEnd}
	return n
}

// endLoopScope ends the region of a loop; one instance of its environment
// lasts for one turn.
func (p *parser) endLoopScope() *Scope {
	s := p.endBlockScope()
	if s != nil {
		s.envLoops = s.loops + 1
	}
	return s
}

// checkForDecl checks the initialisers of the head of a for with three parts.
func (p *parser) checkForDecl(decl *VarDecl) {
	for _, d := range decl.Decls {
		if d.Init != nil {
			continue
		}
		_, isName := d.Target.(*Ident)
		switch {
		case decl.Kind >= VarConst:
			p.failf(d.Target.End(), "Missing initializer in %s declaration", [...]string{"const", "using", "await using"}[decl.Kind-VarConst])
		case !isName:
			p.fail(d.Target.End(), "Missing initializer in destructuring declaration")
		case decl.Kind == VarVar:
			d.Target.(*Ident).Flags &^= RefWrite
		}
	}
}

// forTarget returns the target of a for-in or for-of.
func (p *parser) forTarget(h *forHead, kind string) Pattern {
	if h.decl == nil {
		t := p.toTarget(h.init)
		p.checkCovers(h.covers)
		return t
	}
	if len(h.decl.Decls) != 1 {
		p.failf(h.decl.From, "Invalid left-hand side in %s loop: Must have a single binding.", kind)
	}
	d := h.decl.Decls[0]
	if d.Init != nil {
		_, isName := d.Target.(*Ident)
		if kind != "for-in" || p.strict || h.decl.Kind != VarVar || !isName {
			p.failf(h.decl.From, "%s loop variable declaration may not have an initializer.", kind)
		}
	}
	return d.Target
}

// parseForIn parses a for-in from the word `in` on.
func (p *parser) parseForIn(h *forHead) Stmt {
	if h.decl != nil && h.decl.Kind >= VarUsing {
		p.fail(h.decl.From, "Invalid left-hand side in for-in loop: using declarations are not allowed")
	}
	n := own(p, ForInStmt{Decl: h.decl, Target: p.forTarget(h, "for-in")})
	p.next()
	head := p.openHead(h.decl)
	n.X = p.parseFullExpression()
	n.HeadScope = p.closeHead(head)
	p.expect(tRParen)
	p.tempAt(&n.Temp, 2)
	p.beginLoop(n, &n.Loop, h.labels)
	n.Body = p.parseLoopBody(h.start)
	p.endLoop()
	n.Scope = p.endLoopScope()
	n.Span = Span{h.start, p.prevEnd}
	return n
}

// parseForOf parses a for-of from the word `of` on.
func (p *parser) parseForOf(h *forHead) Stmt {
	switch {
	case h.isLet && h.decl == nil:
		p.fail(h.init.Pos(), "The left-hand side of a for-of loop may not be 'let'.")
	case h.isWord && h.init != nil && !h.await:
		p.fail(h.init.Pos(), "The left-hand side of a for-of loop may not be 'async'.")
	}
	kind := "for-of"
	if h.await {
		kind = "for-await-of"
	}
	n := own(p, ForOfStmt{Decl: h.decl, Await: h.await, Target: p.forTarget(h, kind)})
	p.next()
	head := p.openHead(h.decl)
	n.X = p.parseValue()
	n.HeadScope = p.closeHead(head)
	p.expect(tRParen)
	p.tempAt(&n.Temp, 3)
	p.beginLoop(n, &n.Loop, h.labels)
	n.Body = p.parseLoopBody(h.start)
	p.endLoop()
	n.Scope = p.endLoopScope()
	n.Span = Span{h.start, p.prevEnd}
	return n
}

// openHead opens the scope in which the expression of a for-in or for-of is
// evaluated: the names that the loop declares are there, but never initialised.
func (p *parser) openHead(decl *VarDecl) *Scope {
	if decl == nil || decl.Kind == VarVar {
		return nil
	}
	loop := p.blockScope()
	s := p.openScope(ScopeHead, p.mark())
	for b := loop.firstBinding; b != nil; b = b.next {
		h := p.bind(s, b.atom, BindLet)
		h.mayTDZ, h.initEnd = true, ^Pos(0)
	}
	return s
}

// closeHead closes the scope that openHead opened. The variables of the loop
// are initialised from here on.
func (p *parser) closeHead(s *Scope) *Scope {
	if s == nil {
		return nil
	}
	loop := p.block.scope
	p.closeScope(loop, len(p.annexB))
	initialised(loop, nil, p.prevEnd)
	return s
}

// parseLoopBody parses the body of the loop at a place.
func (p *parser) parseLoopBody(loop Pos) Stmt {
	body := p.parseStatement(inSingle)
	if p.counts != nil {
		return p.countTurns(body, loop)
	}
	return body
}
