package syntax

const (
	invalidTarget    = "Invalid destructuring assignment target"
	invalidLeft      = "Invalid left-hand side in assignment"
	strictEval       = "Unexpected eval or arguments in strict mode"
	restNotLast      = "Rest element must be last element"
	paramRestNotLast = "Rest parameter must be last formal parameter"
)

// toSimpleTarget returns x as the target of an operator that reads and writes
// it (sec-static-semantics-assignmenttargettype).
func (p *parser) toSimpleTarget(x Expr, msg string) Pattern {
	p.exposes(x)
	switch x := x.(type) {
	case *Ident:
		if p.strict && (p.nameOf(x) == atomEval || p.nameOf(x) == atomArguments) {
			p.fail(x.From, strictEval)
		}
		x.Flags |= RefWrite
		return x
	case *MemberExpr:
		return x
	case *IndexExpr:
		return x
	case *PrivateMember:
		return x
	case *SuperMember:
		return x
	case *SuperIndex:
		return x
	case *CallExpr:
		if !p.strict && !x.Optional {
			return x
		}
	}
	p.fail(x.Pos(), msg)
	return nil
}

// toTarget returns x as the left-hand side of `=`.
func (p *parser) toTarget(x Expr) Pattern {
	switch x := x.(type) {
	case *ArrayLit:
		if !x.paren {
			return p.toArrayPattern(x, false)
		}
	case *ObjectLit:
		if !x.paren {
			return p.toObjectPattern(x, false)
		}
	}
	return p.toSimpleTarget(x, invalidLeft)
}

// toPattern returns x as a part of a pattern (sec-destructuring-assignment), or
// with binding of parameters of an arrow function, whose names it declares.
func (p *parser) toPattern(x Expr, binding bool) Pattern {
	switch x := x.(type) {
	case *Ident:
		if binding {
			return p.toParam(x)
		}
	case *ArrayLit:
		if !x.paren {
			return p.toArrayPattern(x, binding)
		}
		p.fail(x.From, invalidTarget)
	case *ObjectLit:
		if !x.paren {
			return p.toObjectPattern(x, binding)
		}
		p.fail(x.From, invalidTarget)
	case *CallExpr:
		p.fail(x.From, invalidTarget)
	}
	if binding {
		p.fail(x.Pos(), invalidTarget)
	}
	return p.toSimpleTarget(x, invalidTarget)
}

// toParam declares a parameter that was parsed as a reference.
func (p *parser) toParam(x *Ident) Pattern {
	if x.Flags&refParen != 0 {
		p.fail(x.From, invalidTarget)
	}
	x.Flags = x.Flags&^RefWrite | RefInit
	p.declareParam(p.nameOf(x), x.From)
	return x
}

// toElem returns x as an element of a pattern with its default.
func (p *parser) toElem(x Expr, binding bool) PatternElem {
	if a, ok := x.(*AssignExpr); ok && !a.paren {
		if a.cover {
			p.covers--
		}
		if !binding {
			// A call is a target of a plain assignment only, not of a pattern.
			if call, ok := a.Target.(*CallExpr); ok {
				p.fail(call.From, invalidTarget)
			}
			return PatternElem{a.Target, a.Value}
		}
		p.fn.info.HasParamExprs = true
		return PatternElem{p.rebind(a.Target), a.Value}
	}
	if a, ok := x.(*AssignExpr); ok {
		p.fail(a.From, invalidTarget)
	}
	return PatternElem{Target: p.toPattern(x, binding)}
}

// rebind makes an assignment pattern one that binds parameters.
func (p *parser) rebind(t Pattern) Pattern {
	switch t := t.(type) {
	case *Ident:
		return p.toParam(t)
	case *ArrayPattern:
		for _, e := range t.Elems {
			p.rebindElem(e)
		}
		if t.Rest != nil {
			p.rebind(t.Rest)
		}
	case *ObjectPattern:
		for _, e := range t.Props {
			if e.Key.Kind == KeyComputed {
				p.fn.info.HasParamExprs = true
			}
			p.rebindElem(e.PatternElem)
		}
		if t.Rest != nil {
			p.rebind(t.Rest)
		}
	default:
		p.fail(t.Pos(), invalidTarget)
	}
	return t
}

