package syntax

import "strings"

// moduleState is what the parser keeps for a module.
type moduleState struct {
	info     ModuleInfo
	exported map[string]bool
	requests map[string]int
	locals   []localExport
}

// localExport is an export of a local name that is resolved at the end.
type localExport struct {
	name  string
	local string
	atom  atom
	pos   Pos
}

// parseModule parses Module (sec-modules).
func (p *parser) parseModule() *Program {
	p.mod = &moduleState{exported: map[string]bool{}, requests: map[string]int{}}
	info := p.openRoot(FuncModule, ScopeModule)
	p.fn.asyncish = true
	p.start()
	info.Body = p.parseStatements(tEOF)
	info.IsAsync = p.mod.info.HasTLA
	p.endModule()
	return p.finish(info)
}

// endModule resolves the exports of local names.
func (p *parser) endModule() {
	mod := &p.mod.info
	imports := make(map[*Binding]*ImportEntry, len(mod.Imports))
	for i := range mod.Imports {
		imports[mod.Imports[i].Local] = &mod.Imports[i]
	}
	for _, e := range p.mod.locals {
		b := p.find(p.scope, e.atom)
		if b == nil {
			p.failf(e.pos, "Export '%s' is not defined in module", e.local)
		}
		b.Exported = true
		if in := imports[b]; in != nil && mod.Requests[in.Request].Phase != PhaseDefer {
			mod.IndirectExports = add(p, mod.IndirectExports, IndirectExport{
				Request: in.Request, Name: e.name, Import: in.Name, Namespace: in.Namespace, Source: in.Source, Pos: e.pos,
			})
			continue
		}
		mod.LocalExports = add(p, mod.LocalExports, LocalExport{e.name, b, e.pos})
	}
}

// parseModuleItem parses an import or export declaration.
func (p *parser) parseModuleItem(ctx stmtContext) Stmt {
	top := p.module && ctx == inList && p.fn.info == p.root && p.block.scope == p.root.Scope
	if !top {
		if p.tok.kind == tImport && !p.module {
			p.fail(p.tok.start, "Cannot use import statement outside a module")
		}
		p.unexpected()
	}
	if p.tok.kind == tImport {
		return p.parseImport()
	}
	return p.parseExport(nil, p.tok.start)
}

// parseImport parses ImportDeclaration (sec-imports).
func (p *parser) parseImport() Stmt {
	start := p.tok.start
	n := own(p, ImportDecl{})
	p.next()
	base := len(p.mod.info.Imports)
	phase := PhaseEvaluation
	switch {
	case p.tok.kind == tString:
		n.Request = p.parseFrom(phase)
		p.semicolon()
		n.Span = Span{start, p.prevEnd}
		return n
	case p.isWord(atomDefer) && p.peek().kind == tStar:
		phase = PhaseDefer
		p.next()
		p.parseNamespaceImport()
	case p.isWord(atomSource) && p.beginsSourceImport():
		phase = PhaseSource
		p.next()
		p.addImport(p.importBinding(BindImportNS), ImportEntry{Source: true})
	default:
		p.parseImportClause()
	}
	p.expectWord(atomFrom)
	n.Request = p.parseFrom(phase)
	for i := base; i < len(p.mod.info.Imports); i++ {
		p.mod.info.Imports[i].Request = n.Request
	}
	p.semicolon()
	n.Span = Span{start, p.prevEnd}
	return n
}

// beginsSourceImport reports whether the word source is the phase and not a binding.
func (p *parser) beginsSourceImport() bool {
	s := p.save()
	p.next()
	yes := p.tok.kind == tIdent
	if p.isWord(atomFrom) {
		p.next()
		yes = p.isWord(atomFrom)
	}
	p.restore(s)
	return yes
}

