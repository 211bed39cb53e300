package syntax

// classState is what the parser keeps for the class it is in.
type classState struct {
	lit     *ClassLit
	scope   *Scope
	fields  *fnState // of FieldsInit
	statics *fnState // of StaticInit
	members []*ClassMember
	derived bool
	// lists is the hidden binding of ClassLit.Initializers, nil until something
	// has a decorator. Decorators may call methods before the class is initialised.
	lists *Binding
	// numLists is how many lists the class has.
	numLists uint32
	// decoratedMethods says whether methods, getters or setters have decorators:
	// those of instances, and static ones.
	decoratedMethods [2]bool
}

// parseDecorators parses DecoratorList.
func (p *parser) parseDecorators() []Expr {
	var list []Expr
	for p.tok.kind == tAt {
		p.next()
		start := p.tok.start
		var x Expr
		if p.tok.kind == tLParen {
			x = p.parseParenOnly()
		} else {
			p.checkIdent()
			x = p.ident()
			for p.tok.kind == tDot {
				x = p.parseDot(x, start, false)
				p.link()
			}
			if p.tok.kind == tLParen {
				x = p.parseCall(x, start, false)
			}
		}
		list = add(p, list, x)
	}
	return list
}

// decorate makes the binding for the lists of initializers of a class that has
// decorators.
func (p *parser) decorate(c *classState, span Span) {
	if c.lists == nil {
		c.lists, c.numLists = p.bind(c.scope, atomFieldKey, BindFieldKey), InitMembers
		p.preset(&c.lit.Initializers, c.lists, span)
	}
}

// extraInitializers makes the statement that calls the functions of a list, in
// the function that initialises the instance or the class.
func (p *parser) extraInitializers(c *classState, list uint32, static bool) *ExtraInitializers {
	n := own(p, ExtraInitializers{Span: Span{c.lit.From, c.lit.From}, List: list})
	p.openRegion(p.initFunction(c, static), ScopeField)
	p.useLists(c, n)
	p.closeRegion(c)
	return n
}

// useLists records the use of the lists of initializers.
func (p *parser) useLists(c *classState, n *ExtraInitializers) {
	n.Lists.Binding, n.Lists.Span = c.lists, n.Span
	p.use(&n.Lists, 0)
}

// index is where classState keeps what it knows of static members, and of others.
func index(static bool) int {
	if static {
		return 1
	}
	return 0
}

// endDecorated makes the functions that initialise instance and class call what
// decorators have added besides.
func (p *parser) endDecorated(c *classState) {
	for _, static := range [...]bool{false, true} {
		if i := index(static); c.decoratedMethods[i] {
			n := p.extraInitializers(c, InitInstanceMethods+uint32(i), static)
			f := p.initFunction(c, static)
			body := add(p, f.info.Body, Stmt(n))
			copy(body[1:], body)
			body[0] = n
			f.info.Body = body
		}
	}
	if c.lit.Decorators != nil {
		n := p.extraInitializers(c, InitClass, true)
		f := p.initFunction(c, true)
		f.info.Body = add(p, f.info.Body, Stmt(n))
	}
}

// parseClassExpr parses ClassExpression, decorators included.
func (p *parser) parseClassExpr() Expr {
	start := p.tok.start
	decorators := p.parseDecorators()
	lit, _ := p.parseClass(start, decorators, false, false)
	return lit
}

// parseClassDecl parses ClassDeclaration after its decorators.
func (p *parser) parseClassDecl(start Pos, decorators []Expr, exportDefault bool) *ClassDecl {
	lit, name := p.parseClass(start, decorators, true, exportDefault)
	return own(p, ClassDecl{lit.Span, lit, name})
}

// parseClass parses a class from the word `class` on (sec-class-definitions).
// A declaration declares its name in the current region.
func (p *parser) parseClass(start Pos, decorators []Expr, decl, exportDefault bool) (*ClassLit, *Ident) {
	h := p.enter()
	strict, noIn := p.strict, p.noIn
	p.strict, p.noIn = true, false
	if p.tok.kind != tClass {
		p.wanted(tClass.text())
	}
	p.next()
	lit := own(p, ClassLit{Decorators: decorators})
	var id *Ident
	var name atom
	switch {
	case p.tok.kind == tIdent:
		p.checkIdent()
		p.checkBindingName(p.tok.atom, p.tok.start)
		name, lit.Name = p.tok.atom, p.tok.str
		if decl {
			id = p.declareClass(name)
		}
		p.next()
	case exportDefault:
		id = p.declareClass(atomDefaultExport)
		id.Name, id.To = atomText[atomDefaultExport], id.From
		lit.Name = "default"
	case decl:
		p.wanted("a name")
	}
	c := classState{lit: lit}
	out := p.scope
	c.scope = p.openScope(ScopeClass, p.mark())
	if name > 0 {
		b := p.bind(c.scope, name, BindClassInner)
		b.mayTDZ, b.initEnd = true, ^Pos(0)
	}
	if decorators != nil {
		p.decorate(&c, Span{start, start})
	}
	if p.tok.kind == tExtends {
		p.next()
		hs := p.tok.start
		p.heritage = own(p, Heritage{c.scope, p.heritage})
		lit.Heritage = p.parseCallTail(p.parsePrimary(), hs)
		p.heritage = p.heritage.outer
		c.derived = true
	}
	p.parseClassBody(&c)
	lit.Span = Span{start, Pos(p.pos)}
	p.endClass(&c, name)
	p.closeScope(out, len(p.annexB))
	p.strict, p.noIn = strict, noIn
	p.next()
	if id != nil {
		b := p.find(p.blockScope(), p.nameOf(id))
		b.initEnd = p.prevEnd
	}
	p.leave(h)
	return lit, id
}