func (p *parser) rebindElem(e PatternElem) {
	if e.Target == nil {
		return
	}
	if e.Default != nil {
		p.fn.info.HasParamExprs = true
	}
	p.rebind(e.Target)
}

func (p *parser) toArrayPattern(x *ArrayLit, binding bool) Pattern {
	n := own(p, ArrayPattern{Span: x.Span})
	p.takes(int64(len(x.Elems)) * sizeOf[PatternElem]())
	elems := make([]PatternElem, 0, len(x.Elems))
	for i, e := range x.Elems {
		if e == nil {
			elems = append(elems, PatternElem{})
			continue
		}
		s, ok := e.(*SpreadElement)
		if !ok {
			elems = append(elems, p.toElem(e, binding))
			continue
		}
		if i < len(x.Elems)-1 || p.hasComma(s.To, x.To-1) {
			p.fail(s.From, restNotLast)
		}
		n.Rest = p.toPattern(s.X, binding)
	}
	n.Elems = elems
	return n
}

func (p *parser) toObjectPattern(x *ObjectLit, binding bool) Pattern {
	n := own(p, ObjectPattern{Span: x.Span})
	p.takes(int64(len(x.Props)) * sizeOf[PatternProp]())
	props := make([]PatternProp, 0, len(x.Props))
	protos := 0
	for i := range x.Props {
		prop := &x.Props[i]
		switch prop.Kind {
		case PropProto:
			if protos++; protos == 2 {
				p.covers--
			}
			fallthrough
		case PropInit:
			if binding && prop.Key.Kind == KeyComputed {
				p.fn.info.HasParamExprs = true
			}
			props = append(props, PatternProp{prop.Key, p.toElem(prop.Value, binding)})
		case PropSpread:
			if i < len(x.Props)-1 || p.hasComma(prop.Value.End(), x.To-1) {
				p.fail(prop.Key.From, restNotLast)
			}
			switch prop.Value.(type) {
			case *ArrayLit, *ObjectLit:
				p.fail(prop.Value.Pos(), "`...` must be followed by an assignable reference in assignment contexts")
			}
			n.Rest = p.toPattern(prop.Value, binding)
		default:
			p.fail(prop.Key.From, invalidTarget)
		}
	}
	n.Props = props
	n.nameParts()
	return n
}

// hasComma reports whether there is a comma between two offsets that enclose
// nothing but closing parentheses, space and comments.
func (p *parser) hasComma(from, to Pos) bool {
	for i := int(from); i < int(to); i++ {
		switch p.src[i] {
		case ',':
			return true
		case '/':
			i = p.skipComment(i) - 1
		}
	}
	return false
}

// bindKind is what a binding pattern declares.
type bindKind uint8

const (
	bindVar bindKind = iota
	bindLet
	bindConst
	bindUsing
	bindParam
	bindCatch
)

// declareName declares a name of a binding pattern.
func (p *parser) declareName(a atom, kind bindKind, pos Pos) {
	switch kind {
	case bindVar:
		p.declareVar(a, pos)
	case bindLet:
		p.declareLexical(a, BindLet, pos)
	case bindConst:
		p.declareLexical(a, BindConst, pos)
	case bindUsing:
		p.declareLexical(a, BindUsing, pos)
	case bindParam:
		p.declareParam(a, pos)
	case bindCatch:
		b := p.declareLexical(a, BindCatch, pos)
		b.mayTDZ = !p.catchSimple
		b.simple = p.catchSimple
	}
}