// parseImportClause parses ImportClause.
func (p *parser) parseImportClause() {
	if p.tok.kind == tIdent {
		p.addImport(p.importBinding(BindImport), ImportEntry{Name: "default"})
		if !p.eat(tComma) {
			return
		}
	}
	if p.tok.kind == tStar {
		p.parseNamespaceImport()
		return
	}
	p.expect(tLBrace)
	for p.tok.kind != tRBrace {
		word := p.tok
		end := p.pos
		name := p.parseExportName()
		if p.eatWord(atomAs) {
			p.addImport(p.importBinding(BindImport), ImportEntry{Name: name})
		} else {
			p.checkWord(word, end)
			p.addImport(p.bindImport(word, BindImport), ImportEntry{Name: name})
		}
		if p.tok.kind != tRBrace {
			p.expectComma(tRBrace)
		}
	}
	p.next()
}

func (p *parser) parseNamespaceImport() {
	p.expect(tStar)
	p.expectWord(atomAs)
	p.addImport(p.importBinding(BindImportNS), ImportEntry{Namespace: true})
}

// checkWord fails unless a token that was passed is an identifier that may be
// referred to; end is its end.
func (p *parser) checkWord(word token, end int) {
	tok, pos := p.tok, p.pos
	p.tok, p.pos = word, end
	p.checkIdent()
	p.tok, p.pos = tok, pos
}

// importBinding declares the current token, an ImportedBinding.
func (p *parser) importBinding(kind BindingKind) *Binding {
	p.checkIdent()
	b := p.bindImport(p.tok, kind)
	p.next()
	return b
}

func (p *parser) bindImport(word token, kind BindingKind) *Binding {
	p.checkBindingName(word.atom, word.start)
	b := p.declareLexical(word.atom, kind, word.start)
	b.initEnd, b.mayTDZ = word.start, false // as far as linking is concerned; see placeRef
	return b
}

func (p *parser) addImport(b *Binding, e ImportEntry) {
	e.Local, e.Pos = b, b.initEnd
	b.initEnd = 0
	p.mod.info.Imports = add(p, p.mod.info.Imports, e)
}

// parseExportName parses ModuleExportName.
func (p *parser) parseExportName() string {
	t := &p.tok
	switch {
	case t.kind == tString:
		if !wellFormed(t.str) {
			p.fail(t.start, "Invalid module export name: contains unpaired surrogate character")
		}
	case t.kind != tIdent && !t.kind.isKeyword():
		p.unexpected()
	}
	name := t.str
	p.next()
	return name
}

// wellFormed reports whether a WTF-8 text has no lone surrogates (sec-isstringwellformedunicode).
func wellFormed(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == 0xED && s[i+1] >= 0xA0 {
			return false
		}
	}
	return true
}

// parseFrom parses a ModuleSpecifier with its attributes and returns the index
// of the request.
func (p *parser) parseFrom(phase ImportPhase) int {
	if p.tok.kind != tString {
		p.wanted("the name of a module in quotes")
	}
	r := ModuleRequest{Specifier: p.tok.str, Phase: phase, Pos: p.tok.start}
	p.next()
	if p.tok.kind == tWith {
		r.Attributes = p.parseAttributes()
	}
	key := requestKey(&r)
	if i, ok := p.mod.requests[key]; ok {
		return i
	}
	i := len(p.mod.info.Requests)
	p.mod.requests[key] = i
	p.mod.info.Requests = add(p, p.mod.info.Requests, r)
	return i
}

// requestKey returns a text that equal requests share (sec-ModuleRequestsEqual).
func requestKey(r *ModuleRequest) string {
	var b strings.Builder
	b.WriteByte(byte(r.Phase))
	b.WriteString(r.Specifier)
	for _, a := range r.Attributes {
		b.WriteString("\x00" + a.Key + "\x00" + a.Value)
	}
	return b.String()
}

