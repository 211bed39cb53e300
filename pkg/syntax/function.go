package syntax

// openFunction makes a function whose text begins at start and whose
// parameters begin at m, and makes it current.
func (p *parser) openFunction(kind FuncKind, start Pos, m mark) *FuncInfo {
	info := p.a.infos.alloc()
	info.Kind, info.From, info.created = kind, start, start
	info.CompletionReg, info.VarsSlot, info.ParamVarsSlot = -1, -1, -1
	info.SimpleParams = true
	out := p.fn
	f := p.enterFn(info)
	switch kind {
	case FuncArrow:
		f.canSuper, f.canCall, f.canNewT, f.noArgs = out.canSuper, out.canCall, out.canNewT, out.noArgs
	case FuncNormal:
		f.canNewT = true
	default:
		f.canSuper, f.canNewT = true, true
		f.canCall = kind == FuncDerivedConstructor
	}
	m.loops = 0
	info.Scope = p.openScope(ScopeFunction, m)
	f.varScope = info.Scope
	return info
}

// setAsync marks the current function as async or as a generator.
func (p *parser) setAsync(async, generator bool) {
	p.fn.info.IsAsync, p.fn.info.IsGenerator = async, generator
	p.fn.asyncish = async
}

// parseFunctionExpr parses FunctionExpression and its async and generator
// forms (sec-function-definitions); the current token is `function`.
func (p *parser) parseFunctionExpr(start Pos, async bool) Expr {
	h := p.enter()
	m := p.mark()
	p.next()
	generator := p.eat(tStar)
	info := p.openFunction(FuncNormal, start, m)
	p.setAsync(async, generator)
	info.IsExpression = true
	var name atom
	namePos := p.tok.start
	if p.tok.kind == tIdent {
		p.checkIdent()
		p.checkBindingName(p.tok.atom, namePos)
		name, info.Name = p.tok.atom, p.tok.str
		p.next()
	}
	p.parseRest(info, name, namePos)
	p.leave(h)
	return p.functionLit(info)
}

func (p *parser) functionLit(info *FuncInfo) *FunctionLit {
	n := p.a.functions.alloc()
	n.Span, n.Func = info.Span, info
	return n
}

// parseFunctionDecl parses FunctionDeclaration and its async and generator
// forms; the current token is `function`. Only `export default` may leave out
// the name.
func (p *parser) parseFunctionDecl(start Pos, async, exportDefault bool) *FunctionDecl {
	h := p.enter()
	p.next()
	generator := p.eat(tStar)
	d := p.a.funcDecls.alloc()
	id := p.a.idents.alloc()
	id.Span, id.Name = Span{p.tok.start, Pos(p.pos)}, p.tok.str
	a := p.tok.atom
	anonymous := exportDefault && p.tok.kind == tLParen
	if anonymous {
		a, id.To = atomDefaultExport, id.From
		id.Name = atomText[a]
	} else {
		if p.tok.kind == tLParen {
			p.fail(p.tok.start, "Function statements require a function name")
		}
		p.checkIdent()
		p.checkBindingName(a, id.From)
	}
	d.Name = id
	p.declareFunction(d, a, !async && !generator)
	if id.Flags == 0 {
		id.Flags = RefInit
	}
	p.use(&id.Use, a)
	if !anonymous {
		p.next()
	}
	info := p.openFunction(FuncNormal, start, p.mark())
	p.setAsync(async, generator)
	info.Name = id.Name
	if anonymous {
		info.Name = "default"
	}
	info.declared = true
	p.parseRest(info, a, id.From)
	p.leave(h)
	d.Span, d.Func = info.Span, info
	return d
}

// parseRest parses the current function from its parameters on and ends it.
func (p *parser) parseRest(info *FuncInfo, name atom, namePos Pos) {
	if p.passOver(info, name) {
		return
	}
	lazy := p.beginLazy()
	p.parseParams()
	p.parseBody(name, namePos)
	if lazy {
		p.endLazy(info, name)
	}
}

