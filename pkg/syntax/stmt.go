package syntax

// stmtContext says where a statement stands.
type stmtContext uint8

const (
	inList   stmtContext = iota // statement list: declarations are allowed
	inSingle                    // body of a loop or with
	inIf                        // branch of an if: sloppy code may declare a function
	inLabel                     // labelled in a list: the same
)

// parseStatements parses StatementList (or a body, module or script) up to the
// token end, which stays current.
func (p *parser) parseStatements(end tokenKind) []Stmt {
	base := len(p.stmts)
	for p.tok.kind != end {
		if p.tok.kind == tEOF {
			p.wanted(end.text())
		}
		p.pushStatement(p.parseStatement(inList))
	}
	return p.stmtList(base)
}

// pushStatement adds a statement to the list that is being parsed.
func (p *parser) pushStatement(s Stmt) {
	if p.counts != nil {
		if counter := p.counted(s); counter != nil {
			push(p, &p.stmts, counter)
		}
	}
	push(p, &p.stmts, s)
}

// parseStatement parses Statement or, in a list, StatementListItem
// (sec-ecmascript-language-statements-and-declarations).
func (p *parser) parseStatement(ctx stmtContext) Stmt {
	h := p.enter()
	labels := p.pending
	p.pending = nil
	start := p.tok.start
	var s Stmt
	switch p.tok.kind {
	case tIdent:
		if p.tok.atom <= atomUsing {
			if s = p.parseWordStatement(start, ctx); s != nil {
				break
			}
		}
		s = p.parseExpressionStatement(start, ctx, labels)
	case tLBrace:
		s = p.parseBlock()
	case tVar:
		s = p.parseVarStatement(start)
	case tIf:
		s = p.parseIf(start)
	case tReturn:
		s = p.parseReturn(start)
	case tFor:
		s = p.parseFor(start, labels)
	case tWhile:
		s = p.parseWhile(start, labels)
	case tDo:
		s = p.parseDoWhile(start, labels)
	case tBreak:
		s = p.parseBreak(start)
	case tContinue:
		s = p.parseContinue(start)
	case tThrow:
		s = p.parseThrow(start)
	case tTry:
		s = p.parseTry(start)
	case tSwitch:
		s = p.parseSwitch(start)
	case tWith:
		s = p.parseWith(start)
	case tSemi:
		p.next()
		s = own(p, EmptyStmt{Span: Span{start, p.prevEnd}})
	case tDebugger:
		p.next()
		p.semicolon()
		s = own(p, DebuggerStmt{Span{start, p.prevEnd}})
	case tFunction:
		s = p.parseFunctionStatement(start, ctx)
	case tConst, tClass, tAt:
		s = p.parseDeclaration(start, ctx)
	case tImport:
		if c := p.peekByte(); c == '(' || c == '.' {
			s = p.parseExpressionStatement(start, ctx, labels)
		} else {
			s = p.parseModuleItem(ctx)
		}
	case tExport:
		s = p.parseModuleItem(ctx)
	default:
		s = p.parseExpressionStatement(start, ctx, labels)
	}
	p.leave(h)
	if p.counts != nil && (ctx == inSingle || ctx == inIf) {
		return p.countSingle(s)
	}
	return s
}

// parseDeclaration parses a declaration by const or class, which only a list allows.
func (p *parser) parseDeclaration(start Pos, ctx stmtContext) Stmt {
	if p.tok.kind == tConst {
		p.onlyInList(ctx)
		return p.parseLexical(start, VarConst)
	}
	if ctx != inList {
		p.unexpected()
	}
	decorators := p.parseDecorators()
	if decorators != nil && p.tok.kind == tExport {
		return p.parseExport(decorators, start)
	}
	return p.parseClassDecl(start, decorators, false)
}

func (p *parser) onlyInList(ctx stmtContext) {
	if ctx != inList {
		p.fail(p.tok.start, "Lexical declaration cannot appear in a single-statement context")
	}
}

