package syntax

// parsePrimary parses PrimaryExpression (sec-primary-expression) and the
// member expressions that begin with a keyword.
func (p *parser) parsePrimary() Expr {
	t := &p.tok
	start := t.start
	switch t.kind {
	case tIdent:
		if t.atom == atomAsync && !t.escaped {
			if n := p.peek(); n.kind == tFunction && !n.newline {
				p.next()
				return p.parseFunctionExpr(start, true)
			}
		}
		p.checkIdent()
		return p.ident()
	case tNumber:
		n := p.a.numbers.alloc()
		n.Span, n.Value = Span{start, Pos(p.pos)}, t.num
		p.next()
		return n
	case tString:
		n := p.a.strings.alloc()
		n.Span, n.Value = Span{start, Pos(p.pos)}, t.str
		p.next()
		return n
	case tThis:
		n := p.a.this.alloc()
		n.Span = Span{start, Pos(p.pos)}
		p.use(&n.Use, atomThis)
		p.next()
		return n
	case tNull:
		n := p.a.nulls.alloc()
		n.Span = Span{start, Pos(p.pos)}
		p.next()
		return n
	case tTrue, tFalse:
		n := p.a.bools.alloc()
		n.Span, n.Value = Span{start, Pos(p.pos)}, t.kind == tTrue
		p.next()
		return n
	case tBigInt:
		n := own(p, BigIntLit{Span: Span{start, Pos(p.pos)}, Text: t.str})
		p.next()
		return n
	case tLParen:
		return p.parseParenOnly()
	case tLBrack:
		return p.parseArray()
	case tLBrace:
		return p.parseObject()
	case tFunction:
		return p.parseFunctionExpr(start, false)
	case tClass, tAt:
		return p.parseClassExpr()
	case tTemplate:
		return p.parseTemplate(false)
	case tSlash, tSlashAssign:
		return p.parseRegExp()
	case tNew:
		return p.parseNew()
	case tSuper:
		return p.parseSuper()
	case tImport:
		return p.parseImportExpr()
	}
	p.wanted("an expression")
	return nil
}

// parseParenOnly parses a parenthesised expression where no arrow function may stand.
func (p *parser) parseParenOnly() Expr {
	inner := p.mark()
	p.next()
	base := len(p.exprs)
	noIn, covers := p.noIn, p.covers
	p.noIn = false
	x := p.parseExpression()
	p.noIn = noIn
	p.expect(tRParen)
	p.checkCovers(covers)
	if p.tok.kind == tArrow {
		p.fail(inner.start, "Malformed arrow function parameter list")
	}
	p.exprs = p.exprs[:base]
	markParen(x)
	return x
}

