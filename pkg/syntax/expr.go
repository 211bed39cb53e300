package syntax

// parseExpression parses Expression (sec-comma-operator).
func (p *parser) parseExpression() Expr {
	start := p.tok.start
	x := p.parseAssign()
	if p.tok.kind != tComma {
		return x
	}
	return p.parseSequence(x, start)
}

// parseSequence goes on with an Expression after its first part.
func (p *parser) parseSequence(x Expr, start Pos) Expr {
	base := len(p.exprs)
	push(p, &p.exprs, x)
	for p.eat(tComma) {
		x := p.parseAssign()
		push(p, &p.exprs, x)
	}
	return own(p, SequenceExpr{Span{start, p.prevEnd}, p.exprList(base)})
}

// parseFullExpression parses an Expression that cannot become a pattern, with
// `in` as an operator.
func (p *parser) parseFullExpression() Expr {
	noIn, covers := p.noIn, p.covers
	p.noIn = false
	x := p.parseExpression()
	p.noIn = noIn
	p.checkCovers(covers)
	return x
}

// parseValue parses an AssignmentExpression that cannot become a pattern, with
// `in` as an operator.
func (p *parser) parseValue() Expr {
	noIn, covers := p.noIn, p.covers
	p.noIn = false
	x := p.parseAssign()
	p.noIn = noIn
	p.checkCovers(covers)
	return x
}

// parseAssignIn parses an AssignmentExpression with `in` as an operator, which
// may yet become part of a pattern.
func (p *parser) parseAssignIn() Expr {
	noIn := p.noIn
	p.noIn = false
	x := p.parseAssign()
	p.noIn = noIn
	return x
}

// parseAssign parses AssignmentExpression (sec-assignment-operators).
func (p *parser) parseAssign() Expr {
	h := p.enter()
	start := p.tok.start
	var x Expr
	paren := false // x stands in parentheses, as a whole
	switch p.tok.kind {
	case tLParen:
		m := p.mark()
		p.next()
		var arrow *FunctionLit
		if x, arrow = p.parseParen(m); arrow != nil {
			p.leave(h)
			return arrow
		}
		end := p.prevEnd
		x = p.parseUpdateTail(p.parseCallTail(x, start), start)
		paren = p.prevEnd == end
	case tIdent:
		if p.tok.atom <= lastContextual {
			var done bool
			if x, done = p.parseContextual(start); done {
				p.leave(h)
				return x
			}
			break
		}
		m := p.mark()
		id := p.ident()
		if p.tok.kind == tArrow && !p.tok.newline {
			x = p.parseArrowFromIdent(id, m, false)
			p.leave(h)
			return x
		}
		x = p.parseUpdateTail(p.parseCallTail(id, start), start)
	default:
		x = p.parseOperand(precNone)
	}
	if binaryOps[p.tok.kind].prec > precNone {
		x = p.parseBinary(x, start, precNone)
	}
	if p.tok.kind >= tQuestion {
		if p.tok.kind == tQuestion {
			x = p.parseConditional(x, start)
		} else if p.tok.kind >= tAssign && p.tok.kind <= tNullishAssign {
			x = p.parseAssignment(x, start, paren)
		}
	}
	p.leave(h)
	return x
}

// parseContextual parses what begins with an identifier that has a meaning of
// its own in some contexts. done is true if x is a whole AssignmentExpression.
func (p *parser) parseContextual(start Pos) (x Expr, done bool) {
	t := &p.tok
	switch {
	case t.atom == atomYield && p.fn.info.IsGenerator && !p.fn.isStatic:
		return p.parseYield(), true
	case t.atom == atomAwait && p.fn.asyncish:
		return p.parseOperand(precNone), false
	case t.atom == atomAsync && !t.escaped:
		return p.parseAsync(start)
	}
	p.checkIdent()
	m := p.mark()
	id := p.ident()
	if p.tok.kind == tArrow && !p.tok.newline {
		return p.parseArrowFromIdent(id, m, false), true
	}
	return p.parseUpdateTail(p.parseCallTail(id, start), start), false
}