// parseWordStatement parses a declaration that begins with let, using, await
// or async. It returns nil if the words begin an expression.
func (p *parser) parseWordStatement(start Pos, ctx stmtContext) Stmt {
	if p.tok.escaped {
		return nil
	}
	switch p.tok.atom {
	case atomLet:
		if p.beginsLet(ctx) {
			p.onlyInList(ctx)
			return p.parseLexical(start, VarLet)
		}
	case atomUsing:
		if p.beginsUsing() {
			p.onlyInList(ctx)
			return p.parseUsing(start, VarUsing)
		}
	case atomAwait:
		if p.fn.asyncish && p.beginsAwaitUsing() {
			p.onlyInList(ctx)
			return p.parseUsing(start, VarAwaitUsing)
		}
	case atomAsync:
		if t := p.peek(); t.kind == tFunction && !t.newline {
			if ctx != inList {
				p.fail(start, "Async functions can only be declared at the top level or inside a block.")
			}
			p.next()
			return p.parseFunctionDecl(start, true, false)
		}
	}
	return nil
}

// beginsLet reports whether the word let begins a declaration.
func (p *parser) beginsLet(ctx stmtContext) bool {
	t := p.peek()
	switch t.kind {
	case tLBrack:
		return true
	case tLBrace, tIdent:
		return ctx == inList || !t.newline
	case tEOF, tIn, tInstanceof:
		return false
	}
	// A keyword cannot follow either way; as a declaration it is reported better.
	return t.kind.isKeyword() && !t.newline && ctx == inList
}

// beginsUsing reports whether the word using begins a declaration.
func (p *parser) beginsUsing() bool {
	t := p.peek()
	return t.kind == tIdent && !t.newline
}

// beginsAwaitUsing reports whether the word await begins `await using name`.
func (p *parser) beginsAwaitUsing() bool {
	s := p.save()
	p.next()
	yes := p.isWord(atomUsing) && !p.tok.newline && p.beginsUsing()
	p.restore(s)
	return yes
}

// parseUsing parses UsingDeclaration or AwaitUsingDeclaration.
func (p *parser) parseUsing(start Pos, kind VarKind) Stmt {
	p.checkUsingPlace()
	if kind == VarAwaitUsing {
		p.next()
	}
	return p.parseLexical(start, kind)
}

// checkUsingPlace fails where a using declaration may not stand: directly in a
// script or in a clause of a switch.
func (p *parser) checkUsingPlace() {
	s := p.block.scope
	if p.block.isSwitch || s != nil && (s.Kind == ScopeScript || s.Kind == ScopeEval) {
		p.fail(p.tok.start, "Using declaration cannot appear in this context")
	}
}

// parseLexical parses a declaration by let, const or using with its end.
func (p *parser) parseLexical(start Pos, kind VarKind) Stmt {
	p.next()
	n := p.parseDeclarators(start, kind, false)
	p.semicolon()
	n.To = p.prevEnd
	return n
}

func (p *parser) parseVarStatement(start Pos) Stmt {
	p.next()
	n := p.parseDeclarators(start, VarVar, false)
	p.semicolon()
	n.To = p.prevEnd
	return n
}

var bindKinds = [...]bindKind{VarVar: bindVar, VarLet: bindLet, VarConst: bindConst, VarUsing: bindUsing, VarAwaitUsing: bindUsing}

// parseDeclarators parses a list of declarators. In the head of a for loop the
// initialisers that const and patterns need are checked by the caller.
func (p *parser) parseDeclarators(start Pos, kind VarKind, head bool) *VarDecl {
	base := len(p.decls)
	bk := bindKinds[kind]
	if kind >= VarUsing {
		p.useDisposal(kind)
	}
	for {
		last := p.lastDeclared()
		var d Declarator
		if kind >= VarUsing {
			d.Target = p.parseBindingIdent(bk)
		} else {
			d.Target = p.parseBinding(bk)
		}
		id, _ := d.Target.(*Ident)
		switch {
		case p.tok.kind == tAssign:
			p.next()
			covers := p.covers
			d.Init = p.parseAssign()
			p.checkCovers(covers)
			if id != nil {
				nameFunction(d.Init, id.Name)
			}
			nameSource(d.Target, d.Init)
		case head:
		case kind >= VarConst:
			p.missing("Missing initializer in "+[...]string{"const", "using", "await using"}[kind-VarConst]+" declaration", "'='")
		case id == nil:
			p.missing("Missing initializer in destructuring declaration", "'='")
		}
		if kind != VarVar {
			initialised(p.block.scope, last, p.prevEnd)
		} else if d.Init == nil && id != nil && !head {
			id.Flags &^= RefWrite
		}
		push(p, &p.decls, d)
		if p.tok.kind != tComma {
			break
		}
		p.next()
	}
	n := p.a.vars.alloc()
	n.Kind, n.Decls = kind, ownList(p, &p.a.declLists, p.decls[base:])
	clear(p.decls[base:])
	p.decls = p.decls[:base]
	n.Span = Span{start, p.prevEnd}
	return n
}