// parseBindingIdent parses BindingIdentifier and declares it.
func (p *parser) parseBindingIdent(kind bindKind) *Ident {
	t := &p.tok
	if t.kind != tIdent || t.atom <= lastContextual {
		p.checkIdent()
		p.checkBindingName(t.atom, t.start)
	}
	a, pos := t.atom, t.start
	p.declareName(a, kind, pos)
	id := p.ident()
	if kind == bindVar {
		id.Flags |= refVarScope | RefWrite
	} else {
		id.Flags |= RefInit
	}
	return id
}

// parseBinding parses BindingIdentifier or BindingPattern (sec-destructuring-binding-patterns).
func (p *parser) parseBinding(kind bindKind) Pattern {
	switch p.tok.kind {
	case tLBrack:
		return p.parseArrayBinding(kind)
	case tLBrace:
		return p.parseObjectBinding(kind)
	}
	return p.parseBindingIdent(kind)
}

// parseBindingElem parses a binding with its Initializer.
func (p *parser) parseBindingElem(kind bindKind) PatternElem {
	target := p.parseBinding(kind)
	return PatternElem{target, p.parseDefault(target, kind)}
}

// parseDefault parses the Initializer of a binding element, if there is one.
func (p *parser) parseDefault(target Pattern, kind bindKind) Expr {
	if p.tok.kind != tAssign {
		return nil
	}
	p.next()
	if kind == bindParam {
		p.fn.info.HasParamExprs = true
	}
	value := p.parseValue()
	if id, ok := target.(*Ident); ok {
		nameFunction(value, id.Name)
	}
	return value
}

func (p *parser) parseArrayBinding(kind bindKind) Pattern {
	h := p.enter()
	n := own(p, ArrayPattern{})
	start := p.tok.start
	p.next()
	for p.tok.kind != tRBrack {
		switch p.tok.kind {
		case tComma:
			p.next()
			n.Elems = add(p, n.Elems, PatternElem{})
			continue
		case tEllipsis:
			p.next()
			n.Rest = p.parseBinding(kind)
			if p.tok.kind != tRBrack {
				p.fail(p.tok.start, restNotLast)
			}
			continue
		}
		n.Elems = add(p, n.Elems, p.parseBindingElem(kind))
		if p.tok.kind != tRBrack {
			p.expectComma(tRBrack)
		}
	}
	p.next()
	n.Span = Span{start, p.prevEnd}
	p.leave(h)
	return n
}

func (p *parser) parseObjectBinding(kind bindKind) Pattern {
	h := p.enter()
	n := own(p, ObjectPattern{})
	start := p.tok.start
	p.next()
	for p.tok.kind != tRBrace {
		if p.tok.kind == tEllipsis {
			p.next()
			n.Rest = p.parseBindingIdent(kind)
			if p.tok.kind != tRBrace {
				p.fail(p.tok.start, restNotLast)
			}
			break
		}
		n.Props = add(p, n.Props, p.parseBindingProp(kind))
		if p.tok.kind != tRBrace {
			p.expectComma(tRBrace)
		}
	}
	p.next()
	n.Span = Span{start, p.prevEnd}
	n.nameParts()
	p.leave(h)
	return n
}

// parseBindingProp parses BindingProperty.
func (p *parser) parseBindingProp(kind bindKind) PatternProp {
	if p.tok.kind == tIdent && p.peekByte() != ':' {
		key := Key{Span: Span{p.tok.start, Pos(p.pos)}, Name: p.tok.str}
		id := p.parseBindingIdent(kind)
		return PatternProp{key, PatternElem{id, p.parseDefault(id, kind)}}
	}
	key := p.parseKey()
	switch key.Kind {
	case KeyPrivate:
		p.fail(key.From, "Unexpected identifier '"+key.Name+"'")
	case KeyComputed:
		if kind == bindParam {
			p.fn.info.HasParamExprs = true
		}
	}
	p.expect(tColon)
	return PatternProp{key, p.parseBindingElem(kind)}
}