// parseAsync parses what begins with the word async: an async function, an
// async arrow, or an expression with a variable of that name.
func (p *parser) parseAsync(start Pos) (x Expr, done bool) {
	if t := p.peek(); !t.newline {
		switch {
		case t.kind == tFunction:
			p.next()
			f := p.parseFunctionExpr(start, true)
			return p.parseUpdateTail(p.parseCallTail(f, start), start), false
		case t.kind == tIdent && (t.atom > lastReserved):
			s := p.save()
			p.next()
			if arrow := p.peek(); arrow.kind == tArrow {
				if arrow.newline {
					p.next()
					p.unexpected()
				}
				m := p.mark()
				if p.tok.atom == atomAwait {
					p.unexpected()
				}
				p.checkIdent()
				id := p.ident()
				p.asyncStart = start
				return p.parseArrowFromIdent(id, m, true), true
			}
			p.restore(s)
		case t.kind == tLParen:
			return p.parseAsyncCall(start)
		}
	}
	m := p.mark()
	id := p.ident()
	if p.tok.kind == tArrow && !p.tok.newline {
		return p.parseArrowFromIdent(id, m, false), true
	}
	return p.parseUpdateTail(p.parseCallTail(id, start), start), false
}

// parseAsyncCall parses CoverCallExpressionAndAsyncArrowHead: `async (…)`.
func (p *parser) parseAsyncCall(start Pos) (x Expr, done bool) {
	id := p.a.idents.alloc()
	id.Span, id.Name = Span{p.tok.start, Pos(p.pos)}, p.tok.str
	p.next()
	m := p.mark()
	// The use of `async` comes first in the list if this is a call.
	p.use(&id.Use, atomAsync)
	m.uses = p.uses.n
	covers, noIn, exprs := p.covers, p.noIn, len(p.exprs)
	p.noIn = false
	p.next()
	comma := p.parseArgumentList()
	p.noIn = noIn
	if p.tok.kind == tArrow && !p.tok.newline {
		id.Index, id.Flags = 0, 0 // not a use after all
		if p.lastAwaitName > start {
			p.fail(p.lastAwaitName-1, "Unexpected reserved word")
		}
		p.checkArrowContents(start)
		return p.parseArrow(exprs, start, m, true, comma, covers), true
	}
	p.checkCovers(covers)
	args := p.exprs[exprs:]
	call := p.a.calls.alloc()
	call.HasSpread = hasSpread(args)
	call.Callee, call.Args = id, p.exprList(exprs)
	call.Span = Span{start, p.prevEnd}
	return p.parseUpdateTail(p.parseCallTail(call, start), start), false
}

// checkArrowContents fails if yield or await occurred since start, in what
// becomes the parameters of an arrow.
func (p *parser) checkArrowContents(start Pos) {
	if p.lastYieldAwait > start {
		pos := p.lastYieldAwait - 1
		if p.src[pos] == 'y' {
			p.fail(pos, "Yield expression not allowed in formal parameter")
		}
		p.fail(pos, "Illegal await-expression in formal parameters of async function")
	}
}