// useDisposal prepares the scope of the current region for using.
func (p *parser) useDisposal(kind VarKind) {
	s := p.blockScope()
	if !s.HasUsing {
		s.HasUsing = true
		p.tempAt(&s.UsingTemp, UsingTempSize)
	}
	if kind == VarAwaitUsing {
		s.HasAwaitUsing = true
		p.lastYieldAwait = p.tok.start + 1
		p.noteAwait()
	}
}

// parseFunctionStatement parses a function declaration where the context allows one.
func (p *parser) parseFunctionStatement(start Pos, ctx stmtContext) Stmt {
	if ctx == inList {
		return p.parseFunctionDecl(start, false, false)
	}
	if p.strict {
		p.fail(start, "In strict mode code, functions can only be declared at top level or inside a block.")
	}
	if ctx == inSingle || p.peekByte() == '*' {
		p.fail(start, "In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement.")
	}
	if ctx == inLabel {
		return p.parseFunctionDecl(start, false, false)
	}
	p.pushBlock(nil)
	d := p.parseFunctionDecl(start, false, false)
	n := p.a.blocks.alloc()
	n.Span, n.Body = d.Span, []Stmt{d}
	n.Scope = p.endBlockScope()
	return n
}

// endBlockScope ends the current region and returns its scope.
func (p *parser) endBlockScope() *Scope {
	if s := p.block.scope; s != nil {
		s.FuncDecls = lastFuncDecls(s.FuncDecls)
	}
	return p.popBlock(true)
}

// parseBlock parses Block (sec-block).
func (p *parser) parseBlock() *Block {
	if p.tok.kind != tLBrace {
		p.wanted(tLBrace.text())
	}
	n := p.a.blocks.alloc()
	n.From = p.tok.start
	p.pushBlock(nil)
	p.next()
	n.Body = p.parseStatements(tRBrace)
	n.Scope = p.endBlockScope()
	p.next()
	n.To = p.prevEnd
	return n
}

// parseExpressionStatement parses ExpressionStatement or LabelledStatement.
func (p *parser) parseExpressionStatement(start Pos, ctx stmtContext, labels []string) Stmt {
	word := p.tok
	covers := p.covers
	x := p.parseExpression()
	p.checkCovers(covers)
	if p.tok.kind == tColon && word.kind == tIdent {
		if id, ok := x.(*Ident); ok && id.Flags&refParen == 0 {
			a := p.nameOf(id)
			id.Index, id.Flags = 0, 0 // not a use after all
			return p.parseLabeled(id, a, ctx, labels)
		}
	}
	p.semicolon()
	n := p.a.exprStmts.alloc()
	n.Span, n.X = Span{start, p.prevEnd}, x
	return n
}

// parseLabeled parses LabelledStatement after its label (sec-labelled-statements).
func (p *parser) parseLabeled(id *Ident, a atom, ctx stmtContext, labels []string) Stmt {
	p.next()
	f := p.fn
	if p.findLabel(a) != nil {
		p.failf(id.From, "Label '%s' has already been declared", id.Name)
	}
	n := own(p, LabeledStmt{Label: id.Name})
	e := &p.atoms.entries[a]
	f.labels = add(p, f.labels, label{name: id.Name, atom: a, old: e.label, stmt: n})
	e.label = uint32(len(f.labels))
	p.pending = add(p, labels, id.Name)
	switch ctx {
	case inList:
		ctx = inLabel
	case inIf:
		ctx = inSingle
	}
	n.Body = p.parseStatement(ctx)
	last := len(f.labels) - 1
	p.atoms.entries[a].label = f.labels[last].old
	f.labels = f.labels[:last]
	n.Span = Span{id.From, p.prevEnd}
	return n
}