// declareClass declares the name of a class declaration, the current token.
func (p *parser) declareClass(a atom) *Ident {
	id := p.a.idents.alloc()
	id.Span, id.Name = Span{p.tok.start, Pos(p.pos)}, p.tok.str
	b := p.declareLexical(a, BindClass, id.From)
	b.initEnd = ^Pos(0)
	id.Flags |= RefInit
	p.use(&id.Use, a)
	return id
}

// endClass completes the class literal; its scope is still open.
func (p *parser) endClass(c *classState, name atom) {
	lit := c.lit
	if name > 0 {
		lit.Inner.Span, lit.Inner.Flags = Span{lit.From, lit.From}, RefInit
		p.use(&lit.Inner, name)
	}
	if lit.Constructor == nil {
		p.defaultConstructor(c)
	}
	p.endDecorated(c)
	ctor := lit.Constructor
	ctor.Name, ctor.Class = lit.Name, lit
	ctor.Span, ctor.created = lit.Span, lit.From
	ctor.ClassMember, ctor.inClassBody = true, true
	lit.Members = c.members
	for _, f := range [...]*fnState{c.fields, c.statics} {
		if f != nil {
			f.info.Span, f.info.created = lit.Span, lit.From
			p.freeFn(f)
		}
	}
	if lit.Decorators != nil {
		ctor.inClassBody = false
		if lit.FieldsInit != nil {
			lit.FieldsInit.inClassBody = false
		}
	}
	if c.lists != nil {
		for _, m := range c.members {
			if m.Value != nil {
				m.Value.Func.inClassBody = false
			}
		}
	}
	if c.scope.bindings > 0 {
		lit.Scope = c.scope
	}
}

// defaultConstructor makes the constructor of a class that writes none.
func (p *parser) defaultConstructor(c *classState) {
	info := p.openFunction(p.constructorKind(c), c.lit.From, p.mark())
	info.DefaultCtor, info.Strict, info.HasRest = true, true, c.derived
	p.fn.varScope = info.Scope
	info.BodyPos = p.tok.start
	p.closeScope(c.scope, len(p.annexB))
	p.leaveFn()
	c.lit.Constructor = info
}

func (p *parser) constructorKind(c *classState) FuncKind {
	if c.derived {
		return FuncDerivedConstructor
	}
	return FuncClassConstructor
}

// parseClassBody parses ClassBody in braces; the closing one stays current.
func (p *parser) parseClassBody(c *classState) {
	c.scope.start = p.tok.start
	p.expect(tLBrace)
	for p.tok.kind != tRBrace {
		if p.eat(tSemi) {
			continue
		}
		if m := p.parseMember(c); m != nil {
			c.members = add(p, c.members, m)
		}
	}
}

// modifiers are the words before the name of a class element.
type modifiers struct {
	methodFlags
	static, accessor bool
}

// endsMember reports whether the token shows that the word before it was the
// name of a class element.
func (p *parser) endsMember() bool {
	switch p.tok.kind {
	case tLParen, tAssign, tSemi, tRBrace, tEOF:
		return true
	}
	return false
}

// parseModifiers parses static, async, get, set, accessor and `*`. A word that
// turns out to be the name of the element is the current token afterwards.
// start is where the text of a method begins.
func (p *parser) parseModifiers() (mods modifiers, start Pos) {
	t := &p.tok
	start = t.start
	if p.isWord(atomStatic) {
		s := p.save()
		p.next()
		if p.endsMember() {
			p.restore(s)
			return mods, start
		}
		mods.static, start = true, t.start
		if t.kind == tLBrace {
			return mods, start
		}
	}
	if t.kind == tIdent && !t.escaped {
		s := p.save()
		word := t.atom
		switch word {
		case atomAsync, atomGet, atomSet, atomAccessor:
			p.next()
			isName := p.endsMember()
			switch {
			case isName:
			case word == atomAsync:
				isName = t.newline
				mods.async = !isName
			case word == atomAccessor:
				isName = t.newline || t.kind == tStar
				mods.accessor = !isName
			case t.kind == tStar:
				isName = true
			case word == atomGet:
				mods.kind = PropGet
			default:
				mods.kind = PropSet
			}
			if isName {
				p.restore(s)
				return mods, start
			}
		}
	}
	if t.kind == tStar && mods.kind == PropInit && !mods.accessor {
		mods.generator = true
		p.next()
	}
	return mods, start
}