// parseParen parses what follows `(`: a parenthesised expression, or an arrow
// function whose parameters it turns out to be. m is the place of the parenthesis.
func (p *parser) parseParen(m mark) (Expr, *FunctionLit) {
	start := m.start
	covers, noIn, base := p.covers, p.noIn, len(p.exprs)
	p.noIn = false
	mustArrow, comma, inner := false, false, p.tok.start
	if p.tok.kind == tFunction {
		p.eager = inner + 1 // (function() { … })()
	}
	for p.tok.kind != tRParen {
		if p.tok.kind == tEllipsis {
			mustArrow = true
			x := p.parseSpread()
			push(p, &p.exprs, x)
		} else {
			x := p.parseAssign()
			push(p, &p.exprs, x)
		}
		if p.tok.kind != tComma {
			break
		}
		p.next()
		comma = p.tok.kind == tRParen
	}
	end := p.prevEnd
	p.noIn = noIn
	p.expect(tRParen)
	if p.tok.kind == tArrow && !p.tok.newline {
		p.checkArrowContents(start)
		return nil, p.parseArrow(base, start, m, false, comma, covers)
	}
	if n := len(p.exprs) - base; n == 0 || mustArrow || comma {
		p.unexpected()
	}
	p.checkCovers(covers)
	var x Expr
	if len(p.exprs)-base == 1 {
		x = p.exprs[base]
		p.exprs[base] = nil
		p.exprs = p.exprs[:base]
		markParen(x)
	} else {
		x = own(p, SequenceExpr{Span{inner, end}, p.exprList(base)})
	}
	return x, nil
}

// markParen notes that an expression stands in parentheses where that matters.
func markParen(x Expr) {
	switch x := x.(type) {
	case *Ident:
		x.Flags |= refParen
	case *ArrayLit:
		x.paren = true
	case *ObjectLit:
		x.paren = true
	case *AssignExpr:
		x.paren = true
	case *LogicalExpr:
		x.paren = true
	}
}

// parseSpread parses `...` AssignmentExpression.
func (p *parser) parseSpread() Expr {
	start := p.tok.start
	p.next()
	x := p.parseAssignIn()
	return own(p, SpreadElement{Span{start, p.prevEnd}, x})
}