func (p *parser) parseIf(start Pos) Stmt {
	p.next()
	n := p.a.ifs.alloc()
	p.expect(tLParen)
	n.Test = p.parseFullExpression()
	p.expect(tRParen)
	n.Then = p.parseStatement(inIf)
	if p.eat(tElse) {
		n.Else = p.parseStatement(inIf)
	}
	n.Span = Span{start, p.prevEnd}
	return n
}

func (p *parser) parseReturn(start Pos) Stmt {
	info := p.fn.info
	switch info.Kind {
	case FuncScript, FuncModule, FuncEval, FuncClassFields, FuncClassStatic:
		p.fail(start, "Illegal return statement")
	}
	n := p.a.returns.alloc()
	p.next()
	if p.tok.kind != tSemi && p.tok.kind != tRBrace && p.tok.kind != tEOF && !p.tok.newline {
		n.X = p.parseFullExpression()
	}
	p.semicolon()
	n.Span = Span{start, p.prevEnd}
	if info.Kind == FuncDerivedConstructor {
		n.This = own(p, Use{Span: Span{start, start}})
		p.use(n.This, atomThis)
	}
	return n
}

func (p *parser) parseThrow(start Pos) Stmt {
	p.next()
	if p.tok.newline {
		p.fail(p.prevEnd, "Illegal newline after throw")
	}
	n := own(p, ThrowStmt{X: p.parseFullExpression()})
	p.semicolon()
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseBreak parses BreakStatement (sec-break-statement).
func (p *parser) parseBreak(start Pos) Stmt {
	p.next()
	n := own(p, BreakStmt{})
	f := p.fn
	if p.tok.kind == tIdent && !p.tok.newline {
		l := p.parseLabelName()
		n.Label, n.Target = l.name, l.stmt
	} else if len(f.breaks) == 0 {
		p.fail(start, "Illegal break statement")
	} else {
		n.Target = f.breaks[len(f.breaks)-1]
	}
	p.semicolon()
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseContinue parses ContinueStatement (sec-continue-statement).
func (p *parser) parseContinue(start Pos) Stmt {
	p.next()
	n := own(p, ContinueStmt{})
	f := p.fn
	if len(f.continues) == 0 {
		p.fail(start, "Illegal continue statement: no surrounding iteration statement")
	}
	if p.tok.kind == tIdent && !p.tok.newline {
		pos := p.tok.start
		l := p.parseLabelName()
		if l.loop == nil {
			p.failf(pos, "Illegal continue statement: '%s' does not denote an iteration statement", l.name)
		}
		n.Label, n.Target = l.name, l.loop
	} else {
		n.Target = f.continues[len(f.continues)-1]
	}
	p.semicolon()
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseLabelName parses the label after break or continue and finds it.
func (p *parser) parseLabelName() label {
	p.checkLabelName()
	t := p.tok
	p.next()
	l := p.findLabel(t.atom)
	if l == nil {
		p.failf(t.start, "Undefined label '%s'", t.str)
	}
	return *l
}

// findLabel returns the label of name a around, or nil.
func (p *parser) findLabel(a atom) *label {
	i := int(p.atoms.entries[a].label) - 1
	if i < 0 || i >= len(p.fn.labels) || p.fn.labels[i].atom != a {
		return nil
	}
	return &p.fn.labels[i]
}

// checkLabelName fails unless the token may be a label (LabelIdentifier).
func (p *parser) checkLabelName() {
	if a := p.tok.atom; a <= lastReserved || p.isReservedHere(a) {
		p.unexpected()
	}
}

// parseWith parses WithStatement (sec-with-statement).
func (p *parser) parseWith(start Pos) Stmt {
	if p.strict {
		p.fail(start, "Strict mode code may not include a with statement")
	}
	p.next()
	n := own(p, WithStmt{})
	temps := p.fn.temps
	p.expect(tLParen)
	n.Object = p.parseFullExpression()
	p.tempAt(&n.Temp, 1)
	out := p.scope
	m := p.mark()
	p.expect(tRParen)
	n.Scope = p.openScope(ScopeWith, m)
	annexB := len(p.annexB)
	n.Body = p.parseStatement(inSingle)
	p.closeScope(out, annexB)
	p.fn.temps = temps
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseSwitch parses SwitchStatement (sec-switch-statement).
func (p *parser) parseSwitch(start Pos) Stmt {
	p.next()
	n := own(p, SwitchStmt{})
	temps := p.fn.temps
	p.expect(tLParen)
	n.X = p.parseFullExpression()
	p.expect(tRParen)
	p.tempAt(&n.Temp, 1)
	p.pushBlock(nil)
	p.block.isSwitch = true
	p.expect(tLBrace)
	f := p.fn
	f.breaks = add(p, f.breaks, Stmt(n))
	hasDefault := false
	for p.tok.kind != tRBrace {
		c := SwitchCase{}
		c.From = p.tok.start
		switch {
		case p.eat(tCase):
			c.Test = p.parseFullExpression()
		case p.tok.kind == tDefault && hasDefault:
			p.fail(c.From, "More than one default clause in switch statement")
		case p.eat(tDefault):
			hasDefault = true
		default:
			p.wanted("'case', 'default' or '}'")
		}
		p.expect(tColon)
		base := len(p.stmts)
		for p.tok.kind != tCase && p.tok.kind != tDefault && p.tok.kind != tRBrace {
			if p.tok.kind == tEOF {
				p.wanted("'case', 'default' or '}'")
			}
			p.pushStatement(p.parseStatement(inList))
		}
		c.Body = p.stmtList(base)
		c.To = p.prevEnd
		n.Cases = add(p, n.Cases, c)
	}
	f.breaks = f.breaks[:len(f.breaks)-1]
	if s := p.block.scope; s != nil {
		// Clauses can be entered in any order, so nothing is known to be initialised.
		initialised(s, nil, ^Pos(0))
	}
	n.Scope = p.endBlockScope()
	n.table = p.makeCaseTable(n.Cases)
	p.next()
	p.fn.temps = temps
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseTry parses TryStatement (sec-try-statement).
func (p *parser) parseTry(start Pos) Stmt {
	n := own(p, TryStmt{})
	temps := p.fn.temps
	p.tempAt(&n.Temp, 3)
	p.next()
	n.Block = p.parseBlock()
	if p.tok.kind != tCatch && p.tok.kind != tFinally {
		p.missing("Missing catch or finally after try", "'catch' or 'finally'")
	}
	if p.tok.kind == tCatch {
		p.parseCatch(n)
	}
	if p.eat(tFinally) {
		n.Finalizer = p.parseBlock()
	}
	p.fn.temps = temps
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseCatch parses Catch. A parameter that is a plain name shares its scope
// with the block, where redeclaring it is an error anyway.
func (p *parser) parseCatch(n *TryStmt) {
	p.pushBlock(nil)
	p.block.kind = ScopeCatch
	p.next()
	if p.eat(tLParen) {
		p.catchSimple = p.tok.kind == tIdent
		simple := p.catchSimple
		n.Param = p.parseBinding(bindCatch)
		p.expect(tRParen)
		initialised(p.block.scope, nil, p.prevEnd)
		if !simple {
			p.parsePatternHandler(n)
			return
		}
	}
	if p.tok.kind != tLBrace {
		p.wanted(tLBrace.text())
	}
	b := p.a.blocks.alloc()
	b.From = p.tok.start
	p.next()
	b.Body = p.parseStatements(tRBrace)
	s := p.endBlockScope()
	p.next()
	b.To = p.prevEnd
	n.Handler, n.CatchScope = b, s
}

// parsePatternHandler parses the block of a catch whose parameter is a pattern.
func (p *parser) parsePatternHandler(n *TryStmt) {
	catch := p.block
	catchScope := catch.scope
	if p.tok.kind != tLBrace {
		p.wanted(tLBrace.text())
	}
	b := p.a.blocks.alloc()
	b.From = p.tok.start
	p.pushBlock(nil)
	p.block.catch = catchScope
	p.next()
	b.Body = p.parseStatements(tRBrace)
	b.Scope = p.endBlockScope()
	n.CatchScope = p.endBlockScope()
	p.next()
	b.To = p.prevEnd
	n.Handler = b
}