// parseAttributes parses WithClause.
func (p *parser) parseAttributes() []ImportAttribute {
	p.next()
	p.expect(tLBrace)
	var list []ImportAttribute
	seen := map[string]bool{}
	for p.tok.kind != tRBrace {
		t := &p.tok
		if t.kind != tIdent && t.kind != tString && !t.kind.isKeyword() {
			p.unexpected()
		}
		key := t.str
		if seen[key] {
			p.failf(t.start, "Import attributes has a duplicate key '%s'", key)
		}
		seen[key] = true
		p.next()
		p.expect(tColon)
		if t.kind != tString {
			p.unexpected()
		}
		list = add(p, list, ImportAttribute{key, t.str})
		p.next()
		if p.tok.kind != tRBrace {
			p.expectComma(tRBrace)
		}
	}
	p.next()
	return sortedAttributes(list)
}

// addExport notes an exported name, which must be new.
func (p *parser) addExport(name string, pos Pos) {
	if p.mod.exported[name] {
		p.failf(pos, "Duplicate export of '%s'", name)
	}
	p.mod.exported[name] = true
}

func (p *parser) exportLocal(name, local string, a atom, pos Pos) {
	p.addExport(name, pos)
	p.mod.locals = add(p, p.mod.locals, localExport{name, local, a, pos})
}

// parseExport parses ExportDeclaration (sec-exports). Decorators before it
// belong to the class that must follow.
func (p *parser) parseExport(decorators []Expr, start Pos) Stmt {
	if !p.module || p.fn.info != p.root || p.block.scope != p.root.Scope {
		p.unexpected()
	}
	p.next()
	if decorators != nil && p.tok.kind != tClass && p.tok.kind != tDefault {
		p.unexpected()
	}
	switch {
	case p.tok.kind == tStar:
		return p.parseExportStar(start)
	case p.tok.kind == tLBrace:
		return p.parseExportList(start)
	case p.tok.kind == tDefault:
		return p.parseExportDefault(start, decorators)
	}
	n := own(p, ExportDecl{})
	declStart := p.tok.start
	switch {
	case p.tok.kind == tVar:
		n.Decl = p.parseVarStatement(declStart)
		p.exportPatterns(n.Decl.(*VarDecl))
	case p.tok.kind == tConst || p.isWord(atomLet):
		kind := VarLet
		if p.tok.kind == tConst {
			kind = VarConst
		}
		n.Decl = p.parseLexical(declStart, kind)
		p.exportPatterns(n.Decl.(*VarDecl))
	case p.tok.kind == tFunction || p.isWord(atomAsync):
		async := p.eatWord(atomAsync)
		if p.tok.kind != tFunction || async && p.tok.newline {
			p.unexpected()
		}
		d := p.parseFunctionDecl(declStart, async, false)
		n.Decl = d
		p.exportLocal(d.Name.Name, d.Name.Name, p.nameOf(d.Name), d.Name.From)
	case p.tok.kind == tClass || p.tok.kind == tAt:
		if p.tok.kind == tAt {
			if decorators != nil {
				p.unexpected()
			}
			decorators = p.parseDecorators()
		} else if decorators != nil {
			declStart = start
		}
		d := p.parseClassDecl(declStart, decorators, false)
		n.Decl = d
		p.exportLocal(d.Name.Name, d.Name.Name, p.nameOf(d.Name), d.Name.From)
	default:
		p.unexpected()
	}
	n.Span = Span{start, p.prevEnd}
	return n
}

// exportPatterns exports all names that a declaration binds.
func (p *parser) exportPatterns(d *VarDecl) {
	for _, d := range d.Decls {
		p.exportPattern(d.Target)
	}
}

func (p *parser) exportPattern(t Pattern) {
	switch t := t.(type) {
	case *Ident:
		p.exportLocal(t.Name, t.Name, p.nameOf(t), t.From)
	case *ArrayPattern:
		for _, e := range t.Elems {
			p.exportPattern(e.Target)
		}
		p.exportPattern(t.Rest)
	case *ObjectPattern:
		for _, e := range t.Props {
			p.exportPattern(e.Target)
		}
		p.exportPattern(t.Rest)
	}
}