// parseConditional goes on with ConditionalExpression after its test.
func (p *parser) parseConditional(test Expr, start Pos) Expr {
	p.next()
	n := p.a.conds.alloc()
	n.Test = test
	n.Then = p.parseAssignIn()
	p.expect(tColon)
	n.Else = p.parseAssign()
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseAssignment goes on with an assignment after its left-hand side.
func (p *parser) parseAssignment(left Expr, start Pos, paren bool) Expr {
	op := assignOps[p.tok.kind]
	if op == OpNone {
		target := p.toTarget(left)
		p.next()
		value := p.parseAssign()
		if id, ok := target.(*Ident); ok && !paren {
			nameFunction(value, id.Name)
		}
		nameSource(target, value)
		n := p.a.assigns.alloc()
		n.Span, n.Target, n.Value = Span{start, p.prevEnd}, target, value
		return n
	}
	if _, ok := left.(*CallExpr); ok && op >= OpAnd {
		p.fail(left.Pos(), "Invalid left-hand side in assignment")
	}
	target := p.toSimpleTarget(left, "Invalid left-hand side in assignment")
	p.next()
	value := p.parseAssign()
	span := Span{start, p.prevEnd}
	if op >= OpAnd {
		if id, ok := target.(*Ident); ok && !paren {
			nameFunction(value, id.Name)
		}
		return own(p, LogicalAssign{span, target, value, op})
	}
	return own(p, CompoundAssign{Span: span, Target: target, Value: value, Op: op})
}

// nameFunction gives an anonymous function or class its name (sec-runtime-semantics-namedevaluation).
func nameFunction(x Expr, name string) {
	switch x := x.(type) {
	case *FunctionLit:
		if x.Func.anonymous() {
			x.Func.Name = name
		}
	case *ClassLit:
		if x.Name == "" {
			x.Name, x.Constructor.Name = name, name
		}
	}
}

// isAnonymous reports whether x is a function or class definition without a
// name (sec-isanonymousfunctiondefinition).
func isAnonymous(x Expr) bool {
	switch x := x.(type) {
	case *FunctionLit:
		return x.Func.anonymous()
	case *ClassLit:
		return x.Name == ""
	}
	return false
}

func (f *FuncInfo) anonymous() bool {
	return f.Name == "" && (f.Kind == FuncNormal || f.Kind == FuncArrow)
}

// parseYield parses YieldExpression (sec-generator-function-definitions).
func (p *parser) parseYield() Expr {
	start := p.tok.start
	if p.tok.escaped {
		p.unexpected()
	}
	if p.fn.inParams {
		p.fail(start, "Yield expression not allowed in formal parameter")
	}
	p.next()
	n := own(p, YieldExpr{})
	if !p.tok.newline {
		switch p.tok.kind {
		case tStar:
			p.next()
			n.Delegate = true
			n.X = p.parseAssign()
		case tRParen, tRBrack, tRBrace, tComma, tSemi, tColon, tEOF, tIn:
		case tIdent:
			if !p.isWord(atomOf) {
				n.X = p.parseAssign()
			}
		default:
			n.X = p.parseAssign()
		}
	}
	n.Span = Span{start, p.prevEnd}
	p.lastYieldAwait = start + 1
	p.fn.info.ContainsYield = true
	return n
}

// parseBinary goes on with an expression of binary operators that bind tighter
// than min, after its first operand (sec-multiplicative-operators and its
// siblings up to sec-binary-logical-operators).
func (p *parser) parseBinary(left Expr, start Pos, min uint8) Expr {
	for {
		kind := p.tok.kind
		bin := binaryOps[kind]
		if bin.prec <= min || kind == tIn && p.noIn {
			return left
		}
		opPos := p.tok.start
		p.next()
		rightStart := p.tok.start
		var right Expr
		if bin.prec == precExp {
			h := p.enter()
			right = p.parseOperand(precExp)
			if p.tok.kind == tExp {
				right = p.parseBinary(right, rightStart, precExp-1)
			}
			p.leave(h)
		} else {
			right = p.parseOperand(bin.prec)
			if binaryOps[p.tok.kind].prec > bin.prec {
				right = p.parseBinary(right, rightStart, bin.prec)
			}
		}
		p.link()
		span := Span{start, p.prevEnd}
		if bin.prec > precAnd {
			n := p.a.binaries.alloc()
			n.Span, n.Left, n.Right, n.Op = span, left, right, bin.op
			left = n
			continue
		}
		p.checkMixing(bin.op, left, right, opPos)
		n := p.a.logicals.alloc()
		n.Span, n.Left, n.Right, n.Op = span, left, right, bin.op
		left = n
	}
}

// checkMixing fails where ?? meets && or || without parentheses.
func (p *parser) checkMixing(op Op, left, right Expr, pos Pos) {
	if l, ok := right.(*LogicalExpr); ok && !l.paren && (l.Op == OpNullish) != (op == OpNullish) {
		p.failf(pos, "Unexpected token '%s'", l.Op)
	}
	if l, ok := left.(*LogicalExpr); ok && !l.paren && (l.Op == OpNullish) != (op == OpNullish) {
		p.failf(pos, "Unexpected token '%s'", op)
	}
}

// parseOperand parses an operand of a binary operator of precedence prec:
// UnaryExpression, or `#name in …` where the grammar has it.
func (p *parser) parseOperand(prec uint8) Expr {
	if p.tok.kind == tPrivate {
		return p.parsePrivateIn(prec)
	}
	return p.parseUnary()
}

// parsePrivateIn parses `#name in ShiftExpression` (sec-relational-operators).
func (p *parser) parsePrivateIn(prec uint8) Expr {
	n := own(p, PrivateIn{Name: p.tok.str})
	a, start := p.tok.atom, p.tok.start
	n.Private.Span = Span{start, Pos(p.pos)}
	p.next()
	if p.tok.kind != tIn || prec >= precRelational || p.noIn {
		p.unexpected()
	}
	p.use(&n.Private, a)
	p.next()
	rightStart := p.tok.start
	n.Right = p.parseUnary()
	n.Right = p.parseBinary(n.Right, rightStart, precRelational)
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseUnary parses UnaryExpression (sec-unary-operators).
func (p *parser) parseUnary() Expr {
	start := p.tok.start
	var op Op
	switch p.tok.kind {
	case tPlus:
		op = OpPlus
	case tMinus:
		op = OpMinus
	case tNot:
		op = OpNot
	case tTilde:
		op = OpBitNot
	case tVoid:
		op = OpVoid
	case tTypeof, tDelete:
	case tInc, tDec:
		return p.parsePrefixUpdate(start)
	case tIdent:
		if p.tok.atom == atomAwait && p.fn.asyncish {
			return p.parseAwait(start)
		}
		return p.parseUpdateTail(p.parseCallTail(p.parsePrimary(), start), start)
	default:
		return p.parseUpdateTail(p.parseCallTail(p.parsePrimary(), start), start)
	}
	h := p.enter()
	kind := p.tok.kind
	p.next()
	if p.tok.kind == tFunction {
		p.eager = p.tok.start + 1 // !function() { … }()
	}
	x := p.parseUnary()
	p.noExponent()
	p.leave(h)
	span := Span{start, p.prevEnd}
	switch kind {
	case tTypeof:
		return own(p, TypeofExpr{span, x})
	case tDelete:
		return p.makeDelete(span, x)
	}
	n := p.a.unaries.alloc()
	n.Span, n.X, n.Op = span, x, op
	return n
}

// noExponent fails if `**` follows a unary operator's operand.
func (p *parser) noExponent() {
	if p.tok.kind == tExp {
		p.fail(p.tok.start, "Unary operator used immediately before exponentiation expression. Parenthesis must be used to disambiguate operator precedence")
	}
}

// makeDelete makes `delete x` with its early errors (sec-delete-operator-static-semantics-early-errors).
func (p *parser) makeDelete(span Span, x Expr) Expr {
	inner := x
	if c, ok := x.(*OptionalChain); ok {
		inner = c.X
	}
	p.exposes(inner)
	switch inner := inner.(type) {
	case *Ident:
		if p.strict {
			p.fail(inner.From, "Delete of an unqualified identifier in strict mode.")
		}
	case *PrivateMember:
		p.fail(inner.Private.From, "Private fields can not be deleted")
	}
	return own(p, DeleteExpr{span, x, p.strict})
}

// parsePrefixUpdate parses `++` and `--` before their target.
func (p *parser) parsePrefixUpdate(start Pos) Expr {
	h := p.enter()
	op := OpAdd
	if p.tok.kind == tDec {
		op = OpSub
	}
	p.next()
	x := p.parseUnary()
	target := p.toSimpleTarget(x, "Invalid left-hand side expression in prefix operation")
	p.leave(h)
	return own(p, UpdateExpr{Span: Span{start, p.prevEnd}, X: target, Op: op, Prefix: true})
}

// parseUpdateTail parses `++` or `--` after x, if there is one.
func (p *parser) parseUpdateTail(x Expr, start Pos) Expr {
	if p.tok.kind != tInc && p.tok.kind != tDec || p.tok.newline {
		return x
	}
	op := OpAdd
	if p.tok.kind == tDec {
		op = OpSub
	}
	target := p.toSimpleTarget(x, "Invalid left-hand side expression in postfix operation")
	p.next()
	return own(p, UpdateExpr{Span: Span{start, p.prevEnd}, X: target, Op: op})
}

// parseAwait parses AwaitExpression (sec-async-function-definitions).
func (p *parser) parseAwait(start Pos) Expr {
	if p.tok.escaped {
		p.unexpected()
	}
	if p.fn.inParams {
		p.fail(start, "Illegal await-expression in formal parameters of async function")
	}
	h := p.enter()
	p.next()
	x := p.parseUnary()
	p.noExponent()
	p.leave(h)
	p.lastYieldAwait = start + 1
	p.noteAwait()
	return own(p, AwaitExpr{Span{start, p.prevEnd}, x})
}

// noteAwait notes that the current function awaits.
func (p *parser) noteAwait() {
	p.fn.info.ContainsAwait = true
	if p.mod != nil && p.fn.info == p.root {
		p.mod.info.HasTLA = true
	}
}