// parseMember parses ClassElement. The constructor goes to the class, and nil is returned.
func (p *parser) parseMember(c *classState) *ClassMember {
	m := own(p, ClassMember{})
	m.From = p.tok.start
	m.Decorators = p.parseDecorators()
	if m.Decorators != nil {
		p.decorate(c, Span{m.From, m.From})
	}
	mods, start := p.parseModifiers()
	m.Static = mods.static
	if mods.static && p.tok.kind == tLBrace && mods == (modifiers{static: true}) {
		if m.Decorators != nil {
			p.unexpected()
		}
		p.parseStaticBlock(c, m)
		return m
	}
	name := p.tok
	m.Key = p.parseKey()
	if p.tok.kind == tLParen && !mods.accessor || mods.methodFlags != (methodFlags{}) {
		if p.isConstructor(m, mods) {
			p.parseConstructor(c, start, m)
			return nil
		}
		p.parseClassMethod(m, mods, start, name.atom)
		if m.Decorators != nil {
			c.decoratedMethods[index(m.Static)] = true
		}
	} else {
		p.parseField(c, m, mods, name.atom)
	}
	m.To = p.prevEnd
	return m
}

// isConstructor reports whether m is the constructor, with the early errors of its name.
func (p *parser) isConstructor(m *ClassMember, mods modifiers) bool {
	key := &m.Key
	switch {
	case key.Kind == KeyPrivate && key.Name == "#constructor":
		p.fail(key.From, "Classes may not have a private field named '#constructor'")
	case key.Kind != KeyName:
		return false
	case m.Static:
		if key.Name == "prototype" {
			p.fail(key.From, "Classes may not have a static property named 'prototype'")
		}
		return false
	case key.Name != "constructor":
		return false
	case mods.kind != PropInit:
		p.fail(key.From, "Class constructor may not be an accessor")
	case mods.generator:
		p.fail(key.From, "Class constructor may not be a generator")
	case mods.async:
		p.fail(key.From, "Class constructor may not be an async method")
	case m.Decorators != nil:
		p.fail(key.From, "Classes may not have a decorated constructor")
	}
	return true
}

func (p *parser) parseConstructor(c *classState, start Pos, m *ClassMember) {
	if c.lit.Constructor != nil {
		p.fail(m.Key.From, "A class may only have one constructor")
	}
	f := p.parseMethod(start, methodFlags{}, p.constructorKind(c), m.Key)
	c.lit.Constructor = f.Func
}

func (p *parser) parseClassMethod(m *ClassMember, mods modifiers, start Pos, a atom) {
	kind, private := FuncMethod, PrivateMethod
	switch mods.kind {
	case PropGet:
		m.Kind, kind, private = MemberGet, FuncGetter, PrivateGetter
	case PropSet:
		m.Kind, kind, private = MemberSet, FuncSetter, PrivateSetter
	}
	if m.Key.Kind == KeyPrivate {
		p.declarePrivate(m, a, private)
	}
	m.NameFromKey = m.Key.Kind == KeyComputed
	m.Value = p.parseMethod(start, mods.methodFlags, kind, m.Key)
	m.Value.Func.ClassMember, m.Value.Func.inClassBody = true, true
}

// declarePrivate declares the private name of m in the class scope.
func (p *parser) declarePrivate(m *ClassMember, a atom, kind PrivateKind) {
	s := p.scope
	b := p.find(s, a)
	switch {
	case b == nil:
		b = p.bind(s, a, BindPrivate)
		b.Private, b.Static = kind, m.Static
	case b.Static == m.Static && (b.Private == PrivateGetter && kind == PrivateSetter || b.Private == PrivateSetter && kind == PrivateGetter):
		b.Private = PrivateAccessor
	default:
		p.redeclared(a, m.Key.From)
	}
	m.Private.Span = m.Key.Span
	m.Private.Flags = RefInit
	p.use(&m.Private, a)
}