// parseExportStar parses `* from …` and `* as name from …`.
func (p *parser) parseExportStar(start Pos) Stmt {
	p.next()
	mod := &p.mod.info
	if p.eatWord(atomAs) {
		pos := p.tok.start
		name := p.parseExportName()
		p.addExport(name, pos)
		p.expectWord(atomFrom)
		r := p.parseFrom(PhaseEvaluation)
		mod.IndirectExports = add(p, mod.IndirectExports, IndirectExport{Request: r, Name: name, Namespace: true, Pos: pos})
	} else {
		p.expectWord(atomFrom)
		mod.StarExports = add(p, mod.StarExports, p.parseFrom(PhaseEvaluation))
	}
	p.semicolon()
	return own(p, ExportNamed{Span{start, p.prevEnd}})
}

// exportSpecifier is `local as name` in braces.
type exportSpecifier struct {
	local token
	end   int
	name  string
	pos   Pos
}

// parseExportList parses NamedExports with or without from.
func (p *parser) parseExportList(start Pos) Stmt {
	p.next()
	var list []exportSpecifier
	for p.tok.kind != tRBrace {
		s := exportSpecifier{local: p.tok, end: p.pos, pos: p.tok.start}
		s.name = p.parseExportName()
		if p.eatWord(atomAs) {
			s.pos = p.tok.start
			s.name = p.parseExportName()
		}
		list = add(p, list, s)
		if p.tok.kind != tRBrace {
			p.expectComma(tRBrace)
		}
	}
	p.next()
	mod := &p.mod.info
	if p.eatWord(atomFrom) {
		r := p.parseFrom(PhaseEvaluation)
		for _, s := range list {
			p.addExport(s.name, s.pos)
			mod.IndirectExports = add(p, mod.IndirectExports, IndirectExport{Request: r, Name: s.name, Import: s.local.str, Pos: s.pos})
		}
	} else {
		for _, s := range list {
			p.checkWord(s.local, s.end)
			p.exportLocal(s.name, s.local.str, s.local.atom, s.pos)
		}
	}
	p.semicolon()
	return own(p, ExportNamed{Span{start, p.prevEnd}})
}

// parseExportDefault parses `default` with what follows it.
func (p *parser) parseExportDefault(start Pos, decorators []Expr) Stmt {
	pos := p.tok.start
	p.next()
	n := own(p, ExportDefault{})
	declStart := p.tok.start
	async := false
	if p.isWord(atomAsync) {
		t := p.peek()
		async = t.kind == tFunction && !t.newline
	}
	if decorators != nil && p.tok.kind != tClass {
		p.unexpected()
	}
	switch {
	case async || p.tok.kind == tFunction:
		if async {
			p.next()
		}
		d := p.parseFunctionDecl(declStart, async, true)
		n.Decl = d
		p.exportLocal("default", d.Name.Name, p.nameOf(d.Name), pos)
	case p.tok.kind == tClass || p.tok.kind == tAt:
		if p.tok.kind == tAt {
			decorators = p.parseDecorators()
		} else if decorators != nil {
			declStart = start
		}
		d := p.parseClassDecl(declStart, decorators, true)
		n.Decl = d
		p.exportLocal("default", d.Name.Name, p.nameOf(d.Name), pos)
	default:
		b := p.declareLexical(atomDefaultExport, BindLet, pos)
		n.X = p.parseValue()
		nameFunction(n.X, "default")
		p.semicolon()
		b.initEnd = p.prevEnd
		n.Name = p.a.idents.alloc()
		n.Name.Span, n.Name.Name, n.Name.Flags = Span{pos, pos}, atomText[atomDefaultExport], RefInit
		p.use(&n.Name.Use, atomDefaultExport)
		p.exportLocal("default", n.Name.Name, atomDefaultExport, pos)
	}
	n.Span = Span{start, p.prevEnd}
	return n
}