// parseMethod parses a method or accessor from its parameters on; the text of
// the method begins at start (sec-method-definitions).
func (p *parser) parseMethod(start Pos, flags methodFlags, kind FuncKind, key Key) *FunctionLit {
	if p.tok.kind != tLParen {
		p.wanted(tLParen.text())
	}
	h := p.enter()
	info := p.openFunction(kind, start, p.mark())
	p.setAsync(flags.async, flags.generator)
	switch {
	case key.Kind == KeyComputed:
	case kind == FuncGetter:
		info.Name = "get " + key.Name
	case kind == FuncSetter:
		info.Name = "set " + key.Name
	default:
		info.Name = key.Name
	}
	pos := p.tok.start
	if kind <= FuncSetter && p.passOver(info, 0) {
		p.leave(h)
		return p.functionLit(info)
	}
	lazy := kind <= FuncSetter && p.beginLazy()
	p.parseParams()
	switch {
	case kind == FuncGetter && len(info.Params) > 0:
		p.fail(pos, "Getter must not have any formal parameters.")
	case kind == FuncSetter && info.HasRest:
		p.fail(pos, "Setter function argument must not be a rest parameter")
	case kind == FuncSetter && len(info.Params) != 1:
		p.fail(pos, "Setter must have exactly one formal parameter.")
	}
	p.parseBody(0, 0)
	if lazy {
		p.endLazy(info, 0)
	}
	p.leave(h)
	return p.functionLit(info)
}

// declareParam declares a parameter of the current function.
func (p *parser) declareParam(a atom, pos Pos) {
	s := p.fn.info.Scope
	if p.strict {
		p.checkBindingName(a, pos)
	}
	if p.find(s, a) != nil {
		if p.fn.duplicate == 0 {
			p.fn.duplicate = pos + 1
		}
		return
	}
	p.bind(s, a, BindParam)
}

// parseParams parses FormalParameters in parentheses.
func (p *parser) parseParams() {
	noIn := p.noIn
	p.noIn = false
	p.expect(tLParen)
	p.parseParamList(tRParen)
	p.noIn = noIn
	p.next()
}

// parseParamList parses FormalParameters up to the token end.
func (p *parser) parseParamList(end tokenKind) {
	f, info := p.fn, p.fn.info
	f.inParams = true
	base := len(p.params)
	for p.tok.kind != end {
		last := info.Scope.lastBinding
		param := Param{Rest: p.eat(tEllipsis)}
		if param.Rest {
			param.Target = p.parseBinding(bindParam)
			if p.tok.kind == tAssign {
				p.fail(p.tok.start, "Rest parameter may not have a default initializer")
			}
		} else {
			param.PatternElem = p.parseBindingElem(bindParam)
		}
		initialised(info.Scope, last, p.prevEnd)
		push(p, &p.params, param)
		if p.tok.kind == end {
			break
		}
		if param.Rest {
			p.fail(p.tok.start, paramRestNotLast)
		}
		p.expectComma(tRParen)
	}
	p.setParams(base)
	f.inParams = false
}

// setParams takes the parameters of the current function from the stack.
func (p *parser) setParams(base int) {
	info := p.fn.info
	info.Params = ownList(p, &p.a.paramLists, p.params[base:])
	clear(p.params[base:])
	p.params = p.params[:base]
	counting := true
	for i := range info.Params {
		param := &info.Params[i]
		if _, ok := param.Target.(*Ident); !ok || param.Default != nil || param.Rest {
			info.SimpleParams = false
		}
		if param.Rest {
			info.HasRest = true
			break
		}
		info.NumParams++
		if param.Default != nil {
			counting = false
		}
		if counting {
			info.Length++
		}
	}
	if info.HasParamExprs {
		for b := info.Scope.firstBinding; b != nil; b = b.next {
			b.mayTDZ = true
		}
	}
}

// parseBody parses the body in braces of the current function and ends it. name is
// the name of the function if it has one of its own, for the checks that its strictness decides.
func (p *parser) parseBody(name atom, namePos Pos) {
	info := p.fn.info
	outer := p.openBody()
	if p.tok.kind != tLBrace {
		p.wanted(tLBrace.text())
	}
	p.next()
	p.parseBodyStatements(tRBrace, outer.strict, name, namePos)
	p.closeFunction(outer, name)
	p.next()
	info.To = p.prevEnd
}