// initFunction returns the state of FieldsInit or StaticInit, which it makes
// at first. The function is not current.
func (p *parser) initFunction(c *classState, static bool) *fnState {
	at, kind := &c.fields, FuncClassFields
	if static {
		at, kind = &c.statics, FuncClassStatic
	}
	if *at == nil {
		info := p.openFunction(kind, c.lit.From, p.mark())
		info.Strict, info.Class, info.ClassMember, info.inClassBody = true, c.lit, true, true
		info.Name = "<instance_members_initializer>"
		c.lit.FieldsInit, *at = info, p.fn
		if static {
			info.Name = "<static_initializer>"
			c.lit.FieldsInit, c.lit.StaticInit = nil, info
			if c.fields != nil {
				c.lit.FieldsInit = c.fields.info
			}
		}
		p.fn.noArgs = true
		p.closeScope(c.scope, len(p.annexB))
		p.suspendFn()
	}
	return *at
}

// openRegion makes f current and opens a scope in it, inside the scope of a class.
func (p *parser) openRegion(f *fnState, kind ScopeKind) *Scope {
	p.resumeFn(f)
	s := p.openScope(kind, p.mark())
	s.Parent = f.info.Scope
	s.Depth = s.Parent.Depth + 1
	return s
}

// closeRegion ends what openRegion began.
func (p *parser) closeRegion(c *classState) {
	p.closeScope(c.scope, len(p.annexB))
	p.suspendFn()
}

// parseField parses FieldDefinition after its name.
func (p *parser) parseField(c *classState, m *ClassMember, mods modifiers, a atom) {
	key := &m.Key
	m.Kind = MemberField
	if key.Kind == KeyName && (key.Name == "constructor" || m.Static && key.Name == "prototype") {
		p.fail(key.From, "Classes may not have a field named '"+key.Name+"'")
	}
	if key.Kind == KeyPrivate && key.Name == "#constructor" {
		p.fail(key.From, "Classes may not have a private field named '#constructor'")
	}
	var slot *Binding
	switch {
	case mods.accessor:
		m.Kind = MemberAccessor
		if key.Kind == KeyPrivate {
			p.declarePrivate(m, a, PrivateAccessor)
		}
		slot = p.bind(c.scope, atomFieldKey, BindPrivate)
		slot.Name, slot.Private, slot.Static = key.Name, PrivateField, m.Static
		p.preset(&m.Storage, slot, key.Span)
	case key.Kind == KeyPrivate:
		p.declarePrivate(m, a, PrivateField)
	case key.Kind == KeyComputed:
		slot = p.bind(c.scope, atomFieldKey, BindFieldKey)
		p.preset(&m.KeySlot, slot, key.Span)
	}
	d := own(p, FieldDef{Member: m})
	m.Field = d
	f := p.initFunction(c, m.Static)
	p.openRegion(f, ScopeField)
	switch {
	case slot != nil:
		d.Key.Binding, d.Key.Span = slot, key.Span
		p.use(&d.Key, 0)
	case key.Kind == KeyPrivate:
		d.Key.Span = key.Span
		p.use(&d.Key, a)
	}
	if m.Decorators != nil {
		d.Extra = own(p, ExtraInitializers{Span: key.Span, List: c.numLists + 1})
		c.numLists += 2
		p.useLists(c, d.Extra)
	}
	if p.tok.kind == tAssign {
		p.next()
		d.Init = p.parseValue()
		if key.Kind == KeyComputed {
			m.NameFromKey = isAnonymous(d.Init)
		} else {
			nameFunction(d.Init, key.Name)
		}
	}
	d.Span = Span{m.From, p.prevEnd}
	f.info.Body = add(p, f.info.Body, Stmt(d))
	p.closeRegion(c)
	p.semicolon()
}

// preset records a use that leads to the hidden binding b and initialises it.
func (p *parser) preset(u *Use, b *Binding, span Span) {
	u.Span, u.Binding, u.Flags = span, b, RefInit
	p.use(u, 0)
}

// parseStaticBlock parses the braces of ClassStaticBlock.
func (p *parser) parseStaticBlock(c *classState, m *ClassMember) {
	m.Kind = MemberStaticBlock
	f := p.initFunction(c, true)
	s := p.openRegion(f, ScopeStatic)
	f.varScope, f.isStatic = s, true
	block, pending := p.block, p.pending
	p.pending = nil
	p.pushBlock(s)
	p.next()
	n := own(p, StaticBlock{Body: p.parseStatements(tRBrace)})
	s.FuncDecls = lastFuncDecls(s.FuncDecls)
	p.popBlock(false)
	p.block, p.pending = block, pending
	f.isStatic = false
	if s.bindings > 0 || s.HasUsing {
		n.Scope = s
	}
	n.Span = Span{m.From, Pos(p.pos)}
	f.info.Body = add(p, f.info.Body, Stmt(n))
	p.closeRegion(c)
	p.next()
	m.Span = n.Span
}