// parseRegExp parses RegularExpressionLiteral (sec-literals-regular-expression-literals).
func (p *parser) parseRegExp() Expr {
	n := own(p, RegExpLit{})
	start := p.tok.start
	n.Pattern, n.Flags = p.scanRegExp()
	if CheckPattern != nil {
		if err := CheckPattern(n.Pattern, n.Flags); err != nil {
			p.fail(start, err.Error())
		}
	}
	p.next()
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseArray parses ArrayLiteral (sec-array-initializer).
func (p *parser) parseArray() Expr {
	start, base := p.tok.start, len(p.exprs)
	noIn := p.noIn
	p.noIn = false
	p.next()
	spread := false
	for p.tok.kind != tRBrack {
		switch p.tok.kind {
		case tComma:
			p.next()
			push(p, &p.exprs, nil)
			continue
		case tEllipsis:
			spread = true
			x := p.parseSpread()
			push(p, &p.exprs, x)
		default:
			x := p.parseAssign()
			push(p, &p.exprs, x)
		}
		if p.tok.kind != tRBrack {
			p.expectComma(tRBrack)
		}
	}
	p.noIn = noIn
	p.next()
	n := p.a.arrays.alloc()
	n.Elems, n.HasSpread = p.exprList(base), spread
	n.Span = Span{start, p.prevEnd}
	return n
}

// parseObject parses ObjectLiteral (sec-object-initializer).
func (p *parser) parseObject() Expr {
	start, base := p.tok.start, len(p.props)
	noIn := p.noIn
	p.noIn = false
	protos := 0
	p.next()
	for p.tok.kind != tRBrace {
		prop := p.parseProperty()
		push(p, &p.props, prop)
		if prop.Kind == PropProto {
			if protos++; protos == 2 {
				p.cover(prop.Key.From)
			}
		}
		if p.tok.kind != tRBrace {
			p.expectComma(tRBrace)
		}
	}
	p.noIn = noIn
	p.next()
	n := p.a.objects.alloc()
	n.Props = ownList(p, &p.a.propLists, p.props[base:])
	clear(p.props[base:])
	p.props = p.props[:base]
	n.Span = Span{start, p.prevEnd}
	return n
}

// methodFlags are the modifiers of a method or accessor.
type methodFlags struct {
	async, generator bool
	kind             PropKind // PropInit, PropGet or PropSet
}

// endsName reports whether the token shows that the word before it was a
// property name and not a modifier.
func (p *parser) endsName() bool {
	switch p.tok.kind {
	case tLParen, tComma, tColon, tRBrace, tAssign, tSemi, tEOF:
		return true
	}
	return false
}

// parseProperty parses PropertyDefinition.
func (p *parser) parseProperty() Property {
	t := &p.tok
	if t.kind == tEllipsis {
		start := t.start
		p.next()
		x := p.parseAssign()
		return Property{Kind: PropSpread, Value: x, Key: Key{Span: Span{start, p.prevEnd}}}
	}
	start := t.start
	var flags methodFlags
	if t.kind == tIdent && !t.escaped && (t.atom == atomAsync || t.atom == atomGet || t.atom == atomSet) {
		word, m := *t, p.save()
		p.next()
		if p.endsName() {
			p.restore(m)
		} else {
			switch {
			case word.atom == atomGet:
				flags.kind = PropGet
			case word.atom == atomSet:
				flags.kind = PropSet
			case p.tok.newline:
				p.unexpected()
			default:
				flags.async = true
			}
		}
	}
	if t.kind == tStar && flags.kind == PropInit {
		flags.generator = true
		p.next()
	}
	name := *t
	key := p.parseKey()
	if key.Kind == KeyPrivate {
		p.fail(key.From, "Unexpected identifier '"+key.Name+"'")
	}
	isMethod := flags != methodFlags{}
	switch {
	case isMethod || t.kind == tLParen:
		f := p.parseMethod(start, flags, methodKind(flags.kind), key)
		prop := Property{Key: key, Value: f, Kind: flags.kind, NameFromKey: key.Kind == KeyComputed}
		if prop.Kind == PropInit {
			prop.Kind = PropMethod
		}
		return prop
	case t.kind == tColon:
		p.next()
		prop := Property{Key: key}
		prop.Value = p.parseAssign()
		switch {
		case key.Kind == KeyComputed:
			prop.NameFromKey = isAnonymous(prop.Value)
		case key.Kind == KeyName && key.Name == "__proto__":
			prop.Kind = PropProto
		default:
			nameFunction(prop.Value, key.Name)
		}
		return prop
	}
	return p.parseShorthand(name, key)
}

func methodKind(kind PropKind) FuncKind {
	switch kind {
	case PropGet:
		return FuncGetter
	case PropSet:
		return FuncSetter
	}
	return FuncMethod
}

// parseShorthand goes on with `name` or, in a pattern, `name = value`.
func (p *parser) parseShorthand(name token, key Key) Property {
	if name.kind != tIdent {
		p.tokenAfterKey(name, key)
	}
	s := p.tok
	pos := p.pos
	p.tok, p.pos = name, int(key.To)
	p.checkIdent()
	p.tok, p.pos = s, pos
	id := p.a.idents.alloc()
	id.Span, id.Name = key.Span, name.str
	p.use(&id.Use, name.atom)
	prop := Property{Key: key, Value: id, Shorthand: true}
	if p.tok.kind == tAssign {
		p.cover(p.tok.start)
		p.next()
		value := p.parseAssign()
		nameFunction(value, id.Name)
		target := p.toSimpleTarget(id, invalidTarget)
		prop.Value = own(p, AssignExpr{Span: Span{key.From, p.prevEnd}, Target: target, Value: value, cover: true})
	}
	return prop
}

// tokenAfterKey fails where a property name that is no identifier has no value.
func (p *parser) tokenAfterKey(name token, key Key) {
	if name.kind.isKeyword() {
		s := p.tok
		if s.kind == tRBrace || s.kind == tComma || s.kind == tAssign {
			p.failf(key.From, "Unexpected token '%s'", p.src[key.From:key.To])
		}
	}
	p.unexpected()
}

// parseKey parses PropertyName or a private name; a private name's atom stays
// in the token before, which the caller keeps.
func (p *parser) parseKey() Key {
	t := &p.tok
	key := Key{Span: Span{t.start, Pos(p.pos)}}
	switch {
	case t.kind == tIdent || t.kind == tString || t.kind.isKeyword():
		key.Name = t.str
	case t.kind == tNumber:
		key.Kind, key.Name = KeyNumber, formatNumber(t.num)
	case t.kind == tBigInt:
		key.Kind, key.Name = KeyNumber, p.bigIntKey()
	case t.kind == tPrivate:
		key.Kind, key.Name = KeyPrivate, t.str
	case t.kind == tLBrack:
		p.next()
		key.Kind = KeyComputed
		key.Expr = p.parseValue()
		p.expect(tRBrack)
		key.To = p.prevEnd
		return key
	default:
		p.wanted("a property name")
	}
	p.next()
	return key
}