// bodyState is what a function body changes in the parser.
type bodyState struct {
	strict, noIn bool
	block        *blockState
	pending      []string
	covers       int
}

// openBody begins the body of the current function, whose parameters are known.
func (p *parser) openBody() bodyState {
	info := p.fn.info
	s := bodyState{p.strict, p.noIn, p.block, p.pending, p.covers}
	p.noIn, p.pending = false, nil
	info.BodyPos = p.tok.start
	if info.HasParamExprs {
		info.BodyScope = p.openScope(ScopeBody, p.mark())
		p.fn.varScope = info.BodyScope
	}
	p.fn.varScope.start = p.tok.start
	p.pushBlock(p.fn.varScope)
	return s
}

// parseBodyStatements parses FunctionBody up to the token end, with its directives.
func (p *parser) parseBodyStatements(end tokenKind, strictOutside bool, name atom, namePos Pos) {
	info := p.fn.info
	pos := p.tok.start
	if p.parseDirectives() {
		info.HasUseStrict = true
		if !info.SimpleParams {
			p.fail(pos, "Illegal 'use strict' directive in function with non-simple parameter list")
		}
		if !strictOutside {
			if name > 0 {
				p.checkBindingName(name, namePos)
			}
			for b := info.Scope.firstBinding; b != nil; b = b.next {
				if b.Kind == BindParam {
					p.checkBindingName(b.atom, info.From)
				}
			}
		}
	}
	info.Body = p.parseStatements(end)
}

// closeFunction ends the current function; s is what openBody returned. The
// token that ends the body has not been passed.
func (p *parser) closeFunction(s bodyState, name atom) {
	info := p.fn.info
	info.Strict, info.Scope.Strict = p.strict, p.strict
	if info.BodyScope != nil {
		info.BodyScope.Strict = p.strict
	}
	if p.fn.duplicate > 0 {
		if p.strict || !info.SimpleParams || info.Kind != FuncNormal {
			p.fail(p.fn.duplicate-1, "Duplicate parameter name not allowed in this context")
		}
		p.hideDuplicates()
	}
	p.checkCovers(s.covers)
	p.hoistFunctions() // a var of the function's own name hides it
	if info.IsExpression && name > 0 && p.find(info.Scope, name) == nil {
		p.bind(info.Scope, name, BindSelf)
	}
	if info.Kind == FuncDerivedConstructor {
		info.ReturnThis = own(p, Use{Span: Span{p.tok.start, p.tok.start}})
		p.use(info.ReturnThis, atomThis)
	}
	p.closeFunctionScopes(info)
	p.leaveFn()
	p.strict, p.noIn, p.block, p.pending = s.strict, s.noIn, s.block, s.pending
}

// hideDuplicates removes the targets of parameters that a later one of the same name hides.
func (p *parser) hideDuplicates() {
	params := p.fn.info.Params
	seen := make(map[string]bool, len(params))
	for i := len(params) - 1; i >= 0; i-- {
		id := params[i].Target.(*Ident)
		if seen[id.Name] {
			id.Index, id.Flags = 0, 0
			params[i].Target = nil
		}
		seen[id.Name] = true
	}
}

// closeFunctionScopes closes the scopes of the current function, script,
// module or eval code, after hoistFunctions.
func (p *parser) closeFunctionScopes(info *FuncInfo) {
	if info.BodyScope != nil {
		p.copyVars()
	}
	p.popBlock(false)
	s := p.fn.varScope
	s.FuncDecls = lastFuncDecls(s.FuncDecls)
	if info.BodyScope != nil {
		p.closeScope(info.Scope, len(p.annexB))
	}
	p.closeScope(info.Scope.Parent, len(p.annexB))
}

// copyVars makes the list of vars that start with the value of a parameter, or
// of the arguments object.
func (p *parser) copyVars() {
	info := p.fn.info
	n := 0
	for b := info.BodyScope.firstBinding; b != nil; b = b.next {
		if p.copySource(b) {
			n++
		}
	}
	if n == 0 {
		return
	}
	p.takes(int64(n) * sizeOf[VarCopy]())
	info.VarCopies = make([]VarCopy, 0, n)
	for b := info.BodyScope.firstBinding; b != nil; b = b.next {
		if !p.copySource(b) {
			continue
		}
		info.VarCopies = append(info.VarCopies, VarCopy{})
		c := &info.VarCopies[len(info.VarCopies)-1]
		c.From.Span, c.To.Span = Span{info.BodyPos, info.BodyPos}, Span{info.BodyPos, info.BodyPos}
		c.To.Flags = RefInit
		if c.From.Binding = p.find(info.Scope, b.atom); c.From.Binding != nil {
			p.use(&c.From, 0)
		} else {
			p.use(&c.From, atomArgumentsObject)
		}
		c.To.Binding = b
		p.use(&c.To, 0)
	}
}

// copySource reports whether b is a var with the name of a parameter or of the arguments object.
func (p *parser) copySource(b *Binding) bool {
	info := p.fn.info
	if b.Kind != BindVar && b.Kind != BindFunction {
		return false
	}
	if old := p.find(info.Scope, b.atom); old != nil {
		return old.Kind == BindParam
	}
	return b.atom == atomArguments && info.Kind != FuncArrow && !p.fn.noArgs
}

// takeSites gives the tagged templates since m, in the parameters of an arrow,
// to the current function instead of the one outside.
func (p *parser) takeSites(m mark) {
	out := p.fn.outer.info
	for i, t := range p.tagged[m.tagged:] {
		t.Site = uint32(i)
		p.fn.info.NumSites++
		out.NumSites--
	}
	p.fn.tagged = m.tagged
}

// parseArrowFromIdent parses an arrow function whose one parameter is id; the
// current token is `=>`.
func (p *parser) parseArrowFromIdent(id *Ident, m mark, async bool) Expr {
	base := len(p.exprs)
	push(p, &p.exprs, Expr(id))
	start := m.start
	if async {
		start = p.asyncStart
	}
	return p.parseArrow(base, start, m, async, false, p.covers)
}

// parseArrow parses an arrow function (sec-arrow-function-definitions) whose parameters are the
// expressions on the stack from base; m is the place of the first. The current
// token is `=>`.
func (p *parser) parseArrow(base int, start Pos, m mark, async, comma bool, covers int) *FunctionLit {
	h := p.enter()
	info := p.openFunction(FuncArrow, start, m)
	info.IsExpression = true
	p.takeSites(m)
	info.Strict = p.strict
	p.setAsync(async, false)
	paramBase := len(p.params)
	for i := base; i < len(p.exprs); i++ {
		x := p.exprs[i]
		last := info.Scope.lastBinding
		var param Param
		if s, ok := x.(*SpreadElement); ok {
			if i < len(p.exprs)-1 || comma {
				p.fail(s.From, paramRestNotLast)
			}
			if _, ok := s.X.(*AssignExpr); ok {
				p.fail(s.X.Pos(), "Rest parameter may not have a default initializer")
			}
			param = Param{PatternElem{Target: p.toPattern(s.X, true)}, true}
		} else {
			param = Param{PatternElem: p.toElem(x, true)}
		}
		initialised(info.Scope, last, x.End())
		push(p, &p.params, param)
	}
	clear(p.exprs[base:])
	p.exprs = p.exprs[:base]
	p.setParams(paramBase)
	p.checkCovers(covers)
	noIn := p.noIn
	p.next()
	if p.tok.kind == tLBrace {
		p.parseBody(0, 0)
		p.leave(h)
		return p.functionLit(info)
	}
	s := p.openBody()
	p.noIn = noIn
	info.Expr = p.parseAssign()
	p.checkCovers(covers)
	info.To = p.prevEnd
	p.closeFunction(s, 0)
	p.leave(h)
	return p.functionLit(info)
}
